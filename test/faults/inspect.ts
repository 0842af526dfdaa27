/** Prints values the way a console may, where Node's own printer isn't at hand. */

const deepest = 8;

/** All that a printer shows of a value: its enumerable properties, an error's message, stack and causes, and what they hold. */
export function inspect(value: unknown): string {
  return print(value, 0, new Set());
}

function print(value: unknown, depth: number, seen: Set<unknown>): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (seen.has(value) || depth > deepest) return "…";
  seen.add(value);
  if (Array.isArray(value)) return `[${value.map((item) => print(item, depth + 1, seen)).join(", ")}]`;
  const keys = new Set([
    ...Object.keys(value),
    ...(value instanceof Error ? ["name", "message", "stack", "cause", "errors"] : []),
  ]);
  const properties = [...keys].map((key) => `${key}: ${print(Reflect.get(value, key), depth + 1, seen)}`);
  return `{ ${properties.join(", ")} }`;
}
