/** Turns the keywords for text and numbers into values that fit them. */

import type { JsonObject } from "./document.js";
import { compile, textMatching } from "./pattern.js";

/** Text by format; `0` stands for a digit that differs from sample to sample. */
const formats: { readonly [format: string]: string } = {
  date: "2024-02-2{n}",
  time: "12:34:5{n}Z",
  duration: "P{n}DT2H",
  email: "user{n}@example.com",
  "idn-email": "user{n}@example.com",
  hostname: "host{n}.example.com",
  "idn-hostname": "host{n}.example.com",
  ipv4: "192.0.2.{n}",
  ipv6: "2001:db8::{n}",
  uri: "https://example.com/{n}?a=b&c=d",
  url: "https://example.com/{n}?a=b&c=d",
  iri: "https://example.com/{n}",
  "uri-reference": "/relative/{n}",
  "iri-reference": "/relative/{n}",
  "uri-template": "/templates/{n}",
  uuid: "123e4567-e89b-42d3-a456-42661417400{n}",
  guid: "123e4567-e89b-42d3-a456-42661417400{n}",
  byte: "aGVsbG8{n}",
  base64: "aGVsbG8{n}",
  base64url: "aGVsbG8{n}",
  "json-pointer": "/a/{n}",
  "relative-json-pointer": "{n}/a",
  regex: "^a{{n}}$",
  decimal: "1{n}.5",
  int64: "12345678901234567{n}",
  "unix-time": "171000000{n}",
};

/** RFC 3339 in several spellings: offsets and fractions are the same instants in other words. */
const instants = ["2024-02-29T12:34:5{n}Z", "2024-03-01T01:02:0{n}.250+02:00", "1999-12-31T23:59:5{n}.5-08:00"];

/** A date-time that differs from sample to sample; `undefined` if the patterns allow no spelling of one. */
export function instantText(parts: readonly JsonObject[], count: number): string | undefined {
  const expressions = patternsOf(parts).flatMap((pattern) => compile(pattern) ?? []);
  const first = count % instants.length;
  return [...instants.slice(first), ...instants.slice(0, first)]
    .map((template) => numbered(template, count))
    .find((text) => expressions.every((expression) => expression.test(text)));
}

function patternsOf(parts: readonly JsonObject[]): string[] {
  return parts.flatMap(({ pattern }) => (typeof pattern === "string" ? [pattern] : []));
}

function numbered(template: string, count: number): string {
  return template.replace("{n}", `${count % 9}`);
}

/** What patterns often ask for, so that two texts under one pattern differ. */
const usual = [
  "1{n}",
  "text{n}",
  "Text{n}",
  "TEXT_{n}",
  "a{n}",
  "#12345{n}",
  "1.{n}",
  "1.{n}.0",
  "/text{n}",
  ...Object.values(formats),
];

/**
 * Text for the keywords of all parts of a schema.
 *
 * @param count - Makes texts differ where the keywords allow it.
 * @param alphabet - Characters that a text without format and pattern also holds, to try their escaping.
 * @returns `undefined` if none was found.
 */
export function textFor(parts: readonly JsonObject[], count: number, alphabet: string): string | undefined {
  const least = Math.max(0, ...numbers(parts, "minLength"));
  const most = Math.min(Number.POSITIVE_INFINITY, ...numbers(parts, "maxLength"));
  if (most < least) return undefined;
  const patterns = patternsOf(parts);
  const expressions = patterns.flatMap((pattern) => compile(pattern) ?? []);
  const fits = (text: string) =>
    [...text].length >= least && [...text].length <= most && expressions.every((expression) => expression.test(text));
  const [format] = parts.flatMap((part) => (typeof part["format"] === "string" ? [part["format"]] : []));
  const byFormat = format === undefined ? undefined : formats[format];
  const given = parts.flatMap(({ example, examples, default: fallback }) => [example, ...[examples].flat(), fallback]);
  const found = [
    ...(byFormat === undefined ? [] : [numbered(byFormat, count)]),
    ...(patterns.length > 0 || byFormat !== undefined ? [] : [fitted(`text${count}${alphabet}`, least, most)]),
    ...given.filter((value) => typeof value === "string"),
    ...(patterns.length === 0 ? [] : usual.map((text) => numbered(text, count))),
    ...patterns.flatMap((pattern) => textMatching(pattern) ?? []),
    ...patterns.flatMap((pattern) => lengthened(textMatching(pattern), least)),
    fitted(`text${count}`, least, most),
  ];
  return found.find(fits);
}

/** Repeats the last character: many patterns end in something that may be repeated. */
function lengthened(text: string | undefined, least: number): string[] {
  return text === undefined || text === "" ? [] : [text.padEnd(least, text.at(-1))];
}

function fitted(text: string, least: number, most: number): string {
  return [...text.padEnd(least, "x")].slice(0, most).join("");
}

/** A number for the keywords of all parts; `undefined` if none was found. */
export function numberFor(parts: readonly JsonObject[], count: number, isInteger: boolean): number | undefined {
  const step = Math.max(0, ...numbers(parts, "multipleOf")) || (isInteger ? 1 : 0.5);
  const [lower, upper] = [
    bound(parts, "minimum", "exclusiveMinimum", 1),
    bound(parts, "maximum", "exclusiveMaximum", -1),
  ];
  const wish = isInteger ? count : count + 0.5;
  const candidates = [wish, lower + (count % 7) * step, lower, upper, 0, lower + step, upper - step].flatMap(
    (value) => [value, Math.ceil(value / step) * step, Math.floor(value / step) * step],
  );
  return candidates.find((value) => {
    if (!Number.isFinite(value) || (isInteger && !Number.isInteger(value))) return false;
    const isMultiple = numbers(parts, "multipleOf").every((factor) => Number.isInteger(value / factor));
    return isMultiple && parts.every((part) => isWithin(part, value));
  });
}

function isWithin(part: JsonObject, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = part;
  if (typeof minimum === "number" && (exclusiveMinimum === true ? value <= minimum : value < minimum)) return false;
  if (typeof maximum === "number" && (exclusiveMaximum === true ? value >= maximum : value > maximum)) return false;
  if (typeof exclusiveMinimum === "number" && value <= exclusiveMinimum) return false;
  return typeof exclusiveMaximum !== "number" || value < exclusiveMaximum;
}

function bound(parts: readonly JsonObject[], keyword: string, exclusive: string, sign: 1 | -1): number {
  const values = [...numbers(parts, keyword), ...numbers(parts, exclusive)];
  return sign === 1 ? Math.max(Number.NEGATIVE_INFINITY, ...values) : Math.min(Number.POSITIVE_INFINITY, ...values);
}

/** The values of a keyword, where they are numbers. */
export function numbers(parts: readonly JsonObject[], keyword: string): number[] {
  return parts.flatMap((part) => {
    const value = part[keyword];
    return typeof value === "number" ? [value] : [];
  });
}
