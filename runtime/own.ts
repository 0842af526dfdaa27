/** Turns literals of generated code into the same without prototypes: what is absent from them must not be found there. */

const made = new WeakMap<object, unknown>();

/** The same value in objects that inherit nothing. Made once of each. */
export function ownOnly<T extends object>(literal: T): T {
  if (!made.has(literal)) made.set(literal, copyOf(literal));
  // It has the same properties.
  return made.get(literal) as T;
}

function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Record<string, unknown> = Object.create(null);
  for (const [name, item] of Object.entries(value)) copy[name] = copyOf(item);
  return copy;
}
