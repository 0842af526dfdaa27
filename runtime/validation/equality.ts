/** Turns JSON values into texts that are the same for equal values: the order of properties and `1.0` don't matter. */

import { TooDeep } from "./findings.js";

const depthLimit = 1000;

/**
 * A text for each value, the same for equal ones.
 *
 * @throws TooDeep for what is nested too deep to be read.
 */
export function canonical(value: unknown, depth: number = 0): string {
  if (depth > depthLimit) throw new TooDeep();
  if (typeof value === "bigint" || value instanceof BigInt) return `${value}`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  if (value instanceof Date) return `date ${value.getTime()}`;
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonical(item, depth + 1)).join()}]`;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const texts = entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner, depth + 1)}`);
  return `{${texts.sort().join()}}`;
}
