/** Turns the text of a response header into the value that the document describes (style `simple`, or JSON). */

import { type FieldsFromWire, mapFields } from "./codecs.js";
import type { Codec } from "./operation.js";

/** `a,b` as a list, each item decoded. What is no text is returned as it is. */
export function headerItems(value: unknown, decode?: Codec): unknown {
  return decode ? itemsOf(value).map((item) => decode(item)) : itemsOf(value);
}

/** `x,1,y,2` as an object whose properties are decoded by `fields`. */
export function headerFields(value: unknown, fields: FieldsFromWire<Record<string, unknown>> = {}): unknown {
  const items = itemsOf(value);
  const pairs = items.flatMap((name, index) => (index % 2 === 0 ? [[name, items[index + 1] ?? ""] as const] : []));
  return mapFields(Object.fromEntries(pairs), fields);
}

/** `x=1,y=2` as an object whose properties are decoded by `fields`. */
export function headerPairs(value: unknown, fields: FieldsFromWire<Record<string, unknown>> = {}): unknown {
  const pairs = itemsOf(value).map((item) => item.split(/=(.*)/s));
  return mapFields(Object.fromEntries(pairs), fields);
}

/** JSON text as its value, decoded; text that is no JSON as it is. */
export function headerJson(value: unknown, decode?: Codec): unknown {
  try {
    const parsed: unknown = JSON.parse(String(value));
    return decode ? decode(parsed) : parsed;
  } catch {
    return value;
  }
}

function itemsOf(value: unknown): string[] {
  const text = String(value);
  return text === "" ? [] : text.split(",").map((item) => item.trim());
}
