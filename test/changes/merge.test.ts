/** Two branches change the document, and are merged: what either has named keeps its name. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { clientwright } from "../cli/session.js";
import { type Api, before, documentOf, gives, pets } from "./api.js";
import { errorsIn } from "./compile.js";
import { gitIn } from "./git.js";
import { Project } from "./project.js";

const recipe = readFileSync(join(import.meta.dirname, "../../docs/recipes/document-changes.md"), "utf8");
const inFolder = ["-o", "src/api"];
const generate = ["generate", ...inFolder];
const operation = (operationId: string, tag: string) => ({ get: { operationId, tags: [tag], ...gives("Status") } });
const birds = { "/birds": operation("listBirds", "birds") };
const cats = { "/cats": operation("listCats", "pets"), "/dogs": operation("listDogs", "dogs") };

/** What is done on a branch beside generating. */
type Act = (project: Project) => Promise<void>;

const nothing: Act = async () => {};

const rename =
  (from: string, to: string): Act =>
  async ({ cwd }) => {
    await clientwright(cwd, ["rename", from, to, ...inFolder]);
  };

/** A repository in the middle of a merge: each branch has a document of its own, and the client generated from it. */
async function merging({ onOurs = nothing, onTheirs = nothing }: { onOurs?: Act; onTheirs?: Act } = {}) {
  const project = new Project();
  const git = gitIn(project.cwd);
  const commit = async (api: Api, act: Act) => {
    await project.generate(documentOf(api));
    await act(project);
    git("add", "-A");
    git("commit", "-qm", "A step.");
  };
  project.write({ ".gitignore": "node_modules\n" });
  git("init", "-q", "-b", "main");
  await commit(pets, nothing);
  git("checkout", "-q", "-b", "theirs");
  await commit(before(pets, { paths: cats }), onTheirs);
  git("checkout", "-q", "main");
  await commit(before(pets, { paths: birds }), onOurs);
  expect(() => git("merge", "theirs")).toThrow();
  return { project, git };
}

/** Resolves the document as a person would. */
function resolve(project: Project): void {
  project.write({ "api.json": JSON.stringify(documentOf(before(pets, { paths: { ...birds, ...cats } }))) });
}

describe("a merge of two branches", () => {
  it("is finished by generate, as the recipe says", async () => {
    const { project, git } = await merging({ onTheirs: rename("listStores", "allStores") });
    expect(project.files()[".clientwright.json"]).toContain("<<<<<<< ");
    expect(project.files()["index.ts"]).toContain(">>>>>>> ");
    resolve(project);
    const { exitCode, stderr } = await clientwright(project.cwd, generate);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining("CW1202") });
    const commands = /```sh\n(npx clientwright generate\n.*?)```/s.exec(recipe)?.[1] ?? "";
    const [first, ...rest] = commands.trim().split("\n");
    expect(first).toBe("npx clientwright generate");
    for (const line of rest) git(...line.replace("specs", "api.json").split(" ").slice(1));
    expect(git("status", "--porcelain")).toBe("");
    for (const name of ["listBirds", "listCats", "listDogs", "allStores"]) {
      expect(project.files()["index.ts"]).toMatch(new RegExp(`\\b${name},`));
    }
    expect(Object.values(project.files()).join("\n")).not.toMatch(/^(<{7}|={7}|>{7})/m);
    expect(errorsIn(project.path("src/api/index.ts"))).toEqual([]);
    const again = await clientwright(project.cwd, generate);
    expect(again).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining("CW1202") });
  });

  it("tells what the branches call otherwise", async () => {
    const { project } = await merging({
      onOurs: rename("listPets", "allPets"),
      onTheirs: rename("listPets", "findPets"),
    });
    resolve(project);
    const { exitCode, stderr } = await clientwright(project.cwd, generate);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining("`#/paths/~1pets/get` is `allPets`, not `findPets`"),
    });
    expect(project.files()["index.ts"]).toContain("allPetsOperation,");
    expect(project.files()["index.ts"]).not.toContain("findPets");
  });

  it("says what to do where one side of the manifest was taken", async () => {
    const { project, git } = await merging();
    resolve(project);
    git("checkout", "--ours", "--", "src/api/.clientwright.json");
    project.write({ "src/api/client.ts": "// Merged without a conflict.\n" });
    const stopped = await clientwright(project.cwd, generate);
    expect(stopped).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("CW0012") });
    const [, command = ""] = /`git (checkout --merge [^`]*)`/.exec(stopped.stderr.replace(/\s*\n\s*/g, " ")) ?? [];
    git(...command.split(" "));
    expect(await clientwright(project.cwd, generate)).toMatchObject({ exitCode: 0 });
  });

  it("overwrites conflict markers, and nothing that a person has written", async () => {
    const { project } = await merging();
    resolve(project);
    project.write({ "src/api/resources/stores.ts": "// Mine.\n" });
    const run = await clientwright(project.cwd, generate);
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("`src/api/resources/stores.ts`") });
    expect(run.stderr).not.toContain("index.ts");
  });

  it.each([
    ["cut short", (text: string) => text.replace(/^>{7}.*$/gm, ""), "it is not valid JSON"],
    ["not whole", (text: string) => text.replace(/"manifestVersion": 1,/, ""), "not two whole manifests"],
  ])("stops where the manifest is %s", async (_what, edit, reason) => {
    const { project } = await merging();
    project.write({ "src/api/.clientwright.json": edit(project.files()[".clientwright.json"] ?? "") });
    const run = await clientwright(project.cwd, generate);
    expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("CW1201") });
    expect(run.stderr.replace(/\s*\n\s*/g, " ")).toContain(reason);
  });

  it("stops where the branches have other options, until a person has decided", async () => {
    const onTheirs: Act = async (project) => {
      const text = project.files()[".clientwright.json"] ?? "";
      project.write({
        "src/api/.clientwright.json": text.replace('"options": {}', '"options": { "casing": "camel" }'),
      });
    };
    const { project } = await merging({ onTheirs });
    const run = await clientwright(project.cwd, generate);
    expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("`document` or `options`") });
    resolve(project);
    const text = project.files()[".clientwright.json"] ?? "";
    project.write({ "src/api/.clientwright.json": text.replace('{ "casing": "camel" }', "{}") });
    expect(await clientwright(project.cwd, generate)).toMatchObject({ exitCode: 0 });
  });
});
