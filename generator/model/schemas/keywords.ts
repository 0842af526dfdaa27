/** Tells which keywords of a schema speak about what its values look like. */

import type { Schema } from "../../normalise/types.js";

type Keyword = keyof Schema;

/** Keywords that describe a value without judging it. */
const annotations: readonly Keyword[] = [
  "id",
  "at",
  "title",
  "description",
  "deprecated",
  "readOnly",
  "writeOnly",
  "default",
  "examples",
  "externalDocs",
  "xml",
  "enumNames",
  "enumDescriptions",
  "openness",
  "digits",
];

/** Keywords that types can express, by themselves or after {@link sayable} has put them in other words. */
const expressible: readonly Keyword[] = [
  "never",
  "ref",
  "types",
  "enum",
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "propertyNames",
  "unevaluatedProperties",
  "items",
  "prefixItems",
  "unevaluatedItems",
  "allOf",
  "oneOf",
  "anyOf",
  "not",
  "if",
  "dependentSchemas",
];

/** Whether a schema says no more than annotations and the given keywords. */
export function isOnly(schema: Schema, keywords: readonly Keyword[]): boolean {
  const allowed = new Set<string>([...annotations, ...keywords]);
  return Object.keys(schema).every((keyword) => allowed.has(keyword));
}

/** Whether a schema says anything that its type would say too. */
export function saysSomething(schema: Schema): boolean {
  return expressible.some((keyword) => schema[keyword] !== undefined);
}
