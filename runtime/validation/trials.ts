/** Tries checks of which nothing but the outcome counts: those that choices are made of. */

import type { Check, Findings } from "./findings.js";

/** Which objects pass which checks. */
type Trials = Map<Check, Map<object, boolean>>;

/** What came of tries within other tries: of values that are taken leniently, and of those that are taken exactly. */
const lenientTrials: WeakMap<Findings, Trials> = /* @__PURE__ */ new WeakMap();
const exactTrials: WeakMap<Findings, Trials> = /* @__PURE__ */ new WeakMap();

/** Whether a check finds nothing; nothing of what it finds is kept. */
export function passes(check: Check, value: unknown, found: Findings): boolean {
  // Choices within choices would be tried more often at each level of a tree.
  if (!found.isQuiet || typeof value !== "object" || value === null) return tried(check, value, found);
  const all = found.isExact ? exactTrials : lenientTrials;
  const trials: Trials = all.get(found) ?? new Map();
  all.set(found, trials);
  const ofCheck = trials.get(check) ?? new Map<object, boolean>();
  const known = ofCheck.get(value);
  if (known !== undefined) return known;
  const isClean = tried(check, value, found);
  trials.set(check, ofCheck.set(value, isClean));
  return isClean;
}

/** The same, with nothing remembered: for checks that do more than judge. */
export function tried(check: Check, value: unknown, found: Findings): boolean {
  const { count, isQuiet } = found;
  found.isQuiet = true;
  check(value, undefined, found);
  const isClean = found.count === count;
  found.count = count;
  found.isQuiet = isQuiet;
  return isClean;
}

/** Runs something that takes values exactly: where it matters that a check does find something. */
export function exactly<Result>(found: Findings, run: () => Result): Result {
  const { isExact } = found;
  found.isExact = true;
  const result = run();
  found.isExact = isExact;
  return result;
}
