/** Turns values that were seen into the schema that describes all of them. */

import type { JsonValue } from "../model/types.js";
import { type Dialect, isObject, type JsonObject } from "./document.js";

/** The type of a JSON value as schemas name it. */
export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** Tells the type of a value; of whole numbers, `integer`. */
export function typeOf(value: JsonValue): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  // To the compiler, `typeof` may give any of its eight words.
  return typeof value as "boolean" | "string" | "object";
}

/** A schema that each of the values keeps. Properties that all objects have are required. */
export function inferSchema(values: readonly JsonValue[], dialect: Dialect): JsonObject {
  const present = values.filter((value) => value !== null);
  const types = new Set(present.map(typeOf));
  if (types.has("number")) types.delete("integer");
  const schemas = [...types].map((type) => schemaOf(type, present, dialect));
  const [only = {}] = schemas;
  const schema = schemas.length > 1 ? { anyOf: schemas } : only;
  return present.length < values.length ? nullable(schema, dialect) : schema;
}

/** The same schema, for null as well. */
export function nullable(schema: JsonObject, dialect: Dialect): JsonObject {
  if (dialect === "2.0") return { ...schema, "x-nullable": true };
  if (dialect === "3.0") return { ...schema, nullable: true };
  const { type } = schema;
  if (typeof type === "string") return { ...schema, type: [type, "null"] };
  const members = schema["anyOf"];
  if (Array.isArray(members)) return { ...schema, anyOf: [...members, { type: "null" }] };
  return schema;
}

function schemaOf(type: JsonType, values: readonly JsonValue[], dialect: Dialect): JsonObject {
  if (type === "array") {
    const all = values.filter((value): value is readonly JsonValue[] => Array.isArray(value));
    return { type, items: inferSchema(all.flat(), dialect) };
  }
  if (type === "object") return objectSchema(values.filter(isObject), dialect);
  if (type !== "string") return { type };
  const texts = values.filter((value) => typeof value === "string");
  return texts.every(isDateTime) ? { type, format: "date-time" } : { type };
}

function objectSchema(values: readonly JsonObject[], dialect: Dialect): JsonObject {
  const names = [...new Set(values.flatMap((value) => Object.keys(value)))];
  const having = (name: string): JsonObject[] => values.filter((value) => Object.hasOwn(value, name));
  const required = names.filter((name) => having(name).length === values.length);
  const properties = names.map((name) => {
    const seen = having(name).map((value) => value[name] ?? null);
    return [name, inferSchema(seen, dialect)] as const;
  });
  return { type: "object", properties: Object.fromEntries(properties), ...(required.length > 0 && { required }) };
}

/** Whether a text is an instant of RFC 3339, as `format: date-time` has it: of a day that exists. */
export function isDateTime(text: string): boolean {
  const [, day] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.exec(text) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  // `Date` takes February 30 for March 2, and prints it so.
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
