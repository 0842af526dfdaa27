/** Turns the name of a document into a printed client, in memory: the stages in order, and nothing else. */

import { type Diagnostic, hasErrors, judged } from "./diagnostics.js";
import { hashDocument, type LoadResult, loadDocument, type ReadOptions } from "./load/index.js";
import { buildLocked, type Locked } from "./locked.js";
import type { Model } from "./model/types.js";
import { normalise } from "./normalise/index.js";
import { overrideIn } from "./overrides.js";
import { renameIn } from "./renames.js";
import { excerptFor, selectFor } from "./selection.js";
import type { PrintedFile } from "./write/index.js";

/** One client to generate. */
export interface Request extends Locked {
  readonly read: ReadOptions | LoadResult;
  /** Leave operations with errors out instead of stopping. */
  readonly keepGoing: boolean;
  /** Warnings count as errors. */
  readonly strict: boolean;
  /** Gives the files that are there already, if they are what emission would give; `hash` is of the whole document. */
  readonly reuse?: (model: Model, hash: string) => readonly PrintedFile[] | undefined;
}

/** What came of it: as much as could be made before an error that the run doesn't go on from. */
export interface Outcome extends Pick<LoadResult, "texts" | "sought"> {
  /** SHA-256 (hex) over the document with all its files, if it could be read. */
  readonly hash?: string;
  readonly model?: Model;
  /** Absent if there is an error that the run doesn't go on from. */
  readonly files?: readonly PrintedFile[];
  /** Operations that are not in the model because of errors: `GET /pets`. */
  readonly omitted: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs the stages. What is wrong with the document is in the diagnostics, all of it; nothing is written. */
export async function runPipeline(request: Request): Promise<Outcome> {
  const { read, options, keepGoing, strict } = request;
  const loaded = "texts" in read ? read : await loadDocument(read);
  const { source, texts, sought, selector, diagnostics: loading } = excerptFor(options, loaded);
  const selected = source && selectFor(selector, normalise(source));
  const normalised = selected && overrideIn(options, renameIn(options.rename, selected));
  const built = normalised?.document && buildLocked(normalised.document, request);
  const found = [...loading, ...(normalised?.diagnostics ?? []), ...(built?.diagnostics ?? [])];
  const understood = judged(found, strict);
  const broken = normalised?.document?.omitted.map(({ method, path }) => `${method} ${path}`) ?? [];
  const omitted = [...broken, ...(built?.omitted ?? [])];
  const hash = source && { hash: hashDocument(source) };
  const outcome: Outcome = { texts, sought, omitted, diagnostics: understood, ...hash };
  if (!source || !built || (hasErrors(understood) && !keepGoing)) return outcome;
  const unchanged = request.reuse?.(built.model, hashDocument(source));
  if (unchanged) return { ...outcome, model: built.model, files: unchanged };
  // Loads ts-morph and the TypeScript parser: only a document that can be emitted pays for them.
  const { emitClient } = await import("./emission.js");
  const { files, diagnostics: emitting } = await emitClient(built.model, options, source);
  const diagnostics = judged([...found, ...emitting], strict);
  const emitted: Outcome = { ...outcome, model: built.model, diagnostics };
  return hasErrors(diagnostics) && !keepGoing ? emitted : { ...emitted, files };
}
