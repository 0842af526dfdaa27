/** Tells the reports of a client from those of others: an application may write those of several into one file. */

import { join } from "node:path";
import { readManifest } from "../load/index.js";
import type { JsonValue } from "../load/types.js";
import { valueAt } from "../load/values.js";
import { defaultName } from "../model/build.js";
import type { Report } from "../traffic/reports.js";
import { manifestName } from "../write/index.js";
import type { Target } from "./targets.js";

/** Reports, by whose they are. */
export interface Sorted {
  /** Those that don't say whose they are, as well. */
  readonly own: readonly Report[];
  readonly others: readonly Report[];
}

/**
 * Goes by the names that the client has, or would have.
 *
 * @param root - The value of its document.
 */
export function sortReports(reports: readonly Report[], { options, output }: Target, root: JsonValue): Sorted {
  const manifest = readManifest(join(output, manifestName));
  const locked = manifest.state === "read" ? manifest.run.lock.names["#client"] : undefined;
  const title = valueAt(root, "/info/title");
  const ideal = options.name ?? (typeof title === "string" ? defaultName(title) : undefined);
  // Where something else has the name, the client has the second.
  const names = new Set([locked, ideal, `${ideal}Client`]);
  const isOwn = ({ mismatch: { document } }: Report): boolean => document === undefined || names.has(document);
  return { own: reports.filter(isOwn), others: reports.filter((report) => !isOwn(report)) };
}
