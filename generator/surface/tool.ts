/** Turns one client as two versions of the generator write it into what the newer one changes by itself. */

import type { Change } from "../diff/index.js";
import type { Declarations } from "./declarations.js";

/**
 * Compares what callers can name of two clients of the same document, options and lock.
 *
 * @returns What callers can no longer name, or find declared otherwise (both are breaking changes), and what is new to them.
 */
export function toolChanges(before: Declarations, after: Declarations): readonly Change[] {
  const kept = [...before].flatMap(([name, text]): Change[] => {
    const same = after.get(name);
    if (same === undefined) return [changeOf(name, { bump: "major", message: "is gone", action: "Don't use it." })];
    if (same === text) return [];
    const message = `is declared otherwise: ${difference(text, same)}`;
    return [changeOf(name, { bump: "major", message, action: "Follow the new types." })];
  });
  const added = [...after.keys()].filter((name) => !before.has(name));
  return [...kept, ...added.map((name) => changeOf(name, { bump: "minor", message: "is new" }))];
}

function changeOf(subject: string, more: Pick<Change, "bump" | "message"> & Partial<Change>): Change {
  return { kind: "types", subject, pointer: "", callers: [], ...more };
}

/** The first line that is another, and how many there are. */
function difference(before: string, after: string): string {
  const [gone, come] = [without(before, after), without(after, before)];
  const [was = "nothing"] = gone;
  const [is = "nothing"] = come;
  const more = Math.max(gone.length, come.length) - 1;
  return `\`${is}\`, was \`${was}\`${more > 0 ? ` (and ${more} more ${more === 1 ? "line" : "lines"})` : ""}`;
}

function without(text: string, other: string): readonly string[] {
  const known = new Set(linesOf(other));
  return linesOf(text).filter((line) => !known.has(line));
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
