/** The workflow that the recipe shows, as it would be used: its commands, in a repository with a base branch. */

import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { clientwright } from "../cli/session.js";
import { temporaryFolder, writeTree } from "../unit/write/folders.js";
import { documentOf, pets, replaced } from "./api.js";
import { gitIn } from "./git.js";

const root = join(import.meta.dirname, "../..");
const recipe = readFileSync(join(root, "docs/recipes/document-changes.md"), "utf8");

/** The shell commands of the workflow, by name of the step. */
function steps(): ReadonlyMap<string, string> {
  const workflow: { jobs: { client: { steps: { name?: string; run?: string }[] } } } = parse(
    /```yaml\n(.*?)```/s.exec(recipe)?.[1] ?? "",
  );
  const found = workflow.jobs.client.steps.flatMap(({ name, run }) => (name && run ? [[name, run] as const] : []));
  return new Map(found);
}

const without = replaced(pets, { paths: { "/status": undefined } });

/** A repository with a client, whose base branch is `origin/main`. */
async function repository(client: object, files: { readonly [path: string]: string } = {}): Promise<string> {
  const cwd = temporaryFolder();
  const bin = (name: string, script: string) => ({ [`bin/${name}`]: `#!/bin/sh\n${script} "$@"\n` });
  // What npm would put there.
  writeTree(cwd, {
    ...bin("npx", "exec"),
    ...bin("clientwright", `exec "${process.execPath}" "${join(root, "generator/bin/clientwright.js")}"`),
    ...bin("changeset", `exec "${process.execPath}" "${join(root, "node_modules/@changesets/cli/bin.js")}"`),
    ".gitignore": "bin\nsummary\n",
    "specs/api.yaml": JSON.stringify(documentOf(pets)),
    "clientwright.config.json": JSON.stringify({ clients: { pets: { document: "specs/api.yaml", ...client } } }),
    ...files,
  });
  for (const name of ["npx", "clientwright", "changeset"]) chmodSync(join(cwd, "bin", name), 0o755);
  await clientwright(cwd, ["generate"]);
  const git = gitIn(cwd);
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "base");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  return cwd;
}

/** Runs a command as the workflow's shell does. */
function sh(cwd: string, command: string): void {
  const env = {
    ...process.env,
    PATH: `${cwd}/bin:${process.env["PATH"]}`,
    GITHUB_BASE_REF: "main",
    GITHUB_STEP_SUMMARY: "summary",
  };
  execFileSync("bash", ["-ec", command], { cwd, env, stdio: "pipe" });
}

describe("the workflow of the recipe", () => {
  it("passes where nothing is out of date, and says what a pull request breaks", async () => {
    const cwd = await repository({ output: "src/api" });
    const run = (name: string) => {
      const command = steps().get(name);
      if (command === undefined) throw new Error(`the recipe has no step ${name}`);
      sh(cwd, command);
    };
    for (const name of steps().keys()) run(name);
    expect(readFileSync(join(cwd, "summary"), "utf8")).toBe("Nothing changes for callers.\n");

    writeTree(cwd, { "specs/api.yaml": JSON.stringify(documentOf(without)) });
    expect(() => run("The client is what the document and the config give")).toThrow();
    await clientwright(cwd, ["generate"]);
    run("The client is what the document and the config give");
    run("What changes for callers");
    expect(readFileSync(join(cwd, "summary"), "utf8")).toContain("`getStatus` is gone");
    expect(() => run("A breaking change is meant")).toThrow();
  });

  it("makes a changeset of a branch, and releasing it leaves the client as it is", async () => {
    const cwd = await repository(
      { output: "packages/client", package: { name: "@acme/pets" } },
      {
        "package.json": '{ "name": "acme", "version": "1.0.0", "private": true, "workspaces": ["packages/*"] }\n',
        "package-lock.json": "{}\n",
        ".changeset/config.json": '{ "changelog": "@changesets/cli/changelog", "baseBranch": "main" }\n',
      },
    );
    gitIn(cwd)("switch", "-qc", "drop/status");
    writeTree(cwd, { "specs/api.yaml": JSON.stringify(documentOf(without)) });
    const [, command = ""] = /```sh\n(npx clientwright diff .*> .*)\n```/.exec(recipe) ?? [];
    sh(cwd, command);
    sh(cwd, "npx clientwright generate");
    expect(readFileSync(join(cwd, ".changeset/drop-status.md"), "utf8")).toMatch(/^---\n"@acme\/pets": major\n---\n\n/);
    sh(cwd, "npx changeset version");
    expect(readFileSync(join(cwd, "packages/client/CHANGELOG.md"), "utf8")).toContain("`getStatus` is gone");
    expect(readFileSync(join(cwd, "packages/client/package.json"), "utf8")).toContain('"version": "1.0.0"');
    sh(cwd, "npx clientwright check");
  });

  it("compares with the names that were committed, not with those that replace them", async () => {
    const cwd = temporaryFolder();
    writeTree(cwd, { "api.json": JSON.stringify(documentOf(pets)) });
    await clientwright(cwd, ["generate", "api.json", "-o", "src/api"]);
    const git = gitIn(cwd);
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "base");
    await clientwright(cwd, ["rename", "listPets", "findPets", "-o", "src/api"]);
    const { stdout } = await clientwright(cwd, ["diff", "git:HEAD:api.json", "api.json", "-o", "src/api"]);
    expect(stdout).toContain("listPets is called findPets");
  });
});
