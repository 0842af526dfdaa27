/** Checks of lists. What is no list passes: its type is another check's business. */

import { canonical } from "./equality.js";
import type { Check, Findings, Key } from "./findings.js";
import { exactly, passes } from "./trials.js";

/** Every item, from an index on, passes the check. */
export function items(value: unknown, key: Key, found: Findings, check: Check, from: number = 0): unknown {
  if (!Array.isArray(value)) return value;
  const start = found.enter();
  for (let index = from; index < value.length; index += 1) check(value[index], index, found);
  return found.leave(value, key, start);
}

/** A list of what the check makes of the items. */
export function readItems(value: unknown, key: Key, found: Findings, check: Check): unknown {
  if (!Array.isArray(value)) return value;
  const start = found.enter();
  const list: unknown[] = [];
  for (let index = 0; index < value.length; index += 1) list.push(check(value[index], index, found));
  return found.leave(list, key, start);
}

/** A list of items that pass the check. */
export function arrayOf(value: unknown, key: Key, found: Findings, check: Check): unknown {
  return Array.isArray(value) ? items(value, key, found, check) : found.fail(value, key, "type", "an array");
}

/** A list of what the check makes of the items, from a list. */
export function readArrayOf(value: unknown, key: Key, found: Findings, check: Check): unknown {
  return Array.isArray(value) ? readItems(value, key, found, check) : found.fail(value, key, "type", "an array");
}

/** The first items pass a check each. Fewer are no mistake. */
export function prefixItems(value: unknown, key: Key, found: Findings, ...checks: readonly Check[]): unknown {
  if (!Array.isArray(value)) return value;
  const start = found.enter();
  for (const [index, check] of checks.entries()) if (index < value.length) check(value[index], index, found);
  return found.leave(value, key, start);
}

/** At least so many items. */
export function minItems(value: unknown, key: Key, found: Findings, limit: number): unknown {
  const isShort = Array.isArray(value) && value.length < limit;
  return isShort ? found.fail(value, key, "minItems", `of at least ${limit} items`) : value;
}

/** At most so many items. */
export function maxItems(value: unknown, key: Key, found: Findings, limit: number): unknown {
  const isLong = Array.isArray(value) && value.length > limit;
  return isLong ? found.fail(value, key, "maxItems", `of at most ${limit} items`) : value;
}

/** No two items are equal. */
export function uniqueItems(value: unknown, key: Key, found: Findings): unknown {
  if (!Array.isArray(value) || new Set(value.map((item: unknown) => canonical(item))).size === value.length)
    return value;
  return found.fail(value, key, "uniqueItems", "a list without repetitions");
}

/** So many items pass the check: at least one, unless said otherwise. */
export function contains(
  value: unknown,
  key: Key,
  found: Findings,
  check: Check,
  least: number = 1,
  most: number = Number.POSITIVE_INFINITY,
): unknown {
  if (!Array.isArray(value)) return value;
  const start = found.enter();
  const count = () => value.filter((item: unknown) => passes(check, item, found)).length;
  const isShort = count() < least;
  const isLong = most < value.length && exactly(found, count) > most;
  found.leave(value, key, start);
  if (isShort)
    return found.fail(
      value,
      key,
      least === 1 ? "contains" : "minContains",
      `a list with ${least} or more items of a kind`,
    );
  return isLong ? found.fail(value, key, "maxContains", `a list with at most ${most} items of a kind`) : value;
}
