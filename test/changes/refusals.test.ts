/** What `diff`, `verify` and `init` say of places that they can't read or write, and that these stay as they were. */

import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientwright } from "../cli/session.js";
import { readTree, temporaryFolder, writeTree } from "../unit/write/folders.js";
import { documentOf, pets } from "./api.js";
import { gitIn } from "./git.js";

const document = JSON.stringify(documentOf(pets));
const clients = { pets: { document: "api.json", output: "src/api" } };

/** A repository with a client whose document is committed. */
const cwd = temporaryFolder(afterAll);

beforeAll(async () => {
  writeTree(cwd, {
    "api.json": document,
    "clientwright.config.json": JSON.stringify({ clients }),
    "notes/readme.txt": "no code\n",
    "specs/other.json": document,
    "recordings/broken.har/inner": "a folder\n",
  });
  await clientwright(cwd, ["generate"]);
  const git = gitIn(cwd);
  git("init", "-q");
  git("add", "api.json");
  git("commit", "-qm", "first");
});

async function refused(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { ".git/": _git, ...before } = readTree(folder);
  const { exitCode, stdout, stderr } = await clientwright(folder, args, env);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).not.toMatch(/internal error|^\s+at /m);
  const { ".git/": _same, ...after } = readTree(folder);
  expect(after).toEqual(before);
  return stderr;
}

describe("a committed document that can't be read", () => {
  it.each([
    [
      "a revision that isn't there",
      "origin/main:api.json",
      {},
      "invalid object name 'origin/main'",
      "`fetch-depth: 0`",
    ],
    [
      "a path that isn't there",
      "HEAD:specs/api.json",
      {},
      "does not exist in 'HEAD'",
      "relative to the current folder",
    ],
    ["a file that was never committed", "HEAD:specs/other.json", {}, "not in 'HEAD'", "that the file was committed"],
    [
      "a system that speaks German",
      "nowhere:api.json",
      { LANG: "de_DE.UTF-8", LANGUAGE: "de" },
      "invalid object",
      "Check",
    ],
    ["a machine without git", "HEAD:api.json", { PATH: "" }, "there is no git here", "Install git"],
  ])("%s", async (_, place, env, reason, help) => {
    const said = await refused(cwd, ["diff", `git:${place}`, "api.json"], env);
    expect(said).toContain("CW1003");
    expect(said).toContain(reason);
    expect(said).toContain(help);
  });

  it("a folder that is no repository", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "api.json": document });
    const said = await refused(folder, ["diff", "git:HEAD:api.json", "api.json"], { GIT_CEILING_DIRECTORIES: folder });
    expect(said).toContain("not a git repository");
    expect(said).toContain("Run the command in the repository, or name a file.");
  });
});

describe("a place that isn't what a command needs", () => {
  it.each([
    ["code that isn't there", ["diff", "api.json", "api.json", "--codemod", "none"], "There is no folder `none`."],
    [
      "a file for the code",
      ["diff", "api.json", "api.json", "--codemod", "api.json"],
      "There is no folder `api.json`.",
    ],
    ["a folder without code", ["diff", "api.json", "api.json", "--codemod", "notes"], "JavaScript in `notes`."],
    ["a folder for a recording", ["verify", "--recordings", "recordings"], "`recordings/broken.har` can't be read."],
    ["a folder that no client is in", ["diff", "api.json", "api.json", "-o", "notes"], "has files in it"],
  ])("%s", async (_, args, message) => {
    expect(await refused(cwd, args)).toContain(message);
  });

  it("a config file that can't be written is told, and the client is there", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "api.json": document });
    symlinkSync("nowhere/else.ts", join(folder, "clientwright.config.ts"));
    const { exitCode, stderr } = await clientwright(folder, ["init", "api.json", "--yes"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("CW0013: `clientwright.config.ts` can't be written: it is there already");
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
  });
});

describe("a document that clients of the config are made of", () => {
  it("is compared with default options if there are none or several, which is said", async () => {
    const folder = temporaryFolder();
    const two = { ...clients, zoo: { document: "api.json", output: "src/zoo", casing: "camel" } };
    writeTree(folder, {
      "api.json": document,
      "other.json": document,
      "clientwright.config.json": JSON.stringify({ clients: two }),
    });
    const several = await clientwright(folder, ["diff", "api.json", "api.json"]);
    expect(several).toMatchObject({ exitCode: 0, stdout: "Nothing changes for callers.\n" });
    expect(several.stderr).toBe(
      "Several clients of the config are made of api.json: compared with default options. Choose a client with --client <name>.\n",
    );
    const none = await clientwright(folder, ["diff", "api.json", "other.json"]);
    expect(none.stderr).toContain("No client of the config is made of other.json");
    expect((await clientwright(folder, ["diff", "api.json", "api.json", "--client", "zoo"])).stderr).toBe("");
  });
});
