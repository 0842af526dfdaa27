/** Turns two documents and the options of a client into what changes for its callers. */

import type { ClientOptions } from "../config.js";
import { type Diagnostic, hasErrors } from "../diagnostics.js";
import { type Diff, diffModels, diffOf } from "../diff/index.js";
import type { SourceText } from "../load/types.js";
import type { Lock } from "../model/types.js";
import { type Outcome, runPipeline } from "../pipeline.js";
import { runtimeFolder } from "../released.js";
import { breakChanges, findBreaks } from "../surface/prove.js";
import { Failure } from "./failure.js";

/** What is compared, and how. */
export interface Comparison {
  /** Files, URLs or `git:REF:path`. */
  readonly before: string;
  readonly after: string;
  readonly cwd: string;
  readonly options: ClientOptions;
  /** That of the client as its callers have it; empty: there is no such client. */
  readonly lock: Lock;
  /** What was decided for the new document already, if a client was generated from it: `hash` is the document's. */
  readonly decided?: { readonly lock: Lock; readonly hash: string };
  /** Whether the checker has a say. */
  readonly isProven: boolean;
}

/** What came of it. */
export interface Compared {
  readonly diff: Diff;
  /** About the new document. */
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, SourceText>;
}

/**
 * Compares the clients of two documents. The new one is modelled with the lock that the old one leaves, as `generate` would;
 * if that has happened, with what it decided.
 *
 * @throws {Failure} if either has an error.
 */
export async function compareDocuments(comparison: Comparison): Promise<Compared> {
  const { before, after, lock, decided, isProven } = comparison;
  const old = await modelled(before, lock, comparison);
  const made = await modelled(after, old.model.lock, comparison);
  const isDecided = decided !== undefined && decided.hash === made.hash;
  const now = isDecided ? await modelled(after, decided.lock, comparison) : made;
  const diff = diffModels(old.model, now.model);
  const { diagnostics, texts } = now;
  const isKnown = diff.changes.some(({ bump, kind }) => bump === "major" && kind === "types");
  // What is a breaking change to the compiler already can't become one.
  if (isKnown || !isProven) return { diff, diagnostics, texts };
  const breaks = await findBreaks(old, now, runtimeFolder());
  return { diff: diffOf([...breakChanges(breaks), ...diff.changes], diff.wire), diagnostics, texts };
}

type Modelled = Outcome & Required<Pick<Outcome, "model" | "files">>;

async function modelled(document: string, lock: Lock, comparison: Comparison): Promise<Modelled> {
  const { cwd, isProven } = comparison;
  // Neither is seen by callers of the client.
  const { package: _own, ...rest } = comparison.options;
  const options: ClientOptions = { ...rest, raw: false, runtime: "package" };
  const { allowHosts, allowFolders, overlays } = options;
  const outcome = await runPipeline({
    read: { document, cwd, allowHosts, allowFolders, overlays },
    options,
    lock,
    reshape: [],
    keepGoing: false,
    strict: false,
    // Without the checker nobody looks at files.
    ...(!isProven && { reuse: () => [] }),
  });
  const { model, files, diagnostics, texts } = outcome;
  if (model !== undefined && files !== undefined) return { ...outcome, model, files };
  throw new Failure(
    hasErrors(diagnostics) ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics,
    texts,
  );
}
