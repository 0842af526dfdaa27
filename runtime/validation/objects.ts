/** Checks of objects. What is no object passes: its type is another check's business. */

import { type Check, type Findings, isObject, type Key, namesOf } from "./findings.js";
import { passes } from "./trials.js";

/** Names on the wire by those that callers use, where they differ. */
export interface WireNames {
  readonly [name: string]: string;
}

/** Checks by the expressions that names of properties fit. */
export type Patterns = readonly (readonly [expression: RegExp, check: Check])[];

/** At least so many properties. */
export function minProperties(value: unknown, key: Key, found: Findings, limit: number): unknown {
  const isSmall = isObject(value) && namesOf(value).length < limit;
  return isSmall ? found.fail(value, key, "minProperties", `of at least ${limit} properties`) : value;
}

/** At most so many properties. */
export function maxProperties(value: unknown, key: Key, found: Findings, limit: number): unknown {
  const isLarge = isObject(value) && namesOf(value).length > limit;
  return isLarge ? found.fail(value, key, "maxProperties", `of at most ${limit} properties`) : value;
}

/** Every property passes the check. */
export function values(value: unknown, key: Key, found: Findings, check: Check): unknown {
  if (!isObject(value)) return value;
  const start = found.enter();
  for (const name of Object.keys(value)) if (value[name] !== undefined) check(value[name], name, found);
  return found.leave(value, key, start);
}

/** A record of what the check makes of the properties. */
export function readValues(value: unknown, key: Key, found: Findings, check: Check): unknown {
  if (!isObject(value)) return value;
  const start = found.enter();
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    if (value[name] !== undefined) setOwn(result, name, check(value[name], name, found));
  }
  return found.leave(result, key, start);
}

/** An object whose properties pass the check. */
export function recordOf(value: unknown, key: Key, found: Findings, check: Check): unknown {
  return isObject(value) ? values(value, key, found, check) : found.fail(value, key, "type", "an object");
}

/** A record of what the check makes of the properties, from an object. */
export function readRecordOf(value: unknown, key: Key, found: Findings, check: Check): unknown {
  return isObject(value) ? readValues(value, key, found, check) : found.fail(value, key, "type", "an object");
}

/** Every name of a property passes the check. */
export function propertyNames(value: unknown, key: Key, found: Findings, check: Check, wireNames?: WireNames): unknown {
  if (!isObject(value)) return value;
  const start = found.enter();
  for (const name of namesOf(value)) {
    if (!passes(check, wireName(name, wireNames), found)) found.fail(value, name, "propertyNames", "called otherwise");
  }
  return found.leave(value, key, start);
}

/** Properties whose names fit an expression pass its check, those of every expression that they fit. */
export function patternProperties(
  value: unknown,
  key: Key,
  found: Findings,
  patterns: Patterns,
  wireNames?: WireNames,
): unknown {
  if (!isObject(value)) return value;
  const start = found.enter();
  for (const name of namesOf(value)) {
    const written = wireName(name, wireNames);
    for (const [expression, check] of patterns) if (expression.test(written)) check(value[name], name, found);
  }
  return found.leave(value, key, start);
}

/** Properties that are neither known by name nor fit an expression pass the check. */
export function additionalProperties(
  value: unknown,
  key: Key,
  found: Findings,
  known: ReadonlySet<string>,
  check: Check,
  patterns: Patterns = [],
): unknown {
  if (!isObject(value)) return value;
  const start = found.enter();
  for (const name of namesOf(value)) {
    if (!known.has(name) && !patterns.some(([expression]) => expression.test(name))) check(value[name], name, found);
  }
  return found.leave(value, key, start);
}

/** `additionalProperties: false`: what to check those with that are neither known nor fit an expression. */
export function undeclared(value: unknown, key: Key, found: Findings): unknown {
  return found.fail(value, key, "additionalProperties", "absent: no property of this name is declared");
}

/** If the object has a property, it passes the check as a whole. */
export function dependent(value: unknown, key: Key, found: Findings, name: string, check: Check): unknown {
  const isConcerned = isObject(value) && Object.hasOwn(value, name) && value[name] !== undefined;
  return isConcerned ? check(value, key, found) : value;
}

/**
 * Adds to a decoded object what the schema doesn't know, under its own name unless a known property has that.
 *
 * @param renamed - Names on the wire of the properties that are called otherwise in the result.
 */
export function keepOthers(value: object, result: Record<string, unknown>, renamed: readonly string[]): void {
  if (sizeOf(value) === sizeOf(result)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (!Object.hasOwn(result, name) && !renamed.includes(name)) setOwn(result, name, inner);
  }
}

function sizeOf(value: object): number {
  let size = 0;
  for (const _ in value) size += 1;
  return size;
}

function wireName(name: string, wireNames: WireNames | undefined): string {
  return wireNames && Object.hasOwn(wireNames, name) ? (wireNames[name] ?? name) : name;
}

/** Assigning to `__proto__` would change what the object inherits. */
function setOwn(record: Record<string, unknown>, key: string, value: unknown): void {
  if (key in Object.prototype) {
    Object.defineProperty(record, key, { value, enumerable: true, writable: true, configurable: true });
  } else {
    record[key] = value;
  }
}
