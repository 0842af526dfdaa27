/** Holds a fresh clone to what its README promises: it installs, its packages resolve, and a release leaves it whole. */

import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run, succeed } from "./process.js";
import { root } from "./projects.js";

const slow = 300_000;
const quiet = ["--no-audit", "--no-fund", "--prefer-offline"];

let clone: string;

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), "clientwright-clone-"));
  // As it is now, not as it was committed: a test tells about the work at hand.
  const files = await succeed(root, "git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
  for (const file of files.split("\0").filter(isNeeded)) await copyTo(file);
  await succeed(clone, "git", ["init", "--quiet", "--initial-branch", "main"]);
  await commit("Start");
  await succeed(clone, "npm", ["ci", ...quiet]);
}, slow);

afterAll(async () => {
  await rm(clone, { recursive: true, force: true });
});

/** Of tests only what `npm run version` keeps of a release; neither the others nor the bench take part in what is tested here. */
function isNeeded(file: string): boolean {
  if (/^test\/(released|golden|corpus\/typescript-|unit\/write\/folders)/.test(file)) return true;
  return file !== "" && !/^(test|bench|examples|docs)\//.test(file);
}

async function copyTo(file: string): Promise<void> {
  await mkdir(dirname(join(clone, file)), { recursive: true });
  // A file that was deleted and is not committed yet is still listed.
  await copyFile(join(root, file), join(clone, file)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
}

async function commit(message: string): Promise<void> {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  await succeed(clone, "git", ["add", "--all"]);
  await succeed(clone, "git", [...identity, "commit", "--quiet", "--message", message]);
}

test("after `npm ci` the command answers", async () => {
  expect(await succeed(clone, "npx", ["clientwright", "--help"])).toContain("Usage: clientwright");
});

test("after `npm ci` every package can be imported by its name", async () => {
  const names = ["clientwright", "@clientwright/runtime", "@clientwright/octave", "@clientwright/syllable"];
  const program = `for (const name of ${JSON.stringify(names)}) console.log(Object.keys(await import(name)).length > 0)`;
  const printed = await succeed(clone, process.execPath, ["--input-type=module", "--eval", program]);
  expect(printed).toBe("true\n".repeat(names.length));
});

test(
  "`npm run version` after a change of the runtime leaves a workspace that installs and is up to date",
  async () => {
    const before = await versions();
    await removeChangesets();
    await writeFile(join(clone, ".changeset/bump.md"), '---\n"@clientwright/runtime": minor\n---\n\nA change.\n');
    await commit("Change the runtime");
    await succeed(clone, "npm", ["run", "version"]);
    const after = await versions();
    expect(after["@clientwright/runtime"]).not.toBe(before["@clientwright/runtime"]);
    expect(after["clientwright"]).toBe(after["@clientwright/runtime"]);
    const release = JSON.parse(await readFile(join(clone, "test/released/release.json"), "utf8"));
    expect(release.version).toBe(after["clientwright"]);
    for (const client of ["octave", "syllable"]) {
      const { dependencies } = JSON.parse(await readFile(join(clone, "generated", client, "package.json"), "utf8"));
      expect(dependencies).toEqual({ "@clientwright/runtime": `^${after["@clientwright/runtime"]}` });
    }
    const installed = await run(clone, "npm", ["ci", "--ignore-scripts", "--dry-run", ...quiet]);
    expect(installed.exitCode, installed.output).toBe(0);
    const lock = await readFile(join(clone, "package-lock.json"), "utf8");
    await succeed(clone, "npm", ["install", "--package-lock-only", "--ignore-scripts", ...quiet]);
    expect(await readFile(join(clone, "package-lock.json"), "utf8"), "the lockfile is as npm writes it").toBe(lock);
    const checked = await run(clone, "npx", ["clientwright", "check"]);
    expect(checked.exitCode, checked.output).toBe(0);
  },
  slow,
);

async function versions(): Promise<Readonly<Record<string, string>>> {
  const entries = ["generator", "runtime"].map(async (folder) => {
    const { name, version } = JSON.parse(await readFile(join(clone, folder, "package.json"), "utf8"));
    return [name, version];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Those that wait for the next release would decide the version here. */
async function removeChangesets(): Promise<void> {
  const folder = join(clone, ".changeset");
  const waiting = (await readdir(folder)).filter((name) => name.endsWith(".md") && name !== "README.md");
  for (const name of waiting) await rm(join(folder, name));
}
