/** What `diff` says of edits: how grave, whether the compiler shows it, who must act. */

import { createServer } from "node:http";
import { join } from "node:path";
import { diff } from "clientwright";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../generator/diff/index.js";
import { clientwright } from "../cli/session.js";
import { listen } from "../loopback.js";
import { temporaryFolder, writeTree } from "../unit/write/folders.js";
import { type Api, documentOf, gives, json, pets, replaced } from "./api.js";
import { gitIn } from "./git.js";
import { Project } from "./project.js";

type Value = { readonly [key: string]: unknown };
const text = { type: "string" };
const number = { type: "number" };

/** A member of the document that is known to be there. */
function operationAt(path: string, method: string): Value {
  const found: unknown = pets.paths[path]?.[method];
  if (typeof found !== "object" || found === null) throw new Error(`${method} ${path} isn't there`);
  return { ...found };
}

const pet = (properties: Value, required = ["id"]) => ({
  Pet: {
    type: "object",
    required,
    properties: {
      id: text,
      home_address: { $ref: "#/components/schemas/Address" },
      tags: { type: "array", items: { type: "object", properties: { name: text } } },
      ...properties,
    },
  },
});
const withSchemas = (schemas: Value) => replaced(pets, { schemas });
const withGet = (path: string, more: Value) =>
  replaced(pets, { paths: { [path]: { ...pets.paths[path], get: { ...operationAt(path, "get"), ...more } } } });
const answers = (more: Value) => ({ responses: { ...(gives("Status")["responses"] as Value), ...more } });

const statusGiven = replaced(pets, {
  paths: {
    "/report": {
      put: {
        operationId: "putReport",
        tags: ["status"],
        requestBody: { required: true, ...json("Status") },
        ...gives("Status"),
      },
    },
  },
});
/** What changes in `pets`, and the lines that say so: bump, kind, subject, message. */
const cases: readonly [what: string, after: Api, expected: readonly string[], more?: object][] = [
  ["nothing", pets, []],
  ["a description", pets, [], { info: { title: "Pet Store", version: "9", description: "New." } }],
  [
    "a property that is read and given",
    withSchemas(pet({ name: text })),
    ["minor types Pet.name is new and may be given"],
  ],
  [
    "one that must be given",
    withSchemas(pet({ name: text }, ["id", "name"])),
    ["major types Pet.name is new and must be given"],
  ],
  [
    "an operation that sends what was only received",
    statusGiven,
    ["minor types putReport is new, also as `status.putReport`"],
  ],
  [
    "one that is only read",
    withSchemas({
      Status: { type: "object", properties: { state: { type: "string", enum: ["up", "down"] }, since: text } },
    }),
    ["minor types Status.since is new"],
  ],
  [
    "one that is gone",
    withSchemas({ Status: { type: "object" } }),
    ['major types Status is { [key: string]: unknown }, was { state?: "up" | "down" | other strings }'],
  ],
  ["another type", withSchemas(pet({ id: number })), ["major types Pet.id is number, was string"]],
  ["no longer required", withSchemas(pet({}, [])), ["major types Pet.id may be missing"]],
  ["required from now on", withSchemas(pet({}, ["id", "tags"])), ["major types Pet.tags must be given"]],
  [
    "a value of an enum that is only read",
    withSchemas({
      Status: { type: "object", properties: { state: { type: "string", enum: ["up", "down", "away"] } } },
    }),
    ['minor types Status.state may be "away", too'],
  ],
  [
    "an optional parameter",
    withGet("/stores", { parameters: [{ name: "q", in: "query", schema: text }] }),
    ["minor types listStores.q is new and may be given"],
  ],
  [
    "a required parameter",
    withGet("/stores", { parameters: [{ name: "q", in: "query", required: true, schema: text }] }),
    [
      "major types listStores takes an object of parameters, took no input",
      "major types listStores.q is new and must be given",
    ],
  ],
  [
    "a parameter that is gone",
    withGet("/pets", { parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }] }),
    ["major types listPets.color can no longer be given"],
  ],
  [
    "another default",
    withGet("/pets", {
      parameters: [
        { name: "limit", in: "query", schema: { type: "integer", default: 5 } },
        { name: "color", in: "query", schema: text },
      ],
    }),
    ["patch behaviour listPets.limit is 5 by default, was nothing"],
  ],
  [
    "a parameter in another place",
    withGet("/pets", {
      parameters: [
        { name: "limit", in: "header", schema: { type: "integer" } },
        { name: "color", in: "query", schema: text },
      ],
    }),
    ["wire `listPets`: `limit` is sent as header `limit` (simple), was query `limit` (form, exploded)"],
  ],
  [
    "another path",
    {
      ...replaced(pets, { paths: { "/status": undefined } }),
      ...{
        paths: {
          ...replaced(pets, { paths: { "/status": undefined } }).paths,
          "/v2/status": pets.paths["/status"] ?? {},
        },
      },
    },
    ["wire `getStatus`: GET /status is GET /v2/status"],
  ],
  [
    "a failure",
    withGet("/status", answers({ 404: { description: "No.", ...json("Status") } })),
    ["minor types getStatus documents failure 404"],
  ],
  ["another result", withGet("/status", gives("Store")), ["major types getStatus gives Store, gave Status"]],
  [
    "an operation that is gone",
    replaced(pets, { paths: { "/status": undefined } }),
    ["major types getStatus is gone: the document no longer has GET /status"],
  ],
  [
    "a new operation",
    replaced(pets, { paths: { "/more": { get: { operationId: "getMore", tags: ["status"], ...gives("Status") } } } }),
    ["minor types getMore is new, also as `status.getMore`"],
  ],
  ["deprecation", withGet("/status", { deprecated: true }), ["minor behaviour getStatus is deprecated"]],
  [
    "another server",
    pets,
    ["major behaviour option server is https://animals.example by default, was https://pets.example"],
    { servers: [{ url: "https://animals.example" }] },
  ],
  [
    "a credential that is needed from now on",
    pets,
    [
      ...["listPets", "createPet", "getPet", "listStores", "getStatus"].map(
        (name) => `major behaviour ${name} sends key, was none`,
      ),
      "minor types option key is new",
    ],
    {
      security: [{ key: [] }],
      components: { schemas: pets.schemas, securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } },
    },
  ],
  [
    "a method that isn't tried again",
    replaced(pets, { paths: { "/status": { post: pets.paths["/status"]?.["get"] } } }),
    [
      "major behaviour getStatus is no longer tried again when the server fails, as it may act twice",
      "wire `getStatus`: GET /status is POST /status",
    ],
  ],
  [
    "an answer of another media type",
    withGet(
      "/status",
      answers({
        200: { description: "Yes.", content: { "text/json": { schema: { $ref: "#/components/schemas/Status" } } } },
      }),
    ),
    ["wire `getStatus`: the answer is text/json, was application/json"],
  ],
  [
    "a parameter of another place and name",
    withGet("/pets", {
      parameters: [
        { name: "limit", in: "query", schema: { type: "integer" } },
        { name: "color", in: "header", schema: text, "x-clientwright-name": "paint" },
      ],
    }),
    [
      "major types listPets.color is called `paint`",
      "wire `listPets`: `paint` is sent as header `color` (simple), was query `color` (form, exploded)",
    ],
  ],
  [
    "a union for an interface, which callers may have extended",
    withSchemas({
      Status: {
        anyOf: [
          { type: "object", required: ["state"], properties: { state: { type: "string", enum: ["up"] } } },
          { type: "object", properties: { state: { type: "string", enum: ["down"] } } },
        ],
      },
    }),
    [
      'major types Status is StatusOption1 | StatusOption2, was { state?: "up" | "down" | other strings }',
      "minor types StatusOption1 is a new type",
      "minor types StatusOption2 is a new type",
    ],
  ],
  [
    "a schema of another name",
    {
      paths: { ...pets.paths, "/status": { get: { ...operationAt("/status", "get"), ...gives("State") } } },
      schemas: { ...replaced(pets, { schemas: { Status: undefined } }).schemas, State: pets.schemas["Status"] },
    },
    ["major types Status is called `State`"],
  ],
];

describe("what changes for callers", () => {
  it.each(cases)("%s", async (_what, after, expected, more = {}) => {
    const cwd = temporaryFolder();
    writeTree(cwd, { "a.json": JSON.stringify(documentOf(pets)), "b.json": JSON.stringify(documentOf(after, more)) });
    const { diff: found, exitCode } = await diff("a.json", "b.json", { cwd });
    const lines = found?.changes.map(({ bump, kind, subject, message }) => `${bump} ${kind} ${subject} ${message}`);
    expect([...(lines ?? []), ...(found?.wire ?? []).map((line) => `wire ${line}`)]).toEqual(expected);
    const [first = "none"] = expected;
    expect({ exitCode, bump: found?.bump }).toEqual({
      exitCode: 0,
      bump: first.replace(/^wire/, "patch").split(" ")[0],
    });
  });
});

it("names the constants of an enum that becomes something else, even if no call leads to it any more", async () => {
  const cwd = temporaryFolder();
  const colour = { type: "string", enum: ["red", "green"] };
  const before = replaced(withGet("/status", gives("Colour")), { schemas: { Colour: colour } });
  const after = replaced(pets, { schemas: { Colour: { type: "object", properties: { red: text } } } });
  writeTree(cwd, { "a.json": JSON.stringify(documentOf(before)), "b.json": JSON.stringify(documentOf(after)) });
  const { diff: found } = await diff("a.json", "b.json", { cwd });
  const lines = found?.changes.map(({ bump, subject, message }) => `${bump} ${subject} ${message}`);
  expect(lines).toEqual(
    expect.arrayContaining(["major Colour.Red is no value any more", "major Colour.Green is no value any more"]),
  );
});

describe("an edit that moves something the wire alone sees", () => {
  const own = { type: "object", properties: { in: { type: "object", properties: { a: text } } } };
  const said = (status: number, type: string) => ({
    responses: { [status]: { description: "Done.", content: { [type]: { schema: own } } } },
  });
  const asked = (type: string) => ({ requestBody: { required: true, content: { [type]: { schema: own } } } });
  const at = (path: string, method: string, more: Value) => ({
    paths: { [path]: { [method]: { operationId: "op", ...more } } },
    schemas: {},
  });
  const variable = (name: string) => ({
    parameters: [{ name, in: "path", required: true, schema: text }],
    ...said(200, "application/json"),
  });
  const done = { responses: { 204: { description: "Done." } } };
  const holding = (name: string, member: string, place = "query") => {
    const inner = { type: "object", properties: { [member]: text } };
    return { name, in: place, required: true, schema: { type: "object", properties: { [member]: text, inner } } };
  };
  const [filter, sort] = [holding("filter", "a"), holding("sort", "b")];
  const taking = (own: readonly object[], ofPath: readonly object[] = []): Api => ({
    paths: { "/p": { parameters: ofPath, get: { operationId: "op", parameters: own, ...done } } },
    schemas: {},
  });
  const [usual, other, form] = ["application/json", "application/vnd.zoo+json", "application/x-www-form-urlencoded"];

  it.each([
    ["the media type of an answer", at("/p", "get", said(200, usual)), at("/p", "get", said(200, other))],
    ["the status of an answer", at("/p", "get", said(200, usual)), at("/p", "get", said(201, usual))],
    [
      "the media type of a body",
      at("/p", "post", { ...asked(usual), ...done }),
      at("/p", "post", { ...asked(form), ...done }),
    ],
    ["the name of a path's variable", at("/p/{id}", "get", variable("id")), at("/p/{petId}", "get", variable("petId"))],
    [
      "the name of a path's variable with parts",
      at("/p/{id}", "get", { parameters: [holding("id", "a", "path")], ...done }),
      at("/p/{petId}", "get", { parameters: [holding("petId", "a", "path")], ...done }),
    ],
    ["the order of parameters", taking([filter, sort]), taking([sort, filter])],
    ["a parameter that all operations of a path have", taking([filter, sort]), taking([sort], [filter])],
    ["a parameter that one operation has", taking([sort], [filter]), taking([sort, filter])],
    ["the place of a parameter", taking([filter, sort]), taking([sort, holding("filter", "a", "cookie")])],
  ])("changes no name: %s", async (_what, before, after) => {
    const cwd = temporaryFolder();
    writeTree(cwd, { "a.json": JSON.stringify(documentOf(before)), "b.json": JSON.stringify(documentOf(after)) });
    const { diff: found } = await diff("a.json", "b.json", { cwd });
    expect(found?.changes).toEqual([]);
  });
});

it("takes the body of Swagger 2.0 for the same behind another parameter, and under another name", async () => {
  const body = (name: string) => {
    const schema = { type: "object", properties: { in: { type: "object", properties: { a: text } } } };
    return { name, in: "body", required: true, schema };
  };
  const swagger = (...parameters: object[]) => ({
    swagger: "2.0",
    info: { title: "Pet Store", version: "1" },
    paths: { "/p": { post: { operationId: "op", parameters, responses: { 204: { description: "Done." } } } } },
  });
  const flag = { name: "dry", in: "query", type: "string", enum: ["yes", "no"] };
  expect(await linesOf(swagger(body("body")), swagger(flag, body("payload")))).toEqual([
    "minor types op.dry is new and may be given",
  ]);
});

/** What changes from one document to another, in lines as above. */
async function linesOf(before: object, after: object, options: object = {}): Promise<readonly string[]> {
  const cwd = temporaryFolder();
  writeTree(cwd, { "a.json": JSON.stringify(before), "b.json": JSON.stringify(after) });
  const client = { document: "b.json", output: "api", ...options };
  const { diff: found } = await diff("a.json", "b.json", { cwd, client });
  const lines = found?.changes.map(({ bump, kind, subject, message }) => `${bump} ${kind} ${subject} ${message}`);
  return [...(lines ?? []), ...(found?.wire ?? []).map((line) => `wire ${line}`)];
}

describe("what changes behind the types", () => {
  const limited = (schema: Value) =>
    documentOf(
      withGet("/pets", { parameters: [{ name: "limit", in: "query", schema: { type: "integer", ...schema } }] }),
    );

  it("is a default of the server's", async () => {
    expect(await linesOf(limited({ default: 10 }), limited({ default: 1000 }))).toEqual([
      "minor behaviour listPets.limit is 1000 by default, was 10",
    ]);
  });

  it("is a rule that validators hold requests to, where there are validators and it is narrower", async () => {
    const [wide, narrow] = [limited({ maximum: 100, minimum: 1 }), limited({ maximum: 50, minimum: 1 })];
    expect(await linesOf(wide, narrow, { validators: true })).toEqual([
      "major behaviour listPets.limit is held to another rule by validators: Maximum: 50",
    ]);
    expect(await linesOf(narrow, wide, { validators: true })).toEqual([]);
    expect(await linesOf(wide, narrow)).toEqual([]);
    const named = (pattern: string) => documentOf(withSchemas(pet({ id: { ...text, pattern } })));
    expect(await linesOf(named("^.*$"), named("^x"), { validators: true })).toEqual([
      "major behaviour Pet.id is held to another rule by validators: Pattern: `^x`",
    ]);
  });

  it("is the form in which a credential is given", async () => {
    const secured = (scheme: Value) =>
      documentOf(pets, {
        security: [{ key: [] }],
        components: { schemas: pets.schemas, securitySchemes: { key: scheme } },
      });
    const [whole, token] = [
      secured({ type: "apiKey", in: "header", name: "Authorization" }),
      secured({ type: "http", scheme: "bearer" }),
    ];
    expect(await linesOf(whole, token)).toEqual([
      "major behaviour option key is sent as a bearer token, was the header `Authorization`",
    ]);
    expect(await linesOf(token, secured({ type: "apiKey", in: "header", name: "X-Key" }))).toEqual([
      "minor behaviour option key is sent as the header `X-Key`, was a bearer token",
    ]);
  });

  it("is what a credential must allow", async () => {
    const scoped = (...scopes: string[]) =>
      documentOf(withGet("/status", { security: [{ auth: scopes }] }), {
        components: {
          schemas: pets.schemas,
          securitySchemes: {
            auth: {
              type: "oauth2",
              flows: { clientCredentials: { tokenUrl: "https://pets.example/token", scopes: { read: "", admin: "" } } },
            },
          },
        },
      });
    expect(await linesOf(scoped("read"), scoped("admin"))).toEqual([
      "major behaviour getStatus needs the scope `admin`",
    ]);
    expect(await linesOf(scoped("read", "admin"), scoped("admin"))).toEqual([]);
  });

  it("is what else an object may hold", async () => {
    const status = (more: Value) =>
      documentOf(
        withSchemas({ Status: { type: "object", required: ["state"], properties: { state: text }, ...more } }),
      );
    expect(await linesOf(status({ additionalProperties: text }), status({}))).toEqual([
      "major types Status is { state: string }, was { [key: string]: string; state: string }",
    ]);
  });

  it("is a type that no call leads to", async () => {
    const event = (name: string) =>
      documentOf(
        replaced(pets, { schemas: { Event: { type: "object", required: [name], properties: { [name]: text } } } }),
      );
    expect(await linesOf(event("a"), event("b"))).toEqual([
      "minor types Event.a is gone (no call leads there)",
      "minor types Event.b is new (no call leads there)",
    ]);
  });
});

describe("clientwright diff", () => {
  function folder(): string {
    const cwd = temporaryFolder();
    writeTree(cwd, {
      "a.json": JSON.stringify(documentOf(pets)),
      "b.json": JSON.stringify(documentOf(withSchemas(pet({ name: text }, []))), undefined, 1),
      "same.json": JSON.stringify(documentOf(pets)),
    });
    return cwd;
  }

  it("answers in text", async () => {
    const run = await clientwright(folder(), ["diff", "a.json", "b.json"]);
    expect(run.stdout).toMatchInlineSnapshot(`
      "Breaking changes
        Pet.id may be missing. Expect it to be undefined. Callers of listPets, createPet, getPet. (b.json:154:6)

      New
        Pet.name is new and may be given. (b.json:171:6)

      Release: major
      "
    `);
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    const none = await clientwright(folder(), ["diff", "a.json", "same.json"]);
    expect(none).toMatchObject({ exitCode: 0, stdout: "Nothing changes for callers.\n" });
  });

  it("answers as text for a pull request, which says the release, where the client is no package", async () => {
    const cwd = folder();
    const { stdout } = await clientwright(cwd, ["diff", "a.json", "b.json", "--format", "markdown"]);
    expect(stdout).toMatch(/^\*\*Breaking changes\*\*\n\n- `Pet\.id` may be missing\..*\n\nRelease: \*\*major\*\*\n$/s);
    const same = await clientwright(cwd, ["diff", "a.json", "same.json", "--format", "markdown"]);
    expect(same.stdout).toBe("Nothing changes for callers.\n");
  });

  it("lets no text of a document be markup", () => {
    const message = 'is "<b>" | "__proto__", was snake_case[]';
    const change = { bump: "patch", kind: "types", subject: "Pet._a_", pointer: "", callers: [], message } as const;
    const wire = ["`put`: the body is sent as */*, was `*`"];
    expect(renderMarkdown({ bump: "patch", changes: [change], wire })).toBe(
      '**Other changes**\n\n- `Pet._a_` is "\\<b>" | "\\__proto_\\_", was snake_case[].\n\n' +
        "**Sent otherwise, which no caller sees**\n\n- `put`: the body is sent as \\*/\\*, was `*`\n",
    );
  });

  it("answers as a changeset", async () => {
    const cwd = folder();
    const client = { document: "b.json", output: "src/api", package: { name: "@acme/pets" } };
    writeTree(cwd, { "clientwright.config.json": JSON.stringify({ clients: { pets: client } }) });
    const { stdout } = await clientwright(cwd, ["diff", "a.json", "b.json", "--format", "markdown"]);
    expect(stdout).toMatchInlineSnapshot(`
      "---
      "@acme/pets": major
      ---

      **Breaking changes**

      - \`Pet.id\` may be missing. Expect it to be \`undefined\`. Callers of \`listPets\`, \`createPet\`, \`getPet\`.

      **New**

      - \`Pet.name\` is new and may be given.
      "
    `);
  });

  it.each([
    ["b.json", "major", 1],
    ["b.json", "patch", 1],
    ["same.json", "patch", 0],
  ])("ends with a finding: %s, --fail-on %s: %i", async (after, limit, exitCode) => {
    expect(await clientwright(folder(), ["diff", "a.json", after, "--fail-on", limit, "--no-proof"])).toMatchObject({
      exitCode,
    });
  });

  it("answers machines", async () => {
    const { stdout } = await clientwright(folder(), ["diff", "a.json", "b.json", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      command: "diff",
      exitCode: 0,
      bump: "major",
      changes: [
        { bump: "major", kind: "types", subject: "Pet.id", pointer: "#/components/schemas/Pet" },
        { subject: "Pet.name", place: { file: "b.json", line: 171, column: 6 } },
      ],
      wire: [],
      diagnostics: [],
    });
  });

  it("shows what is wrong with a document", async () => {
    const cwd = folder();
    writeTree(cwd, { "bad.json": JSON.stringify({ openapi: "3.1.0", info: { title: "x", version: "1" }, paths: [] }) });
    const run = await clientwright(cwd, ["diff", "a.json", "bad.json"]);
    expect(run).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining("CW2101") });
    expect(await clientwright(cwd, ["diff", "a.json", "none.json"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("CW1001"),
    });
  });

  it("fails in the same form, and says how a committed file is named", async () => {
    const cwd = folder();
    const { stdout, exitCode } = await clientwright(cwd, ["diff", "a.json", "none.json", "--json"]);
    expect({ exitCode, answer: JSON.parse(stdout) }).toEqual({
      exitCode: 2,
      answer: { command: "diff", exitCode: 2, diagnostics: [expect.objectContaining({ code: "CW1001" })] },
    });
    expect((await clientwright(cwd, ["diff", "git:HEAD", "b.json"])).stderr).toContain("Write `git:REF:path`.");
    expect((await clientwright(cwd, ["diff", "git:HEAD:a.json", "b.json"])).stderr).not.toMatch(/\.\.$/m);
  });

  it("takes names and options from the client", async () => {
    const project = new Project({ casing: "camel", name: "Zoo" });
    await project.generate(documentOf(pets));
    await clientwright(project.cwd, ["rename", "Pet", "Animal", "-o", "src/api"]);
    project.write({ "new.json": JSON.stringify(documentOf(withSchemas(pet({ home_address: text })))) });
    const { stdout } = await clientwright(project.cwd, ["diff", "api.json", "new.json", "-o", "src/api"]);
    expect(stdout).toContain("Animal.homeAddress is string, was Address.");
  });

  it("reads committed files, and addresses", async () => {
    const cwd = folder();
    const petOf = (properties: Value) => JSON.stringify({ type: "object", properties });
    const git = gitIn(cwd);
    writeTree(cwd, {
      "specs/api.json": JSON.stringify({
        ...documentOf(pets),
        components: { schemas: { ...pets.schemas, Pet: { $ref: "./pet.json" } } },
      }),
      "specs/pet.json": petOf({ id: text }),
      "specs/outside.json": '{ "$ref": "../a.json" }',
    });
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "first");
    writeTree(cwd, { "specs/pet.json": petOf({ id: text, name: text }) });
    const local = await clientwright(cwd, ["diff", "git:HEAD:specs/api.json", "specs/api.json"]);
    expect(local.stdout).toContain("name is new");
    const below = await clientwright(join(cwd, "specs"), ["diff", "git:HEAD:api.json", "api.json"]);
    // Places are said from where the command runs.
    expect(local.stdout).toContain("(specs/pet.json:1:");
    expect(below.stdout).toBe(local.stdout.replace("(specs/", "("));
    for (const [name, reason] of [
      ["git:nowhere:specs/api.json", "cannot be read"],
      ["git:HEAD:none.json", "cannot be read"],
      ["git:--help:a.json", "is no revision"],
    ] as const) {
      expect(await clientwright(cwd, ["diff", name, "a.json"])).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining(reason),
      });
    }
    const server = createServer((_request, response) => response.end(JSON.stringify(documentOf(pets))));
    const origin = await listen(server);
    try {
      const remote = await clientwright(cwd, ["diff", `${origin}/a.json`, "b.json"]);
      expect(remote.stdout).toContain("Pet.id may be missing");
    } finally {
      server.close();
    }
  });
});
