/** Turns a lock into the members of its resource classes, and says which of them want one name. */

import type { Lock, Pointer } from "../types.js";
import { roleOf, subjectOf } from "./roles.js";

/** What one operation brings into the tree of resources. Names from the root, with dots. */
interface Members {
  readonly methods: readonly string[];
  /** The resource that has it, and those above. */
  readonly resources: readonly string[];
}

/**
 * Whether the method of an operation, or the resource that has it, hides another member of the same class: two methods
 * can't have one name, nor can a method and a resource inside the resource.
 *
 * @param operation - Pointer of the operation.
 */
export function hidesMember(lock: Lock, operation: Pointer): boolean {
  const own = membersOf(lock, operation);
  const others = Object.keys(lock.names)
    .filter((pointer) => roleOf(pointer) === "resource" && subjectOf(pointer) !== operation)
    .map((pointer) => membersOf(lock, subjectOf(pointer)));
  const methods = new Set(others.flatMap((other) => other.methods));
  const resources = new Set([...own.resources, ...others.flatMap((other) => other.resources)]);
  return (
    own.methods.some((path) => methods.has(path) || resources.has(path)) ||
    own.resources.some((path) => methods.has(path))
  );
}

function membersOf({ names, aliases }: Lock, operation: Pointer): Members {
  const { [`${operation}@resource`]: resource = "" } = names;
  const key = `${operation}@method`;
  const methods = [...[names[key]].flatMap((name) => name ?? []), ...(aliases[key] ?? [])];
  const parts = resource.split(".");
  return {
    methods: methods.map((name) => `${resource}.${name}`),
    resources: parts.map((_part, index) => parts.slice(0, index + 1).join(".")),
  };
}
