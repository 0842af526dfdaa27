/** Turns what a document says about a thing into the parts of a JSDoc comment. */

import type { JsonValue, Schema } from "../normalise/types.js";
import type { Docs } from "./types.js";

/** Of what the document says nothing about. */
export const noDocs: Docs = { notes: [] };

/** Longest example, as JSON text, that is worth a line of a comment. */
const exampleLimit = 100;

function bounds(schema: Schema): string[] {
  const exact = (keyword: "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" | "multipleOf") =>
    schema.digits?.get(keyword) ?? schema[keyword];
  const facts: [string, number | string | undefined][] = [
    ["Minimum", exact("minimum")],
    ["Greater than", exact("exclusiveMinimum")],
    ["Maximum", exact("maximum")],
    ["Less than", exact("exclusiveMaximum")],
    ["Multiple of", exact("multipleOf")],
    ["Minimum length", schema.minLength],
    ["Maximum length", schema.maxLength],
    // Places of a tuple say so by themselves.
    ["Minimum number of items", schema.prefixItems === undefined ? schema.minItems : undefined],
    ["Maximum number of items", schema.prefixItems === undefined ? schema.maxItems : undefined],
    ["Minimum number of properties", schema.minProperties],
    ["Maximum number of properties", schema.maxProperties],
  ];
  const notes = facts.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}.`]));
  if (schema.uniqueItems) notes.push("Items are unique.");
  return notes;
}

/** What JSON Schema says of a value and types can't. */
function rules(schema: Schema): string[] {
  const { pattern, propertyNames, not, dependentRequired, contentEncoding, contentMediaType, format } = schema;
  const denied = not?.enum?.every((value) => isSimple(value))
    ? not.enum.map((value) => code(JSON.stringify(value)))
    : [];
  return [
    ...(pattern === undefined ? [] : [`Pattern: ${code(pattern)}.`]),
    ...(contentEncoding === undefined || format === "byte" ? [] : [`Encoding: ${contentEncoding}.`]),
    ...(contentMediaType === undefined || schema.binary ? [] : [`Content: ${contentMediaType}.`]),
    ...(denied.length === 0 ? [] : [`Not ${denied.join(" or ")}.`]),
    ...(propertyNames?.pattern === undefined ? [] : [`Pattern of property names: ${code(propertyNames.pattern)}.`]),
    ...[...(dependentRequired ?? [])]
      .filter(([, names]) => names.length > 0)
      .map(([name, names]) => `With ${code(name)}, ${names.map(code).join(" and ")} must be given too.`),
  ];
}

/** Text between backticks; more of them where it has some itself. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const gap = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${gap}${text}${gap}${fence}`;
}

function isSimple(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item !== "object");
  return typeof value !== "object" || value === null;
}

/** An example is shown in the form that the caller writes, so objects (whose names may be re-cased) are left out. */
function exampleOf(examples: readonly JsonValue[] | undefined): JsonValue | undefined {
  const [example] = examples ?? [];
  if (example === undefined || !isSimple(example) || JSON.stringify(example).length > exampleLimit) return undefined;
  return example;
}

function seeOf({ url, description }: NonNullable<Schema["externalDocs"]>): string {
  return description === undefined ? url : `${url} ${description.replace(/\s+/g, " ").trim()}`;
}

/** Formats that tell a caller nothing that the type doesn't. */
const silent: ReadonlySet<string> = new Set(["int32", "float", "double", "binary", "password"]);

/** Docs of a schema where it is used or declared. */
export function schemaDocs(schema: Schema): Docs {
  const example = exampleOf(schema.examples);
  const notes = [
    ...(schema.format === undefined || silent.has(schema.format) ? [] : [`Format: ${schema.format}.`]),
    ...bounds(schema),
    ...rules(schema),
  ];
  const text = schema.description ?? schema.title;
  return {
    ...(text === undefined ? {} : { description: text }),
    ...(schema.deprecated ? { deprecated: true } : {}),
    ...(schema.default === undefined || !isSimple(schema.default) ? {} : { default: schema.default }),
    ...(example === undefined ? {} : { example }),
    ...(schema.externalDocs === undefined ? {} : { see: seeOf(schema.externalDocs) }),
    notes,
  };
}
