/** Checks of a value's type and of what it is equal to. */

import { canonical } from "./equality.js";
import { type Check, type Findings, isObject, type Key } from "./findings.js";

/** Text. */
export function string(value: unknown, key: Key, found: Findings): unknown {
  return typeof value === "string" ? value : found.fail(value, key, "type", "a string");
}

/** A number; what a number of JavaScript can't hold is none. */
export function number(value: unknown, key: Key, found: Findings): unknown {
  return isNumber(value) ? value : found.fail(value, key, "type", "a number");
}

/** A whole number, also when it is written as `1.0`. */
export function integer(value: unknown, key: Key, found: Findings): unknown {
  return isInteger(value) ? value : found.fail(value, key, "type", "an integer");
}

/** `true` or `false`. */
export function boolean(value: unknown, key: Key, found: Findings): unknown {
  return typeof value === "boolean" ? value : found.fail(value, key, "type", "a boolean");
}

/** Null. */
export function nothing(value: unknown, key: Key, found: Findings): unknown {
  return value === null ? value : found.fail(value, key, "type", "null");
}

/** A list. */
export function array(value: unknown, key: Key, found: Findings): unknown {
  return Array.isArray(value) ? value : found.fail(value, key, "type", "an array");
}

/** An object of any kind. */
export function object(value: unknown, key: Key, found: Findings): unknown {
  return isObject(value) ? value : found.fail(value, key, "type", "an object");
}

/** A `Date` that is an instant. */
export function instant(value: unknown, key: Key, found: Findings): unknown {
  const isInstant = value instanceof Date && !Number.isNaN(value.getTime());
  return isInstant ? value : found.fail(value, key, "type", "a valid Date");
}

/** A `bigint`. */
export function bigint(value: unknown, key: Key, found: Findings): unknown {
  return typeof value === "bigint" ? value : found.fail(value, key, "type", "a bigint");
}

/** The digits of a whole number. */
export function digits(value: unknown, key: Key, found: Findings): unknown {
  // Others would not be sent as a number.
  const isWhole = typeof value === "string" && /^(0|-?[1-9]\d*)$/.test(value);
  return isWhole ? value : found.fail(value, key, "type", "the digits of an integer");
}

/** Bytes that are written as text. */
export function bytes(value: unknown, key: Key, found: Findings): unknown {
  return value instanceof Uint8Array ? value : found.fail(value, key, "type", "a Uint8Array");
}

/** Null, or what the check lets pass. */
export function orNull(value: unknown, key: Key, found: Findings, check: Check): unknown {
  return value === null ? value : check(value, key, found);
}

/** Anything that is there. */
export function required(value: unknown, key: Key, found: Findings): unknown {
  return value === undefined ? found.fail(value, key, "required", "a value") : value;
}

/** Anything. */
export function anything(value: unknown): unknown {
  return value;
}

/** Nothing at all. */
export function never(value: unknown, key: Key, found: Findings): unknown {
  return found.fail(value, key, "false", "absent");
}

const tests: { readonly [type: string]: (value: unknown) => boolean } = {
  null: (value) => value === null,
  boolean: (value) => typeof value === "boolean",
  integer: isInteger,
  number: isNumber,
  string: (value) => typeof value === "string" || value instanceof Date,
  array: Array.isArray,
  object: (value) => isObject(value) && !(value instanceof Date),
};

/** A value of one of several types, by their names in JSON Schema. */
export function types(value: unknown, key: Key, found: Findings, ...names: readonly string[]): unknown {
  const isKnown = names.some((name) => tests[name]?.(value));
  return isKnown ? value : found.fail(value, key, "type", `of type ${names.join(" or ")}`);
}

/** The one value that is allowed. */
export function constant(value: unknown, key: Key, found: Findings, only: unknown): unknown {
  if (value === only) return value;
  return found.fail(value, key, "const", JSON.stringify(only));
}

/** One of some values; lists and objects are compared by what they hold. */
export function oneOfValues(value: unknown, key: Key, found: Findings, values: readonly unknown[]): unknown {
  if (values.includes(value)) return value;
  if (typeof value === "object" && value !== null) {
    const text = canonical(value);
    if (values.some((one) => typeof one === "object" && one !== null && canonical(one) === text)) return value;
  }
  const listed = values.map((one) => JSON.stringify(one)).join(", ");
  return found.fail(
    value,
    key,
    values.length === 1 ? "const" : "enum",
    values.length === 1 ? listed : `one of ${listed}`,
  );
}

/** One of the values that are listed; another of their kind where it doesn't matter. */
export function knownValues(value: unknown, key: Key, found: Findings, values: readonly unknown[]): unknown {
  return found.isExact ? oneOfValues(value, key, found, values) : value;
}

/** Where no digit may be lost, whole numbers beyond 2^53 arrive as boxed `BigInt`s. */
function isNumber(value: unknown): boolean {
  return typeof value === "number" ? Number.isFinite(value) : value instanceof BigInt;
}

function isInteger(value: unknown): boolean {
  return Number.isInteger(value) || value instanceof BigInt;
}
