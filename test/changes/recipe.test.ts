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

describe("the workflow of the recipe", () => {
  it("passes where nothing is out of date, and says what a pull request breaks", async () => {
    const cwd = temporaryFolder();
    const launcher = join(root, "generator/bin/clientwright.js");
    // What npm would put there.
    writeTree(cwd, {
      "bin/npx": `#!/bin/sh\nshift\nexec "${process.execPath}" "${launcher}" "$@"\n`,
      ".gitignore": "bin\nsummary\n",
    });
    chmodSync(join(cwd, "bin/npx"), 0o755);
    const clients = { pets: { document: "specs/api.yaml", output: "src/api" } };
    writeTree(cwd, {
      "specs/api.yaml": JSON.stringify(documentOf(pets)),
      "clientwright.config.json": JSON.stringify({ clients }),
    });
    const git = gitIn(cwd);
    const run = (name: string) => {
      const command = steps().get(name);
      if (command === undefined) throw new Error(`the recipe has no step ${name}`);
      const env = {
        ...process.env,
        PATH: `${cwd}/bin:${process.env["PATH"]}`,
        GITHUB_BASE_REF: "main",
        GITHUB_STEP_SUMMARY: "summary",
      };
      execFileSync("sh", ["-ec", command], { cwd, env, stdio: "pipe" });
    };
    await clientwright(cwd, ["generate"]);
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "base");
    git("update-ref", "refs/remotes/origin/main", "HEAD");
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
