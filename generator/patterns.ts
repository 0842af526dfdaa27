/** Finds out how the matching time of a document's patterns grows with the length of a text. */

import { createRequire } from "node:module";
import type { ClientOptions } from "./config.js";
import type { PatternGrowth } from "./model/types.js";
import type { Document } from "./normalise/types.js";
import { schemasByKey } from "./option-keys.js";

/**
 * The growth of every pattern in a document, by its source. Depends on nothing else: no fuzzing, no time limit; what the
 * analysis can't decide counts as exponential.
 */
function growthOfPatterns(document: Document): PatternGrowth {
  const schemas = new Set(schemasByKey(document).values());
  const sources = [...schemas].flatMap(({ pattern, patternProperties }) => [
    ...(pattern === undefined ? [] : [pattern]),
    ...(patternProperties?.keys() ?? []),
  ]);
  return new Map([...new Set(sources)].map((source) => [source, growthOf(source)]));
}

/** What the model is told about the checks of validators, if the client has them. */
export function checksFor(
  { validators }: ClientOptions,
  document: Document,
): { checks?: { formats: boolean; patterns: PatternGrowth } } {
  if (validators === false) return {};
  const formats = typeof validators === "boolean" || validators.formats !== false;
  return { checks: { formats, patterns: growthOfPatterns(document) } };
}

function growthOf(source: string): "linear" | "polynomial" | "exponential" | "invalid" {
  const flags = ["u", ""].find((each) => isExpression(source, each));
  if (flags === undefined) return "invalid";
  const { checkSync } = checker();
  const result = checkSync(source, flags, { checker: "automaton", timeout: null });
  if (result.status === "safe") return "linear";
  return result.status === "vulnerable" && result.complexity.type === "polynomial" ? "polynomial" : "exponential";
}

function isExpression(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags).source !== "";
  } catch {
    return false;
  }
}

/** The build that runs in this process: the other one starts a program or a worker for the same answers. Slow to load. */
function checker(): typeof import("recheck") {
  return createRequire(import.meta.url)("recheck/lib/browser.js");
}
