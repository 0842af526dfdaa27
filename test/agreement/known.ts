/** Turns the list of known differences into typed entries, and holds comparisons to it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "../corpus/document.js";
import type { Comparison, Difference } from "./compare.js";

/** One way in which the types differ, and who says what the document says. */
export interface Reason {
  readonly right: "ours" | "theirs";
  readonly why: string;
  /** What the compiler's message says where this is the reason. */
  readonly message: RegExp;
}

export interface Known {
  readonly reasons: ReadonlyMap<string, Reason>;
  /** Reasons by document. One that explains nothing there is wrong itself. */
  readonly documents: ReadonlyMap<string, readonly string[]>;
}

/** @throws TypeError for a file that isn't such a list. */
export function readKnown(path: string = join(import.meta.dirname, "known.json")): Known {
  const file: unknown = JSON.parse(readFileSync(path, "utf8"));
  const { reasons, documents } = isObject(file) ? file : {};
  if (!isObject(reasons) || !isObject(documents)) throw new TypeError(`${path} has no reasons or no documents`);
  return {
    reasons: new Map(Object.entries(reasons).map(([name, reason]) => [name, reasonOf(name, reason)])),
    documents: new Map(Object.entries(documents).map(([name, list]) => [name, namesOf(name, list)])),
  };
}

function reasonOf(name: string, value: unknown): Reason {
  const { right, why, message } = isObject(value) ? value : {};
  if ((right !== "ours" && right !== "theirs") || typeof why !== "string" || typeof message !== "string") {
    throw new TypeError(`The reason ${name} needs right, why and message`);
  }
  return { right, why, message: new RegExp(message, "s") };
}

function namesOf(document: string, value: unknown): string[] {
  if (!Array.isArray(value)) throw new TypeError(`${document} has no list of reasons`);
  return value.map(String);
}

/** What of a comparison the list doesn't explain, and what the list says though it isn't so. */
export interface Verdict {
  readonly document: string;
  readonly unexplained: readonly Difference[];
  readonly needless: readonly string[];
}

/** Holds a comparison to the list. */
export function judge({ document, differences, incomparable }: Comparison, { reasons, documents }: Known): Verdict {
  const names = documents.get(document) ?? [];
  const all =
    incomparable === undefined ? differences : [{ schema: "", direction: "given", message: incomparable } as const];
  const explains = (name: string, { message }: Difference): boolean =>
    reasons.get(name)?.message.test(message) === true;
  return {
    document,
    unexplained: all.filter((difference) => !names.some((name) => explains(name, difference))),
    needless: names.filter((name) => !all.some((difference) => explains(name, difference))),
  };
}
