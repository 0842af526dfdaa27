/** Turns what a document says about a thing into the parts of a JSDoc comment. */

import type { JsonValue, Schema } from "../normalise/types.js";
import type { Docs } from "./types.js";

export const noDocs: Docs = { notes: [] };

/** Longest example, as JSON text, that is worth a line of a comment. */
const EXAMPLE_LIMIT = 100;

function bounds(schema: Schema): string[] {
  const facts: [string, number | string | undefined][] = [
    ["Minimum", schema.minimum],
    ["Greater than", schema.exclusiveMinimum],
    ["Maximum", schema.maximum],
    ["Less than", schema.exclusiveMaximum],
    ["Multiple of", schema.multipleOf],
    ["Minimum length", schema.minLength],
    ["Maximum length", schema.maxLength],
    ["Minimum number of items", schema.minItems],
    ["Maximum number of items", schema.maxItems],
    ["Minimum number of properties", schema.minProperties],
    ["Maximum number of properties", schema.maxProperties],
  ];
  const notes = facts.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}.`]));
  if (schema.uniqueItems) notes.push("Items are unique.");
  return notes;
}

function isSimple(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item !== "object");
  return typeof value !== "object" || value === null;
}

/** An example is shown in the form that the caller writes, so objects (whose names may be re-cased) are left out. */
function exampleOf(examples: readonly JsonValue[] | undefined): JsonValue | undefined {
  const [example] = examples ?? [];
  if (example === undefined || !isSimple(example) || JSON.stringify(example).length > EXAMPLE_LIMIT) return undefined;
  return example;
}

/** Formats that tell a caller nothing that the type doesn't. */
const silent: ReadonlySet<string> = new Set(["int32", "float", "double", "binary", "password"]);

/** Docs of a schema where it is used or declared. */
export function schemaDocs(schema: Schema): Docs {
  const example = exampleOf(schema.examples);
  const notes = [
    ...(schema.format === undefined || silent.has(schema.format) ? [] : [`Format: ${schema.format}.`]),
    ...bounds(schema),
  ];
  if (schema.pattern !== undefined) notes.push(`Pattern: \`${schema.pattern}\`.`);
  const text = schema.description ?? schema.title;
  return {
    ...(text === undefined ? {} : { description: text }),
    ...(schema.deprecated ? { deprecated: true } : {}),
    ...(schema.default === undefined || !isSimple(schema.default) ? {} : { default: schema.default }),
    ...(example === undefined ? {} : { example }),
    notes,
  };
}
