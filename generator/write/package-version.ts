/** Turns an emitted package.json and the one on disk into one that keeps the publisher's version. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PrintedFile } from "./print.js";

/**
 * The version is the one field that a person, or a release tool, sets in a generated package.json.
 *
 * @param output - Absolute path of the output folder.
 * @param files - Printed files; a package.json among them stands at version 0.0.0.
 * @returns The same files, package.json with the version found on disk.
 */
export function keepVersion(output: string, files: readonly PrintedFile[]): readonly PrintedFile[] {
  const version = versionIn(output);
  if (version === undefined) return files;
  return files.map((file) =>
    file.path === "package.json"
      ? { path: file.path, text: file.text.replace(/^ {2}"version": "0\.0\.0"/m, () => `  "version": ${version}`) }
      : file,
  );
}

/** The version on disk as JSON text. */
function versionIn(output: string): string | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(output, "package.json"), "utf8"));
    const version: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "version") : undefined;
    return typeof version === "string" ? JSON.stringify(version) : undefined;
  } catch {
    // Not there, or not JSON: the plan finds out, and says so.
    return undefined;
  }
}
