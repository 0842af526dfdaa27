/** Overlays: what they make of a document, and what is said of those that can't be applied. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "clientwright";
import { afterAll, describe, expect, it } from "vitest";
import { applyOverlay } from "../../../generator/load/overlay.js";
import type { JsonValue } from "../../../generator/load/types.js";

const folder = mkdtempSync(join(tmpdir(), "clientwright-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const document = {
  paths: { "/pets": { get: { tags: ["a"], responses: { 200: { description: "ok" } } } } },
  components: { schemas: { Pet: { required: ["id", "name", "tag"], properties: { id: { type: "string" } } } } },
};

function overlaid(...actions: JsonValue[]): ReturnType<typeof applyOverlay> {
  return applyOverlay(document, { overlay: "1.0.0", info: { title: "t", version: "1" }, actions });
}

describe("actions", () => {
  it.each<[string, JsonValue, object]>([
    [
      "merge into objects at all depths",
      { target: "$.components.schemas.Pet", update: { title: "A pet", properties: { name: { type: "string" } } } },
      {
        components: {
          schemas: { Pet: { title: "A pet", properties: { id: { type: "string" }, name: { type: "string" } } } },
        },
      },
    ],
    [
      "join lists inside of what is merged",
      { target: "$.paths['/pets'].get", update: { tags: ["b"] } },
      { paths: { "/pets": { get: { tags: ["a", "b"], responses: { 200: { description: "ok" } } } } } },
    ],
    [
      "append to a list that is selected",
      { target: "$.components.schemas.Pet.required", update: "age" },
      { components: { schemas: { Pet: { required: ["id", "name", "tag", "age"] } } } },
    ],
    [
      "replace a value that is no object or list",
      { target: "$..properties.id.type", update: ["string", "null"] },
      { components: { schemas: { Pet: { properties: { id: { type: ["string", "null"] } } } } } },
    ],
    [
      "take several items out of a list",
      { target: "$.components.schemas.Pet.required[?@ != 'name']", remove: true },
      { components: { schemas: { Pet: { required: ["name"] } } } },
    ],
    [
      "copy one value into another",
      { target: "$.components.schemas.Pet.properties", copy: "$.paths['/pets'].get.responses" },
      { components: { schemas: { Pet: { properties: { id: { type: "string" }, 200: { description: "ok" } } } } } },
    ],
  ])("%s", (_, action, expected) => {
    const { value, problems, warnings } = overlaid(action);
    expect([problems, warnings]).toEqual([[], []]);
    expect(value).toMatchObject(expected);
  });

  it("are carried out one after the other, and leave what they were given alone", () => {
    const before = JSON.stringify(document);
    const { value } = overlaid(
      { target: "$.components.schemas.Pet", update: { properties: { __proto__x: {}, owner: {} } } },
      { target: "$.components.schemas.Pet.properties.owner", update: { type: "string" } },
      { target: "$.paths['/pets'].get.responses", remove: true },
    );
    expect(value).toMatchObject({ components: { schemas: { Pet: { properties: { owner: { type: "string" } } } } } });
    expect(value).toHaveProperty("paths./pets.get", { tags: ["a"] });
    expect(JSON.stringify(document)).toBe(before);
  });

  it("take `__proto__` for a name like any other", () => {
    const update: JsonValue = JSON.parse('{ "__proto__": { "type": "string" } }');
    const { value } = overlaid({ target: "$.components.schemas.Pet.properties", update });
    expect(JSON.stringify(value)).toContain('"__proto__":{"type":"string"}');
    expect({}).not.toHaveProperty("type");
  });

  it.each<[string, JsonValue, string]>([
    ["a target that is no JSONPath", { target: "$.a[", remove: true }, "/actions/0/target"],
    ["no target", { remove: true }, "/actions/0"],
    ["nothing to do", { target: "$.paths" }, "/actions/0"],
    ["remove that is no boolean", { target: "$.paths", remove: "yes" }, "/actions/0/remove"],
    ["copy of several values", { target: "$.paths", copy: "$.*" }, "/actions/0/copy"],
  ])("are refused: %s", (_, action, pointer) => {
    const { value, problems } = overlaid(action);
    expect(problems).toMatchObject([{ code: "CW1301", pointer }]);
    expect(value).toEqual(document);
  });

  it.each([[{}], [{ overlay: "2.0.0", actions: [] }], [{ overlay: "1.0.0" }], ["text"]])("are none: %j", (overlay) => {
    expect(applyOverlay(document, overlay).problems).toMatchObject([{ code: "CW1301" }]);
  });

  it("that select nothing are told", () => {
    expect(overlaid({ target: "$.paths['/cats']", remove: true }).warnings).toMatchObject([
      { code: "CW1302", pointer: "/actions/0/target" },
    ]);
  });
});

describe("a client's overlays", () => {
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return name;
  };
  const openapi = file(
    "openapi.yaml",
    `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.test }]
paths:
  /pets:
    get:
      operationId: listPets
      responses: { "200": { description: ok, content: { application/json: { schema: { type: string } } } } }
`,
  );
  const overlay = (name: string, ...lines: string[]): string =>
    file(name, ["overlay: 1.0.0", "info: { title: t, version: 1.0.0 }", "actions:", ...lines, ""].join("\n"));

  it("are applied in their order before all else, and recorded", async () => {
    const first = overlay("first.yaml", "  - target: $.paths['/pets'].get", "    update: { operationId: allPets }");
    const second = overlay("second.yaml", "  - target: $..schema.type", "    update: integer");
    const overlays = [first, second];
    const options = { document: openapi, output: "out", overlays };
    const { clients } = await generate(options, { cwd: folder });
    const text = clients[0]?.files.map((one) => one.text).join("\n") ?? "";
    expect(text).toContain("export function allPets(client: ClientLike, options?: RequestOptions): Call<number>");
    expect(text).toContain('"overlays": ["../first.yaml", "../second.yaml"]');
    // What an overlay says is part of the document.
    overlay("second.yaml", "  - target: $..schema.type", "    update: boolean");
    const changed = await generate(options, { cwd: folder, dryRun: true });
    expect(changed.clients[0]?.changes.filter(({ change }) => change !== "none").length).toBeGreaterThan(1);
  });

  it("are shown where they are wrong", async () => {
    const wrong = overlay("wrong.yaml", "  - target: $.paths[", "    remove: true");
    const { clients, diagnostics } = await generate(
      { document: openapi, output: "none", overlays: [wrong] },
      { cwd: folder },
    );
    const found = [...diagnostics, ...clients.flatMap((client) => client.diagnostics)];
    expect(found).toMatchObject([{ code: "CW1301", at: { pointer: "/actions/0/target" } }]);
    const missing = await generate({ document: openapi, output: "none", overlays: ["no.yaml"] }, { cwd: folder });
    expect(missing.clients.flatMap((client) => client.diagnostics)).toMatchObject([{ code: "CW1001" }]);
  });
});
