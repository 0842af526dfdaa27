/**
 * Generates a client from each small document beside this file and compares the whole tree with what is checked in.
 *
 * Runs the built generator, as users do. `npm run build && UPDATE=1 npx vitest run test/golden` rewrites the trees; look
 * at the difference before you commit it.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type ClientConfig, generate } from "clientwright";
import { describe, expect, it } from "vitest";
import { diagnosticsIn } from "./type-check.js";

const here = dirname(fileURLToPath(import.meta.url));
const cases = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

function optionsOf(name: string): Partial<ClientConfig> {
  const path = join(here, name, "options.json");
  if (!existsSync(path)) return {};
  const options: Partial<ClientConfig> = JSON.parse(readFileSync(path, "utf8"));
  return options;
}

function documentOf(name: string): string {
  const found = ["openapi.yaml", "openapi.json"].find((file) => existsSync(join(here, name, file)));
  if (found === undefined) throw new Error(`${name} has no document`);
  return join(here, name, found);
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** Everything a user would see: the files, and what was said about the document. */
async function produce(name: string): Promise<Map<string, string>> {
  // A folder that doesn't exist: what is checked in has no manifest, and would be taken for somebody else's.
  const config = { document: documentOf(name), output: join(here, name, "output"), ...optionsOf(name) };
  const { clients, diagnostics } = await generate(config, { cwd: here, dryRun: true });
  const [client] = clients;
  const files = new Map((client?.files ?? []).map((file) => [file.path, file.text]));
  files.delete(".clientwright.json");
  const said = [...diagnostics, ...(client?.diagnostics ?? [])].map(({ code, severity, message, range }) => {
    const place = range === undefined ? "" : `${range.start.line}:${range.start.column} `;
    return `${place}${severity} ${code} ${message}\n`;
  });
  return said.length === 0 ? files : files.set("diagnostics.txt", said.join(""));
}

function rewrite(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe("golden", () => {
  it.each(cases)("%s: generates the tree that is checked in", async (name) => {
    const folder = join(here, name, "expected");
    const files = await produce(name);
    if (process.env["UPDATE"] === "1") rewrite(folder, files);
    expect(filesBelow(folder)).toEqual([...files.keys()].sort());
    for (const [path, text] of files) {
      expect(text, path).toBe(readFileSync(join(folder, path), "utf8"));
    }
  });

  it.each(cases)("%s: is a document of at most 60 lines", (name) => {
    expect(readFileSync(documentOf(name), "utf8").split("\n").length).toBeLessThanOrEqual(61);
  });

  // One program of all trees: on a busy machine it takes longer than other tests may.
  it("compiles every tree under the strictest flags", () => {
    const files = cases.flatMap((name) =>
      filesBelow(join(here, name, "expected"))
        .filter((path) => path.endsWith(".ts"))
        .map((path) => join(here, name, "expected", path)),
    );
    expect(files.length).toBeGreaterThan(cases.length);
    expect(diagnosticsIn(files)).toEqual([]);
  });
});
