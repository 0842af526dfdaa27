/** Turns a value into the name of its type, which may be told where the value itself may be secret. */

/** The type of a value as JSON Schema calls it; of whole numbers, `integer`. */
export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** Names the type of a value of JSON; `undefined` of what isn't there. */
export function jsonType(value: unknown): JsonType | undefined {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  // Where no digit may be lost, whole numbers beyond 2^53 arrive as boxed `BigInt`s.
  if (Number.isInteger(value) || value instanceof BigInt || typeof value === "bigint") return "integer";
  const type = typeof value;
  return type === "number" || type === "boolean" || type === "string" || type === "object" ? type : undefined;
}
