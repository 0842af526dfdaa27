/** Turns the folder of a client's recordings into what was recorded. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Exchange, readHar } from "../traffic/har.js";
import { failure } from "./failure.js";
import { shownPath } from "./places.js";
import type { Target } from "./targets.js";

/** What the command line says about recordings. */
export interface RecordingsFlags {
  /** Absolute path of the folder; absent: the client's own. */
  readonly folder: string | undefined;
  /** Whether a client without recordings has none, rather than that being a mistake. */
  readonly isOptional: boolean;
}

/**
 * Reads the recordings of a client.
 *
 * @throws {Failure} if there are none, or one can't be read.
 */
export function recordingsOf(
  target: Target,
  { folder, isOptional }: RecordingsFlags,
  cwd: string,
): readonly Exchange[] {
  if (isOptional && folder === undefined && !hasRecordings(target)) return [];
  return readRecordings(recordingsFolder(target, folder), cwd);
}

/** Whether a client has a folder of recordings of its own, and it is there. */
export function hasRecordings({ recordings }: Target): boolean {
  return recordings !== undefined && existsSync(recordings);
}

/**
 * Where a client's recordings are.
 *
 * @param given - What the command line says.
 * @throws {Failure} if nothing says it.
 */
export function recordingsFolder(target: Target, given: string | undefined): string {
  const folder = given ?? target.recordings;
  if (folder !== undefined) return folder;
  throw failure(
    "CW0001",
    "Only a client of a config file has a folder of recordings of its own.",
    "Add `--recordings <folder>`.",
  );
}

/** Reads all recordings (`*.har`) of a folder, in the order of their names. */
function readRecordings(folder: string, cwd: string): readonly Exchange[] {
  const names = listFolder(folder, cwd).filter((name) => name.endsWith(".har"));
  if (names.length === 0) {
    throw failure(
      "CW0020",
      `There are no recordings in \`${shownPath(folder, cwd)}\`.`,
      "A recording is a `.har` file.",
    );
  }
  return names.sort().flatMap((name) => {
    const har = readHar(name, textOf(join(folder, name), cwd));
    if ("exchanges" in har) return har.exchanges;
    throw failure("CW0020", har.problem, `It stands in \`${shownPath(folder, cwd)}\`.`);
  });
}

function textOf(path: string, cwd: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Written for their owner alone, they may be somebody else's.
    throw failure("CW0020", `\`${shownPath(path, cwd)}\` can't be read.`, "Make it readable, or leave it out.");
  }
}

function listFolder(folder: string, cwd: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    const help = "Name the folder with `--recordings`, or with `recordings` in the client's config.";
    throw failure("CW0020", `There is no folder \`${shownPath(folder, cwd)}\`.`, help);
  }
}
