/** What only left-out operations need costs nothing: no error, no type, no file, no entry of `schema.ts`. */

import { type ClientConfig, type ClientResult, generate } from "clientwright";
import { describe, expect, it } from "vitest";
import { temporaryFolder, writeTree } from "../unit/write/folders.js";

const gives = (reference: string) =>
  `responses: { "200": { description: Done., content: { application/json: { schema: { $ref: "${reference}" } } } } }`;
const files = {
  "api.yaml": `openapi: 3.0.3
info: { title: Shop, version: "1" }
servers: [{ url: "https://shop.example" }]
security: [{ key: [] }]
paths:
  /pets:
    parameters: [{ $ref: "#/components/parameters/Trace" }]
    get: { operationId: listPets, tags: [pets], ${gives("#/components/schemas/Pet")} }
    post: { operationId: addPet, tags: [admin], security: [{ odd: [] }], ${gives("#/components/schemas/Wrong")} }
  /missing: { get: { operationId: getMissing, tags: [admin], ${gives("missing.yaml#/A")} } }
  /broken: { get: { operationId: getBroken, tags: [admin], ${gives("broken.yaml#/A")} } }
  /dangling: { get: { operationId: getDangling, tags: [admin], ${gives("#/components/schemas/Nothing")} } }
  /shared: { get: { operationId: getShared, tags: [pets], ${gives("#/paths/~1source/get/responses/200/content/application~1json/schema")} } }
  /source: { get: { operationId: getSource, tags: [admin], ${gives("#/components/schemas/Source")} } }
  /elsewhere: { get: { operationId: getElsewhere, tags: [pets], ${gives("other.yaml#/Thing")} } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key }, odd: { type: apiKey, in: nowhere, name: X-Odd } }
  parameters: { Trace: { name: trace, in: query, schema: { type: string } }, Lost: { in: query } }
  schemas:
    Pet: { type: object, discriminator: { propertyName: kind }, properties: { kind: { type: string } } }
    Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, { type: object, properties: { lives: { type: integer } } }] }
    Kitten: { allOf: [{ $ref: "#/components/schemas/Cat" }, { type: object, properties: { age: { type: integer } } }] }
    Wrong: { type: 5 }
    Unused: { type: nothing }
    Source: { type: object, properties: { id: { type: string } } }
    Back: { type: object, properties: { at: { type: string } } }
`,
  "broken.yaml": "A: [",
  "other.yaml": `Thing: { type: object, properties: { back: { $ref: "api.yaml#/components/schemas/Back" } } }`,
};

async function generated(options: Partial<ClientConfig>): Promise<ClientResult> {
  const cwd = temporaryFolder();
  writeTree(cwd, files);
  const { clients } = await generate({ document: "api.yaml", output: "api", ...options }, { cwd });
  const [client] = clients;
  if (client === undefined) throw new Error("no client");
  return client;
}

function textOf({ files: made }: ClientResult, path: RegExp): string {
  return made.map((file) => (path.test(file.path) ? file.text : "")).join("");
}

describe("an excerpt", () => {
  it("has what is chosen and what that needs; nothing else, and no error of it", async () => {
    const client = await generated({ include: { tags: ["pets"] } });
    expect(client.diagnostics.filter(({ severity }) => severity !== "information")).toEqual([]);
    expect([client.operations, client.omitted]).toEqual([3, []]);
    // Subtypes, other files and back, and what stands in an operation that is left out.
    const text = textOf(client, /\.ts$/);
    const types = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
    expect(types).toEqual(expect.arrayContaining(["Pet", "Cat", "Back", "Thing"]));
    expect(types).not.toContain("Unused");
    expect(types).not.toContain("Wrong");
    expect(text).not.toContain("getSource");
  });

  it("is what the raw client's types are made of", async () => {
    // What refers into paths, openapi-typescript can't express.
    const client = await generated({ include: { tags: ["pets"] }, exclude: { operations: ["getShared"] }, raw: true });
    const schema = textOf(client, /^schema\.ts$/);
    expect(schema).toContain('"/pets"');
    expect(schema).toMatch(/^ {8}Cat: /m);
    expect(schema).not.toMatch(/Unused|Wrong|Source|addPet|getMissing|getDangling|"\/broken"/);
  });

  it("still says what is wrong with what is chosen", async () => {
    const { diagnostics } = await generated({ exclude: { operations: ["getBroken"] } });
    const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
    expect(new Set(errors)).toEqual(new Set(["CW1001", "CW2101", "CW2201", "CW2103"]));
  });
});
