/** Turns the keywords of a schema that look at a value by itself into parts of a check. */

import type { Schema } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { type Check, type FormatCheck, limitKeywords, type PatternCheck } from "./types.js";

const formats: ReadonlyMap<string, FormatCheck> = new Map([
  ["byte", "byte"],
  ["date", "date"],
  ["date-time", "dateTime"],
  ["duration", "duration"],
  ["email", "email"],
  ["hostname", "hostname"],
  ["int32", "int32"],
  ["int64", "int64"],
  ["ipv4", "ipv4"],
  ["ipv6", "ipv6"],
  ["time", "time"],
  ["uri", "uri"],
  ["uri-reference", "uriReference"],
  ["uuid", "uuid"],
]);

/** The longest text, in UTF-16 units, that a pattern of polynomial growth is tried on. */
const polynomialLimit = 4096;

/** Keywords with numbers, in a fixed order. */
export function limitsOf(schema: Schema): Check["limits"] {
  return limitKeywords.flatMap((keyword) => {
    const value = schema[keyword];
    return value === undefined ? [] : [{ keyword, value }];
  });
}

/** The format, if it is one that is checked and formats are checked at all. */
export function formatOf({ format }: Schema, { options }: BuildContext): Pick<Check, "format"> {
  const check = options.checks?.formats === false || format === undefined ? undefined : formats.get(format);
  return check === undefined ? {} : { format: check };
}

/**
 * A pattern as it may be tried. Nothing, with a warning, if it is no expression of JavaScript or its matching time grows
 * exponentially with the length of the text.
 */
export function patternOf(source: string, { at }: Schema, context: BuildContext): PatternCheck | undefined {
  const growth = context.options.checks?.patterns.get(source) ?? "exponential";
  if (growth === "linear") return { source };
  if (growth === "polynomial") return { source, limit: polynomialLimit };
  const message =
    growth === "invalid"
      ? `\`${source}\` is no regular expression of JavaScript: validators don't check it.`
      : `The time to match \`${source}\` may grow exponentially with the text: validators don't check it.`;
  const help =
    growth === "invalid"
      ? "Write the pattern in the words of ECMA-262."
      : "Write it so that no text fits two ways through a repetition.";
  context.report("CW3920", "warning", message, at, help);
  return undefined;
}
