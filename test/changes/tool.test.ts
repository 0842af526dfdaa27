/** A client that another version of the generator wrote: what regenerating changes by itself is told apart from the document. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { diff } from "clientwright";
import { describe, expect, it } from "vitest";
import { publicDeclarations } from "../../generator/surface/declarations.js";
import { toolChanges } from "../../generator/surface/tool.js";
import { contentHash } from "../../generator/write/index.js";
import { clientwright } from "../cli/session.js";
import { documentOf, pets } from "./api.js";
import { gitIn } from "./git.js";
import { Project } from "./project.js";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../generator/package.json"), "utf8"));

/** A client as a version 0.0.9 would have written it: without `deletePet`'s rival, with another type of `limit`. */
async function oldProject(edit: (text: string) => string): Promise<Project> {
  const project = new Project();
  await project.generate(documentOf(pets));
  const path = "resources/pets.ts";
  const text = edit(project.files()[path] ?? "");
  const manifest = JSON.parse(project.files()[".clientwright.json"] ?? "");
  const old = {
    ...manifest,
    generator: { ...manifest.generator, version: "0.0.9" },
    files: { ...manifest.files, [path]: contentHash(path, text) },
  };
  project.write({ [`src/api/${path}`]: text, "src/api/.clientwright.json": JSON.stringify(old) });
  return project;
}

const wider = (text: string) => text.replace("limit?: number", "limit?: number | string");

describe("clientwright diff, of a client of another version", () => {
  it("lists apart what comes from the generator", async () => {
    const project = await oldProject(wider);
    const args = ["diff", "api.json", "api.json", "-o", "src/api"];
    const { stdout } = await clientwright(project.cwd, args);
    expect(stdout).toBe(`From clientwright ${version} itself (the client is of 0.0.9)
  major: ListPetsInput is declared otherwise: limit?: number | undefined;, was limit?: number | string | undefined;. Follow the new types.

Release: major
`);
    expect(await clientwright(project.cwd, [...args, "--no-proof", "--fail-on", "major"])).toMatchObject({
      exitCode: 1,
      stdout,
    });
    const markdown = await clientwright(project.cwd, [...args, "--format", "markdown"]);
    expect(markdown.stdout).toContain(
      `**From clientwright ${version} itself (the client is of 0.0.9)**\n\n- major: \`ListPetsInput\``,
    );
    const json = await clientwright(project.cwd, [...args, "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      bump: "major",
      changes: [],
      tool: { from: "0.0.9", to: version, changes: [{ bump: "major", subject: "ListPetsInput" }] },
    });
  });

  it("says that nothing does", async () => {
    const project = await oldProject((text) => text.replace(/\/\*\*.*?\*\/\n/s, ""));
    const { stdout } = await clientwright(project.cwd, ["diff", "api.json", "api.json", "-o", "src/api"]);
    expect(stdout).toContain("(the client is of 0.0.9)\n  nothing\n\nRelease: patch");
  });

  it("says why it isn't known", async () => {
    const project = await oldProject(wider);
    const document = documentOf({ ...pets, paths: { "/status": pets.paths["/status"] ?? {} } });
    project.write({ "other.json": JSON.stringify(document) });
    const client = { document: "api.json", output: "src/api" };
    const reason = async (before: string, options: object = {}) => {
      const { diff: found } = await diff(before, "api.json", { cwd: project.cwd, client: { ...client, ...options } });
      return found?.tool?.unknown;
    };
    expect(await reason("other.json")).toBe("it was generated from another document");
    expect(await reason("api.json", { casing: "camel" })).toBe("it was generated with other options");
    expect(await reason("api.json")).toBeUndefined();
    project.write({ "src/api/index.ts": "" });
    expect(await reason("api.json")).toBe("its files are missing or were edited");
  });

  it("takes the client that was committed with the document", async () => {
    const project = await oldProject(wider);
    const { cwd } = project;
    const git = gitIn(cwd);
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "first");
    await project.generate(documentOf(pets), { force: true });
    const client = { document: "api.json", output: "src/api" };
    const { diff: found } = await diff("git:HEAD:api.json", "api.json", { cwd, client });
    expect(found?.tool?.changes.map(({ subject }) => subject)).toEqual(["ListPetsInput"]);
    const inFolder = await diff("api.json", "api.json", { cwd, client });
    expect(inFolder.diff?.tool).toBeUndefined();
  });
});

describe("what callers can name", () => {
  const client = (pets: string, index = 'export { type Pet, listPets } from "./pets.js";') => [
    { path: "index.ts", text: `${index}\nexport { SdkError } from "./runtime/index.js";` },
    { path: "pets.ts", text: pets },
    { path: "runtime/index.ts", text: "export class SdkError extends Error {}" },
  ];
  const first = `interface Inner { a: string; b?: 1 | 2 }
export interface Pet { id: string; inner: Inner }
export function listPets(): Pet[] { return []; }`;

  it.each([
    [
      "a body, a comment, an order",
      "/** New. */\ninterface Inner { b?: 2 | 1; a: string }\nexport function listPets(): Pet[] { throw new Error(); }\nexport interface Pet { inner: Inner; id: string }",
      undefined,
      [],
    ],
    [
      "a type that nobody can import",
      first.replace("a: string", "a: number"),
      undefined,
      ["major Pet is declared otherwise: `a: number;`, was `a: string;`"],
    ],
    ["an export that is gone", first, 'export { type Pet } from "./pets.js";', ["major listPets is gone"]],
    [
      "an export under another name",
      first,
      'export { type Pet, listPets as list } from "./pets.js";',
      ["major listPets is gone", "minor list is new"],
    ],
    [
      "several lines",
      first.replace("id: string", "id: number; age: number"),
      undefined,
      ["major Pet is declared otherwise: `age: number;`, was `id: string;` (and 1 more line)"],
    ],
  ])("%s", async (_what, pets, index, expected) => {
    const [before, after] = [await publicDeclarations(client(first)), await publicDeclarations(client(pets, index))];
    expect(toolChanges(before, after).map(({ bump, subject, message }) => `${bump} ${subject} ${message}`)).toEqual(
      expected,
    );
  });

  it("is the same whether the runtime is a package or a copy", async () => {
    const files = client(first);
    const packaged = files.map(({ path, text }) => ({
      path,
      text: text.replace("./runtime/index.js", "@clientwright/runtime"),
    }));
    expect(await publicDeclarations(packaged)).toEqual(await publicDeclarations(files));
    expect((await publicDeclarations(files)).get("SdkError")).toBe('from "@clientwright/runtime"');
  });
});
