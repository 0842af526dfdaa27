/** Makes projects outside of the workspace, as users have them, and installs packed packages there. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { succeed } from "./process.js";

export const root: string = join(import.meta.dirname, "../..");

/** What the workspace publishes, as the names of its tarballs begin. */
export type PackageName = "clientwright" | "@clientwright/runtime" | "@clientwright/octave" | "@clientwright/syllable";

/** Packs every package of the workspace, as `npm publish` would, and returns the tarballs by name. */
export async function packAll(into: string): Promise<Readonly<Record<PackageName, string>>> {
  await mkdir(into, { recursive: true });
  await succeed(root, "npm", ["pack", "--workspaces", "--pack-destination", into]);
  const tarball = async (name: PackageName, folder: string): Promise<string> => {
    const { version } = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8"));
    return join(into, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`);
  };
  return {
    clientwright: await tarball("clientwright", "generator"),
    "@clientwright/runtime": await tarball("@clientwright/runtime", "runtime"),
    "@clientwright/octave": await tarball("@clientwright/octave", "generated/octave"),
    "@clientwright/syllable": await tarball("@clientwright/syllable", "generated/syllable"),
  };
}

/** Makes an empty project and installs packages, given as npm takes them, into it. */
export async function makeProject(folder: string, packages: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  await succeed(folder, "npm", ["install", ...quiet, ...packages]);
}

/** The names of all packages that are installed in a project, sorted. */
export async function installedIn(folder: string): Promise<readonly string[]> {
  const lock = JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8"));
  return Object.keys(lock.packages)
    .filter((path) => path !== "")
    .map((path) => path.replace(/^.*node_modules\//, ""))
    .sort();
}
