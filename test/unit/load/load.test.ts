import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ReadOptions } from "../../../generator/load/index.js";
import { type LoadResult, loadDocument, renderDiagnostics } from "../../../generator/load/index.js";
import { listen } from "../../loopback.js";

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "clientwright-load-"));
});
afterEach(() => rm(cwd, { recursive: true }));

async function write(files: { readonly [path: string]: string | Uint8Array }): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), text);
  }
}

function load(document: string, options: Partial<ReadOptions> = {}): Promise<LoadResult> {
  return loadDocument({ document, cwd, ...options });
}

function files({ source }: LoadResult): readonly string[] {
  return [...(source?.files.values() ?? [])].map(({ name }) => name);
}

function said({ diagnostics, texts }: LoadResult): string {
  return renderDiagnostics(diagnostics, texts);
}

describe("files", () => {
  test("a document with its files, each once however it is spelled and however they refer to each other", async () => {
    await write({
      "api/openapi.yaml": `openapi: 3.1.0
paths:
  /pets: { $ref: "paths/pets.yaml" }
components:
  schemas:
    Pet: { $ref: "./schemas/../schemas/pet.json#/Pet" }
    Escaped: { $ref: "schemas/p%65t.json#/Pet" }`,
      "api/paths/pets.yaml": 'get: { responses: { "200": { $ref: "../responses.yaml#/ok" } } }',
      "api/responses.yaml":
        'ok: { content: { application/json: { schema: { $ref: "openapi.yaml#/components/schemas/Pet" } } } }',
      "api/schemas/pet.json":
        '{ "Pet": { "properties": { "owner": { "$ref": "owner.yaml" } } }, "Unused": { "$ref": "unused.yaml" } }',
      "api/schemas/owner.yaml": '{ "type": "object" }',
    });
    const result = await load("api/openapi.yaml");
    expect(said(result)).toBe("");
    expect([...files(result)].sort()).toEqual([
      "api/openapi.yaml",
      "api/paths/pets.yaml",
      "api/responses.yaml",
      "api/schemas/owner.yaml",
      "api/schemas/pet.json",
    ]);
    expect(result.source?.root.hash).toMatch(/^[\da-f]{64}$/);
    const links = [...(result.source?.root.links ?? [])].map(([address]) => address);
    expect(links).toEqual(["paths/pets.yaml", "./schemas/../schemas/pet.json", "schemas/p%65t.json"]);
  });

  test("`$ref` in data is data; as the name of a property it is a name", async () => {
    await write({
      "openapi.yaml": `openapi: 3.1.0
x-extension: { $ref: "missing.yaml" }
paths:
  /pets:
    get:
      parameters: [{ name: q, in: query, example: { $ref: "missing.yaml" } }]
      responses:
        default: { $ref: "default.yaml" }
components:
  examples:
    One: { value: { $ref: "missing.yaml" } }
  schemas:
    Pet:
      default: { $ref: "missing.yaml" }
      enum: [{ $ref: "missing.yaml" }]
      const: { $ref: "missing.yaml" }
      examples: [{ $ref: "missing.yaml" }]
      properties:
        example: { $ref: "example.yaml" }
        $ref: { type: string }`,
      "default.yaml": "description: Any",
      "example.yaml": "type: string",
    });
    const result = await load("openapi.yaml");
    expect(said(result)).toBe("");
    expect(files(result)).toEqual(["openapi.yaml", "default.yaml", "example.yaml"]);
  });

  test("the mapping of a discriminator may name files, and names that look like them", async () => {
    await write({
      "openapi.yaml": "x: { discriminator: { mapping: { a: cat.yaml, b: v1.Dog, c: 'cow.yaml#/Cow' } } }",
      "cat.yaml": "type: object",
    });
    const result = await load("openapi.yaml");
    expect(files(result)).toEqual(["openapi.yaml", "cat.yaml"]);
    expect(result.diagnostics.map(({ message }) => message)).toEqual(["The file `cow.yaml` does not exist."]);
  });

  test("an identifier is not fetched, and what it doesn't explain is relative to the file", async () => {
    await write({
      "openapi.yaml": `openapi: 3.1.0
components:
  schemas:
    Pet:
      $id: https://example.com/schemas/pet.json
      properties: { near: { $ref: owner.json }, far: { $ref: schemas/name.yaml } }
    Owner: { $id: "https://example.com/schemas/owner.json", properties: { pet: { $ref: "https://example.com/schemas/pet.json" } } }`,
      "schemas/name.yaml": "{ type: string }",
    });
    const result = await load("openapi.yaml");
    expect(said(result)).toBe("");
    expect(files(result)).toEqual(["openapi.yaml", "schemas/name.yaml"]);
  });

  test("a dynamic reference may lead to another file", async () => {
    await write({
      "openapi.yaml": 'components: { schemas: { Pet: { $dynamicRef: "tree.yaml#node" } } }',
      "tree.yaml": "{ $dynamicAnchor: node }",
    });
    const result = await load("openapi.yaml");
    expect(said(result)).toBe("");
    expect(files(result)).toEqual(["openapi.yaml", "tree.yaml"]);
  });

  test("an example that can't be read is a warning", async () => {
    await write({
      "openapi.yaml": 'paths: { /a: { get: { parameters: [{ examples: { one: { $ref: "one.yaml" } } }] } } }',
    });
    const { diagnostics } = await load("openapi.yaml");
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(["warning CW1001"]);
  });

  test("a missing file that a mapping names first and a reference needs later is an error of the reference", async () => {
    await write({
      "openapi.yaml": `openapi: 3.1.0
discriminator: { propertyName: kind, mapping: { bird: "birds.yaml#/Bird" } }
items: { $ref: "pets.yaml#/Pet" }`,
      "pets.yaml": 'Pet: { items: { $ref: "birds.yaml#/Bird" } }',
    });
    const { diagnostics } = await load("openapi.yaml");
    expect(diagnostics.map(({ severity, code, at }) => `${severity} ${code} ${at?.pointer}`)).toEqual([
      "warning CW1001 /discriminator/mapping/bird",
      "error CW1001 /Pet/items/$ref",
    ]);
  });

  test("examples by media type (Swagger 2.0) are data", async () => {
    await write({
      "openapi.yaml": 'responses: { ok: { examples: { application/json: { $ref: "data.json" } } } }',
    });
    expect(said(await load("openapi.yaml"))).toBe("");
  });

  test("a byte order mark is not part of the text, and line ends are not part of the hash", async () => {
    await write({ "a.yaml": "\uFEFFopenapi: 3.1.0\r\ninfo: {}\r\n", "b.yaml": "openapi: 3.1.0\ninfo: {}\n" });
    const [a, b] = await Promise.all([load("a.yaml"), load("b.yaml")]);
    expect(a.source?.root.value).toEqual({ openapi: "3.1.0", info: {} });
    expect(a.source?.root.hash).toBe(b.source?.root.hash);
  });

  test.each([
    ["CW1001", "absent.yaml", "The file `absent.yaml` does not exist."],
    ["CW1001", "file.yaml/inner.yaml", "The file `file.yaml/inner.yaml` does not exist."],
    ["CW1002", "folder", "`folder` is a folder, not a file."],
    ["CW1003", "latin1.yaml", "`latin1.yaml` is not UTF-8 text."],
    ["CW1007", "huge.yaml", "`huge.yaml` is larger than 100 MB."],
    ["CW1105", "page.html", "`page.html` is a string, not a mapping."],
  ])("%s: %s", async (code, document, message) => {
    await write({ "file.yaml": "a: 1", "folder/a.yaml": "", "latin1.yaml": Buffer.from("title: caf\xe9", "latin1") });
    await write({ "huge.yaml": "", "page.html": "<html><body>Not here</body></html>" });
    await truncate(join(cwd, "huge.yaml"), 2_000_000_000);
    const result = await load(document);
    expect(result.source).toBeUndefined();
    expect(result.diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.message])).toEqual([[code, message]]);
  });

  test("CW1003: a link that leads to itself", async () => {
    await symlink(join(cwd, "loop.yaml"), join(cwd, "loop.yaml"));
    expect(said(await load("loop.yaml"))).toContain("CW1003: `loop.yaml` cannot be read: ELOOP.");
  });
});

describe("what lies outside the document's folder", () => {
  const refer = (path: string): string => `openapi: 3.1.0\ncomponents: { schemas: { Pet: { $ref: "${path}" } } }`;

  test.each(["../secret.yaml", "../absent.yaml", "link.yaml", "folder/secret.yaml"])(
    "is not read: %s",
    async (path) => {
      await write({ "secret.yaml": "type: secret", "api/openapi.yaml": refer(path) });
      await symlink(join(cwd, "secret.yaml"), join(cwd, "api/link.yaml"));
      await symlink(cwd, join(cwd, "api/folder"));
      const result = await load("api/openapi.yaml");
      expect(result.diagnostics.map(({ code }) => code)).toEqual(["CW1005"]);
      expect([...result.texts.keys()]).toEqual([result.source?.root.uri]);
      expect(said(result)).toContain("api/openapi.yaml:2:");
    },
  );

  test("is not read by an absolute path either", async () => {
    await write({ "secret.yaml": "type: secret", "api/openapi.yaml": refer(join(cwd, "secret.yaml")) });
    expect((await load("api/openapi.yaml")).diagnostics.map(({ code }) => code)).toEqual(["CW1005"]);
  });

  test("is read if its folder is allowed", async () => {
    await write({ "shared/pet.yaml": "type: object", "api/openapi.yaml": refer("../shared/pet.yaml") });
    const result = await load("api/openapi.yaml", { allowFolders: ["shared"] });
    expect(said(result)).toBe("");
    expect(files(result)).toEqual(["api/openapi.yaml", "shared/pet.yaml"]);
  });

  test("a folder whose name begins like that of the document is outside", async () => {
    await write({ "api-secret/pet.yaml": "a: 1", "api/openapi.yaml": refer("../api-secret/pet.yaml") });
    expect((await load("api/openapi.yaml")).diagnostics.map(({ code }) => code)).toEqual(["CW1005"]);
  });
});

describe("standard input", () => {
  test("is a document whose references resolve against the current folder", async () => {
    await write({ "pet.yaml": "type: object" });
    const text = "components: { schemas: { Pet: { $ref: pet.yaml } } }";
    const result = await load("-", { stdin: () => Promise.resolve(text) });
    expect(said(result)).toBe("");
    expect(files(result)).toEqual(["<stdin>", "pet.yaml"]);
  });

  test("is called <stdin> in listings", async () => {
    expect(said(await load("-", { stdin: () => Promise.resolve("a: [") }))).toContain("<stdin>:1:5 error CW1101:");
  });
});

describe("the network", () => {
  type Handler = (request: IncomingMessage, response: ServerResponse) => void;
  const servers: Server[] = [];

  async function serve(handler: Handler): Promise<{ readonly origin: string; readonly requests: readonly string[] }> {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(request.url ?? "");
      handler(request, response);
    });
    servers.push(server);
    return { origin: await listen(server), requests };
  }

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  const pages: { readonly [path: string]: string } = {
    "/api/openapi.yaml": 'components: { schemas: { Pet: { $ref: "../schemas/pet.json#/Pet" } } }',
    "/schemas/pet.json": '{ "Pet": { "type": "object" } }',
  };
  const page: Handler = ({ url = "" }, response) => {
    response.statusCode = url in pages ? 200 : 404;
    response.end(pages[url]);
  };

  test("a document from a URL, with what it refers to on the same host", async () => {
    const { origin } = await serve(page);
    const result = await load(`${origin}/api/openapi.yaml#fragment`);
    expect(said(result)).toBe("");
    expect(files(result)).toEqual([`${origin}/api/openapi.yaml`, `${origin}/schemas/pet.json`]);
  });

  test("another host is not contacted unless it is allowed", async () => {
    const other = await serve(page);
    await write({
      "openapi.yaml": `components: { schemas: { Pet: { $ref: "${other.origin}/schemas/pet.json#/Pet" } } }`,
    });
    const refused = await load("openapi.yaml");
    expect(refused.diagnostics.map(({ code, at }) => [code, at?.pointer])).toEqual([
      ["CW1006", "/components/schemas/Pet/$ref"],
    ]);
    expect(other.requests).toEqual([]);
    const allowed = await load("openapi.yaml", { allowHosts: [new URL(other.origin).host] });
    expect(said(allowed)).toBe("");
    expect(files(allowed)).toEqual(["openapi.yaml", `${other.origin}/schemas/pet.json`]);
  });

  test("a redirect to another host is not followed, one on the same host is, and references resolve where it leads", async () => {
    const other = await serve(page);
    const { origin } = await serve((request, response) => {
      const target = { "/away": `${other.origin}/schemas/pet.json`, "/here": "/api/openapi.yaml" }[request.url ?? ""];
      if (target === undefined) page(request, response);
      else response.writeHead(302, { location: target }).end();
    });
    const away = await load(`${origin}/away`);
    expect(away.diagnostics.map(({ code }) => code)).toEqual(["CW1006"]);
    expect(other.requests).toEqual([]);
    const here = await load(`${origin}/here`);
    expect(said(here)).toBe("");
    expect(files(here)).toEqual([`${origin}/here`, `${origin}/schemas/pet.json`]);
  });

  test.each<[string, Handler]>([
    ["the server answered 500", (_, response) => response.writeHead(500).end()],
    ["it redirects more than 5 times", (_, response) => response.writeHead(302, { location: "/" }).end()],
    ["it is not UTF-8 text", (_, response) => response.end(Buffer.from("caf\xe9", "latin1"))],
    ["other side closed", (_, response) => response.destroy()],
  ])("CW1004: %s", async (reason, handler) => {
    const { origin } = await serve(handler);
    const { diagnostics, source } = await load(`${origin}/`);
    expect(source).toBeUndefined();
    const message = `\`${origin}/\` cannot be fetched: ${reason}.`;
    expect(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.message])).toEqual([["CW1004", message]]);
  });

  test("CW1004: a server that isn't there", async () => {
    const { origin } = await serve(page);
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
    const { diagnostics } = await load(`${origin}/openapi.yaml`);
    expect(diagnostics[0]?.message).toContain("cannot be fetched: connect ECONNREFUSED");
  });

  test("a document from the network reads no local file", async () => {
    await write({ "secret.yaml": "type: secret" });
    const text = JSON.stringify({ components: { schemas: { Pet: { $ref: `file://${join(cwd, "secret.yaml")}` } } } });
    const { origin } = await serve((_, response) => response.end(text));
    expect((await load(`${origin}/openapi.json`)).diagnostics.map(({ code }) => code)).toEqual(["CW1005"]);
  });
});
