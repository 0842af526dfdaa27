/** Checks of texts. What is no text passes: its type is another check's business. */

import type { Findings, Key } from "./findings.js";

/** At least so many characters (code points). */
export function minLength(value: unknown, key: Key, found: Findings, limit: number): unknown {
  if (typeof value !== "string" || value.length >= 2 * limit) return value;
  const isShort = value.length < limit || lengthOf(value) < limit;
  return isShort ? found.fail(value, key, "minLength", `at least ${limit} characters long`) : value;
}

/** At most so many characters (code points). */
export function maxLength(value: unknown, key: Key, found: Findings, limit: number): unknown {
  if (typeof value !== "string" || value.length <= limit) return value;
  const isLong = value.length > 2 * limit || lengthOf(value) > limit;
  return isLong ? found.fail(value, key, "maxLength", `at most ${limit} characters long`) : value;
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** The longest text, in UTF-16 units, that a pattern is tried on. */
const patternLimit = 65_536;

/** A regular expression of JSON Schema: ECMA-262 with Unicode, found anywhere in a text. */
export function expression(source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch {
    return new RegExp(source);
  }
}

/**
 * Text in which an expression is found.
 *
 * @param limit - The longest text, in UTF-16 units, that the expression is tried on; a longer one isn't judged.
 */
export function pattern(
  value: unknown,
  key: Key,
  found: Findings,
  expected: RegExp,
  limit: number = patternLimit,
): unknown {
  if (typeof value !== "string") return value;
  if (value.length > limit) return found.skip(value, key, "pattern", `text that fits ${expected.source}`);
  return expected.test(value) ? value : found.fail(value, key, "pattern", `text that fits ${expected.source}`);
}
