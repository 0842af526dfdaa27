/** `verify`: every lie that is planted in recordings is found, and the overlay that it proposes makes the document true. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { clientwright } from "../cli/session.js";
import { type Answer, config, har, listed, project, verify } from "./recorded-project.js";

/** The same API in three versions of OpenAPI; what only 3.1 can say is left out of it. */
const schemas = `
    Pet:
      type: object
      required: [id, name, kind]
      properties:
        id: { type: integer }
        name: { type: string }
        kind: { type: string, enum: [cat, dog] }
        born: { type: string, format: date-time }
        weight: { type: integer }
        tag: { type: string }
        secret: { type: string, writeOnly: true }
        owner: { $ref: "#/REF/Owner" }
        friends: { type: array, items: { $ref: "#/REF/Pet" } }
        notes: { type: object, additionalProperties: { type: string } }
    Owner:
      allOf:
        - type: object
          required: [email]
          properties: { email: { type: string } }
        - type: object
          properties: { phone: { type: string } }
`;

const ok = `description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }`;

function openapi3(version: string): string {
  return `openapi: ${version}
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.test/v1 }]
paths:
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: getPet, responses: { "200": { ${ok} } } }
    delete: { operationId: deletePet, responses: { "204": { description: gone } } }
  /pets/best:
    get: { operationId: getBest, responses: { "200": { ${ok} }, 4XX: { description: none } } }
components:
  schemas:${schemas.replaceAll("REF", "components/schemas")}`;
}

const swagger2 = `swagger: "2.0"
info: { title: Pets, version: 1.0.0 }
host: pets.test
basePath: /v1
produces: [application/json]
paths:
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, type: string }]
    get: { operationId: getPet, responses: { "200": { description: ok, schema: { $ref: "#/definitions/Pet" } } } }
    delete: { operationId: deletePet, responses: { "204": { description: gone } } }
  /pets/best:
    get: { operationId: getBest, responses: { "200": { description: ok, schema: { $ref: "#/definitions/Pet" } } } }
definitions:${schemas.replaceAll("REF", "definitions").replaceAll("\n  ", "\n")}`;

const pet = { id: 1, name: "Rex", kind: "dog" };
const owner = { email: "a@pets.test" };

const truthful: readonly Answer[] = [
  { path: "/pets/1?expand=owner", body: { ...pet, owner, born: "2024-02-29T12:00:00Z", notes: { any: "thing" } } },
  { path: "/pets/best", body: { ...pet, friends: [pet, pet] } },
  { path: "/pets/1", method: "DELETE", status: 204 },
];

const lies: readonly (readonly [Answer, string])[] = [
  [{ path: "/pets/1", body: { ...pet, colour: "brown" } }, "field colour ×2"],
  [{ path: "/pets/2", body: { ...pet, friends: [{ ...pet, colour: null }] } }, ""],
  [{ path: "/pets/1", body: { ...pet, owner: { ...owner, address: { city: "Rome", zip: 1 } } } }, "field address ×1"],
  [{ path: "/pets/1", body: { id: 1, kind: "cat" } }, "missing name ×1"],
  [{ path: "/pets/1", body: { ...pet, tag: null } }, "null null ×1"],
  [{ path: "/pets/1", body: { ...pet, tag: 7 } }, "type integer ×1"],
  [{ path: "/pets/1", body: { ...pet, weight: 1.5 } }, "type number ×1"],
  [{ path: "/pets/1", body: { ...pet, kind: "bird" } }, "value bird ×1"],
  [{ path: "/pets/1", body: { ...pet, born: "yesterday" } }, "format date-time ×2"],
  [{ path: "/pets/2", body: { ...pet, born: "2023-02-29T12:00:00Z" } }, ""],
  [{ path: "/pets/1", status: 418, body: { reason: "teapot" } }, "status 418 ×1"],
  [{ path: "/pets/1", method: "DELETE", status: 202 }, "status 202 ×1"],
];

describe.each([
  ["3.1", openapi3("3.1.0")],
  ["3.0", openapi3("3.0.3")],
  ["2.0", swagger2],
])("recordings of OpenAPI %s", (_, document) => {
  it("that say what the document says show nothing", async () => {
    const folder = project(document, truthful.map(har));
    expect(await verify(folder)).toMatchObject({ exitCode: 0, clients: [{ exchanges: 3, findings: [] }] });
  });

  it("show every lie, and the overlay mends the document", async () => {
    const folder = project(document, [...truthful, ...lies.map(([answer]) => answer)].map(har));
    const found = await verify(folder, "--write-overlay", "fixes.yaml");
    expect(listed(found).sort()).toEqual(lies.flatMap(([, finding]) => finding || []).sort());
    expect(found.exitCode).toBe(1);
    writeFileSync(join(folder, "clientwright.config.json"), config(["fixes.yaml"]));
    expect(listed(await verify(folder))).toEqual([]);
    const generated = await clientwright(folder, ["generate"]);
    expect(generated.stderr).not.toContain("error");
    expect(readFileSync(join(folder, "src/pets/resources/pets.ts"), "utf8")).toContain("colour?: string | null");
  });
});

describe("verify", () => {
  it("finds what is no answer as described: an unknown path, another media type, no body, no JSON", async () => {
    const answers: readonly Answer[] = [
      { path: "/cats", body: {} },
      { path: "/pets/1", type: "text/html", body: "<p>" },
      { path: "/pets/1" },
      { path: "/pets/1", body: '{ "id": ' },
      { path: "/pets/1", body: pet },
      // What a browser writes of a call that it has given up.
      { path: "/pets/1", status: 0 },
    ];
    const folder = project(openapi3("3.1.0"), answers.map(har));
    const found = await verify(folder, "--write-overlay", "fixes.yaml");
    expect(listed(found)).toEqual([
      "operation GET https://pets.test/v1/cats ×1",
      "media type text/html ×1",
      "empty body ×1",
      "syntax JSON ×1",
    ]);
    // Where there are answers with a body as well, no overlay takes it out of the document.
    expect(readFileSync(join(folder, "fixes.yaml"), "utf8")).not.toContain("remove");
  });

  it("tells a person what was seen, how often, where, and proposes", async () => {
    const folder = project(
      openapi3("3.1.0"),
      lies.slice(0, 2).map(([answer]) => har(answer)),
    );
    const { exitCode, stderr } = await clientwright(folder, ["verify"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "GET /pets/{id} (#/components/schemas/Pet): field `colour` isn't declared; 2 times, first in 0.har $.colour",
    );
    expect(stderr).toContain("target: $.components.schemas.Pet");
  });

  it("gives programs one object, also where it can't write", async () => {
    const folder = project(openapi3("3.1.0"), [har({ path: "/pets/1", status: 500 })]);
    const { stdout, stderr } = await clientwright(folder, ["verify", "--json", "--write-overlay", "openapi.yaml"]);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({ command: "verify", exitCode: 2, diagnostics: [{ code: "CW0013" }] });
  });

  it.each<[string, string[], string]>([
    ["a client that isn't there", ["cats"], "CW0001: The config has no client `cats`"],
    ["a folder that isn't there", ["--recordings", "none"], "CW0020: There is no folder `none`"],
    ["a folder without recordings", ["--recordings", "."], "CW0020: There are no recordings in `.`"],
    ["a file that is no recording", ["--recordings", "bad"], "CW0020: `a.har` is no HAR 1.2 file"],
    [
      "an overlay that is there",
      ["--write-overlay", "openapi.yaml"],
      "CW0013: `openapi.yaml` can't be written: it is there already",
    ],
  ])("refuses %s", async (_, args, message) => {
    const folder = project(openapi3("3.1.0"), [har({ path: "/pets/1", status: 500 })], { "bad/a.har": "{}" });
    const { exitCode, stderr } = await clientwright(folder, ["verify", ...args]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(readFileSync(join(folder, "openapi.yaml"), "utf8")).toBe(openapi3("3.1.0"));
  });
});

/** What only a client with its validators judges: formats, limits, headers. */
const limited = `openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.test/v1 }]
paths:
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getPet
      responses:
        "200":
          description: ok
          headers: { X-Left: { schema: { type: integer } } }
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
    delete: { operationId: deletePet, responses: { "204": { description: gone } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 2, pattern: "^[A-Z]" }
        age: { type: integer, minimum: 0, exclusiveMinimum: true }
        site: { type: string, format: uri }
        password: { type: string, format: uuid, maxLength: 3 }
        pins: { type: array, uniqueItems: true, items: { type: integer } }
`;

describe("the client", () => {
  const rex = { name: "Rex", age: 1 };

  it("finds what the document's own judgement doesn't, and the overlay mends that as well", async () => {
    const answers: readonly Answer[] = [
      { path: "/pets/1", body: { name: "r", age: 0, site: "here", pins: [1, 1] } },
      { path: "/pets/2", body: { name: "Rex", age: "one" }, headers: { "x-left": "many" } },
      // What a removed secret was like is nobody's business, nor are the headers of the recorded connection.
      {
        path: "/pets/3",
        body: { ...rex, password: "[removed]" },
        headers: { ":status": "200", "content-encoding": "gzip", "content-length": "1", "x-left": "1" },
      },
    ];
    const folder = project(limited, answers.map(har));
    const found = await verify(folder, "--write-overlay", "fixes.yaml");
    expect(found.clients[0]?.replayed).toBe(3);
    expect(listed(found).sort()).toEqual([
      "format uri ×1",
      "keyword exclusiveMinimum ×1",
      "keyword minLength ×1",
      "keyword pattern ×1",
      "keyword uniqueItems ×1",
      "type string ×1",
      "type string ×1",
    ]);
    const { stderr } = await clientwright(folder, ["verify"]);
    expect(stderr).toContain(
      "(#/components/schemas/Pet/properties/name): `minLength: 2` isn't kept; once, first in 0.har $.name",
    );
    expect(stderr).toContain('string where "integer" is declared; once, first in 1.har header X-Left');
    writeFileSync(join(folder, "clientwright.config.json"), config(["fixes.yaml"], { casing: "camel", dates: "Date" }));
    expect(listed(await verify(folder))).toEqual([]);
  });

  it("isn't asked of redirects, which it follows, and of operations that it hasn't", async () => {
    const moved = { path: "/pets/1", status: 307, headers: { location: "https://elsewhere.test" } };
    const folder = project(limited, [moved, { path: "/pets/2", body: { ...rex, site: "here" } }].map(har));
    const { clients } = await verify(folder);
    expect(clients[0]).toMatchObject({
      replayed: 1,
      notes: [expect.stringMatching(/^1 answer compared with the document alone/)],
    });
    writeFileSync(join(folder, "clientwright.config.json"), config([], { exclude: { operations: ["getPet"] } }));
    const without = await verify(folder);
    expect(without.clients[0]).toMatchObject({
      exchanges: 2,
      replayed: 0,
      notes: [expect.stringContaining("The filters leave no operation of the document.")],
    });
    expect(listed(without)).toEqual(["status 307 ×1"]);
  });
});
