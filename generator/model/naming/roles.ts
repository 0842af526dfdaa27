/** Reads the keys of the lock: what a name is about, in which role, and among which others it must be the only one. */

import type { Pointer } from "../types.js";

/** Roles whose names live elsewhere than among the package's exports. */
const innerRoles: ReadonlySet<string> = new Set(
  "method parameter grouped property credential server file resource".split(" "),
);

/** What a key is about, behind its last `@`; empty for the thing itself. */
export function roleOf(pointer: Pointer): string {
  return /@([a-z]+)$/.exec(pointer)?.[1] ?? "";
}

/** The pointer without its role. */
export function subjectOf(pointer: Pointer): Pointer {
  const role = roleOf(pointer);
  return role === "" ? pointer : pointer.slice(0, -role.length - 1);
}

/** Whether the name is one of the package's exports. */
export function isExported(pointer: Pointer): boolean {
  return !innerRoles.has(roleOf(pointer));
}

/** Whether the name follows from that of its subject: `serviceCreateOperation` from `serviceCreate`. */
export function isDerived(pointer: Pointer): boolean {
  return roleOf(pointer) !== "" && isExported(pointer);
}

/** What tells the names apart that must differ from each other: equal for two keys of one scope. */
export function scopeOf(pointer: Pointer): string {
  const role = roleOf(pointer);
  const subject = subjectOf(pointer);
  const parent = subject.slice(0, subject.lastIndexOf("/"));
  switch (role) {
    // `…/query/limit`: one object holds all places.
    case "parameter":
      return `parameter ${parent.slice(0, parent.lastIndexOf("/"))}`;
    case "grouped":
    case "property":
      return `${role} ${parent}`;
    // Members of classes: `members.ts` knows what these hold.
    case "method":
    case "resource":
      return pointer;
    default:
      return innerRoles.has(role) ? role : "exports";
  }
}
