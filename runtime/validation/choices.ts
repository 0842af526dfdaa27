/** Checks that consist of other checks of the same value. */

import { type Check, type Findings, isObject, type Key } from "./findings.js";
import { exactly, passes } from "./trials.js";

/** Checks by the text of a tag. */
export interface Tags {
  readonly [tag: string]: Check;
}

/** At least one check passes. */
export function anyOf(value: unknown, key: Key, found: Findings, ...checks: readonly Check[]): unknown {
  if (checks.some((check) => passes(check, value, found))) return value;
  return found.fail(value, key, "anyOf", "of one of the described forms");
}

/** Exactly one check passes. */
export function oneOf(value: unknown, key: Key, found: Findings, ...checks: readonly Check[]): unknown {
  const count = exactly(found, () => checks.filter((check) => passes(check, value, found)).length);
  // What only fits because nobody knows its words yet may be of any of the forms.
  if (count === 1 || (count === 0 && !found.isExact && checks.some((check) => passes(check, value, found))))
    return value;
  return found.fail(
    value,
    key,
    "oneOf",
    `of exactly one of the described forms, not ${count === 0 ? "none" : "several"}`,
  );
}

/** The check doesn't pass. */
export function not(value: unknown, key: Key, found: Findings, check: Check): unknown {
  return exactly(found, () => passes(check, value, found)) ? found.fail(value, key, "not", "of another form") : value;
}

/** If the condition passes, the first check does, else the second. */
export function when(
  value: unknown,
  key: Key,
  found: Findings,
  condition: Check,
  consequence: Check,
  alternative: Check,
): unknown {
  const holds = exactly(found, () => passes(condition, value, found));
  return (holds ? consequence : alternative)(value, key, found);
}

/** What the check that the tag selects makes of an object; without one, it has to pass `otherwise`. */
export function tagged(
  value: unknown,
  key: Key,
  found: Findings,
  name: string,
  checks: Tags,
  otherwise?: Check,
): unknown {
  if (!isObject(value)) return otherwise ? otherwise(value, key, found) : found.fail(value, key, "type", "an object");
  const held = Object.hasOwn(value, name) ? value[name] : "";
  // What an object says of itself as text may be anything, even an error.
  const tag = typeof held === "object" || typeof held === "function" ? "" : String(held);
  const check = Object.hasOwn(checks, tag) ? checks[tag] : otherwise;
  if (check) return check(value, key, found);
  const start = found.enter();
  found.fail(
    value[name],
    name,
    "discriminator",
    `one of ${Object.keys(checks)
      .map((one) => JSON.stringify(one))
      .join(", ")}`,
  );
  return found.leave(value, key, start);
}
