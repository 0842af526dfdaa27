/** Finds the schemas that keep a value of some type, null above all, from passing. */

import type { JsonValue } from "../model/types.js";
import { type Described, items, type JsonObject, type Node } from "./document.js";
import type { JsonType } from "./infer.js";

/** A schema may be part of itself. */
const depthLimit = 50;

/**
 * The parts of a schema that take no value of a type; none if all take it. Of choices one member is enough, and `nullable`
 * counts beside `$ref` and `allOf` too, as `generate` takes it.
 */
export function refusing(document: Described, schema: Node, type: JsonType, depth = 0): readonly Node[] {
  if (depth > depthLimit || (type === "null" && isMarkedNullable(schema))) return [];
  const refusalsIn = (part: Node): readonly Node[] => refusing(document, part, type, depth + 1);
  const own = isRefusedBy(schema.value, type) ? [schema] : [];
  const beside = schema.from ? refusalsIn(schema.from) : [];
  const inChoices = ["oneOf", "anyOf"].flatMap((keyword) => {
    const refusals = items(document, schema, keyword).map(refusalsIn);
    return refusals.every(({ length }) => length > 0) ? (refusals[0] ?? []) : [];
  });
  return [...own, ...beside, ...items(document, schema, "allOf").flatMap(refusalsIn), ...inChoices];
}

function isMarkedNullable({ value, from }: Node): boolean {
  return value["nullable"] === true || value["x-nullable"] === true || (from !== undefined && isMarkedNullable(from));
}

function isRefusedBy(schema: JsonObject, type: JsonType): boolean {
  const { type: declared, enum: values } = schema;
  if (type !== "null") return declared !== undefined && !isOfType(declared, type);
  const isClosed = declared !== undefined || Array.isArray(values);
  return isClosed && !mayBeNull(schema);
}

/** Whether a value of a type is one of those that `type` names. */
export function isOfType(declared: JsonValue, actual: JsonType): boolean {
  const types = Array.isArray(declared) ? declared : [declared];
  return types.includes(actual) || (actual === "integer" && types.includes("number"));
}

/** Whether a schema by itself says that null is allowed. */
function mayBeNull({ type, enum: values }: JsonObject): boolean {
  if (Array.isArray(values) && values.includes(null)) return true;
  return Array.isArray(type) ? type.includes("null") : type === "null";
}

/**
 * Where a document says of one value alone that it may be null: where it refers to the schema, if it does; that schema may be
 * meant for others too. Absent if an overlay can't change that place.
 */
export function placeOf({ pointer, from }: Node): string | undefined {
  return from ? placeOf(from) : pointer;
}
