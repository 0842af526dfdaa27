/** Turns files that applications wrote in `onMismatch` into reports. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Report, readReports } from "../traffic/reports.js";
import { failure } from "./failure.js";
import { shownPath } from "./places.js";

/**
 * Reads all reports of the files, in their order. An empty file has none.
 *
 * @throws {Failure} if one can't be read, or holds anything else.
 */
export function readMismatchFiles(files: readonly string[], cwd: string): readonly Report[] {
  return files.flatMap((path) => {
    const file = shownPath(resolve(cwd, path), cwd);
    const found = readReports(file, textOf(resolve(cwd, path), file));
    if ("reports" in found) return found.reports;
    throw failure(
      "CW0021",
      found.problem,
      "Each line is one report as JSON: `onMismatch: (mismatch) => append(JSON.stringify(mismatch))`.",
    );
  });
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw failure("CW0021", `\`${file}\` can't be read.`, "Name a file of mismatch reports with `--mismatches`.");
  }
}
