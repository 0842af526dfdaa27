/** Turns a lock and a name that a person wants into a lock with that name, or into the reason why it can't be. */

import type { Lock, Pointer } from "../types.js";
import { hidesMember } from "./members.js";
import {
  isObjectMember,
  isReservedClientMember,
  isReservedClientOption,
  isReservedExport,
  isReservedFile,
  isReservedResourceMember,
} from "./reserved.js";
import { isDerived, isExported, roleOf, scopeOf, subjectOf } from "./roles.js";

/** What came of a rename: the new lock, or a clause on the name that can't be. */
export type RenameResult = { readonly lock: Lock } | { readonly refusal: string };

/**
 * Finds the keys of the lock that a person may mean: none, the one, or several that have that name. Where a function and a
 * method are called the same, the function is meant: the export that callers know it by.
 *
 * @param called - The key itself, or the present name of a thing.
 */
export function findKeys({ names }: Lock, called: string): readonly Pointer[] {
  if (Object.hasOwn(names, called)) return [called];
  const found = Object.keys(names).filter((pointer) => names[pointer] === called && roleOf(pointer) !== "file");
  const exported = found.filter(isExported);
  return exported.length === 1 ? exported : found;
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
    [...new Set([...(lock.aliases[key] ?? []), former])],
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
  const role = roleOf(pointer);
  if (role === "method" || role === "resource") {
    const renamed = { ...lock, names: { ...lock.names, [pointer]: name } };
    return !hidesMember(renamed, subjectOf(pointer));
  }
  const scope = scopeOf(pointer);
  const others = Object.keys(lock.names).filter((key) => key !== pointer && scopeOf(key) === scope);
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
  if (isReserved(lock, pointer, name)) return "is reserved";
  return isFree(lock, pointer, name) ? undefined : "is taken";
}

function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}

function isReserved({ shapes }: Lock, pointer: Pointer, name: string): boolean {
  if (isExported(pointer)) return isReservedExport(name);
  switch (roleOf(pointer)) {
    case "method":
      return isReservedResourceMember(name);
    case "resource":
      return name
        .split(".")
        .some((part, depth) => (depth === 0 ? isReservedClientMember(part) : isReservedResourceMember(part)));
    case "credential":
      return isReservedClientOption(name);
    case "file":
      return isReservedFile(name);
    // The member that a body has, or will have where the document brings one later.
    case "parameter":
      return isObjectMember(name) || (name === "body" && shapes[operationOf(pointer)] !== "parameters");
    case "grouped":
      return isObjectMember(name);
    default:
      return false;
  }
}

/** The operation of a parameter: `…/query/limit@parameter`. */
function operationOf(pointer: Pointer): Pointer {
  return subjectOf(pointer).replace(/\/(path|query|header|cookie)\/.*$/, "");
}

function judgeAlias(pointer: Pointer): string | undefined {
  const hasAliases = roleOf(pointer) === "method" || (isExported(pointer) && !pointer.startsWith("#resource"));
  return hasAliases ? undefined : "can have no alias beside it: only exports and methods can";
}
