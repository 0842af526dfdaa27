import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { codes } from "../../generator/diagnostics.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const docs = readFileSync(join(root, "docs/diagnostics.md"), "utf8");

test.each(Object.entries(codes))("%s has a section in docs/diagnostics.md: %s", (code, title) => {
  expect(docs).toContain(`\n## ${code}\n\n**${title}.** `);
});

test("no section is about a code that doesn't exist", () => {
  const sections = [...docs.matchAll(/^## (.*)$/gm)].map((match) => match[1]);
  expect(sections.filter((section) => section === undefined || !Object.hasOwn(codes, section))).toEqual([]);
});

/** Codes that a test expects by name, or that a negative case shows. */
function exercised(): ReadonlySet<string> {
  const texts = readdirSync(join(root, "test"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.test\.ts$|^(expected|diagnostics)\.txt$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  return new Set(texts.flatMap((text) => text.match(/\bCW\d{4}\b/g) ?? []));
}

test("every code is exercised by a test", () => {
  const known = exercised();
  const silent = Object.keys(codes).filter((code) => !known.has(code));
  expect(silent).toEqual([]);
});
