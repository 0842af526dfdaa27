/** Checks of numbers. What is no number passes: its type is another check's business. */

import type { Findings, Key } from "./findings.js";

/** A number; `undefined` for anything else. */
function numeric(value: unknown): number | bigint | undefined {
  if (value instanceof BigInt) return value.valueOf();
  return typeof value === "number" || typeof value === "bigint" ? value : undefined;
}

/** No less than a limit. */
export function minimum(value: unknown, key: Key, found: Findings, limit: number): unknown {
  const number = numeric(value);
  const isOutside = number !== undefined && number < limit;
  return isOutside ? found.fail(value, key, "minimum", `at least ${limit}`) : value;
}

/** No more than a limit. */
export function maximum(value: unknown, key: Key, found: Findings, limit: number): unknown {
  const number = numeric(value);
  const isOutside = number !== undefined && number > limit;
  return isOutside ? found.fail(value, key, "maximum", `at most ${limit}`) : value;
}

/** More than a limit. */
export function exclusiveMinimum(value: unknown, key: Key, found: Findings, limit: number): unknown {
  const number = numeric(value);
  const isOutside = number !== undefined && number <= limit;
  return isOutside ? found.fail(value, key, "exclusiveMinimum", `more than ${limit}`) : value;
}

/** Less than a limit. */
export function exclusiveMaximum(value: unknown, key: Key, found: Findings, limit: number): unknown {
  const number = numeric(value);
  const isOutside = number !== undefined && number >= limit;
  return isOutside ? found.fail(value, key, "exclusiveMaximum", `less than ${limit}`) : value;
}

/** A multiple of a factor, by the decimal digits of both: 0.3 is a multiple of 0.1. */
export function multipleOf(value: unknown, key: Key, found: Findings, factor: number): unknown {
  const number = numeric(value);
  if (number === undefined || !Number.isFinite(Number(number)) || isMultiple(number, factor)) return value;
  return found.fail(value, key, "multipleOf", `a multiple of ${factor}`);
}

function isMultiple(value: number | bigint, factor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(factor)) return Number(value) % factor === 0;
  const [digits, exponent] = decimal(value);
  const [factorDigits, factorExponent] = decimal(factor);
  const least = Math.min(exponent, factorExponent);
  return (digits * 10n ** BigInt(exponent - least)) % (factorDigits * 10n ** BigInt(factorExponent - least)) === 0n;
}

/** A number as digits and the power of ten that they are multiplied by. */
function decimal(value: number | bigint): [digits: bigint, exponent: number] {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}

/** `format: int32`. */
export function int32(value: unknown, key: Key, found: Findings): unknown {
  const number = numeric(value);
  const isOutside = number !== undefined && (number < -(2 ** 31) || number >= 2 ** 31);
  return isOutside ? found.fail(value, key, "format", "an integer of 32 bits") : value;
}

/** `format: int64`: a number that JavaScript would have rounded is refused, and so is a bigint of more than 64 bits. */
export function int64(value: unknown, key: Key, found: Findings): unknown {
  const number = numeric(value);
  const isRounded = typeof number === "number" && Number.isInteger(number) && !Number.isSafeInteger(number);
  if (isRounded) return found.fail(value, key, "format", "an integer that a number can hold");
  const isOutside = typeof number === "bigint" && number !== BigInt.asIntN(64, number);
  return isOutside ? found.fail(value, key, "format", "an integer of 64 bits") : value;
}
