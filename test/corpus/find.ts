/** Turns folders and files into the documents that they hold. */

import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Task } from "./pool.js";

/** Documents are files with `openapi` or `swagger` at their top: others are parts of them. In a steady order. */
export function findDocuments(paths: readonly string[]): Task[] {
  return paths.flatMap((given): Task[] => {
    const path = resolve(given);
    if (!statSync(path).isDirectory()) return [{ path, name: documentName(path, dirname(path)) }];
    return filesBelow(path)
      .filter(isDocument)
      .map((file) => ({ path: file, name: documentName(file, path) }));
  });
}

/** What reports and the list of known failures call a document: its path in its package, else below its folder. */
export function documentName(path: string, folder: string): string {
  const inPackage = /.*[\\/]node_modules[\\/](.*)/.exec(path)?.[1];
  return (inPackage ?? relative(folder, path)).replaceAll("\\", "/");
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Looks at the text alone: the top level is not indented in YAML, and near the start in JSON. */
function isDocument(file: string): boolean {
  const text = readFileSync(file, "utf8");
  if (/^["']?(openapi|swagger)["']?\s*:/m.test(text)) return true;
  return /^\s*\{/.test(text) && /["'](openapi|swagger)["']\s*:\s*["']\d/.test(text);
}
