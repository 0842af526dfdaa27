/** Readers of keywords whose value is a number, a text, a flag or a list of names. */

import { speaks2020 } from "../context.js";
import { flag, names, prose } from "../fields.js";
import { at, isList, isListNode, isMapping, isMappingNode, items, kindOf, own } from "../node.js";
import type { JsonValue, Schema } from "../types.js";
import type { Field, Part, ReadKeyword } from "./field.js";

/** Keywords of a schema that hold a number. */
type NumberKeyword = {
  [Keyword in keyof Schema]-?: Schema[Keyword] extends number | undefined ? Keyword : never;
}[keyof Schema];

/** A number; one in quotes is taken with a warning. */
export function number(keyword: NumberKeyword): ReadKeyword {
  return (field) => {
    const { value } = field.node;
    if (value === null) return {};
    if (typeof value === "number" && Number.isFinite(value)) return { [keyword]: value, ...digitsOf(keyword, field) };
    const isQuoted = typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value);
    if (!isQuoted) return ignore(field, "a number");
    field.report.warn("CW2105", `\`${keyword}\` is a number in quotes.`, at(field.node), "Remove the quotes.");
    return { [keyword]: Number(value) };
  };
}

/** All digits of a whole number that is too large for JavaScript, as they are written. */
function digitsOf(keyword: NumberKeyword, { node, found }: Field): Part {
  if (typeof node.value !== "number" || !Number.isInteger(node.value) || Number.isSafeInteger(node.value)) return {};
  const written = node.file.written(node.pointer) ?? "";
  return /^[-+]?\d+$/.test(written) ? { digits: new Map([...(found.digits ?? []), [keyword, written]]) } : {};
}

/** A text that has a meaning. */
export function text(keyword: "format" | "pattern"): ReadKeyword {
  return (field) => {
    const { value } = field.node;
    if (value === null) return {};
    return typeof value === "string" ? { [keyword]: value } : ignore(field, "text");
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

/** `dependentRequired`: names by name. */
export function dependentRequired({ node, report }: Field): Part {
  if (!isMappingNode(node)) return {};
  return { dependentRequired: new Map(Object.keys(node.value).map((name) => [name, names(node, name, report)])) };
}

/** `enum`. An empty list forbids every value, which nobody means: only validators keep to it. */
export function enumeration(field: Field): Part {
  const { node, report } = field;
  if (isMapping(node.value) || node.value === null) return ignore(field, "a list");
  if (!isList(node.value)) {
    report.warn("CW2105", "`enum` must be a list; it is taken as one of a single value.", at(node), "Write a list.");
    return { enum: [node.value] };
  }
  if (Object.hasOwn(field.parent.value, "const")) return {};
  if (node.value.length > 0) return { enum: node.value.map((value, index) => ofType(value, index, field)) };
  report.warn("CW2106", "`enum` without values is ignored.", at(node), "List the values or remove `enum`.");
  return { listsNothing: true };
}

/** A value as the schema's one type has it: `type: string` with `enum: [1, 2]` means texts, `type: integer` with `["1"]` numbers. */
function ofType(value: JsonValue, index: number, { node, parent, report }: Field): JsonValue {
  const type = own(parent.value, "type");
  const meant = typeof type === "string" ? converted(value, type) : undefined;
  if (meant === undefined) return value;
  const message = `${JSON.stringify(value)} is not of the type "${type}"; it is taken as ${JSON.stringify(meant)}.`;
  const place = isListNode(node) ? (items(node)[index] ?? node) : node;
  report.warn("CW2105", message, at(place), "Write the value as its type has it.");
  return meant;
}

/** The value in another type, where there is one that it plainly means; `undefined` if it has that type or means none. */
function converted(value: JsonValue, type: string): JsonValue | undefined {
  const isNumber = type === "integer" || type === "number";
  if (type === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (typeof value !== "string") return undefined;
  if (isNumber && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return type === "boolean" && (value === "true" || value === "false") ? value === "true" : undefined;
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
  const { value } = node;
  if (isList(value) && !speaks2020(version)) {
    report.warn("CW2105", "A list of types belongs to OpenAPI 3.1.", at(node), "Write one type, and `nullable`.");
  }
  if (isList(value) && value.length === 0) {
    report.warn("CW2106", "`type` without names is ignored.", at(node), "Name a type or remove `type`.");
    return {};
  }
  const written = isListNode(node) ? items(node) : [node];
  const parts = written.map((item) => typeNamed({ ...field, node: item }));
  // One of them that may be anything leaves nothing to say.
  if (parts.some(({ types }) => types === undefined)) return {};
  const types = [...new Set(parts.flatMap((part) => part.types ?? []))];
  const whole: Part = {};
  for (const part of parts) Object.assign(whole, part);
  return { ...whole, types };
}

/** Words of other languages, and what they mean here. `any` says nothing. */
const otherNames: ReadonlyMap<string, Part> = new Map<string, Part>([
  ...["int", "int32", "int64", "long", "short"].map((word): [string, Part] => [word, { types: ["integer"] }]),
  ...["float", "double", "decimal"].map((word): [string, Part] => [word, { types: ["number"] }]),
  ...["str", "text", "char", "uuid"].map((word): [string, Part] => [word, { types: ["string"] }]),
  ["date", { types: ["string"], format: "date" }],
  ...["datetime", "date-time"].map((word): [string, Part] => [word, { types: ["string"], format: "date-time" }]),
  ["bool", { types: ["boolean"] }],
  ["list", { types: ["array"] }],
  ...["map", "dict"].map((word): [string, Part] => [word, { types: ["object"] }]),
  ["file", { types: ["string"], binary: true }],
  ...["any", "mixed", "undefined"].map((word): [string, Part] => [word, {}]),
]);

function typeNamed(field: Field): Part {
  const { node, report, version } = field;
  const { value } = node;
  if (isTypeName(value)) return { types: [value] };
  if (value === null) {
    report.warn("CW2105", "`null` without quotes is no name of a type.", at(node), 'Write `"null"`.');
    return { types: ["null"] };
  }
  const help = "The types are null, boolean, integer, number, string, array and object.";
  if (typeof value !== "string") {
    field.fail("CW2101", `A type must be text but is ${kindOf(value)}.`, at(node), help);
    return {};
  }
  if (value === "file" && version === "2.0") return { types: ["string"], binary: true };
  const word = value.trim().toLowerCase();
  const meant: Part | undefined = isTypeName(word) ? { types: [word] } : otherNames.get(word);
  if (meant) {
    const name = word === "file" ? "bytes" : (meant.types?.[0] ?? "any value");
    report.warn("CW2105", `\`${value}\` is not a type; it is taken as ${name}.`, at(node), help);
    return meant;
  }
  report.warn("CW2103", `\`${value}\` is not a type; the value may be anything.`, at(node), help);
  return {};
}

type TypeName = NonNullable<Part["types"]>[number];

function isTypeName(value: JsonValue): value is TypeName {
  return typeNames.has(value);
}

/** What only narrows a type, and is not understood, costs nothing but the narrowing. */
function ignore({ name, node, report }: Field, wanted: string): Part {
  const message = `\`${name}\` must be ${wanted} but is ${kindOf(node.value)}; it is ignored.`;
  report.warn("CW2101", message, at(node), `Write ${wanted}.`);
  return {};
}
