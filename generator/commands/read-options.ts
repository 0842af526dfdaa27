/** Turns the options of a client into what may be read for its document. */

import type { ClientOptions } from "../config.js";
import type { ReadOptions } from "../load/index.js";

/** @param document - Absolute path, URL, `git:REF:path` or `-`. */
export function readOptionsOf(
  document: string,
  { allowHosts, allowFolders, overlays }: ClientOptions,
  cwd: string,
): ReadOptions {
  return { document, cwd, allowHosts, allowFolders, overlays };
}
