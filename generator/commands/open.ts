/** Turns an output folder into what the last run left there: judged first, then recovered, then its manifest read. */

import { homedir } from "node:os";
import { join } from "node:path";
import { type RecordedRun, readManifest } from "../load/index.js";
import { judgeContent, judgeFolder, manifestName, type Recovery, type Refusal, recover } from "../write/index.js";
import { onDisk, refusalDiagnostic } from "./disk.js";
import { Failure } from "./failure.js";
import { isUrl } from "./places.js";

/** An output folder that may be written to. */
export interface OpenFolder {
  /** What its manifest says; absent if nothing was generated there yet. */
  readonly lastRun?: RecordedRun;
  /** What was done about an interrupted run. */
  readonly recovery?: Recovery;
}

/**
 * Judges where an output folder lies, and touches nothing.
 *
 * @param output - Absolute path.
 * @param projects - Folders that it must not be or contain.
 * @param document - Absolute path, URL or `-`; left out while it isn't known.
 * @throws {Failure} if it is refused.
 */
export function judgeOutput(output: string, projects: readonly string[], cwd: string, document = "-"): void {
  const isFile = document !== "-" && !isUrl(document);
  refuse(judgeFolder(output, { projects, home: homedir(), ...(isFile && { document }) }), cwd);
}

/**
 * Opens an output folder that was judged by {@link judgeOutput}. Completes or discards what a killed run has begun, writes
 * nothing else.
 *
 * @throws {Failure} if its files aren't the generator's, its manifest is of no use, or the disk fails.
 */
export function openFolder(output: string, cwd: string): OpenFolder {
  return onDisk(output, cwd, () => {
    const recovery = recover(output);
    const manifest = readManifest(join(output, manifestName));
    if (manifest.state === "absent") refuse(judgeContent(output), cwd);
    if (manifest.state === "unreadable") {
      const { reason: detail, help } = manifest;
      refuse({ reason: "manifest", path: output, detail, ...(help !== undefined && { help }) }, cwd);
    }
    return {
      ...(recovery !== undefined && { recovery }),
      ...(manifest.state === "read" && { lastRun: manifest.run }),
    };
  });
}

function refuse(refusal: Refusal | undefined, cwd: string): void {
  if (refusal !== undefined) throw new Failure([refusalDiagnostic(refusal, cwd)]);
}
