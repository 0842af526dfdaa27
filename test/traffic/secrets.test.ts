/** `record` against a server that gives away secrets in every way: each is hidden in what is written, or nothing is written. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Run } from "../cli/command.js";
import { clientwright } from "../cli/session.js";
import { listen } from "../loopback.js";

const key = "K3y-that-nobody/may+see";
const document = `openapi: 3.0.3
info: { title: Acme, version: "1" }
servers: [{ url: "https://acme.test" }]
security: [{ key: [] }]
paths:
  /a/{case}:
    get:
      operationId: getA
      parameters:
        - { name: case, in: path, required: true, schema: { type: string } }
        - { name: X-Trace, in: header, schema: { type: string } }
      responses: { "200": { description: ok, headers: { X-Internal: { schema: { type: string } } }, content: { application/json: { schema: {} } } } }
  /sessions/{token}/of/{case}:
    get:
      operationId: getSession
      parameters:
        - { name: token, in: path, required: true, schema: { type: string } }
        - { name: case, in: path, required: true, schema: { type: string } }
      responses: { "200": { description: ok, content: { application/json: { schema: {} } } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
`;

const json = "application/json";
const leak = "leak-Of-4";
/** What is answered: media type, body and headers. */
const hidden: { readonly [name: string]: readonly [type: string, body: string, headers?: { [name: string]: string }] } =
  {
    nested: [json, JSON.stringify({ payload: JSON.stringify({ password: leak }) })],
    broken: [json, `{"password":"${leak}", "id": 1,}`],
    plain: ["text/plain", `{"password":"${leak}"}`],
    lines: ["application/x-ndjson", `{"password":"${leak}"}\n{"password":"${leak}"}\n`],
    events: ["text/event-stream", `data: {"access_token":"${leak}"}\n\n`],
    xml: ["application/xml", `<u><password>${leak}</password></u>`],
    unknown: ["application/octet-stream", `{"token":"${leak}","id":12345678901234567890}`],
    form: ["application/x-www-form-urlencoded", `token=${leak}`],
    wide: ["application/json; charset=utf-16le", Buffer.from(`{"token":"${leak}"}`, "utf16le").toString("latin1")],
    header: [json, "{}", { "X-Internal": leak, Location: `https://x.test/#access_token=${leak}` }],
    bytes: ["application/octet-stream", `k=${key}`],
    echo: [json, JSON.stringify({ me: key, again: Buffer.from(key).toString("base64") })],
  };

const refused: { readonly [name: string]: readonly [type: string, body: string, problem: string] } = {
  picture: ["image/png", `\xff\xfe\0k=${key}`, "a credential would be in the recording"],
  offset: [json, JSON.stringify({ a: Buffer.from(`k=${key}&`).toString("base64") }), "a credential in base64"],
  jwt: [
    json,
    JSON.stringify({ b: Buffer.from('{"t":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdef"}').toString("base64") }),
    "a JSON Web Token in base64",
  ],
  table: ["text/csv", `id,password\n1,${leak}`, "`password` stands in a body"],
  packed: ["application/msgpack", `\x81\xa8password\xa9${leak}`, "`password` stands in a body"],
};

const folder = mkdtempSync(join(tmpdir(), "clientwright-test-"));
const server = createServer((request, response) => {
  const name = request.url?.split("/").at(-1) ?? "";
  const [type, body] = hidden[name] ?? refused[name] ?? [json, JSON.stringify({ url: request.url, token: leak })];
  response.writeHead(200, `OK, token=${leak}`, { "content-type": type, ...hidden[name]?.[2] });
  response.end(Buffer.from(body, "latin1"));
});
let url = "";

beforeAll(async () => {
  url = await listen(server);
  writeFileSync(join(folder, "openapi.yaml"), document);
  const acme = { document: "openapi.yaml", output: "src/acme" };
  writeFileSync(join(folder, "clientwright.config.json"), JSON.stringify({ clients: { acme } }));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

function record(cases: readonly string[], args: readonly string[] = []): Promise<Run> {
  const getA = Object.fromEntries(cases.map((name) => [name, { path: { case: name }, headers: { xTrace: leak } }]));
  const getSession = { path: { path: { token: leak, case: "path" } } };
  writeFileSync(join(folder, "calls.json"), JSON.stringify({ getA, getSession }));
  const all = ["record", "acme", "--input", "calls.json", "--server", url, ...args];
  return clientwright(folder, all, { ACME_KEY: key });
}

function recorded(): readonly string[] {
  const recordings = join(folder, "test/recordings/acme");
  return readdirSync(recordings).map((name) => readFileSync(join(recordings, name), "utf8"));
}

it("hides secrets in every form of body, in headers and in the path", async () => {
  const run = await record(Object.keys(hidden), ["--mask", "X-Internal", "--mask", "X-Trace"]);
  expect([run.exitCode, run.stderr]).toEqual([0, expect.stringContaining("getSession.path.har: written")]);
  const all = recorded();
  expect(all).toHaveLength(Object.keys(hidden).length + 1);
  const forms = [leak, key].flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
  ]);
  const contents = all.flatMap((text) => {
    const { request, response } = JSON.parse(text).log.entries[0];
    const { text: body, encoding } = response.content;
    return [text, JSON.stringify(request), encoding === "base64" ? Buffer.from(body, "base64").toString("utf8") : body];
  });
  expect(contents.filter((text) => forms.some((form) => text.includes(form)))).toEqual([]);
  expect(contents).toContain('{"token":"[removed]","id":12345678901234567890}');
  expect(contents.join("")).toContain("/sessions/%5Bremoved%5D/of/path");
  for (const name of ["x-internal", "x-trace"]) {
    expect(contents.join("")).toMatch(new RegExp(`"name": "${name}",\\s+"value": "\\[removed\\]"`));
  }
});

it("writes nothing where it can't tell what is secret", async () => {
  rmSync(join(folder, "test"), { recursive: true });
  const { exitCode, stdout } = await record(Object.keys(refused), ["--json"]);
  expect(exitCode).toBe(1);
  const { problems, written } = JSON.parse(stdout);
  expect(written).toEqual([]);
  expect(problems).toEqual(Object.values(refused).map(([, , problem]) => expect.stringContaining(problem)));
  expect(readdirSync(folder)).not.toContain("test");
  expect(stdout).not.toContain(leak);
});
