import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadDocument, renderDiagnostics } from "../../generator/load/index.js";
import { buildModel } from "../../generator/model/build.js";
import { emptyLock } from "../../generator/model/lock.js";
import type { ModelOptions } from "../../generator/model/types.js";
import { normalise } from "../../generator/normalise/index.js";

/** Each folder beside this file holds a document with something wrong, and the whole text that a user gets about it. */
const folder = fileURLToPath(new URL(".", import.meta.url));
const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

test.each(cases.map(({ name }) => name))("%s", async (name) => {
  const cwd = join(folder, name);
  const expected = join(cwd, "expected.txt");
  const text = `${await diagnose(cwd)}\n`;
  // UPDATE=1 rewrites what is expected; a new case has to be read before it is committed.
  if (process.env["UPDATE"] === "1") writeFileSync(expected, text);
  expect(text).toBe(readFileSync(expected, "utf8"));
});

/** A case may ask for codecs. */
function optionsIn(cwd: string): Partial<ModelOptions> {
  const path = join(cwd, "options.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
}

/** What the stages that understand a document say about it. Those after them speak only of documents without errors. */
async function diagnose(cwd: string): Promise<string> {
  const { source, texts, diagnostics } = await loadDocument({ document: "openapi.yaml", cwd });
  const normalised = source && normalise(source);
  const options: ModelOptions = {
    casing: "preserve",
    dates: "string",
    int64: "number",
    bytes: "string",
    enums: "open",
    arguments: "flat",
    ...optionsIn(cwd),
  };
  const built = normalised?.document && buildModel(normalised.document, options, emptyLock);
  const all = [...diagnostics, ...(normalised?.diagnostics ?? []), ...(built?.diagnostics ?? [])];
  const helpless = all.filter(({ severity, help }) => severity !== "information" && help === undefined);
  expect(helpless).toEqual([]);
  return renderDiagnostics(all, texts);
}
