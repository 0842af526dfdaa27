/** Finds the members of unions and compositions that stand at another place of their list than before. */

import type { Document, Schema, SchemaId } from "../../normalise/types.js";
import type { Lock, Pointer } from "../types.js";
import { writtenSchemas } from "../written.js";
import { descriptionOf, sameThings } from "./likeness.js";
import { rekeyed } from "./rekey.js";

const keywords = ["oneOf", "anyOf", "allOf", "prefixItems"] as const;

/** A place in a list of schemas, as a key of the lock or the identity of a schema has it. */
const place = /\/(oneOf|anyOf|allOf|prefixItems)\/(\d+)(?=[/@]|$)/g;

/** The list of schemas at a pointer, if there is one. */
function listAt(pointer: Pointer, written: ReadonlyMap<SchemaId, Schema>): readonly Schema[] | undefined {
  const end = pointer.lastIndexOf("/");
  const keyword = keywords.find((one) => one === pointer.slice(end + 1));
  return keyword && written.get(pointer.slice(0, end))?.[keyword];
}

/** What the members of lists look like in which something has a name that the lock keeps. */
export function describeMembers(names: Lock["names"], document: Document): Lock["members"] {
  const lists = new Set(
    Object.keys(names).flatMap((key) =>
      [...key.matchAll(place)].map(({ index, 1: keyword }) => `${key.slice(0, index)}/${keyword}`),
    ),
  );
  if (lists.size === 0) return {};
  const written = writtenSchemas(document);
  return Object.fromEntries(
    [...lists].flatMap((pointer): [Pointer, readonly string[]][] => {
      const list = listAt(pointer, written);
      return list === undefined ? [] : [[pointer, list.map(descriptionOf)]];
    }),
  );
}

/** The lock with what it says of members of lists said of the places where they are now. Outer lists come first. */
export function followMembers(lock: Lock, document: Document): Lock {
  if (Object.keys(lock.members).length === 0) return lock;
  const written = writtenSchemas(document);
  const depth = (pointer: Pointer) => pointer.split("/").length;
  const lists = [...written].flatMap(([id, schema]) =>
    keywords.filter((keyword) => schema[keyword] !== undefined).map((keyword) => `${id}/${keyword}`),
  );
  const outerFirst = lists.sort((left, right) => depth(left) - depth(right));
  return outerFirst.reduce((known, pointer) => followList(known, pointer, written), lock);
}

function followList(lock: Lock, pointer: Pointer, written: ReadonlyMap<SchemaId, Schema>): Lock {
  const known = formerly(lock, pointer, written);
  const before = known === undefined ? undefined : lock.members[known];
  if (known === undefined || before === undefined) return lock;
  const found = sameThings(before, (listAt(pointer, written) ?? []).map(descriptionOf));
  const isSettled = known === pointer && found.every((from, to) => from === to) && found.length >= before.length;
  if (isSettled) return lock;
  const places = new Map(
    found.flatMap((from, to): [string, number][] => (from === undefined ? [] : [[`${from}`, to]])),
  );
  return rekeyed(lock, (key) => {
    if (key === known) return pointer;
    if (!key.startsWith(`${known}/`)) return key;
    const [from = ""] = /^\d+/.exec(key.slice(known.length + 1)) ?? [];
    const to = places.get(from);
    return to === undefined ? undefined : `${pointer}/${to}${key.slice(known.length + 1 + from.length)}`;
  });
}

/** Where the list was; one of alternatives may have stood under the other keyword. */
function formerly({ members }: Lock, pointer: Pointer, written: ReadonlyMap<SchemaId, Schema>): Pointer | undefined {
  if (Object.hasOwn(members, pointer)) return pointer;
  const other = pointer.replace(/(oneOf|anyOf)$/, (keyword) => (keyword === "oneOf" ? "anyOf" : "oneOf"));
  return Object.hasOwn(members, other) && listAt(other, written) === undefined ? other : undefined;
}
