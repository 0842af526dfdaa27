/** `record` against a server that lies: what it writes holds no secret, and `verify` finds every lie in it. */

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readHar } from "../../generator/traffic/har.js";
import type { Run } from "../cli/command.js";
import { clientwright } from "../cli/session.js";
import { listen } from "../loopback.js";

const apiKey = "K3y-that-nobody/may+see==";
const password = "hunter2 & co";
/** Planted in answers, where only their names or looks tell what they are. */
const planted = ["sekrit-access", "sekrit-cookie", "sekrit-session", "sekrit-query"];

const document = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.test/v1 }]
security: [{ key: [] }]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: limit, in: query, required: true, schema: { type: integer }, example: 2 }]
      responses: { "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } } } } } }
    post:
      operationId: createPet
      security: [{ login: [] }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" }, example: { petName: Rex } } } }
      responses: { "201": { description: made, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
  /pets/{petId}:
    get:
      operationId: getPet
      parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
  /leak:
    get:
      operationId: leak
      responses: { "200": { description: ok, content: { application/json: { schema: {} } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: query, name: api_key }
    login: { type: http, scheme: basic }
  schemas:
    Pet:
      type: object
      required: [petName, petAge]
      properties: { petName: { type: string }, petAge: { type: integer }, kind: { type: string, enum: [cat, dog] }, born: { type: string, format: date-time } }
`;

interface Sent {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

const received: Sent[] = [];
let server: { readonly url: string; close(): Promise<void> };

/** What the server answers: lies about the schema, and secrets among the data. */
function answer(method: string, path: string): [status: number, body: unknown] {
  if (path === "/v1/pets" && method === "POST") {
    return [201, { petName: "Rex", petAge: 1, access_token: "sekrit-access", nextPageToken: "page-2" }];
  }
  if (path === "/v1/pets") {
    return [
      200,
      [
        { petName: "Rex", petAge: 3, kind: "bird" },
        { petName: "Kit", colour: "grey", petAge: null, session: "sekrit-session" },
      ],
    ];
  }
  if (path === "/v1/leak")
    return [200, { note: `key ${apiKey}`, link: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJl" }];
  return [404, { message: `no pet, see https://pets.test/help?token=sekrit-query and ${encodeURIComponent(apiKey)}` }];
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

const folder = mkdtempSync(join(tmpdir(), "clientwright-test-"));

beforeAll(async () => {
  const http = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    received.push({ url, authorization: headers.authorization, body: await textOf(request) });
    const [status, body] = answer(method, url.replace(/\?.*/, ""));
    response.writeHead(status, {
      "content-type": "application/json",
      "set-cookie": "sid=sekrit-cookie",
      "x-request-id": "1",
      link: "</v1/pets?after=2&token=sekrit-query>; rel=next",
    });
    response.end(JSON.stringify(body));
  });
  const url = await listen(http);
  server = {
    url,
    close: () => new Promise((resolve) => http.close(() => resolve())),
  };
  writeFileSync(join(folder, "openapi.yaml"), document);
  writeConfig([]);
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function writeConfig(overlays: readonly string[]): void {
  const pets = { document: "openapi.yaml", output: "src/pets", casing: "camel", dates: "Date", overlays };
  writeFileSync(join(folder, "clientwright.config.json"), JSON.stringify({ clients: { pets } }));
}

const credentials = { PETS_KEY: apiKey, PETS_LOGIN_USERNAME: "me", PETS_LOGIN_PASSWORD: password };

function record(args: readonly string[], env: NodeJS.ProcessEnv = credentials): Promise<Run> {
  return clientwright(folder, ["record", "pets", ...args, "--server", `${server.url}/v1`], env);
}

const recordings = join(folder, "test/recordings/pets");

function recorded(): string[] {
  return existsSync(recordings) ? readdirSync(recordings).sort() : [];
}

describe("record", () => {
  it("makes no call that changes something unless it is named, and none without an input", async () => {
    const { exitCode, stderr } = await record([]);
    // One of the safe operations gives away a key, and then nothing is written.
    expect(exitCode).toBe(1);
    expect(stderr).toContain("createPet: left out, because POST changes something; name it to record it");
    expect(stderr).toContain("getPet: left out, because the document has no example for petId");
    expect(stderr).toContain("leak: a JSON Web Token would be in the recording");
    expect(recorded()).toEqual([]);
    expect(received.map(({ url }) => url.replace(/api_key=.*/, ""))).toEqual(["/v1/pets?limit=2&", "/v1/leak?"]);
  });

  it("writes what was answered, for its owner alone, without any secret", async () => {
    const input = {
      listPets: { some: { query: { limit: 2 } } },
      createPet: { made: { body: { petName: "Rex", password: "sekrit-session" } } },
      getPet: { missing: { path: { petId: "9" } } },
    };
    writeFileSync(join(folder, "inputs.json"), JSON.stringify(input));
    received.length = 0;
    const { exitCode, stderr } = await record(["--input", "inputs.json"]);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("listPets.some.har: written")]);
    expect(recorded()).toEqual(["createPet.made.har", "getPet.missing.har", "listPets.some.har"]);
    // The server got what the client sends: the key, and the body as on the wire.
    expect(received.map(({ url }) => url)).toContain(`/v1/pets?limit=2&api_key=${encodeURIComponent(apiKey)}`);
    const [posted] = received.filter(({ body }) => body !== "");
    expect(posted).toMatchObject({
      authorization: `Basic ${Buffer.from(`me:${password}`).toString("base64")}`,
      body: '{"petName":"Rex","password":"sekrit-session"}',
    });
    const all = recorded().map((name) => readFileSync(join(recordings, name), "utf8"));
    const forms = [apiKey, password, ...planted].flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
      JSON.stringify(secret).slice(1, -1),
    ]);
    expect(forms.filter((form) => all.some((text) => text.includes(form)))).toEqual([]);
    expect(all.join("")).toContain("page-2");
    for (const name of recorded()) expect(statSync(join(recordings, name)).mode & 0o777).toBe(0o600);
    const har = JSON.parse(all[0] ?? "").log.entries[0];
    expect(har.request.headers).toContainEqual({ name: "Authorization", value: "[removed]" });
    expect(har.response.headers.map(({ name }: { name: string }) => name)).toEqual(["content-type", "link"]);
    expect(recorded().map((name, index) => "problem" in readHar(name, all[index] ?? ""))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("records what `verify` finds all lies in, and the proposed overlay mends the document", async () => {
    const found = await clientwright(folder, ["verify", "pets", "--json", "--write-overlay", "fixes.yaml"]);
    const { findings } = JSON.parse(found.stdout).clients[0];
    const listed = findings.map(({ kind, subject }: { kind: string; subject: string }) => `${kind} ${subject}`);
    expect(listed.sort()).toEqual(
      [
        "field access_token",
        "field colour",
        "field nextPageToken",
        "field session",
        "null null",
        "status 404",
        "value bird",
      ].sort(),
    );
    writeConfig(["fixes.yaml"]);
    expect(await clientwright(folder, ["verify", "pets"])).toMatchObject({ exitCode: 0 });
    writeConfig([]);
  });

  it.each<[string, string[], NodeJS.ProcessEnv, string]>([
    ["an operation that isn't there", ["catPets"], credentials, "The document has no operation `catPets`"],
    [
      "a credential that isn't set",
      ["listPets"],
      {},
      "Credentials are read from the environment, which lacks PETS_KEY, PETS_LOGIN_USERNAME, PETS_LOGIN_PASSWORD.",
    ],
    ["an input that is none", ["listPets", "--input", "openapi.yaml"], credentials, "`openapi.yaml` holds no inputs"],
    [
      "an input file that isn't there",
      ["--input", "no.json"],
      credentials,
      "`no.json` holds no inputs: it can't be read",
    ],
  ])("refuses %s, and leaves the recordings alone", async (_, args, env, message) => {
    mkdirSync(recordings, { recursive: true });
    const before = recorded();
    const { exitCode, stderr } = await record(args, env);
    expect(exitCode).toBeGreaterThan(0);
    expect(stderr).toContain(message);
    expect(recorded()).toEqual(before);
  });

  it("makes a recording of each case, or no call: two are never one file", async () => {
    const found = { path: { petId: "9" } };
    writeFileSync(join(folder, "cases.json"), JSON.stringify({ getPet: { 猫: found, 犬: found } }));
    expect(await record(["--input", "cases.json"])).toMatchObject({ exitCode: 0 });
    expect(recorded()).toEqual(expect.arrayContaining(["getPet.猫.har", "getPet.犬.har"]));
    writeFileSync(join(folder, "cases.json"), JSON.stringify({ getPet: { "a b": found, "A/b": found } }));
    received.length = 0;
    const { exitCode, stderr } = await record(["--input", "cases.json"]);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining("The cases `a b` and `A/b` of getPet would both be the recording `getPet.A-b.har`"),
    ]);
    expect(received).toEqual([]);
  });

  it("leaves no draft where it can't write", async () => {
    mkdirSync(join(recordings, "listPets.blocked.har"), { recursive: true });
    const input = { listPets: { blocked: { query: { limit: 2 } } } };
    writeFileSync(join(folder, "cases.json"), JSON.stringify(input));
    const { exitCode, stderr } = await record(["--input", "cases.json"]);
    rmSync(join(recordings, "listPets.blocked.har"), { recursive: true });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("CW0013")]);
    expect(recorded().filter((name) => name.endsWith(".draft"))).toEqual([]);
  });

  it("hides fields that it is told of", async () => {
    const { exitCode, stdout } = await record(["listPets", "--mask", "petName", "--json"]);
    expect(exitCode).toBe(0);
    const written = ["test/recordings/pets/listPets.success.har"];
    expect(JSON.parse(stdout)).toEqual({ command: "record", exitCode, written, skipped: [], problems: [] });
    expect(readFileSync(join(recordings, "listPets.success.har"), "utf8")).not.toContain("Kit");
  });
});
