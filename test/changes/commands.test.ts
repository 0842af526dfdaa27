/** What people do about names and shapes that the manifest keeps, and what `check` tells them. */

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { clientwright as newProcess } from "../cli/command.js";
import { clientwright } from "../cli/session.js";
import { documentOf, pets, replaced } from "./api.js";
import { errorsIn } from "./compile.js";
import { Project } from "./project.js";

const inFolder = ["-o", "src/api"];

async function petStore(): Promise<Project> {
  const project = new Project();
  await project.generate(documentOf(pets));
  return project;
}

describe("clientwright rename", () => {
  it("gives the new name, from now on", async () => {
    const project = await petStore();
    const first = await clientwright(project.cwd, ["rename", "listPets", "findPets", ...inFolder]);
    expect(first).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("files written") });
    const index = project.files()["index.ts"] ?? "";
    expect(index).toContain("findPets,");
    expect(index).not.toContain("listPets");
    // The next run neither goes back nor proposes it.
    const { clients } = await project.generate(documentOf(pets), { force: true });
    expect(clients[0]?.diagnostics).toEqual([]);
    expect(project.files()["index.ts"]).toBe(index);
  });

  it("keeps the old names for those who use them", async () => {
    const project = await petStore();
    project.write({
      "src/callers.ts": `import { type ClientLike, type ListPetsInput, listPets, listPetsOperation, type Pet, PetStore } from "./api/index.js";

export async function call(client: ClientLike): Promise<Pet[]> {
  const input: ListPetsInput = { limit: 1 };
  return [await new PetStore(client).pets.get({ id: listPetsOperation.id }), ...(await listPets(client, input))];
}
`,
    });
    const pet = ["rename", "#/components/schemas/Pet", "Animal"];
    const method = ["rename", "#/paths/~1pets~1{id}/get@method", "find"];
    for (const args of [["rename", "listPets", "findPets"], pet, method]) {
      const run = await clientwright(project.cwd, [...args, "--keep-alias", ...inFolder]);
      expect(run).toMatchObject({ exitCode: 0 });
    }
    expect(errorsIn(project.path("src/callers.ts"))).toEqual([]);
    const files = project.files();
    expect(files["resources/pets.ts"]).toContain("export interface Animal {");
    expect(files["resources/pets.ts"]).toContain("@deprecated Renamed: `find`.");
    expect(files["index.ts"]).toContain("type Animal as Pet,");
  });

  it("there and back again compiles, with the other name beside it", async () => {
    const project = await petStore();
    project.write({
      "src/callers.ts":
        'import { findPets, listPets, listPetsOperation, type ListPetsInput } from "./api/index.js";\n\nexport const all: [typeof listPets, ListPetsInput, string] = [findPets, {}, listPetsOperation.id];\n',
    });
    for (const [from = "", to = ""] of [
      ["listPets", "findPets"],
      ["findPets", "listPets"],
    ]) {
      const run = await clientwright(project.cwd, ["rename", from, to, "--keep-alias", ...inFolder]);
      expect(run).toMatchObject({ exitCode: 0 });
    }
    expect(errorsIn(project.path("src/callers.ts"))).toEqual([]);
    expect(errorsIn(project.path("src/api/index.ts"))).toEqual([]);
  });

  it("takes the name of a function and a method alike for the function, and lists the keys of others", async () => {
    const project = new Project();
    const { get } = pets.paths["/status"] ?? {};
    const status = (tag: string) => ({ get: { ...(get ?? {}), operationId: undefined, tags: [tag] } });
    const m = { get: { ...(get ?? {}), operationId: "m", tags: ["things"] } };
    await project.generate(documentOf({ ...pets, paths: { "/a": status("a"), "/b": status("b"), "/m": m } }));
    const one = await clientwright(project.cwd, ["rename", "m", "x", ...inFolder]);
    expect(one).toMatchObject({ exitCode: 0 });
    expect(project.files()["index.ts"]).toContain("xOperation");
    const two = await clientwright(project.cwd, ["rename", "list", "x", ...inFolder]);
    expect(two).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("CW0017") });
    expect(two.stderr).toContain("`#/paths/~1a/get@method`, `#/paths/~1b/get@method`");
  });

  it("says that the config gives the name", async () => {
    const project = new Project();
    const client = { document: "api.json", output: "src/api", rename: { operations: { listPets: "all" } } };
    project.write({
      "clientwright.config.json": JSON.stringify({ clients: { pets: client } }),
      "api.json": JSON.stringify(documentOf(pets)),
    });
    await clientwright(project.cwd, ["generate"]);
    const before = project.files();
    const run = await clientwright(project.cwd, ["rename", "all", "every"]);
    expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("It is still called `all`") });
    expect(project.files()).toEqual(before);
  });

  it.each([
    [["listPets", "createPet"], "CW0017", "`listPets` can't be renamed: `createPet` is taken."],
    [["listPests", "x"], "CW0017", "Did you mean `listPets`?"],
    [["Pets", "Owners", "--keep-alias"], "CW0017", "only exports and methods can"],
  ])("says why it can't: %j", async (args, code, text) => {
    const project = await petStore();
    const before = project.files();
    const { exitCode, stderr } = await clientwright(project.cwd, ["rename", ...args, ...inFolder]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(code) });
    expect(stderr).toContain(text);
    expect(project.files()).toEqual(before);
  });

  it("needs a client that was generated, and one alone", async () => {
    const project = new Project();
    const none = await clientwright(project.cwd, ["rename", "a", "b", ...inFolder]);
    expect(none).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("CW0001") });
    const client = { document: "api.json", output: "src/api" };
    const clients = { one: client, two: { ...client, output: "src/two" } };
    project.write({
      "clientwright.config.json": JSON.stringify({ clients }),
      "api.json": JSON.stringify(documentOf(pets)),
    });
    const several = await clientwright(project.cwd, ["rename", "a", "b"]);
    expect(several).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--client") });
    const fresh = await clientwright(project.cwd, ["rename", "a", "b", "--client", "two"]);
    expect(fresh).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("was never generated") });
  });
});

describe("clientwright generate", () => {
  const withLimit = replaced(pets, {
    paths: {
      "/status": {
        get: {
          ...(pets.paths["/status"]?.["get"] ?? {}),
          parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }],
        },
      },
    },
  });

  it("gives an operation its natural shape on request", async () => {
    const project = await petStore();
    expect(await project.changes(documentOf(withLimit))).toContain("update resources/status.ts");
    expect(project.files()["resources/status.ts"]).toContain("RequestOptions & { parameters?: GetStatusParameters");
    const run = await clientwright(project.cwd, ["generate", ...inFolder, "--reshape", "getStatus"]);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(project.files()["resources/status.ts"]).toContain("input?: GetStatusInput");
    // It is fixed from now on.
    expect(await project.changes(documentOf(withLimit))).toEqual([]);
    const unknown = await clientwright(project.cwd, ["generate", ...inFolder, "--reshape", "getState"]);
    expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("Did you mean `getStatus`?") });
  });

  it("proposes a better name, and the command that gives it", async () => {
    const project = new Project();
    const paths = { "/a": pets.paths["/status"] ?? {}, "/status": pets.paths["/status"] ?? {} };
    const get = { get: { ...(pets.paths["/status"]?.["get"] ?? {}), operationId: "get_status" } };
    await project.generate(documentOf({ ...pets, paths: { ...paths, "/a": get } }));
    await project.generate(documentOf(pets));
    const { stderr } = await clientwright(project.cwd, ["generate", ...inFolder]);
    expect(stderr).toContain("CW3011");
    const commands = [...stderr.matchAll(/`clientwright rename "(.*?)" (\w+)`/g)].map(([, pointer, name]) => [
      pointer,
      name,
    ]);
    expect(commands.map(([, name]) => name).sort()).toEqual(["get", "getStatus"]);
    for (const [pointer = "", name = ""] of commands) {
      const run = await clientwright(project.cwd, ["rename", pointer, name, ...inFolder]);
      expect(run).toMatchObject({ exitCode: 0 });
    }
    expect((await clientwright(project.cwd, ["generate", ...inFolder])).stderr).not.toContain("CW3011");
  });

  it("loads no compiler where nothing changed", async () => {
    const project = await petStore();
    const report = "process.on('exit', () => console.log(Object.keys(require('module')._cache).join()))";
    project.write({ "report.cjs": report });
    const env = { NODE_OPTIONS: `--require ${join(project.cwd, "report.cjs")}` };
    const again = await newProcess(project.cwd, ["generate", ...inFolder], "", env);
    expect(again).toMatchObject({ exitCode: 0, stdout: expect.not.stringMatching(/ts-morph|typescript/) });
    const forced = await newProcess(project.cwd, ["generate", ...inFolder, "--force"], "", env);
    expect(forced.stdout).toMatch(/ts-morph/);
  });
});

describe("clientwright check", () => {
  it("says that another version wrote the client", async () => {
    const project = await petStore();
    const manifest = project.files()[".clientwright.json"] ?? "";
    project.write({ "src/api/.clientwright.json": manifest.replace(/("version": )"[^"]*"/, '$1"0.0.1"') });
    const { exitCode, stderr } = await clientwright(project.cwd, ["check", ...inFolder]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("generated by clientwright 0.0.1, and this is ");
    expect(stderr).toContain("Run: clientwright generate -o src/api\n");
  });

  it("tells to install a newer version that wrote the client, which generate leaves alone without --force", async () => {
    const project = await petStore();
    const manifest = project.files()[".clientwright.json"] ?? "";
    project.write({ "src/api/.clientwright.json": manifest.replace(/("version": )"[^"]*"/, '$1"99.0.0"') });
    const before = project.files();
    const check = await clientwright(project.cwd, ["check", ...inFolder]);
    expect(check).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("99.0.0, which is newer: this is ") });
    expect(check.stderr).toContain("Install clientwright 99.0.0 or later.");
    expect(check.stderr).not.toContain("Run: ");
    for (const args of [["generate"], ["generate", "--dry-run"], ["rename", "listPets", "findPets"]]) {
      const run = await clientwright(project.cwd, [...args, ...inFolder]);
      expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("CW0018") });
    }
    expect(project.files()).toEqual(before);
    expect(await clientwright(project.cwd, ["generate", "--force", ...inFolder])).toMatchObject({ exitCode: 0 });
    expect(project.files()[".clientwright.json"]).toBe(manifest);
  });
});
