import { readdirSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Config, check, generate } from "../../generator/index.js";
import { readTree, temporaryFolder, writeTree } from "../unit/write/folders.js";
import { clientwright } from "./command.js";
import { brokenDocument, petsDocument } from "./documents.js";

/** A folder with a document, and the config of two clients of it. */
function project(document = petsDocument()): { readonly cwd: string; readonly config: Config } {
  const cwd = temporaryFolder();
  writeTree(cwd, { "specs/api.yaml": document, "src/main.ts": "" });
  const client = { document: "specs/api.yaml" };
  return {
    cwd,
    config: { clients: { one: { ...client, output: "src/one" }, two: { ...client, output: "src/two", raw: false } } },
  };
}

/** The paths below a folder, links not followed. */
function readFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}

describe("generate and check as functions", () => {
  it("give every file and what happened to it", async () => {
    const { cwd, config } = project();
    const dry = await generate(config, { cwd, dryRun: true });
    expect(dry).toMatchObject({ exitCode: 0, written: false, diagnostics: [] });
    expect(Object.keys(readTree(cwd))).toEqual(["specs/", "specs/api.yaml", "src/", "src/main.ts"]);

    const result = await generate(config, { cwd });
    expect(result).toMatchObject({ exitCode: 0, written: true, diagnostics: [] });
    const [one] = result.clients;
    expect(one).toMatchObject({
      client: "one",
      document: "specs/api.yaml",
      output: "src/one",
      name: "PetStore",
      operations: 1,
    });
    const { "resources/": _folder, ...written } = readTree(join(cwd, "src/one"));
    expect(Object.fromEntries(one?.files.map(({ path, text }) => [path, text]) ?? [])).toEqual(written);
    expect(one?.changes.every(({ change }) => change === "create")).toBe(true);
    expect(dry.clients).toEqual(result.clients);

    expect(await check(config, { cwd })).toMatchObject({ exitCode: 0, written: false });
    writeTree(cwd, { "specs/api.yaml": petsDocument("title") });
    expect(await check(config, { cwd, clients: ["two"] })).toMatchObject({ exitCode: 1, clients: [{ client: "two" }] });
  });

  it("take a single client", async () => {
    const { cwd } = project();
    const result = await generate({ document: "specs/api.yaml", output: "src/one", name: "Pets" }, { cwd });
    expect(result).toMatchObject({ exitCode: 0, clients: [{ client: "one", name: "Pets" }] });
  });

  it("give errors as values, with their place, and write no client if one has any", async () => {
    const { cwd, config } = project();
    writeTree(cwd, { "specs/broken.yaml": brokenDocument });
    const before = readTree(cwd);
    const three = { document: "specs/broken.yaml", output: "src/three" };
    const result = await generate({ clients: { ...config.clients, three } }, { cwd });
    expect(result).toMatchObject({ exitCode: 2, written: false });
    expect(result.clients[2]?.diagnostics[0]).toMatchObject({
      severity: "error",
      range: { start: { line: expect.any(Number), column: expect.any(Number) } },
    });
    expect(readTree(cwd)).toEqual(before);

    // A program without types.
    const misspelt: Config = JSON.parse('{ "clients": { "one": { "document": "a", "outptu": "b" } } }');
    expect(await generate(misspelt, { cwd })).toMatchObject({
      exitCode: 2,
      diagnostics: [{ code: "CW0003" }, { code: "CW0003" }],
    });
  });

  it("name hand edits and unknown clients, and change nothing", async () => {
    const { cwd, config } = project();
    await generate(config, { cwd });
    writeTree(cwd, { "src/one/index.ts": "// mine" });
    const edited = readTree(cwd);
    const result = await generate(config, { cwd });
    expect(result).toMatchObject({ exitCode: 1, written: false, clients: [{ diagnostics: [{ code: "CW0012" }] }, {}] });
    expect(result.clients[0]?.diagnostics[0]?.message).toContain("index.ts");
    const unknown = await generate(config, { cwd, clients: ["three"] });
    expect(unknown).toMatchObject({ exitCode: 2, diagnostics: [{ code: "CW0001" }] });
    expect(readTree(cwd)).toEqual(edited);
  });

  it("say once what is wrong with something that several operations share", async () => {
    const header = "headers: { X-Tag: { schema: { type: object, properties: { a: { type: array } } } } }";
    const response = `{ description: A pet., ${header} }`;
    const { cwd, config } = project(`openapi: 3.1.0
info: { title: Pets, version: "1" }
servers: [{ url: "https://pets.example" }]
paths:
  /pets:
    get: { operationId: list, responses: { "200": { $ref: "#/components/responses/Pet" } } }
    post: { operationId: create, responses: { "200": { $ref: "#/components/responses/Pet" } } }
components: { responses: { Pet: ${response} } }
`);
    const { clients } = await generate(config, { cwd, clients: ["one"] });
    expect(clients[0]?.diagnostics.map(({ code }) => code)).toEqual(["CW3913"]);
  });

  it("count warnings as errors if they are told to", async () => {
    const { cwd, config } = project(petsDocument().replace("https://pets.example", "/relative"));
    expect(await generate(config, { cwd, strict: true })).toMatchObject({ exitCode: 2, written: false });
    expect(await generate(config, { cwd })).toMatchObject({ exitCode: 0, written: true });
  });
});

describe("what a killed run has left", () => {
  // Beyond the largest process id of any system.
  const staging = (name: string) => `.${name}.clientwright-99999999`;
  const journal = JSON.stringify({ write: ["index.ts"], remove: ["main.ts"] });
  const left = (name: string) => ({
    [`${staging(name)}/journal.json`]: journal,
    [`${staging(name)}/files/index.ts`]: "// from a killed run\n",
  });

  it("is completed before anything else is read, however the folder is named", async () => {
    const { cwd, config } = project();
    await generate(config, { cwd });
    for (const name of ["one", "two"]) writeTree(join(cwd, "src"), left(name));
    const result = await check(config, { cwd });
    const edited = result.clients.map(({ changes }) => changes.filter((file) => file.edited).map(({ path }) => path));
    expect(edited).toEqual([["index.ts"], ["index.ts"]]);
    expect(Object.keys(readTree(join(cwd, "src")))).not.toContain(`${staging("one")}/`);
  });

  it.each([
    ["a link", "link", "link"],
    ["the project itself", "project", "."],
    ["the document's folder", "specs", "specs"],
  ])("is left alone beside a folder that is refused: %s", async (_name, name, output) => {
    const parent = temporaryFolder();
    const cwd = join(parent, "project");
    writeTree(cwd, { "specs/api.yaml": petsDocument(), "main.ts": "mine", "target/main.ts": "mine" });
    symlinkSync(join(cwd, "target"), join(cwd, "link"));
    writeTree(output === "." ? parent : cwd, left(name));
    const before = readFiles(parent);
    const given = { document: "specs/api.yaml", output };
    expect(await generate(given, { cwd })).toMatchObject({ clients: [{ diagnostics: [{ code: "CW0010" }] }] });
    expect(readFiles(parent)).toEqual(before);
    if (name === "specs") return;
    const repeated = await clientwright(cwd, ["generate", "-o", output]);
    expect(repeated).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("CW0010") });
    expect(readFiles(parent)).toEqual(before);
  });
});

describe("a manifest that is of no use stops the run, and nothing changes", () => {
  const cases: readonly [name: string, change: (text: string) => string, detail: string][] = [
    ["not JSON", (text) => `<<<<<<< HEAD\n${text}`, "it is not valid JSON"],
    ["another file", () => "{}", "it is not a manifest of clientwright"],
    ["from the future", (text) => text.replace(/"manifestVersion": \d+/, '"manifestVersion": 99'), "a newer version"],
    ["reaching outside", (text) => text.replace('"index.ts"', '"../main.ts"'), "it names files outside of its folder"],
    ["with an option that there isn't", (text) => text.replace('"camel"', '"kebab"'), "its options are not what"],
  ];

  it.each(cases)("%s", async (_name, change, detail) => {
    const { cwd } = project();
    await generate({ document: "specs/api.yaml", output: "src/one", casing: "camel" }, { cwd });
    const manifest = readTree(join(cwd, "src/one"))[".clientwright.json"] ?? "";
    writeTree(cwd, { "src/one/.clientwright.json": change(manifest) });
    const before = readTree(cwd);
    const { exitCode, stderr } = await clientwright(cwd, ["generate", "-o", "src/one"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining("CW1201") });
    expect(stderr).toContain(`The manifest of \`src/one\` can't be used: ${detail}`);
    expect(readTree(cwd)).toEqual(before);
  });
});

describe("the same document, config and version give the same bytes", () => {
  it("wherever the project lies, and on a second run", async () => {
    const [first, second] = [project(), project()];
    for (const { cwd, config } of [first, second]) await generate(config, { cwd });
    const made = readTree(join(first.cwd, "src"));
    expect(readTree(join(second.cwd, "src"))).toEqual(made);
    await generate(first.config, { cwd: first.cwd });
    expect(readTree(join(first.cwd, "src"))).toEqual(made);
  });

  it("and only the manifest knows where the output lies", async () => {
    const { cwd } = project();
    await generate({ document: "specs/api.yaml", output: "a" }, { cwd });
    await generate({ document: "specs/api.yaml", output: "b/c/d" }, { cwd });
    const { ".clientwright.json": _one, ...shallow } = readTree(join(cwd, "a"));
    const { ".clientwright.json": _two, ...deep } = readTree(join(cwd, "b/c/d"));
    expect(deep).toEqual(shallow);
  });
});

describe("a refused output leaves the disk as it was", () => {
  it.each([
    ["the project itself", ".", "CW0010"],
    ["a parent of it", "..", "CW0010"],
    ["the document's folder", "specs", "CW0010"],
    ["a foreign folder", "src", "CW0011"],
    ["a file", "src/main.ts", "CW0010"],
  ])("%s", async (_name, output, code) => {
    const { cwd } = project();
    const before = readTree(cwd);
    const result = await generate({ document: "specs/api.yaml", output }, { cwd, force: true });
    expect(result).toMatchObject({ exitCode: 2, written: false, clients: [{ diagnostics: [{ code }] }] });
    expect(readTree(cwd)).toEqual(before);
  });

  it("two clients in one folder", async () => {
    const { cwd, config } = project();
    const clients = { ...config.clients, three: { document: "specs/api.yaml", output: "src/one/inner" } };
    expect(await generate({ clients }, { cwd })).toMatchObject({ exitCode: 2, diagnostics: [{ code: "CW0014" }] });
  });

  it("a folder that can't be made", async () => {
    const { cwd } = project();
    const before = readTree(cwd);
    const result = await generate({ document: "specs/api.yaml", output: "src/main.ts/api" }, { cwd });
    expect(result).toMatchObject({ exitCode: 2, written: false, clients: [{ diagnostics: [{ code: "CW0013" }] }] });
    expect(readTree(cwd)).toEqual(before);
  });
});

describe("a document behind a password", () => {
  it("is fetched with it, and the password is neither kept nor shown", async () => {
    const cwd = temporaryFolder();
    const basic = `Basic ${Buffer.from("me:secret @").toString("base64")}`;
    const server = createServer(({ url, headers }, response) => {
      if (headers.authorization !== basic) response.writeHead(401);
      else if (url === "/api.yaml") response.writeHead(302, { location: "/v2/api.yaml" });
      response.end(petsDocument());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const address = server.address();
      const host = `127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
      const result = await generate({ document: `http://me:secret%20%40@${host}/api.yaml`, output: "api" }, { cwd });
      expect(result).toMatchObject({ exitCode: 0, clients: [{ document: `http://${host}/api.yaml` }] });
      const wrong = await generate({ document: `http://me:secret@${host}/api.yaml`, output: "no" }, { cwd });
      expect(wrong).toMatchObject({ exitCode: 2, clients: [{ diagnostics: [{ code: "CW1004" }] }] });
      expect(JSON.stringify([result, wrong, readTree(cwd)])).not.toContain("secret");
    } finally {
      server.close();
    }
  });
});
