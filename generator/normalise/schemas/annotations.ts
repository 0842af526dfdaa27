/** Readers of keywords that say how a value is encoded, named or documented, without judging it. */

import { prose } from "../fields.js";
import { child, isListNode, isMappingNode, items, own } from "../node.js";
import type { JsonValue, Xml } from "../types.js";
import type { Field, Part } from "./field.js";

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

/** A text for each value of `enum`, from a list or from a mapping of the values; empty where there is none. */
function byValue({ node, parent }: Field): readonly string[] | undefined {
  const values = own(parent.value, "enum");
  if (!Array.isArray(values)) return undefined;
  const textFor = (value: JsonValue, index: number): JsonValue | undefined => {
    if (isListNode(node)) return items(node)[index]?.value;
    return isMappingNode(node) ? own(node.value, String(value)) : undefined;
  };
  return values.map((value: JsonValue, index) => {
    const text = textFor(value, index);
    return typeof text === "string" || typeof text === "number" ? String(text) : "";
  });
}
