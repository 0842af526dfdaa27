/** Turns printed files and what lies on the disk into a plan: which files change, and which of them a person has edited. */

import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judgePlace, type Refusal } from "./folder.js";
import { canonical, contentHash, isInnerPath, type Manifest, manifestName } from "./manifest.js";
import type { PrintedFile } from "./print.js";

/** What happens to one file of the output folder. */
export interface PlannedFile {
  /** Relative to the output folder, `/` separated. */
  readonly path: string;
  readonly change: "create" | "update" | "remove" | "none";
  /** The new text; absent for `remove`. */
  readonly text?: string;
  /** The file on disk is not as the generator left it, or not the generator's, and would be lost. */
  readonly edited: boolean;
}

/** A plan for one output folder. The manifest is its last file. */
export interface Plan {
  /** Absolute path. */
  readonly output: string;
  readonly files: readonly PlannedFile[];
  /** Places that can't be written to. */
  readonly refusals: readonly Refusal[];
}

/**
 * Compares what was generated with what is there. Reads the disk, changes nothing.
 *
 * @param output - Absolute path of the output folder.
 * @param printed - All files, the manifest last.
 * @param previous - Hashes of the files that the last run wrote, as its manifest says; empty if there was none.
 */
export function planFiles(output: string, printed: readonly PrintedFile[], previous: Manifest["files"]): Plan {
  const known = new Map(Object.entries(previous));
  const refusals = [
    ...judgePaths(output, [...known.keys()]),
    ...printed.flatMap(({ path }) => judgePlace(output, path) ?? []),
  ];
  if (refusals.length > 0) return { output, files: [], refusals };
  const paths = new Set(printed.map(({ path }) => path));
  const stale = [...known.keys()]
    .filter((path) => !paths.has(path) && path !== manifestName)
    .flatMap((path) => planRemoval(output, path, known.get(path)));
  const written = printed.map((file) => planFile(output, file, known.get(file.path)));
  return { output, files: [...stale, ...written], refusals };
}

/** A manifest may come from anywhere: what it names outside of its folder was never ours. */
function judgePaths(output: string, paths: readonly string[]): readonly Refusal[] {
  if (paths.every(isInnerPath)) return [];
  return [{ reason: "manifest", path: output, detail: "it names files outside of its folder" }];
}

function planRemoval(output: string, path: string, hash: string | undefined): PlannedFile[] {
  if (judgePlace(output, path) !== undefined) return [];
  const there = readText(output, path);
  if (there === undefined) return [];
  return [{ path, change: "remove", edited: contentHash(path, there) !== hash }];
}

function planFile(output: string, { path, text }: PrintedFile, hash: string | undefined): PlannedFile {
  const there = readText(output, path);
  if (there === undefined) return { path, text, change: "create", edited: false };
  if (isSame(path, there, text)) return { path, text, change: "none", edited: false };
  const edited = path !== manifestName && contentHash(path, there) !== hash;
  return { path, text, change: "update", edited };
}

/** Line ends don't count: a checkout may have turned them. Neither does the layout of a package.json. */
function isSame(path: string, there: string, text: string): boolean {
  if (there.replaceAll("\r\n", "\n") === text) return true;
  return path === "package.json" && sameJson(there, text);
}

function sameJson(left: string, right: string): boolean {
  try {
    return canonical(JSON.parse(left)) === canonical(JSON.parse(right));
  } catch {
    return false;
  }
}

function readText(output: string, path: string): string | undefined {
  const place = join(output, path);
  if (lstatSync(place, { throwIfNoEntry: false }) === undefined) return undefined;
  try {
    return readFileSync(place, "utf8");
  } catch (error) {
    // A link to nowhere is there, but has no text: whatever it is, it is not ours.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
