/** Installs the compilers and judges of packages, which are no dependencies of the project, on first use. */

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { succeed } from "./process.js";

const folder = join(import.meta.dirname, "tools");

/** By path: several packages bring a `tsc`, so the one in `.bin` is anybody's. */
const modules = join(folder, "node_modules");

/** The script of a compiler. */
export function compilerOf(version: "5.4" | "5.9" | "6" | "7"): string {
  return join(modules, `typescript-${version}`, "bin/tsc");
}

export const publint: string = join(modules, "publint/src/cli.js");
export const attw: string = join(modules, "@arethetypeswrong/cli/dist/index.js");

/** Installs what `tools/package-lock.json` says, unless that was done. */
export async function installTools(): Promise<void> {
  const lock = await readFile(join(folder, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  const mark = join(modules, ".installed");
  const installed = await readFile(mark, "utf8").catch(() => "");
  if (installed === wanted) return;
  await succeed(folder, "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  await writeFile(mark, wanted);
}
