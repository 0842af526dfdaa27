/** Readers of keywords that say how a value is encoded, named or documented, without judging it. */

import { prose } from "../fields.js";
import { at, child, isListNode, isMappingNode, items, type MappingNode, own } from "../node.js";
import type { JsonValue, ValueForms, Xml } from "../types.js";
import type { Field, Part, ReadKeyword } from "./field.js";

/** `contentEncoding`. */
export function contentEncoding({ node }: Field): Part {
  return typeof node.value === "string" ? { contentEncoding: node.value.toLowerCase() } : {};
}

/** `xml` (OpenAPI 3.1 §4.8.26). */
export function xml({ node, report }: Field): Part {
  if (!isMappingNode(node)) return {};
  const text = (key: "name" | "namespace" | "prefix"): Partial<Xml> => {
    const value = prose(node, key, report);
    return value === undefined ? {} : { [key]: value };
  };
  const mark = (key: "attribute" | "wrapped"): Partial<Xml> => (own(node.value, key) === true ? { [key]: true } : {});
  return {
    xml: { ...text("name"), ...text("namespace"), ...text("prefix"), ...mark("attribute"), ...mark("wrapped") },
  };
}

/** `externalDocs`; without a URL it says nothing. */
export function externalDocs({ node, report }: Field): Part {
  const url = isMappingNode(node) ? child(node, "url")?.value : undefined;
  if (!isMappingNode(node) || typeof url !== "string") return {};
  const description = prose(node, "description", report);
  return { externalDocs: { url, ...(description !== undefined && { description }) } };
}

/** Names of enum values (`x-enum-varnames`, `x-enumNames`), in the order of `enum`. */
export function enumNames(field: Field): Part {
  const names = byValue(field);
  return names ? { enumNames: names } : {};
}

/** Descriptions of enum values (`x-enum-descriptions`, `x-enumDescriptions`), in the order of `enum`. */
export function enumDescriptions(field: Field): Part {
  const descriptions = byValue(field);
  return descriptions ? { enumDescriptions: descriptions } : {};
}

/** `x-clientwright-enum`: whether values that aren't listed are to be expected. */
export function openness({ node, report }: Field): Part {
  const { value } = node;
  if (value === "open" || value === "closed") return { openness: value };
  const message = `\`x-clientwright-enum\` is "open" or "closed", not ${JSON.stringify(value)}; it is ignored.`;
  report.warn("CW2103", message, at(node), "Write `open` or `closed`, or remove it.");
  return {};
}

/** `x-clientwright-dates`, `…-int64` and `…-bytes`: how callers have values, whatever the options for all schemas say. */
export function valueForm<Name extends keyof ValueForms>(
  name: Name,
  allowed: readonly NonNullable<ValueForms[Name]>[],
): ReadKeyword {
  return ({ node, report, found }) => {
    const form = allowed.find((one) => one === node.value);
    if (form !== undefined) return { forms: { ...found.forms, [name]: form } };
    const words = allowed.map((one) => `"${one}"`).join(" or ");
    const message = `\`x-clientwright-${name}\` is ${words}, not ${JSON.stringify(node.value)}; it is ignored.`;
    report.warn("CW2103", message, at(node), "Write one of these, or remove it.");
    return {};
  };
}

/** `x-speakeasy-unknown-values`. Our own extension goes before it. */
export function unknownValues({ node, parent }: Field): Part {
  if (own(parent.value, "x-clientwright-enum") !== undefined) return {};
  if (node.value === "allow") return { openness: "open" };
  return node.value === "disallow" ? { openness: "closed" } : {};
}

/** `x-ms-enum`: names and descriptions of the values, and with `modelAsString` whether others are to be expected. */
export function msEnum(field: Field): Part {
  const { node, parent } = field;
  if (!isMappingNode(node)) return {};
  const others = ["x-clientwright-enum", "x-speakeasy-unknown-values"].some(
    (key) => own(parent.value, key) !== undefined,
  );
  const isOpen = own(node.value, "modelAsString");
  const entries = child(node, "values");
  const list = entries && isListNode(entries) ? items(entries).filter(isMappingNode) : [];
  const textsOf = (key: "name" | "description"): readonly string[] | undefined => {
    const pairs = list.flatMap(({ value }): [string, JsonValue][] => {
      const text = own(value, key);
      return text === undefined ? [] : [[asKey(own(value, "value")), text]];
    });
    return pairs.length === 0 ? undefined : textByValue(parent, (value) => new Map(pairs).get(asKey(value)));
  };
  const enumNames = textsOf("name");
  const enumDescriptions = textsOf("description");
  return {
    ...(enumNames && { enumNames }),
    ...(enumDescriptions && { enumDescriptions }),
    ...(!others && typeof isOpen === "boolean" && { openness: isOpen ? "open" : "closed" }),
  };
}

/** A text for each value of `enum`, from a list or from a mapping of the values; empty where there is none. */
function byValue({ node, parent }: Field): readonly string[] | undefined {
  return textByValue(parent, (value, index) => {
    if (isListNode(node)) return items(node)[index]?.value;
    return isMappingNode(node) ? own(node.value, asKey(value)) : undefined;
  });
}

/** A value as a key. Lists and objects can't be one, and may have no text. */
function asKey(value: JsonValue | undefined): string {
  return typeof value === "object" ? "" : String(value);
}

function textByValue(
  schema: MappingNode,
  textFor: (value: JsonValue, index: number) => JsonValue | undefined,
): readonly string[] | undefined {
  const values = own(schema.value, "enum");
  if (!Array.isArray(values)) return undefined;
  return values.map((value: JsonValue, index) => {
    const text = textFor(value, index);
    return typeof text === "string" || typeof text === "number" ? String(text) : "";
  });
}
