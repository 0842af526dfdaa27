/** The table of schema keywords: what each adds to a normalised schema. A new keyword is a line here. */

import { isBinaryMediaType } from "../media-types.js";
import { own } from "../node.js";
import {
  contentEncoding,
  enumDescriptions,
  enumNames,
  externalDocs,
  msEnum,
  openness,
  unknownValues,
  valueForm,
  xml,
} from "./annotations.js";
import { arrayItems, schema, schemaList, schemaMap } from "./applicators.js";
import { discriminator, discriminatorValue } from "./discriminator.js";
import type { Field, Part, ReadKeyword } from "./field.js";
import { dependentRequired, enumeration, examples, mark, note, number, required, text, type } from "./values.js";

/**
 * JSON Schema 2020-12 and the additions of OpenAPI. Not in it: `$ref` and `nullable`, which decide about the schema as a
 * whole, `$dynamicRef`, which is a reference too, and keywords without a meaning for clients (`$comment`, `$defs`, …).
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
  ["properties", schemaMap("properties")],
  ["required", required],
  ["additionalProperties", schema("additionalProperties")],
  ["items", arrayItems],
  ["prefixItems", schemaList("prefixItems")],
  ["allOf", schemaList("allOf")],
  ["oneOf", schemaList("oneOf")],
  ["anyOf", schemaList("anyOf")],
  ["discriminator", discriminator],
  ["x-ms-discriminator-value", discriminatorValue],
  ["contentEncoding", contentEncoding],
  ["xml", xml],
  ["externalDocs", externalDocs],
  ...["x-enum-varnames", "x-enumNames", "x-enum-names"].map((key): [string, ReadKeyword] => [key, enumNames]),
  ...["x-enum-descriptions", "x-enumDescriptions"].map((key): [string, ReadKeyword] => [key, enumDescriptions]),
  ["x-clientwright-enum", openness],
  ["x-clientwright-dates", valueForm("dates", ["string", "Date"])],
  ["x-clientwright-int64", valueForm("int64", ["number", "bigint", "string"])],
  ["x-clientwright-bytes", valueForm("bytes", ["string", "Uint8Array"])],
  ["x-speakeasy-unknown-values", unknownValues],
  ["x-ms-enum", msEnum],
  ["not", schema("not")],
  ["if", schema("if")],
  ["then", schema("then")],
  ["else", schema("else")],
  ["patternProperties", schemaMap("patternProperties")],
  ["propertyNames", schema("propertyNames")],
  ["dependentSchemas", schemaMap("dependentSchemas")],
  ["dependentRequired", dependentRequired],
  ["unevaluatedProperties", schema("unevaluatedProperties")],
  ["unevaluatedItems", schema("unevaluatedItems")],
  ["contains", schema("contains")],
  ["minContains", number("minContains")],
  ["maxContains", number("maxContains")],
  ["contentSchema", schema("contentSchema")],
]);

/** Keywords of the vocabulary of assertions, which a dialect may do without. */
export const assertions: ReadonlySet<string> = new Set(
  (
    "type const enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems " +
    "minItems uniqueItems maxContains minContains maxProperties minProperties required dependentRequired"
  ).split(" "),
);

/**
 * `format`; `binary` marks bytes, in 3.1 too, where it no longer means anything but is often written. So it is with `byte`,
 * which is base64.
 */
function format(field: Field): Part {
  const part = text("format")(field);
  if (!mayBeText(field)) return part;
  if (part.format === "binary") return { ...part, binary: true };
  const isEncoded = part.format === "byte" && own(field.parent.value, "contentEncoding") === undefined;
  return isEncoded ? { ...part, contentEncoding: "base64" } : part;
}

/** `contentMediaType` marks bytes if the value is not a text that holds them encoded (`contentEncoding`). */
function contentMediaType(field: Field): Part {
  const { value } = field.node;
  if (typeof value !== "string") return {};
  const isRaw = mayBeText(field) && own(field.parent.value, "contentEncoding") === undefined;
  return { contentMediaType: value, ...(isRaw && isBinaryMediaType(value) && { binary: true }) };
}

function mayBeText({ parent }: Field): boolean {
  const type = own(parent.value, "type");
  return type === undefined || type === "string" || (Array.isArray(type) && type.includes("string"));
}
