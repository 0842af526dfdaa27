/**
 * Follows which properties and items a schema has spoken about, for `unevaluatedProperties` and `unevaluatedItems` (JSON
 * Schema 2020-12, Core §11). Only checks of schemas that reach one of these are followed.
 */

import { type Check, type Findings, isObject, type Key, namesOf } from "./findings.js";
import type { Patterns, WireNames } from "./objects.js";
import { exactly, passes, tried } from "./trials.js";

/** What was spoken about so far. */
export class Evaluated {
  readonly names: Set<string> = new Set();
  readonly indices: Set<number> = new Set();

  /** Adds what another check has spoken about. */
  add({ names, indices }: Evaluated): void {
    for (const name of names) this.names.add(name);
    for (const index of indices) this.indices.add(index);
  }
}

/** A check that tells what it has spoken about. */
export type FollowedCheck = { judge(value: unknown, key: Key, found: Findings, seen: Evaluated): unknown }["judge"];

/** Speaks about properties: by name, by expression, or about all of them. */
export function seeProperties(
  value: unknown,
  seen: Evaluated,
  known: readonly string[],
  patterns: Patterns,
  isAll: boolean,
  wireNames?: WireNames,
): void {
  if (!isObject(value)) return;
  for (const name of namesOf(value)) {
    const written = wireNames && Object.hasOwn(wireNames, name) ? (wireNames[name] ?? name) : name;
    const isSeen = isAll || known.includes(name) || patterns.some(([expression]) => expression.test(written));
    if (isSeen) seen.names.add(name);
  }
}

/** Speaks about the first items, or those that pass a check. */
export function seeItems(value: unknown, found: Findings, seen: Evaluated, count: number, check?: Check): void {
  if (!Array.isArray(value)) return;
  for (const [index, item] of value.entries()) {
    if (index < count || (check && passes(check, item, found))) seen.indices.add(index);
  }
}

/** Properties that nothing has spoken about pass the check. */
export function unevaluatedProperties(
  value: unknown,
  key: Key,
  found: Findings,
  seen: Evaluated,
  check: Check,
): unknown {
  if (!isObject(value)) return value;
  const start = found.enter();
  for (const name of namesOf(value)) {
    if (!seen.names.has(name)) check(value[name], name, found);
    seen.names.add(name);
  }
  return found.leave(value, key, start);
}

/** Items that nothing has spoken about pass the check. */
export function unevaluatedItems(value: unknown, key: Key, found: Findings, seen: Evaluated, check: Check): unknown {
  if (!Array.isArray(value)) return value;
  const start = found.enter();
  for (const [index, item] of value.entries()) {
    if (!seen.indices.has(index)) check(item, index, found);
    seen.indices.add(index);
  }
  return found.leave(value, key, start);
}

/** Whether a check passes; what it speaks about counts if it does. */
function passesFollowed(check: FollowedCheck, value: unknown, found: Findings, seen: Evaluated): boolean {
  const inner = new Evaluated();
  const isClean = tried((one, key, findings) => check(one, key, findings, inner), value, found);
  if (isClean) seen.add(inner);
  return isClean;
}

/** How many checks pass; all that do count. */
function countPassing(checks: readonly FollowedCheck[], value: unknown, found: Findings, seen: Evaluated): number {
  return checks.filter((check) => passesFollowed(check, value, found, seen)).length;
}

/** At least one check passes; all that do count. */
export function followAnyOf(
  value: unknown,
  key: Key,
  found: Findings,
  seen: Evaluated,
  ...checks: readonly FollowedCheck[]
): unknown {
  if (countPassing(checks, value, found, seen) > 0) return value;
  return found.fail(value, key, "anyOf", "of one of the described forms");
}

/** Exactly one check passes, as with `oneOf`. */
export function followOneOf(
  value: unknown,
  key: Key,
  found: Findings,
  seen: Evaluated,
  ...checks: readonly FollowedCheck[]
): unknown {
  const count = exactly(found, () => countPassing(checks, value, found, seen));
  if (count === 1 || (count === 0 && !found.isExact && countPassing(checks, value, found, seen) > 0)) return value;
  return found.fail(value, key, "oneOf", "of exactly one of the described forms");
}

/** If the condition passes, the first check does, else the second. */
export function followWhen(
  value: unknown,
  key: Key,
  found: Findings,
  seen: Evaluated,
  condition: FollowedCheck,
  consequence: FollowedCheck,
  alternative: FollowedCheck,
): unknown {
  const holds = exactly(found, () => passesFollowed(condition, value, found, seen));
  return (holds ? consequence : alternative)(value, key, found, seen);
}

/** If the object has a property, it passes the check as a whole. */
export function followDependent(
  value: unknown,
  key: Key,
  found: Findings,
  seen: Evaluated,
  name: string,
  check: FollowedCheck,
): unknown {
  const isConcerned = isObject(value) && Object.hasOwn(value, name) && value[name] !== undefined;
  return isConcerned ? check(value, key, found, seen) : value;
}
