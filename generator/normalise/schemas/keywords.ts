/** The table of schema keywords: what each adds to a normalised schema. A new keyword is a line here. */

import { isBinaryMediaType } from "../media-types.js";
import { own } from "../node.js";
import { additionalProperties, arrayItems, properties, schemaList, unhandled } from "./applicators.js";
import { discriminator } from "./discriminator.js";
import type { Field, Part, ReadKeyword } from "./field.js";
import { enumeration, examples, mark, note, number, required, text, type } from "./values.js";

/**
 * JSON Schema 2020-12 and the additions of OpenAPI. Not in it: `$ref` and `nullable`, which decide about the schema as a
 * whole, and keywords without a meaning for clients (`$comment`, `externalDocs`, `xml`, `$defs`, …).
 */
export const keywords: ReadonlyMap<string, ReadKeyword> = new Map<string, ReadKeyword>([
  ["type", type],
  ["title", note("title")],
  ["description", note("description")],
  ["deprecated", mark("deprecated")],
  ["readOnly", mark("readOnly")],
  ["writeOnly", mark("writeOnly")],
  ["default", ({ node }) => ({ default: node.value })],
  ["example", examples],
  ["examples", examples],
  ["format", format],
  ["contentMediaType", contentMediaType],
  ["pattern", text("pattern")],
  ["enum", enumeration],
  ["const", ({ node }) => ({ enum: [node.value] })],
  ["minimum", number("minimum")],
  ["maximum", number("maximum")],
  ["exclusiveMinimum", number("exclusiveMinimum")],
  ["exclusiveMaximum", number("exclusiveMaximum")],
  ["multipleOf", number("multipleOf")],
  ["minLength", number("minLength")],
  ["maxLength", number("maxLength")],
  ["minItems", number("minItems")],
  ["maxItems", number("maxItems")],
  ["uniqueItems", mark("uniqueItems")],
  ["minProperties", number("minProperties")],
  ["maxProperties", number("maxProperties")],
  ["properties", properties],
  ["required", required],
  ["additionalProperties", additionalProperties],
  ["items", arrayItems],
  ["prefixItems", schemaList("prefixItems")],
  ["allOf", schemaList("allOf")],
  ["oneOf", schemaList("oneOf")],
  ["anyOf", schemaList("anyOf")],
  ["discriminator", discriminator],
  ...[
    ...["not", "if", "then", "else", "patternProperties", "propertyNames", "dependentSchemas", "dependentRequired"],
    ...[
      "unevaluatedProperties",
      "unevaluatedItems",
      "contains",
      "minContains",
      "maxContains",
      "contentSchema",
      "$recursiveRef",
    ],
  ].map((keyword): [string, ReadKeyword] => [keyword, unhandled]),
]);

/** `format`; `binary` marks bytes, in 3.1 too, where it no longer means anything but is often written. */
function format(field: Field): Part {
  const part = text("format")(field);
  return part.format === "binary" && mayBeText(field) ? { ...part, binary: true } : part;
}

/** `contentMediaType` marks bytes if the value is not a text that holds them encoded (`contentEncoding`). */
function contentMediaType(field: Field): Part {
  const { value } = field.node;
  const isBinary = typeof value === "string" && isBinaryMediaType(value);
  return isBinary && mayBeText(field) && own(field.parent.value, "contentEncoding") === undefined
    ? { binary: true }
    : {};
}

function mayBeText({ parent }: Field): boolean {
  const type = own(parent.value, "type");
  return type === undefined || type === "string" || (Array.isArray(type) && type.includes("string"));
}
