/** Turns the path of an output folder into a verdict: may this folder, or a file in it, be written to? */

import { lstatSync, readdirSync, realpathSync, type Stats } from "node:fs";
import { basename, dirname, join, parse, relative, resolve, sep } from "node:path";

/** Why a folder is not written to. Nothing on disk was touched. */
export interface Refusal {
  readonly reason: "forbidden" | "foreign" | "manifest" | "blocked";
  /** Absolute path of what is in the way. */
  readonly path: string;
  /** What is wrong with it: a clause whose subject is the path. */
  readonly detail: string;
  /** What to do, where there is more to say than of any other refusal for this reason. */
  readonly help?: string;
}

/** What an output folder must not be or contain. Absolute paths. */
export interface Surroundings {
  /** The current folder, the folder of the config file. */
  readonly projects: readonly string[];
  readonly home: string;
  /** The document's file, if it is one. */
  readonly document?: string;
}

/**
 * Judges where an output folder lies. Comes before anything in it or beside it is read or touched.
 *
 * @param output - Absolute path; it need not exist yet.
 * @returns Why it is refused, or `undefined` if it may be written to.
 */
export function judgeFolder(output: string, around: Surroundings): Refusal | undefined {
  const forbidden = (detail: string): Refusal => ({ reason: "forbidden", path: output, detail });
  const stats = statsOf(output);
  if (stats?.isSymbolicLink()) return forbidden("is a symbolic link");
  if (stats !== undefined && !stats.isDirectory()) return forbidden("is a file");
  const real = realPath(output);
  if (real === parse(real).root) return forbidden("is the root of the file system");
  if (contains(real, realPath(around.home))) return forbidden("is or contains the home folder");
  if (around.projects.some((project) => contains(real, realPath(project)))) {
    return forbidden("is or contains the project's own folder");
  }
  if (around.document !== undefined && contains(real, realPath(around.document))) {
    return forbidden("contains the document");
  }
  return undefined;
}

/**
 * Judges the content of an output folder that has no manifest.
 *
 * @param output - Absolute path; it need not exist yet.
 * @returns A refusal if there are files in it: they are not the generator's.
 */
export function judgeContent(output: string): Refusal | undefined {
  if (statsOf(output) === undefined || !hasFiles(output)) return undefined;
  return { reason: "foreign", path: output, detail: "has files in it that clientwright did not write" };
}

/**
 * Judges the place of one file: on its way there may be folders only, and at its end no folder.
 *
 * @param path - Relative to the output folder, `/` separated.
 */
export function judgePlace(output: string, path: string): Refusal | undefined {
  const parts = path.split("/");
  const ways = parts.slice(0, -1).map((_part, index) => join(output, ...parts.slice(0, index + 1)));
  for (const way of ways) {
    const stats = statsOf(way);
    if (stats === undefined) return undefined;
    if (!stats.isDirectory())
      return { reason: "blocked", path: way, detail: "is not a folder, but one is needed there" };
  }
  const place = join(output, path);
  if (!statsOf(place)?.isDirectory()) return undefined;
  return { reason: "blocked", path: place, detail: "is a folder, but a file is needed there" };
}

/** Whether two output folders would write into each other. Absolute paths. */
export function overlap(left: string, right: string): boolean {
  return contains(realPath(left), realPath(right)) || contains(realPath(right), realPath(left));
}

function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && parse(way).root === "");
}

function hasFiles(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).some(
    (entry) => !entry.isDirectory() || hasFiles(join(folder, entry.name)),
  );
}

/** The path with the links of the part that exists resolved. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? resolve(path) : join(realPath(parent), basename(path));
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // Below a file there is nothing (ENOTDIR); what can't be looked at fails when it is written.
    return undefined;
  }
}
