/**
 * Keeps every digit of 64-bit integers: from the bytes of JSON to the caller's `bigint` or text, and back.
 *
 * A number beyond 2^53 is a boxed `BigInt` between parser and codec: what no codec asks for becomes a number, as ever.
 */

import { isRecord, setOwn } from "./codecs.js";
import { noteMisfit } from "./misfits.js";
import type { Codec, JsonText } from "./operation.js";

/** What newer engines add to `JSON`: both came with the proposal "JSON.parse source text access". */
type Native = typeof JSON & { readonly rawJSON?: (text: string) => unknown };

/** JSON whose whole numbers keep all their digits. */
export const exactJson: JsonText = { parse: parseExact, stringify: stringifyExact };

/** A `bigint` from a whole number in JSON. Anything else is returned as it is. */
export function decodeBigInt(value: unknown): unknown {
  if (value instanceof BigInt) return value.valueOf();
  return Number.isSafeInteger(value) ? BigInt(Number(value)) : noteMisfit(value, "int64");
}

/** The digits of a whole number in JSON, as text. Anything else is returned as it is. */
export function decodeDigits(value: unknown): unknown {
  return value instanceof BigInt || Number.isSafeInteger(value) ? String(value) : noteMisfit(value, "int64");
}

/** A `bigint`, which is written as a number, from the text of a whole number. Anything else is returned as it is. */
export function encodeDigits(value: unknown): unknown {
  return isWhole(value) ? BigInt(value) : value;
}

/** A `bigint` from a header's text. Text that is no whole number is returned as it is. */
export function bigIntFromText(value: unknown): unknown {
  return isWhole(value) ? BigInt(value) : noteMisfit(value, "int64");
}

/**
 * What a style of parameters has no form for, an object or list inside another, as JSON text with all digits.
 *
 * @param value - A parameter in wire form; its own items or properties are the style's business.
 */
export function nestedJson(value: unknown): unknown {
  const textOf = (item: unknown): unknown => (isRecord(item) || Array.isArray(item) ? stringifyExact(item) : item);
  if (Array.isArray(value)) return value.map(textOf);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, textOf(item)]));
}

/** As JSON writes whole numbers: `-0` and leading zeros would not come back as they were. */
function isWhole(value: unknown): value is string {
  return typeof value === "string" && /^(0|-?[1-9]\d*)$/.test(value);
}

/** @throws SyntaxError for what is no JSON. */
function parseExact(text: string, convert: Codec): unknown {
  // Fewer digits fit into a number.
  if (!/\d{16}/.test(text)) return convert(JSON.parse(text));
  return rounded(convert("rawJSON" in JSON ? parseBySource(text) : parseByTokens(text)));
}

/** By the source text that the engine hands to a reviver. */
function parseBySource(text: string): unknown {
  return JSON.parse(text, (_, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" ? boxed(value, context?.source ?? "") : value,
  );
}

/**
 * For engines that don't tell the source: long numbers are put into quotes behind a mark that no text can start with by
 * chance.
 */
export function parseByTokens(text: string): unknown {
  // What is no JSON fails here, at its own place.
  JSON.parse(text);
  const mark = crypto.randomUUID();
  let marked = "";
  for (let start = 0; start < text.length; ) {
    const quote = text.indexOf('"', start);
    const end = quote < 0 ? text.length : endOfString(text, quote);
    const between = text.slice(start, quote < 0 ? end : quote);
    const numbers = between.replace(/-?\d[\d.eE+-]{15,}/g, (token) => (isWhole(token) ? `"${mark}${token}"` : token));
    marked += numbers + text.slice(quote < 0 ? end : quote, end);
    start = end;
  }
  return JSON.parse(marked, (_, value: unknown) => {
    const isMarked = typeof value === "string" && value.startsWith(mark);
    return isMarked ? boxed(Number(value.slice(mark.length)), value.slice(mark.length)) : value;
  });
}

/** The index behind the closing quote. */
function endOfString(text: string, quote: number): number {
  let end = quote + 1;
  while (text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}

function boxed(value: number, source: string): unknown {
  return Number.isSafeInteger(value) || !isWhole(source) ? value : Object(BigInt(source));
}

/** The same with boxed numbers that no codec has taken as plain numbers; lists and objects are changed in place. */
function rounded(value: unknown): unknown {
  if (value instanceof BigInt) return Number(value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) if (typeof item === "object") value[index] = rounded(item);
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value)) if (typeof item === "object") setOwn(value, key, rounded(item));
  }
  return value;
}

function stringifyExact(value: unknown): string | undefined {
  const { rawJSON }: Native = JSON;
  if (rawJSON) return JSON.stringify(value, (_, item) => (typeof item === "bigint" ? rawJSON(String(item)) : item));
  const mark = crypto.randomUUID();
  const text = JSON.stringify(value, (_, item) => (typeof item === "bigint" ? mark + item : item));
  return text?.replace(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
}
