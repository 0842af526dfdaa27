/** Compares the names that callers import. */

import type { Lock, Model, Pointer } from "../model/types.js";
import type { Sides } from "./sides.js";
import type { Change } from "./types.js";

/** Roles of names that no module exports. */
const inner = /@(method|parameter|grouped|property|credential|server|file|resource)$/;

/** Exported names by key of the lock. */
function exportsOf({ lock }: Model): ReadonlyMap<Pointer, string> {
  return new Map(Object.entries(lock.names).filter(([pointer]) => !inner.test(pointer)));
}

function aliasesOf({ lock }: Model): ReadonlySet<string> {
  return new Set(Object.values(lock.aliases).flat());
}

/**
 * Exports that are gone or have another name.
 *
 * @param explained - Functions whose operations are gone, and classes that have lost all of theirs: what is named after
 * them is gone with them.
 * @param operations - Where the document had the operations that are gone: what was written within them is gone with them.
 */
export function compareExports(
  { before, after, paired }: Sides,
  explained: ReadonlySet<string>,
  operations: readonly Pointer[],
): readonly Change[] {
  const [old, now] = [exportsOf(before.model), exportsOf(after.model)];
  const names = new Set(now.values());
  const aliases = aliasesOf(after.model);
  const gone = [...old].filter(([, name]) => !names.has(name));
  const newNameOf = (pointer: Pointer) => renamedTo(pointer, after.model.lock) ?? now.get(paired.get(pointer) ?? "");
  const removed = gone.map(([pointer]) => pointer).filter((pointer) => newNameOf(pointer) === undefined);
  const isWithin = withinAny([...operations, ...removed]);
  return gone.flatMap(([pointer, name]): Change[] => {
    const to = newNameOf(pointer);
    const isKept = aliases.has(name);
    if (to === undefined && !isKept) {
      return isWithin(pointer) || isExplained(pointer, old, explained) ? [] : [lost(pointer, name)];
    }
    const message = to === undefined ? "has another name" : `is called \`${to}\``;
    return [
      {
        bump: isKept ? "minor" : "major",
        kind: "types",
        subject: name,
        message: isKept ? `${message}, and still by this name` : message,
        pointer,
        callers: [],
        action: "Call it so.",
        ...(to !== undefined && { rewrite: { kind: "export", from: name, to } }),
      },
    ];
  });
}

/** Whether something is written within any of these parts of a document, or is an aspect of one (`…@object`). */
export function withinAny(parts: readonly Pointer[]): (pointer: Pointer) => boolean {
  const known = new Set(parts);
  return (pointer) => {
    const ends = [...pointer.matchAll(/[/@]/g)].map(({ index }) => index);
    return ends.some((end) => known.has(pointer.slice(0, end)));
  };
}

function renamedTo(pointer: Pointer, { names }: Lock): string | undefined {
  return Object.hasOwn(names, pointer) ? names[pointer] : undefined;
}

function isExplained(pointer: Pointer, names: ReadonlyMap<Pointer, string>, explained: ReadonlySet<string>): boolean {
  const subject = pointer.replace(/@[a-z]+$/, "");
  return explained.has(names.get(subject) ?? "");
}

function lost(pointer: Pointer, name: string): Change {
  const message = "is no longer exported";
  return { bump: "major", kind: "types", subject: name, message, pointer, callers: [], action: "Don't name it." };
}
