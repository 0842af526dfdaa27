/** Reads what was released together from the packages of generator and runtime: versions, dependencies, documentation. */

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Version of the generator, and of the runtime that it generates for: they are released under one version. */
export function generatorVersion(): string {
  const { version } = packageJson("clientwright");
  if (typeof version !== "string") throw new Error("The generator's package.json has no version");
  return version;
}

/** What a copied runtime stands on: versions by package name. */
export function vendoredDependencies(): { readonly [name: string]: string } {
  const { dependencies } = packageJson("@clientwright/runtime");
  const entries = Object.entries(isRecord(dependencies) ? dependencies : {});
  return Object.fromEntries(entries.map(([name, range]) => [name, String(range)]));
}

/** Folder of the runtime's package, with its sources. */
export function runtimeFolder(): string {
  return dirname(packageJsonPath("@clientwright/runtime"));
}

/** Absolute path of `docs/diagnostics.md`, which has a section for each code. */
export function diagnosticsDocument(): string {
  const folder = dirname(packageJsonPath("clientwright"));
  // In the repository it stands beside the package; packing copies it into the package, where it could be of yesterday.
  const inRepository = join(folder, "../docs/diagnostics.md");
  return existsSync(inRepository) ? inRepository : join(folder, "docs/diagnostics.md");
}

function packageJson(name: string): { readonly [key: string]: unknown } {
  const value: unknown = JSON.parse(readFileSync(packageJsonPath(name), "utf8"));
  return isRecord(value) ? value : {};
}

function packageJsonPath(name: string): string {
  return createRequire(import.meta.url).resolve(`${name}/package.json`);
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}
