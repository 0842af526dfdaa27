/** Reads what was released together from the package.json files of generator and runtime: versions and dependencies. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

/** Version of the generator, and of the runtime that it generates for: they are released under one version. */
export function generatorVersion(): string {
  const { version } = packageJson("clientwright");
  if (typeof version !== "string") throw new Error("The generator's package.json has no version");
  return version;
}

/** What a copied runtime stands on, as `npm install` takes it: `openapi-fetch@0.17.0`. */
export function vendoredDependencies(): readonly string[] {
  const { dependencies } = packageJson("@clientwright/runtime");
  return Object.entries(isRecord(dependencies) ? dependencies : {}).map(([name, range]) => `${name}@${String(range)}`);
}

/** Folder of the runtime's package, with its sources. */
export function runtimeFolder(): string {
  return dirname(packageJsonPath("@clientwright/runtime"));
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
