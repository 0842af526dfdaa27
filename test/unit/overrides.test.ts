/** What a config says of single schemas goes before extensions; what fits nothing is shown where it stands. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ClientConfig, generate } from "clientwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { locateAll } from "../../generator/commands/results.js";
import { prepare } from "../../generator/commands/run.js";
import { findTargets } from "../../generator/commands/targets.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "overrides-"));
  writeFileSync(join(folder, "api.json"), JSON.stringify(document));
});
afterAll(() => rmSync(folder, { recursive: true }));

const document = {
  openapi: "3.1.0",
  info: { title: "Overrides", version: "1" },
  servers: [{ url: "https://example.com" }],
  paths: {
    "/pets/{id}": {
      get: {
        operationId: "getPet",
        tags: ["pets"],
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string" } },
          { name: "filter", in: "query", schema: { type: "object", additionalProperties: { type: "object" } } },
        ],
        responses: { 204: { description: "Found." } },
      },
    },
  },
  components: {
    schemas: {
      Kind: { type: "string", enum: ["a", "b"], "x-clientwright-enum": "closed" },
      Pet: { type: "object", properties: { size: { type: "string", enum: ["s"] } } },
    },
  },
};

async function typesWith(schemas: ClientConfig["schemas"], parameters?: ClientConfig["parameters"]) {
  const config = { document: "api.json", output: "out", schemas, parameters };
  const { clients, exitCode } = await generate(config, { cwd: folder, dryRun: true });
  const said = clients.flatMap(({ diagnostics }) => diagnostics.map(({ code, message }) => `${code} ${message}`));
  const shared = clients[0]?.files.find(({ path }) => path === "shared.ts")?.text;
  const pets = clients[0]?.files.find(({ path }) => path === "resources/pets.ts")?.text;
  return { said, exitCode, shared, pets };
}

describe("an override", () => {
  it("opens an enum that an extension closes, and one inside another schema, by name and by pointer", async () => {
    const { shared } = await typesWith({
      Kind: { enum: "open" },
      "#/components/schemas/Pet/properties/size": { enum: "open" },
    });
    expect(shared).toContain('export type Kind = "a" | "b" | (string & {});');
    expect(shared).toContain('size?: "s" | (string & {}) | undefined;');
    expect((await typesWith(undefined)).shared).toContain('export type Kind = "a" | "b";');
  });

  it.each([
    ["getPet", "brackets", "deepObject"],
    ["*", "dots", "dots"],
    ["GET /pets/{id}", "json", "jsonParameter"],
  ] as const)("writes a parameter of %s in the form %s", async (operation, nested, style) => {
    const { pets, said } = await typesWith(undefined, { [operation]: { filter: { nested } } });
    expect(pets).toContain(`{ name: "filter", in: "query", style: ${style} }`);
    expect(said).toEqual([]);
    expect((await typesWith(undefined)).said).toEqual([expect.stringContaining("CW3021")]);
  });

  it.each([
    [{ getPets: {} }, "`parameters.getPets` fits nothing: there is no such operation."],
    [{ getPet: { filters: {} } }, "`parameters.getPet.filters` fits nothing: there is no such parameter."],
    [{ getPet: { id: { nested: "dots" } } }, "`nested` fits nothing: `id` is no parameter of the query."],
  ] as const)("of parameters that fits nothing is an error: %j", async (parameters, sentence) => {
    const { said, exitCode } = await typesWith(undefined, parameters);
    expect(exitCode).toBe(2);
    expect(said).toContain(`CW0016 ${sentence}`);
  });

  it.each<[string, NonNullable<ClientConfig["schemas"]>, string]>([
    ["a schema that isn't there", { Kin: { enum: "open" } }, "`schemas.Kin` fits nothing: there is no such schema."],
    [
      "a schema without values",
      { Pet: { enum: "open" } },
      "`schemas.Pet.enum` fits nothing: the schema lists no values.",
    ],
  ])("of %s is an error", async (_what, schemas, sentence) => {
    const { said, exitCode } = await typesWith(schemas);
    expect(exitCode).toBe(2);
    expect(said).toContain(`CW0016 ${sentence}`);
  });

  it("is shown where the config file has it", async () => {
    const lines = ["export default { clients: { api: {", '  document: "api.json", output: "x",', "  schemas: {"];
    const text = [...lines, '    Kin: { enum: "open" },', "  },", "} } };"].join("\n");
    writeFileSync(join(folder, "clientwright.config.mjs"), text);
    const targets = await findTargets({}, folder);
    const [client] = await prepare(targets, {
      cwd: folder,
      strict: false,
      keepGoing: false,
      force: false,
      dryRun: true,
    });
    const located = locateAll(client?.diagnostics ?? [], client?.texts ?? new Map());
    const errors = located.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code, range }) => [code, range?.file, range?.start.line])).toEqual([
      ["CW0016", "clientwright.config.mjs", 4],
    ]);
  });
});
