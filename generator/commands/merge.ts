/** Turns what a merge has left in an output folder into what a run does about it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../diagnostics.js";
import { type Merged, type RecordedRun, sidesOf } from "../load/index.js";
import type { Plan } from "../write/index.js";
import { shownPath } from "./places.js";

/** Whether a file on the disk holds conflict markers. */
export function holdsConflict(output: string, path: string): boolean {
  try {
    return sidesOf(readFileSync(join(output, path), "utf8")) !== undefined;
  } catch {
    // Not there, or no file: there are no markers in it.
    return false;
  }
}

/**
 * The plan without the edits that are a merge's: files with conflict markers, and those that the two sides of a merged
 * manifest have otherwise. Of a package.json with markers the publisher's version could not be kept: it stays edited.
 */
export function withoutMerges(plan: Plan, lastRun: RecordedRun | undefined): Plan {
  const isMerged = (path: string) => {
    const isConflict = holdsConflict(plan.output, path);
    return path === "package.json" && isConflict ? false : isConflict || lastRun?.merged?.files.includes(path) === true;
  };
  const files = plan.files.map((file) => (file.edited && isMerged(file.path) ? { ...file, edited: false } : file));
  return { ...plan, files };
}

/** Says that both sides of a merge were put together, and what they call otherwise. */
export function mergeDiagnostic({ disputed }: Merged, output: string, cwd: string): Diagnostic {
  const message = `The manifest of \`${shownPath(output, cwd)}\` held both sides of a merge: what either has named keeps its name.`;
  if (disputed.length === 0) return { code: "CW1202", severity: "information", message };
  const list = disputed.map(([key, kept, dropped]) => `\`${key}\` is \`${kept}\`, not \`${dropped}\``).join("; ");
  return { code: "CW1202", severity: "warning", message, help: `The sides differ: ${list}.` };
}
