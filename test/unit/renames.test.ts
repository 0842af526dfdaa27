/** What a config calls things wins over extensions, rules and earlier runs; what fits nothing is shown where it stands. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ClientConfig, generate, type RunResult } from "clientwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { locateAll } from "../../generator/commands/results.js";
import { prepare } from "../../generator/commands/run.js";
import { findTargets } from "../../generator/commands/targets.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "renames-"));
  writeFileSync(join(folder, "api.json"), JSON.stringify(document));
});
afterAll(() => rmSync(folder, { recursive: true }));

const pet = {
  type: "object",
  "x-clientwright-name": "Animal",
  properties: {
    nm: { type: "string", "x-fern-property-name": "label" },
    own: { type: "object", properties: { a: {} } },
  },
};
const document = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1" },
  servers: [{ url: "https://example.com" }],
  paths: {
    "/pets": {
      get: {
        operationId: "petsList",
        tags: ["pet-ctl"],
        "x-clientwright-method": "all",
        responses: {
          200: {
            description: "",
            content: { "application/json": { schema: { $ref: "#/components/schemas/PetDTO" } } },
          },
        },
      },
    },
  },
  components: { schemas: { PetDTO: pet, Pet: { enum: ["a", "b"] } } },
};

async function run(
  rename: ClientConfig["rename"],
  options: { dryRun?: boolean; output?: string } = {},
): Promise<RunResult> {
  const { dryRun = true, output = "out" } = options;
  return await generate({ document: "api.json", output, ...(rename && { rename }) }, { cwd: folder, dryRun });
}

function fileOf({ clients: [client] }: RunResult, path: string): string {
  return client?.files.find((file) => file.path === path)?.text ?? "";
}

function said({ clients: [client] }: RunResult): string[] {
  return (client?.diagnostics ?? []).map(({ code, message, help }) => `${code} ${message} ${help ?? ""}`.trim());
}

describe("a rename", () => {
  it("wins over an extension, which wins over the rules", async () => {
    const extended = await run(undefined);
    expect(fileOf(extended, "resources/pet-ctl.ts")).toMatch(/export interface Animal \{\n {2}label\?/);
    expect(fileOf(extended, "resources/pet-ctl.ts")).toContain("  all(options");
    const renamed = await run({
      schemas: { PetDTO: "Beast" },
      properties: { PetDTO: { nm: "title" } },
      operations: { petsList: { method: "each", resource: "zoo.pets" } },
    });
    expect(fileOf(renamed, "resources/zoo-pets.ts")).toMatch(/export interface Beast \{\n {2}title\?/);
    expect(fileOf(renamed, "resources/zoo-pets.ts")).toContain("  each(options");
  });

  it("wins over the name of an earlier run, whose owner moves with a warning; the manifest remembers both", async () => {
    const output = "locked";
    expect((await run(undefined, { dryRun: false, output })).exitCode).toBe(0);
    const renamed = await run({ schemas: { PetDTO: "Pet" } }, { dryRun: false, output });
    expect(said(renamed)).toEqual([
      'CW3010 "Pet" was given to something else, so this is called "PetModel" from now on: callers must change. Choose another name, or rename what has it.',
      'CW3011 `AnimalOwn` keeps its name; today it would be called `PetOwn`. `clientwright rename "#/components/schemas/PetDTO/properties/own" PetOwn` renames it, which callers must follow.',
    ]);
    expect(fileOf(renamed, "shared.ts")).toContain("export type PetModel =");
    const again = await run(undefined, { output });
    expect(fileOf(again, "shared.ts")).toContain("export type PetModel =");
    // What the earlier run had to give away is free again, and is proposed.
    expect(said(again)).toEqual([
      expect.stringContaining("CW3011 `PetModel` keeps its name; today it would be called `Pet`."),
    ]);
  });

  it("clashes with a word of TypeScript or the runtime, and is passed over with a warning", async () => {
    const clashing = await run({ schemas: { Pet: "Promise" }, operations: { petsList: "delete" } });
    expect(said(clashing)).toEqual([
      'CW3010 "Promise" is taken or reserved, so "Pet" is used instead. Choose another name, or rename what has it.',
      'CW3010 "delete" is taken or reserved, so "petsList" is used instead. Choose another name, or rename what has it.',
    ]);
    expect(clashing.exitCode).toBe(0);
  });

  it.each<[string, NonNullable<ClientConfig["rename"]>, string]>([
    [
      "schema",
      { schemas: { PetDTOO: "A" } },
      "`rename.schemas.PetDTOO` fits nothing: there is no such schema. Did you mean `PetDTO`?",
    ],
    ["pointer", { schemas: { "#/components/schemas/X": "A" } }, "there is no such schema"],
    ["property", { properties: { PetDTO: { mn: "a" } } }, "no such property of `PetDTO` itself."],
    [
      "value",
      { constants: { Pet: { c: "C" } } },
      "`rename.constants.Pet.c` fits nothing: there is no such value of `Pet`.",
    ],
    ["operation", { operations: { petList: "a" } }, "no such operation. Did you mean `petsList`?"],
    ["parameter", { parameters: { petsList: { limit: "a" } } }, "no such parameter. Compare it with the document."],
    ["parameter anywhere", { parameters: { "*": { limit: "a" } } }, "no such parameter."],
    ["tag", { tags: { "pet-ctrl": "pets" } }, "no such tag. Did you mean `pet-ctl`?"],
    ["security scheme", { credentials: { key: "token" } }, "no such security scheme."],
  ])("of no %s in the document is an error", async (_what, rename, sentence) => {
    const result = await run(rename);
    expect(result.exitCode).toBe(2);
    expect(said(result)).toHaveLength(1);
    expect(said(result)[0]).toMatch(/^CW0016 /);
    expect(said(result)[0]).toContain(sentence);
  });

  it("is shown where the config file has it", async () => {
    const lines = [
      "export default { clients: { api: {",
      '  document: "api.json", output: "x",',
      "  rename: {",
      "    properties: {",
      "      PetDTO: { mn: 'name' },",
      "    },",
      "  },",
      "} } };",
    ];
    writeFileSync(join(folder, "clientwright.config.mjs"), lines.join("\n"));
    const targets = await findTargets({}, folder);
    const options = { cwd: folder, strict: false, keepGoing: false, force: false, dryRun: true };
    const [client] = await prepare(targets, options);
    const located = locateAll(client?.diagnostics ?? [], client?.texts ?? new Map());
    expect(located.map(({ code, range }) => [code, range?.file, range?.start])).toEqual([
      ["CW0016", "clientwright.config.mjs", expect.objectContaining({ line: 5, column: 17 })],
    ]);
  });
});
