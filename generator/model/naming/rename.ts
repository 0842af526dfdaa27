/** Turns a lock and a name that a person wants into a lock with that name, or into the reason why it can't be. */

import type { Lock, Pointer } from "../types.js";
import { isReservedClientOption, isReservedExport, isReservedResourceMember } from "./reserved.js";
import { isDerived, isExported, roleOf, scopeOf, subjectOf } from "./roles.js";

/** What came of a rename: the new lock, or a clause on the name that can't be. */
export type RenameResult = { readonly lock: Lock } | { readonly refusal: string };

/**
 * Finds the key of the lock that a person means.
 *
 * @param called - The key itself, or the present name of one thing alone.
 */
export function findKey({ names }: Lock, called: string): Pointer | undefined {
  if (Object.hasOwn(names, called)) return called;
  const [found, ...others] = Object.keys(names).filter(
    (pointer) => names[pointer] === called && roleOf(pointer) !== "file",
  );
  return others.length === 0 ? found : undefined;
}

/**
 * Renames one thing. Names that follow from its name are made anew by the next run.
 *
 * @param pointer - Key of the lock.
 * @param keepAlias - The old names stay beside the new ones. Of exports and methods alone.
 */
export function renameInLock(lock: Lock, pointer: Pointer, name: string, keepAlias: boolean): RenameResult {
  const old = lock.names[pointer];
  const refusal = judge(lock, pointer, name) ?? (keepAlias ? judgeAlias(pointer) : undefined);
  if (refusal !== undefined) return { refusal };
  const isFollower = (key: Pointer) =>
    key !== pointer && isDerived(key) && subjectOf(key) === pointer && !lock.chosen.includes(key);
  const entries = Object.entries(lock.names).filter(([key]) => !isFollower(key));
  const followers = Object.entries(lock.names).filter(([key]) => isFollower(key));
  const renamed = old === undefined ? followers : [[pointer, old] as const, ...followers];
  const aliases = renamed.map(([key, former]): [Pointer, readonly string[]] => [
    key,
    [...new Set([...(lock.aliases[key] ?? []), former])].filter((alias) => alias !== name),
  ]);
  return {
    lock: {
      ...lock,
      names: { ...Object.fromEntries(entries), [pointer]: name },
      chosen: [...new Set([...lock.chosen, pointer])],
      aliases: keepAlias ? { ...lock.aliases, ...Object.fromEntries(aliases) } : lock.aliases,
    },
  };
}

/** Whether nothing else in its scope has a name, now or as an alias. */
export function isFree(lock: Lock, pointer: Pointer, name: string): boolean {
  const scope = scopeOf(pointer, lock);
  const others = Object.keys(lock.names).filter((key) => key !== pointer && scopeOf(key, lock) === scope);
  return others.every((key) => lock.names[key] !== name && lock.aliases[key]?.includes(name) !== true);
}

function judge(lock: Lock, pointer: Pointer, name: string): string | undefined {
  const role = roleOf(pointer);
  const isPath = role === "resource";
  const isText = ["property", "parameter", "grouped", "server"].includes(role);
  if (name === "") return "is no name";
  if (isPath && !name.split(".").every(isIdentifier)) return "is no path of names";
  if (role === "file" && !/^[a-z\d]+(-[a-z\d]+)*$/.test(name)) return "is no name of a file in small letters";
  if (!isPath && !isText && role !== "file" && !isIdentifier(name)) return "is no name in TypeScript";
  if (isReserved(pointer, name)) return "is reserved";
  return isFree(lock, pointer, name) ? undefined : "is taken";
}

function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}

function isReserved(pointer: Pointer, name: string): boolean {
  if (isExported(pointer)) return isReservedExport(name);
  const role = roleOf(pointer);
  return (
    (role === "method" && isReservedResourceMember(name)) || (role === "credential" && isReservedClientOption(name))
  );
}

function judgeAlias(pointer: Pointer): string | undefined {
  const hasAliases = roleOf(pointer) === "method" || (isExported(pointer) && !pointer.startsWith("#resource"));
  return hasAliases ? undefined : "can have no alias beside it: only exports and methods can";
}
