/** Turns `nullable: true` (OpenAPI 3.0) into a schema that allows null in the words of JSON Schema. */

import type { Schema, SchemaType } from "../types.js";
import type { Part } from "./field.js";

/** Keywords that speak about a value without judging it: they stay on the schema when its rules move inside. */
const annotations = ["title", "description", "deprecated", "readOnly", "writeOnly", "default", "examples"] as const;

/**
 * The same schema, allowing null as well. Beside `$ref` and `allOf` the specification gives `nullable` no effect, but
 * everybody who writes it there means this.
 */
export function allowNull(schema: Schema): Schema {
  if (schema.ref !== undefined || schema.allOf) return eitherOrNull(schema);
  const { types, enum: values, oneOf, anyOf } = schema;
  return {
    ...schema,
    ...(types ? { types: withNull(types) } : typesFromKeywords(schema)),
    ...(values && !values.includes(null) && { enum: [...values, null] }),
    ...(oneOf && { oneOf: withNullMember(oneOf, schema) }),
    ...(anyOf && { anyOf: withNullMember(anyOf, schema) }),
  };
}

/** Whether the values that are listed include null but the types leave it out. */
export function listsForbiddenNull({ enum: values, types }: Schema): boolean {
  return values?.includes(null) === true && types !== undefined && !types.includes("null");
}

function withNull(types: readonly SchemaType[]): readonly SchemaType[] {
  return types.includes("null") ? types : [...types, "null"];
}

/** Without `type`, null is allowed already; but where `properties` stand, an object is meant, and so null must be named. */
function typesFromKeywords({ properties, additionalProperties, items }: Schema): Part {
  if (properties || additionalProperties) return { types: ["object", "null"] };
  return items ? { types: ["array", "null"] } : {};
}

function withNullMember(members: readonly Schema[], schema: Schema): readonly Schema[] {
  const hasNull = members.some(({ types }) => types?.length === 1 && types[0] === "null");
  return hasNull ? members : [...members, nullSchema(schema)];
}

function eitherOrNull(schema: Schema): Schema {
  const outside: Part = {};
  const inside: { -readonly [Key in keyof Schema]: Schema[Key] } = { ...schema, id: `${schema.id}/nullable/0` };
  for (const keyword of annotations) {
    if (schema[keyword] !== undefined) Object.assign(outside, { [keyword]: schema[keyword] });
    delete inside[keyword];
  }
  const members = [inside, nullSchema(schema)];
  return { id: schema.id, at: schema.at, ...outside, anyOf: members };
}

/** A schema that isn't written anywhere: its location is that of the schema it belongs to. */
function nullSchema({ id, at }: Schema): Schema {
  return { id: `${id}/nullable/1`, at, types: ["null"] };
}
