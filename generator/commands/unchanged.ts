/** Turns what the last run recorded into its files, if this run would write the same: then nothing is emitted. */

import type { RecordedRun } from "../load/index.js";
import type { Model } from "../model/types.js";
import { generatorVersion } from "../released.js";
import { canonical, type PrintedFile } from "../write/index.js";
import { filesOnDisk } from "./client-state.js";
import { recordedDocument, recordedOptions } from "./recorded.js";
import type { Target } from "./targets.js";

/**
 * The files on the disk, if they are what emission would give: output is a function of document, options, lock and version,
 * and all of them, and the files, are as the manifest says.
 *
 * @param hash - Of the document with all its files.
 * @returns The files with LF line ends, or `undefined` if anything differs or can't be known without emission.
 */
export function unchangedFiles(
  target: Target,
  run: RecordedRun,
  model: Model,
  hash: string,
): readonly PrintedFile[] | undefined {
  const { version, document, documentHash, options, lock, files } = run;
  const isSameRun =
    version === generatorVersion() &&
    document === recordedDocument(target) &&
    documentHash === hash &&
    canonical(options) === canonical(recordedOptions(target)) &&
    canonical(lock) === canonical(model.lock);
  // Why the raw client was left out is said by emission.
  const hasRaw = !target.options.raw || Object.hasOwn(files, "schema.ts");
  if (!isSameRun || !hasRaw) return undefined;
  const found = filesOnDisk(target.output, run);
  return found?.every(({ path, text }) => hasOwnRange(path, text, target)) ? found : undefined;
}

/** The range of the runtime is outside the hash; emission would set it to this version's. */
function hasOwnRange(path: string, text: string, { options }: Target): boolean {
  if (path !== "package.json" || options.runtime === "vendored") return true;
  return text.includes(`"@clientwright/runtime": "^${generatorVersion()}"`);
}
