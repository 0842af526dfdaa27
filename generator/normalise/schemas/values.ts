/** Readers of keywords whose value is a number, a text, a flag or a list of names. */

import { flag, names, prose } from "../fields.js";
import { at, isList, items, kindOf } from "../node.js";
import type { JsonValue } from "../types.js";
import type { Field, Part, ReadKeyword } from "./field.js";

type NumberKeyword =
  | "minimum"
  | "maximum"
  | "exclusiveMinimum"
  | "exclusiveMaximum"
  | "multipleOf"
  | "minLength"
  | "maxLength"
  | "minItems"
  | "maxItems"
  | "minProperties"
  | "maxProperties";

/** A number; one in quotes is taken with a warning. */
export function number(keyword: NumberKeyword): ReadKeyword {
  return (field) => {
    const { value } = field.node;
    if (value === null) return {};
    if (typeof value === "number" && Number.isFinite(value)) return { [keyword]: value };
    const isQuoted = typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value);
    if (!isQuoted) return fail(field, "a number");
    field.report.warn("CW2105", `\`${keyword}\` is a number in quotes.`, at(field.node), "Remove the quotes.");
    return { [keyword]: Number(value) };
  };
}

/** A text that has a meaning. */
export function text(keyword: "format" | "pattern"): ReadKeyword {
  return (field) => {
    const { value } = field.node;
    if (value === null) return {};
    return typeof value === "string" ? { [keyword]: value } : fail(field, "text");
  };
}

/** A text for people. */
export function note(keyword: "title" | "description"): ReadKeyword {
  return ({ parent, report }) => {
    const value = prose(parent, keyword, report);
    return value === undefined ? {} : { [keyword]: value };
  };
}

/** A flag that says something only when it is set. */
export function mark(keyword: "deprecated" | "readOnly" | "writeOnly" | "uniqueItems"): ReadKeyword {
  return ({ parent, report }) => (flag(parent, keyword, report) === true ? { [keyword]: true } : {});
}

/** `required`. As a flag inside a property it is from long before OpenAPI 3 and says nothing here. */
export function required({ node, parent, report }: Field): Part {
  if (typeof node.value !== "boolean") return { required: [...new Set(names(parent, "required", report))] };
  const help = "List the names of required properties in the schema that has the properties.";
  report.warn("CW2105", "`required` must be a list of names; as a flag it is ignored.", at(node), help);
  return {};
}

/** `enum`. An empty list would forbid every value, which nobody means. */
export function enumeration(field: Field): Part {
  const { node, report } = field;
  if (!isList(node.value)) return fail(field, "a list");
  if (Object.hasOwn(field.parent.value, "const")) return {};
  if (node.value.length > 0) return { enum: node.value };
  report.warn("CW2106", "`enum` without values is ignored.", at(node), "List the values or remove `enum`.");
  return {};
}

/** Examples of values: one (`example`) or a list (`examples`). What isn't a list there is no schema's `examples`. */
export function examples({ node, name, parent }: Field): Part {
  if (name === "example") return Object.hasOwn(parent.value, "examples") ? {} : { examples: [node.value] };
  return isList(node.value) ? { examples: node.value } : {};
}

const typeNames: ReadonlySet<JsonValue> = new Set([
  "null",
  "boolean",
  "integer",
  "number",
  "string",
  "array",
  "object",
]);

/** `type`: a name or, from 3.1, a list of names. */
export function type(field: Field): Part {
  const { node, version, report } = field;
  const { file, pointer, value } = node;
  if (isList(value) && version === "3.0") {
    report.warn("CW2105", "A list of types belongs to OpenAPI 3.1.", at(node), "Write one type, and `nullable`.");
  }
  if (isList(value) && value.length === 0) {
    report.warn("CW2106", "`type` without names is ignored.", at(node), "Name a type or remove `type`.");
    return {};
  }
  const written = isList(value) ? items({ file, pointer, value }) : [node];
  const parts = written.map((item) => typeNamed({ ...field, node: item }));
  const types = [...new Set(parts.flatMap((part) => part.types ?? []))];
  return { ...(types.length > 0 && { types }), ...(parts.some(({ binary }) => binary) && { binary: true }) };
}

function typeNamed(field: Field): Part {
  const { node, report } = field;
  const { value } = node;
  if (isTypeName(value)) return { types: [value] };
  if (value === null) {
    report.warn("CW2105", "`null` without quotes is no name of a type.", at(node), 'Write `"null"`.');
    return { types: ["null"] };
  }
  if (value === "file") {
    const help = "Write `type: string` and `format: binary`.";
    report.warn("CW2105", "The type `file` belongs to Swagger 2.0; it is taken as bytes.", at(node), help);
    return { types: ["string"], binary: true };
  }
  const message =
    typeof value === "string" ? `\`${value}\` is not a type.` : `A type must be text but is ${kindOf(value)}.`;
  const help = "The types are null, boolean, integer, number, string, array and object.";
  field.fail("CW2103", message, at(node), help);
  return {};
}

type TypeName = NonNullable<Part["types"]>[number];

function isTypeName(value: JsonValue): value is TypeName {
  return typeNames.has(value);
}

function fail({ fail: report, name, node }: Field, wanted: string): Part {
  report("CW2101", `\`${name}\` must be ${wanted} but is ${kindOf(node.value)}.`, at(node), `Write ${wanted}.`);
  return {};
}
