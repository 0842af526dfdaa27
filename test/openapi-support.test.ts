/** Holds the feature table of docs/openapi-support.md to the tests that it names. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const here = import.meta.dirname;
const page = readFileSync(join(here, "../docs/openapi-support.md"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| feature "))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, feature = "", ...cells]) => ({ feature, cells, tests: (cells[4] ?? "").matchAll(/`([^`]+)`/g) }))
  .map(({ tests, ...row }) => ({ ...row, tests: [...tests].map(([, name = ""]) => name) }));

/** The file or folder that a name in the table stands for. */
function placeOf(name: string): string {
  return join(here, name.startsWith("wire/") ? `corpus/documents/${name.slice("wire/".length)}.yaml` : name);
}

describe("docs/openapi-support.md", () => {
  it("has the rows that the page promises", () => {
    expect(rows.length).toBeGreaterThan(50);
  });

  it.each(rows)("$feature is held by tests that exist", ({ tests, cells }) => {
    expect(tests).not.toEqual([]);
    expect(tests.filter((name) => !existsSync(placeOf(name)))).toEqual([]);
    expect(cells).toHaveLength(7);
  });

  it("plans nothing but OpenAPI 3.2, streams and pages", () => {
    const planned = rows.filter(({ cells }) => cells.includes("planned")).map(({ feature }) => feature);
    expect(planned).toEqual([
      expect.stringContaining("itemSchema"),
      expect.stringContaining("Event streams"),
      expect.stringContaining("Pages"),
    ]);
  });
});
