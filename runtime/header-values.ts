/** Turns the text of a response header into the value that the document describes (style `simple`, or JSON). */

import { type FieldsFromWire, mapFields } from "./codecs.js";
import { noteMisfit, within } from "./misfits.js";
import type { Codec, JsonText } from "./operation.js";

/** `a,b` as a list, each item decoded. What is no text is returned as it is. */
export function headerItems(value: unknown, decode?: Codec): unknown {
  return decode ? itemsOf(value).map((item, index) => within(index, item, decode)) : itemsOf(value);
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

/** JSON text as its value, decoded; text that is no JSON as it is. `json` reads it where its numbers may be too large. */
export function headerJson(value: unknown, decode: Codec = (parsed) => parsed, json?: JsonText): unknown {
  try {
    return json ? json.parse(String(value), decode) : decode(JSON.parse(String(value)));
  } catch {
    return noteMisfit(value, "JSON");
  }
}

function itemsOf(value: unknown): string[] {
  const text = String(value);
  return text === "" ? [] : text.split(",").map((item) => item.trim());
}
