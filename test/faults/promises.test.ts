/** `docs/reliability.md` names tests that there are, and the fault cases are those of the list. */

import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { cases } from "./cases/index.js";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/reliability.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Promise and what holds it, row by row. */
const rows = page
  .split("\n")
  .map((line) => line.split(/(?<!\\) \| /))
  .filter((cells) => cells.length === 2 && cells[0]?.startsWith("| ") && !/^\| (promise|platform|---)/.test(cells[0]))
  .map(([promise = "", holder = ""]) => [promise.slice(2), holder.replace(/ \|$/, "")] as const)
  .filter(([promise]) => !/^(Node|Bun|Deno|workerd|Chromium)\b/.test(promise));

/** Paths that the page writes in full somewhere; later it may name them shortly. */
const paths = new Map([...page.matchAll(/`(test\/[\w/.-]+)`/g)].map(([, path = ""]) => [basename(path), path]));

/** Numbers `F3`, ranges `F3-F9` and cases `F15e`. */
function casesIn(text: string): string[] {
  return [...text.matchAll(/\b([FS])(\d+)([a-z]*)(?:-\1(\d+))?/g)].flatMap(([, kind, first, letter, last = first]) => {
    const count = Number(last) - Number(first) + 1;
    return Array.from({ length: count }, (_, index) => `${kind}${Number(first) + index}${letter}`);
  });
}

/** Number of a case or of a row of several cases: `F45` for `F45-301` and `F45b`. */
const numberOf = (id: string): string => /^[FS]\d+/.exec(id)?.[0] ?? id;
// F79 is all cases once more, with what every object inherits changed.
const held = new Set([...cases.flatMap(({ id }) => [id, numberOf(id)]), "F79"]);

describe("docs/reliability.md", () => {
  it.each(rows)("%s", (_, holder) => {
    const tests = [...holder.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    expect(casesIn(holder).filter((id) => !held.has(id))).toEqual([]);
    const missing = tests.filter((name) => {
      if (name.startsWith("npm run ")) return !(name.slice("npm run ".length) in scripts);
      return !existsSync(join(root, paths.get(basename(name)) ?? name));
    });
    expect(missing).toEqual([]);
    expect(casesIn(holder).length + tests.length).toBeGreaterThan(0);
  });

  it("says of each case what it is for", () => {
    const named = new Set(rows.flatMap(([, holder]) => casesIn(holder)).map(numberOf));
    expect([...held].map(numberOf).filter((number) => !named.has(number))).toEqual([]);
  });

  it("has all faults that are within its reach", () => {
    const numbers = Array.from({ length: 80 }, (_, index) => index + 1);
    // 66 to 74 need streams of events.
    const later = (number: number): boolean => number > 65 && number < 75;
    expect(numbers.filter((number) => !later(number) && !held.has(`F${number}`))).toEqual([]);
  });
});
