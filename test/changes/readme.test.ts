/** Runs the commands that the README shows to people who generate, in its order. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { clientwright } from "../cli/session.js";
import { temporaryFolder, writeTree } from "../unit/write/folders.js";
import { documentOf, pets } from "./api.js";
import { gitIn } from "./git.js";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const commands = [...readme.matchAll(/npx clientwright ([^`#\n]+)/g)].map(([, words = ""]) => words.trim().split(" "));

/** Watches until the first run is over, and ends it as a person does. */
async function watch(cwd: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [join(root, "generator/bin/clientwright.js"), ...args], { cwd });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  for await (const text of child.stderr.setEncoding("utf8")) {
    if (String(text).includes("Watching for changes.")) break;
  }
  child.kill("SIGINT");
  const [code] = child.exitCode === null ? await once(child, "exit") : [child.exitCode];
  return code;
}

it("works as it is written", async () => {
  const cwd = temporaryFolder();
  writeTree(cwd, {
    "openapi.yaml": JSON.stringify(documentOf(pets)),
    "src/main.ts": 'import { createClient, listPets } from "./api/index.js";\n\nawait listPets(createClient(), {});\n',
  });
  const git = gitIn(cwd);
  git("init", "-q");
  git("add", "openapi.yaml");
  git("commit", "-qm", "first");
  for (const args of commands) {
    if (args.includes("--watch")) expect(await watch(cwd, args)).toBe(0);
    else expect([args, await clientwright(cwd, args)]).toEqual([args, expect.objectContaining({ exitCode: 0 })]);
  }
  expect(commands.map(([command]) => command)).toEqual(
    expect.arrayContaining(["init", "generate", "check", "diff", "rename"]),
  );
});
