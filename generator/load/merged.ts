/** Turns a manifest that holds both sides of a merge into one run that knows what either side has decided. */

import type { Lock } from "../model/types.js";
import type { RecordedRun } from "./manifest.js";
import { isNewer } from "./versions.js";

/** What a merge left of two manifests. */
export interface Merged {
  /** Files that the two sides have otherwise: what is on the disk by now is the merge's doing, not a person's. */
  readonly files: readonly string[];
  /** Things that the two sides call otherwise: key of the lock, the name that is kept, the one that isn't. */
  readonly disputed: readonly (readonly [key: string, kept: string, dropped: string])[];
}

/** Both sides of a text with conflict markers. */
export interface Sides {
  readonly ours: string;
  readonly theirs: string;
}

/** The sides of a text that a merge has left its conflict markers in; `undefined` if there are none, or no whole ones. */
export function sidesOf(text: string): Sides | undefined {
  const sides = { ours: [] as string[], theirs: [] as string[] };
  let at: "both" | "ours" | "base" | "theirs" = "both";
  let count = 0;
  for (const line of text.split(/\r?\n/)) {
    const next = nextPart(at, line);
    if (next !== undefined) {
      at = next;
      count += 1;
      continue;
    }
    if (at === "both" || at === "ours") sides.ours.push(line);
    if (at === "both" || at === "theirs") sides.theirs.push(line);
  }
  return count === 0 || at !== "both" ? undefined : { ours: sides.ours.join("\n"), theirs: sides.theirs.join("\n") };
}

/** The part of a conflict that a marker begins; `undefined` for any other line. */
function nextPart(at: "both" | "ours" | "base" | "theirs", line: string): typeof at | undefined {
  if (at === "both") return /^<{7}( |$)/.test(line) ? "ours" : undefined;
  if (at === "ours" && /^\|{7}( |$)/.test(line)) return "base";
  if (at !== "theirs") return /^={7}$/.test(line) ? "theirs" : undefined;
  return /^>{7}( |$)/.test(line) ? "both" : undefined;
}

/**
 * One run of two that were merged. Where they differ about one thing, a name that a person chose wins, else ours.
 *
 * @returns `undefined` if they are about another document, or have other options: a person must decide.
 */
export function mergeRuns(ours: RecordedRun, theirs: RecordedRun): RecordedRun | undefined {
  const isSame = JSON.stringify([ours.document, ours.options]) === JSON.stringify([theirs.document, theirs.options]);
  if (!isSame) return undefined;
  const files = either(ours.files, theirs.files);
  const names = mergeNames(ours.lock, theirs.lock);
  return {
    version: isNewer(theirs.version, ours.version) ? theirs.version : ours.version,
    document: ours.document,
    // Of neither side's document: nothing may be taken for unchanged.
    documentHash: "",
    options: ours.options,
    files,
    lock: {
      names: names.kept,
      shapes: either(ours.lock.shapes, theirs.lock.shapes),
      parameters: eachOf(ours.lock.parameters, theirs.lock.parameters),
      bodies: either(ours.lock.bodies, theirs.lock.bodies),
      resources: union(ours.lock.resources, theirs.lock.resources),
      homes: either(ours.lock.homes, theirs.lock.homes),
      uses: either(ours.lock.uses, theirs.lock.uses),
      members: either(ours.lock.members, theirs.lock.members),
      chosen: union(ours.lock.chosen, theirs.lock.chosen),
      aliases: eachOf(ours.lock.aliases, theirs.lock.aliases),
    },
    merged: {
      files: Object.keys(files).filter((path) => ours.files[path] !== theirs.files[path]),
      disputed: names.disputed,
    },
  };
}

function mergeNames(ours: Lock, theirs: Lock): { readonly kept: Lock["names"]; readonly disputed: Merged["disputed"] } {
  const isChosen = ({ chosen }: Lock, key: string) =>
    chosen.includes(key) || chosen.includes(key.replace(/@[a-z]+$/, ""));
  const disputed = Object.entries(ours.names).flatMap(([key, own]): Merged["disputed"][number][] => {
    const other = theirs.names[key];
    if (other === undefined || other === own) return [];
    const isTheirs = isChosen(theirs, key) && !isChosen(ours, key);
    return [isTheirs ? [key, other, own] : [key, own, other]];
  });
  const settled = Object.fromEntries(disputed.map(([key, kept]) => [key, kept]));
  return { kept: { ...either(ours.names, theirs.names), ...settled }, disputed };
}

type Entries<Value> = { readonly [key: string]: Value };

/** Entries of both; of one key, the first. */
function either<Value>(first: Entries<Value>, second: Entries<Value>): Entries<Value> {
  return { ...first, ...Object.fromEntries(Object.entries(second).filter(([key]) => !Object.hasOwn(first, key))) };
}

function eachOf(first: Entries<readonly string[]>, second: Entries<readonly string[]>): Entries<readonly string[]> {
  const all = either(first, second);
  return Object.fromEntries(Object.entries(all).map(([key, list]) => [key, union(list, second[key] ?? [])]));
}

function union(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set([...first, ...second])];
}
