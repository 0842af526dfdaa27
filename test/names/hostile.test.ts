/** Whatever things are called in a document, the client compiles, has all of them, and lies in files that no system confuses. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ClientConfig, type ClientResult, generate } from "clientwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diagnosticsIn } from "../golden/type-check.js";
import { hostileDocument, hostileNames } from "./hostile.js";

const forms: readonly [string, Partial<ClientConfig>][] = [
  ["as in the document", {}],
  ["camel case, Dates, grouped", { casing: "camel", dates: "Date", arguments: "grouped" }],
];

// Where the runtime is found, and no other tool looks.
const modules = fileURLToPath(new URL("../../node_modules/", import.meta.url));
let folder = "";
const clients = new Map<string, ClientResult>();

beforeAll(async () => {
  folder = mkdtempSync(join(modules, ".hostile-names-"));
  writeFileSync(join(folder, "api.json"), JSON.stringify(hostileDocument()));
  for (const [name, options] of forms) {
    const config = { document: "api.json", output: name, package: { name: "hostile" }, ...options };
    const { clients: made } = await generate(config, { cwd: folder, dryRun: true });
    for (const client of made) clients.set(name, client);
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function clientOf(form: string): ClientResult {
  const client = clients.get(form);
  if (client === undefined) throw new Error(`${form} was not generated`);
  return client;
}

describe.each(forms)("hostile names, %s", (form) => {
  it("lose no operation, and are no error", () => {
    const { operations, omitted, diagnostics } = clientOf(form);
    expect({ operations, omitted }).toEqual({ operations: hostileNames.length * 2, omitted: [] });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("make files that differ in more than case, and that every file system takes", () => {
    const paths = clientOf(form).files.map(({ path }) => path);
    expect(new Set(paths.map((path) => path.toLowerCase().normalize("NFKC"))).size).toBe(paths.length);
    const tooLong = paths.flatMap((path) => path.split("/")).filter((part) => Buffer.byteLength(part) > 240);
    expect(tooLong).toEqual([]);
    expect(paths.filter((path) => !/^[\p{L}\p{M}\p{N}/._-]+$/u.test(path))).toEqual([]);
    expect(paths.filter((path) => /\/(?:con|aux|nul|prn|com\d|lpt\d)\./i.test(path))).toEqual([]);
  });
});

it("compile under the strictest flags", () => {
  const files = [...clients].flatMap(([form, { files: made }]) =>
    made
      .filter(({ path }) => path.endsWith(".ts"))
      .map(({ path, text }) => {
        const file = join(folder, form, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
        return file;
      }),
  );
  expect(files.length).toBeGreaterThan(hostileNames.length);
  expect(diagnosticsIn(files)).toEqual([]);
}, 120_000);
