/** Turns two documents and the options of a client into what changes for its callers. */

import type { ClientOptions } from "../config.js";
import { type Diagnostic, hasErrors } from "../diagnostics.js";
import { type Diff, diffModels, diffOf, type ToolDiff } from "../diff/index.js";
import type { SourceText } from "../load/types.js";
import { emptyLock } from "../model/lock.js";
import type { Lock } from "../model/types.js";
import { type Outcome, runPipeline } from "../pipeline.js";
import { generatorVersion, runtimeFolder } from "../released.js";
import { publicDeclarations } from "../surface/declarations.js";
import { breakChanges, findBreaks } from "../surface/prove.js";
import { toolChanges } from "../surface/tool.js";
import { canonical, type PrintedFile } from "../write/index.js";
import { placeChanges } from "./change-places.js";
import type { ClientState } from "./client-state.js";
import { Failure } from "./failure.js";
import { readOptionsOf } from "./read-options.js";
import { recordedOptions } from "./recorded.js";
import type { Target } from "./targets.js";

/** What is compared, and how. */
export interface Comparison {
  /** Files, URLs or `git:REF:path`. */
  readonly before: string;
  readonly after: string;
  readonly cwd: string;
  readonly options: ClientOptions;
  /** The client as its callers have it; absent: there is none. */
  readonly client?: ClientState & { readonly target: Target };
  /** Whether the checker has a say. */
  readonly isProven: boolean;
}

/** What came of it. */
export interface Compared {
  readonly diff: Diff;
  /** About the new document. */
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, SourceText>;
  /** Whether what lies in the client's folder is the new client already. */
  readonly isGenerated: boolean;
}

/**
 * Compares the clients of two documents. The new one is modelled with the lock that the old one leaves, as `generate` would;
 * if that has happened, with what it decided.
 *
 * @throws {Failure} if either has an error.
 */
export async function compareDocuments(comparison: Comparison): Promise<Compared> {
  const { before, after, client, isProven } = comparison;
  const { lock = emptyLock, decided } = client ?? {};
  const old = await modelled(before, lock, comparison);
  const made = await modelled(after, old.model.lock, comparison);
  const isDecided = decided !== undefined && decided.hash === made.hash;
  const now = isDecided ? await modelled(after, decided.lock, comparison) : made;
  const tool = client && (await toolDiff(client, old, comparison));
  const { changes, wire } = diffModels(old.model, now.model);
  const isKnown = changes.some(({ bump, kind }) => bump === "major" && kind === "types");
  // What is a breaking change to the compiler already can't become one, and neither can what is the same.
  const isAsked = isProven && !isKnown && !isSame(old.files, now.files);
  const breaks = isAsked ? await findBreaks(old, now, runtimeFolder()) : [];
  const diff = placeChanges(diffOf([...breakChanges(breaks), ...changes], wire, tool), old.texts, now.texts);
  const inFolder = client?.target.folder?.lastRun?.documentHash;
  const isGenerated = inFolder === now.hash && (old.hash !== now.hash || changes.length > 0);
  return { diff, diagnostics: now.diagnostics, texts: now.texts, isGenerated };
}

function isSame(before: readonly PrintedFile[], after: readonly PrintedFile[]): boolean {
  const texts = new Map(before.map(({ path, text }) => [path, text]));
  return texts.size === after.length && after.every(({ path, text }) => texts.get(path) === text);
}

/**
 * What another version of the generator changes in the client that callers have: the files of that version against ours of the
 * same document. Absent if it is of this version.
 */
async function toolDiff(
  { run, files, target }: NonNullable<Comparison["client"]>,
  old: Modelled,
  comparison: Comparison,
): Promise<ToolDiff | undefined> {
  const to = generatorVersion();
  if (run === undefined || run.version === to) return undefined;
  const from = run.version;
  const unknown = (reason: string): ToolDiff => ({ from, to, changes: [], unknown: reason });
  if (run.documentHash !== old.hash) return unknown("it was generated from another document");
  if (canonical(run.options) !== canonical(recordedOptions(target))) {
    return unknown("it was generated with other options");
  }
  const written = await files();
  if (written === undefined) return unknown("its files are missing or were edited");
  const ours = comparison.isProven
    ? old
    : await modelled(comparison.before, run.lock, { ...comparison, isProven: true });
  return { from, to, changes: toolChanges(await publicDeclarations(written), await publicDeclarations(ours.files)) };
}

type Modelled = Outcome & Required<Pick<Outcome, "model" | "files">>;

async function modelled(document: string, lock: Lock, comparison: Comparison): Promise<Modelled> {
  const { cwd, isProven } = comparison;
  // Neither is seen by callers of the client.
  const { package: _own, ...rest } = comparison.options;
  const options: ClientOptions = { ...rest, raw: false, runtime: "package" };
  const outcome = await runPipeline({
    read: readOptionsOf(document, options, cwd),
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
