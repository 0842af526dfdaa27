/**
 * What a client tells `onMismatch` becomes what `verify` proposes: an application writes the reports of its calls to a server
 * that lies, and with the overlay applied both `verify` and the application, its client made anew, have nothing to tell.
 */

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clientwright } from "../cli/session.js";
import { listen } from "../loopback.js";

const schemas = (reference: string): string => `
    Pet:
      type: object
      required: [name, age]
      additionalProperties: false
      properties:
        name: { type: string, maxLength: 5 }
        age: { type: integer, format: int64 }
        born: { type: string, format: date-time }
        chip: { type: string, format: byte }
        tag: { type: string }
        weight: { type: number, minimum: 1 }
        owner: { $ref: "${reference}Owner" }
        friends: { type: array, maxItems: 1, items: { $ref: "${reference}Pet" } }
    Owner:
      type: object
      properties: { since: { type: string, format: date-time }, site: { type: string, format: uri } }
`;

function openapi3(version: string): string {
  return `openapi: ${version}
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
          headers: { X-Left: { schema: { type: integer } }, X-Reset: { schema: { type: string, format: date-time } } }
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
    delete: { operationId: deletePet, responses: { "204": { description: gone } } }
    put: { responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } } }
components:
  schemas:${schemas("#/components/schemas/")}`;
}

const swagger2 = `swagger: "2.0"
info: { title: Pets, version: 1.0.0 }
host: pets.test
basePath: /v1
schemes: [https]
produces: [application/json]
paths:
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, type: string }]
    get:
      operationId: getPet
      responses:
        "200":
          description: ok
          headers: { X-Left: { type: integer }, X-Reset: { type: string, format: date-time } }
          schema: { $ref: "#/definitions/Pet" }
    delete: { operationId: deletePet, responses: { "204": { description: gone } } }
    put: { responses: { "200": { description: ok, schema: { $ref: "#/definitions/Pet" } } } }
definitions:${schemas("#/definitions/").replaceAll("\n  ", "\n")}`;

const pet = { name: "Rex", age: 1, born: "2024-02-29T12:00:00Z" };

/** By path and method: lies that codecs come across, and lies that validators alone find. */
const answers: { readonly [call: string]: readonly [status: number, body: unknown, headers?: Record<string, string>] } =
  {
    "GET /v1/pets/true": [200, pet, { "x-left": "1", "x-reset": "2024-02-29T12:00:00Z" }],
    "GET /v1/pets/1": [200, { ...pet, born: "soon", chip: "?", friends: [{ ...pet, age: "7" }] }],
    "GET /v1/pets/2": [200, { ...pet, owner: "nobody", born: null }],
    "GET /v1/pets/3": [200, pet, { "x-left": "many", "x-reset": "soon" }],
    "GET /v1/pets/4": [202, { queued: true }],
    "DELETE /v1/pets/5": [202, undefined],
    "PUT /v1/pets/6": [200, { ...pet, owner: { since: 7 } }],
    "GET /v1/pets/7": [200, { age: 1, tag: null, weight: 0.5, colour: "red", owner: { site: "not a site" } }],
    "GET /v1/pets/8": [200, { ...pet, name: "Rexington", tag: 7, friends: [pet, pet] }],
  };

const heardByAll = [
  "format byte",
  "format date-time",
  "null null",
  "status 202",
  "type integer",
  "type string",
  "header type string",
  "header format date-time",
];
const heardByValidators = [
  "field colour",
  "format uri",
  "keyword maxItems",
  "keyword maxLength",
  "keyword minimum",
  "missing name",
];

interface Result {
  readonly exitCode: number;
  readonly clients: readonly [
    {
      readonly reports: number;
      readonly settled: number;
      readonly findings: readonly {
        readonly kind: string;
        readonly subject: unknown;
        readonly count: number;
        readonly pointer?: string;
        readonly sample: { readonly recording: string; readonly path: string };
      }[];
    },
  ];
}

let server: { readonly url: string; close(): void };
const folders: string[] = [];

beforeAll(async () => {
  const http = createServer((request, response) => {
    const [status, body, headers] = answers[`${request.method} ${request.url}`] ?? [500, {}];
    response.writeHead(status, { ...(body !== undefined && { "content-type": "application/json" }), ...headers });
    response.end(body === undefined ? "" : JSON.stringify(body));
  });
  server = { url: await listen(http), close: () => http.close() };
});

afterAll(() => server.close());
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A project with a client of the document, where the runtime is installed. */
function project(document: string): string {
  const folder = mkdtempSync(join(tmpdir(), "clientwright-test-"));
  folders.push(folder);
  writeFileSync(join(folder, "openapi.yaml"), document);
  symlinkSync(join(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
  writeConfig(folder, false, []);
  return folder;
}

function writeConfig(folder: string, validators: boolean, overlays: readonly string[]): void {
  const forms = { casing: "camel", dates: "Date", int64: "bigint", bytes: "Uint8Array" };
  const pets = { document: "openapi.yaml", output: "src/pets", ...forms, validators, overlays };
  writeFileSync(join(folder, "clientwright.config.json"), JSON.stringify({ clients: { pets } }));
}

/** Makes the client anew and, as an application that uses it, calls the server for each answer; gives what it wrote. */
async function runApplication(folder: string, isJudged: boolean, overlays: readonly string[]): Promise<string> {
  writeConfig(folder, isJudged, overlays);
  expect(await clientwright(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  writeFileSync(join(folder, "mismatches.jsonl"), "");
  const application = `import { appendFileSync } from "node:fs";
import { createClient, deletePet, getPet, petsReplace } from "./pets/index.js";
${isJudged ? `import { validation } from "./pets/validators.js";` : ""}
const client = createClient({
  server: "${server.url}/v1",
  ${isJudged ? `validation: validation({ responses: "report" }),` : ""}
  onMismatch: (mismatch) => appendFileSync("mismatches.jsonl", \`\${JSON.stringify(mismatch)}\\n\`),
});
const calls = { GET: getPet, DELETE: deletePet, PUT: petsReplace };
for (const call of ${JSON.stringify(Object.keys(answers))}) {
  const [method, path] = call.split(" ");
  await calls[method](client, { id: path.split("/").at(-1) });
}`;
  writeFileSync(join(folder, "src/application.ts"), application);
  await run(folder, "src/application.ts");
  return readFileSync(join(folder, "mismatches.jsonl"), "utf8");
}

/** Runs a TypeScript file in a process of its own. */
async function run(folder: string, file: string): Promise<void> {
  const loader = new URL("../corpus/typescript-loader.mjs", import.meta.url).href;
  await promisify(execFile)(process.execPath, ["--import", loader, file], { cwd: folder });
}

async function verify(folder: string, ...args: string[]): Promise<Result> {
  const { stdout } = await clientwright(folder, [
    "verify",
    "pets",
    "--json",
    "--mismatches",
    "mismatches.jsonl",
    ...args,
  ]);
  return JSON.parse(stdout);
}

/** What was found: kind and subject, of headers so called. */
function listed({ clients: [{ findings }] }: Result): string[] {
  const all = findings.map(
    ({ kind, subject, sample }) => `${sample.path.startsWith("header") ? "header " : ""}${kind} ${subject}`,
  );
  return [...new Set(all)].sort();
}

describe.each([
  ["3.1", openapi3("3.1.0"), true],
  ["3.1", openapi3("3.1.0"), false],
  ["3.0", openapi3("3.0.3"), true],
  ["2.0", swagger2, false],
])("reports of a client of OpenAPI %s", (_, document, isJudged) => {
  it(`${isJudged ? "with" : "without"} validators show what the document has wrong, until it is corrected`, async () => {
    const folder = project(document);
    const written = await runApplication(folder, isJudged, []);
    const found = await verify(folder, "--write-overlay", "fixes.yaml");
    expect(found.exitCode).toBe(1);
    expect(listed(found)).toEqual([...heardByAll, ...(isJudged ? heardByValidators : [])].sort());
    expect(found.clients[0]).toMatchObject({ reports: written.trimEnd().split("\n").length, settled: 0 });
    expect(written.match(/"document":"Pets"/g)).toHaveLength(found.clients[0].reports);
    // What validators say, codecs don't say again.
    expect(written.includes('"kind":"body"')).toBe(!isJudged);
    // No value of an answer is in the file.
    expect(written).not.toMatch(/soon|nobody|many|Rexington|not a site/);

    writeConfig(folder, isJudged, ["fixes.yaml"]);
    const settled = await verify(folder);
    expect([settled.exitCode, listed(settled)]).toEqual([0, []]);
    expect(settled.clients[0].settled).toBe(settled.clients[0].reports);
    expect(await runApplication(folder, isJudged, ["fixes.yaml"])).toBe("");
  });
});

it("is made and used as the documentation says", async () => {
  const manual = readFileSync(join(import.meta.dirname, "../../docs/recordings.md"), "utf8");
  const code = /```ts\n\/\/ (\S+)\n([^`]*`[^`]*`[^`]*)```/.exec(manual);
  const command = /npx clientwright (verify acme --mismatches .*)/.exec(manual)?.[1] ?? "";
  const folder = project(openapi3("3.1.0"));
  const acme = { document: "openapi.yaml", output: "src/acme", dates: "Date" };
  writeFileSync(join(folder, "clientwright.config.json"), JSON.stringify({ clients: { acme } }));
  await clientwright(folder, ["generate"]);
  writeFileSync(join(folder, code?.[1] ?? ""), code?.[2] ?? "");
  const call = `import { acme } from "./acme-client.js";
import { getPet } from "./acme/index.js";
await getPet(acme.withOptions({ server: "${server.url}/v1" }), { id: "1" });`;
  writeFileSync(join(folder, "src/call.ts"), call);
  mkdirSync(join(folder, "specs"));
  await run(folder, "src/call.ts");
  const { exitCode, stderr } = await clientwright(folder, command.split(" "));
  expect([exitCode, stderr]).toEqual([
    1,
    expect.stringContaining("a value that is no date-time; once, first in mismatches.jsonl:1 $.born"),
  ]);
  expect(readFileSync(join(folder, "specs/acme-fixes.yaml"), "utf8")).toContain(
    "$.components.schemas.Pet.properties.born.format",
  );
});

/** A report of a file, as the runtime makes it. */
function report(more: object): string {
  return JSON.stringify({ operation: "getPet", status: 200, contentType: "application/json", ...more });
}

function misfit(path: readonly unknown[], expected: string, actual: string): string {
  return report({ kind: "body", misfits: [{ path, expected, actual }] });
}

const date = misfit(["born"], "date-time", "string");

/** A project with a file of reports; gives the folder. */
function reported(text: string, document: string = openapi3("3.1.0")): string {
  const folder = project(document);
  writeFileSync(join(folder, "mismatches.jsonl"), text);
  return folder;
}

/** The only finding. */
async function found(folder: string): Promise<Result["clients"][0]["findings"][0] | undefined> {
  const { clients } = await verify(folder);
  expect(clients[0].findings).toHaveLength(1);
  return clients[0].findings[0];
}

describe("a file of reports", () => {
  it("is told of by file and line, each difference once, beside what recordings show of it", async () => {
    const logged = JSON.stringify({ time: 1, level: "warn", ...JSON.parse(date) });
    const folder = reported(
      `\uFEFF${date}\r\n\r\n${logged}\n${misfit(["friends", 0, "born"], "date-time", "string")}\n`,
    );
    expect(await found(folder)).toMatchObject({
      kind: "format",
      pointer: "/components/schemas/Pet/properties/born",
      count: 3,
      sample: { recording: "mismatches.jsonl:1", path: "$.born" },
    });
    const content = { mimeType: "application/json", text: JSON.stringify({ ...pet, born: "soon" }) };
    const request = { method: "GET", url: "https://pets.test/v1/pets/1", headers: [] };
    const entries = [{ request, response: { status: 200, headers: [], content } }];
    mkdirSync(join(folder, "test/recordings/pets"), { recursive: true });
    const har = { log: { version: "1.2", creator: { name: "test", version: "1" }, entries } };
    writeFileSync(join(folder, "test/recordings/pets/a.har"), JSON.stringify(har));
    expect(await found(folder)).toMatchObject({ count: 4, sample: { recording: "a.har" } });
    const { stderr } = await clientwright(folder, ["verify", "--mismatches", "mismatches.jsonl"]);
    expect(stderr).toContain("pets: 1 answer and 3 reports; the document differs in 1:");
    expect(stderr).toContain(
      "format: seen 4 times, first in a.har at $.born".replace("format:", 'format "date-time":'),
    );
  });

  it("may be several, or empty", async () => {
    const folder = reported("");
    writeFileSync(join(folder, "other.jsonl"), date);
    expect(await verify(folder)).toMatchObject({ exitCode: 0, clients: [{ exchanges: 0, reports: 0, findings: [] }] });
    expect(await verify(folder, "--mismatches", "other.jsonl")).toMatchObject({
      exitCode: 1,
      clients: [{ reports: 1 }],
    });
  });

  it("may be written by several clients: those of others are left out", async () => {
    const own = report({ ...JSON.parse(date), document: "Pets" });
    const other = report({ ...JSON.parse(misfit(["name"], "number", "boolean")), document: "Cats" });
    const folder = reported([own, other, other, date].join("\n"));
    expect(await found(folder)).toMatchObject({ kind: "format", count: 2 });
    const { stderr } = await clientwright(folder, ["verify", "--mismatches", "mismatches.jsonl"]);
    expect(stderr).toContain("pets: 2 reports; the document differs in 1:");
    expect(stderr).toContain("2 reports left out: of `Cats`.");
  });

  it("of null where a schema is referred to changes that place alone", async () => {
    const folder = reported(misfit(["owner"], "object", "null"));
    expect(await found(folder)).toMatchObject({ kind: "null", pointer: "/components/schemas/Pet/properties/owner" });
  });

  it("of an operation that isn't there any more says so once for each", async () => {
    const gone = report({ operation: "catPet", kind: "status", status: 202, hasBody: true });
    const folder = reported([gone, gone, date].join("\n"));
    const { exitCode, stderr } = await clientwright(folder, ["verify", "--mismatches", "mismatches.jsonl"]);
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining("catPet: no operation of the document; 2 times, first in mismatches.jsonl:1"),
    ]);
  });

  it("of what the document doesn't say, or of what was too long to be judged, shows nothing of it", async () => {
    const issue = { message: "must be text", path: ["name"], keyword: "pattern", expected: "text", actual: "string" };
    const lines = [
      report({ kind: "unjudged", issues: [issue] }),
      report({ kind: "schema", issues: [issue] }),
      misfit(["petals", 0], "date-time", "string"),
      misfit(["name"], "int64", "string"),
      report({ kind: "headers", misfits: [{ path: ["X-Other"], expected: "number", actual: "string" }] }),
    ];
    const { exitCode, stderr } = await clientwright(reported(lines.join("\n")), [
      "verify",
      "--mismatches",
      "mismatches.jsonl",
    ]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("4 reports of what the document doesn't say, or no longer.");
    expect(stderr).toContain("1 report of texts that were too long to be judged.");
  });

  it.each<[string, string, object, object | undefined]>([
    [
      "a choice, of which nobody knows the member that was meant",
      "{ oneOf: [{ type: object, properties: { at: { type: string, format: date-time } } }, { type: object, properties: { at: { type: string, format: date-time }, b: {} } }] }",
      { kind: "body", misfits: [{ path: ["at"], expected: "date-time", actual: "string" }] },
      { kind: "format" },
    ],
    [
      "a choice that fits none of its forms",
      "{ oneOf: [{ type: string }, { type: integer }] }",
      { kind: "schema", issues: [{ path: [], keyword: "oneOf", expected: "", message: "", actual: "boolean" }] },
      { kind: "type", subject: "boolean" },
    ],
    [
      "an enum, whose new value no report holds",
      "{ type: string, enum: [a, b] }",
      { kind: "schema", issues: [{ path: [], keyword: "enum", expected: "", message: "", actual: "string" }] },
      { kind: "keyword", subject: "enum", pointer: expect.any(String) },
    ],
    [
      "what is allowed to be null by one of its forms",
      "{ anyOf: [{ type: string, format: date-time }, { type: 'null' }] }",
      { kind: "body", misfits: [{ path: [], expected: "date-time", actual: "null" }] },
      undefined,
    ],
    [
      "long integers that are text",
      "{ type: string, format: int64 }",
      { kind: "body", misfits: [{ path: [], expected: "int64", actual: "string" }] },
      { kind: "format", subject: "int64" },
    ],
    [
      "a tuple",
      "{ type: array, prefixItems: [{ type: integer }, { type: string }], items: { type: boolean } }",
      { kind: "schema", issues: [{ path: [1], keyword: "type", expected: "", message: "", actual: "integer" }] },
      { kind: "type", declared: "string" },
    ],
    [
      "a schema that is part of itself",
      "{ $ref: '#/components/schemas/Loop' }",
      { kind: "body", misfits: [{ path: ["a"], expected: "date-time", actual: "null" }] },
      undefined,
    ],
  ])("of %s", async (_, schema, more, expected) => {
    const folder = reported(
      report(more),
      `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths: { /pet: { get: { operationId: getPet, responses: { "200": { description: ok, content: { application/json: { schema: ${schema} } } } } } } }
components: { schemas: { Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }], anyOf: [{ $ref: "#/components/schemas/Loop" }] } } }
`,
    );
    const { findings } = (await verify(folder)).clients[0];
    expect(findings).toEqual(expected === undefined ? [] : [expect.objectContaining(expected)]);
    // Where nobody knows which of two places is meant, none is changed.
    if (schema.includes("b: {}")) expect(findings[0]).not.toHaveProperty("pointer");
  });

  it.each<[string, string | undefined, string]>([
    ["that isn't there", undefined, "CW0021: `mismatches.jsonl` can't be read"],
    [
      "of plain text",
      `${date}\noops\n`,
      "CW0021: `mismatches.jsonl:2` is no report of a mismatch, but something that is no JSON",
    ],
    [
      "of another tool",
      '{"level":30,"msg":"x"}',
      "CW0021: `mismatches.jsonl:1` is no report of a mismatch, but an object with `level`, `msg`",
    ],
    ["in one list", `[${date}]`, "CW0021: `mismatches.jsonl:1` is no report of a mismatch, but a list"],
    ["of half a report", report({ kind: "body" }), "but an object with `operation`, `status`, `contentType`, `kind`"],
    ["with a path that is none", report({ kind: "body", misfits: [{ path: "a", expected: "x" }] }), "CW0021"],
  ])("%s is refused", async (_, text, message) => {
    const folder = project(openapi3("3.1.0"));
    if (text !== undefined) writeFileSync(join(folder, "mismatches.jsonl"), text);
    const { exitCode, stderr } = await clientwright(folder, ["verify", "--mismatches", "mismatches.jsonl"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).toMatch(/--mismatches|JSON\.stringify\(mismatch\)/);
  });

  it("is about one client", async () => {
    const folder = reported(date);
    const clients = {
      pets: { document: "openapi.yaml", output: "a" },
      cats: { document: "openapi.yaml", output: "b" },
    };
    writeFileSync(join(folder, "clientwright.config.json"), JSON.stringify({ clients }));
    const { exitCode, stderr } = await clientwright(folder, ["verify", "--mismatches", "mismatches.jsonl"]);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining("`--mismatches` and `--write-overlay` are about one client"),
    ]);
  });
});
