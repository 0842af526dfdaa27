/** Turns targets into plans, and plans into files on disk: what `generate`, `check`, `init` and the API have in common. */

import { type Diagnostic, hasErrors } from "../diagnostics.js";
import { isNewer, type RecordedRun } from "../load/index.js";
import type { SourceText } from "../load/types.js";
import { emptyLock } from "../model/lock.js";
import { type Outcome, runPipeline } from "../pipeline.js";
import { generatorVersion } from "../released.js";
import {
  commit,
  hashFiles,
  keepVersion,
  type Manifest,
  manifestName,
  type Plan,
  type PrintedFile,
  planFiles,
  printManifest,
  type Recovery,
} from "../write/index.js";
import { diskDiagnostic, editDiagnostic, newerDiagnostic, refusalDiagnostic } from "./disk.js";
import { Failure } from "./failure.js";
import { mergeDiagnostic, withoutMerges } from "./merge.js";
import { judgeOutput, type OpenFolder, openFolder } from "./open.js";
import { placeOptions } from "./option-places.js";
import { readOptionsOf } from "./read-options.js";
import { recordedDocument, recordedOptions } from "./recorded.js";
import type { Target } from "./targets.js";
import { unchangedFiles } from "./unchanged.js";

/** How a run treats what it finds. */
export interface RunOptions {
  readonly cwd: string;
  /** Warnings count as errors. */
  readonly strict: boolean;
  /** Leave operations with errors out and write the rest. */
  readonly keepGoing: boolean;
  /** Overwrite hand-edited files. */
  readonly force: boolean;
  /** Operations that take their natural shape of input. Default: none. */
  readonly reshape?: readonly string[];
  /** Make all files anew, even if nothing can have changed. */
  readonly isThorough?: boolean;
  /** Write nothing. */
  readonly dryRun: boolean;
  /** Reads standard input to its end, for the document `-`. */
  readonly stdin?: () => Promise<string>;
  /** Told before each client. */
  readonly onStart?: (target: Target, index: number, total: number) => void;
}

/** One client, generated in memory and compared with the disk. */
export interface Prepared {
  readonly target: Target;
  readonly outcome?: Outcome;
  /** Absent if nothing can be written. */
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
  /** Texts that diagnostics point into. */
  readonly texts: ReadonlyMap<string, SourceText>;
  /** What was done about an interrupted run, before anything else. */
  readonly recovery?: Recovery;
  /** The generator that wrote the folder, if it was another version. */
  readonly otherVersion?: string;
}

/** 0: done. 1: a finding. 2: bad usage, config, document or output folder. */
export type ExitCode = 0 | 1 | 2;

/** Generates every target in memory and compares it with its folder. Writes nothing but what a killed run left to do. */
export async function prepare(targets: readonly Target[], options: RunOptions): Promise<readonly Prepared[]> {
  const prepared: Prepared[] = [];
  for (const [index, target] of targets.entries()) {
    options.onStart?.(target, index, targets.length);
    prepared.push(await prepareOne(target, options));
  }
  return prepared;
}

/** What came of all clients together. */
export interface Verdict {
  /** The same clients, with a diagnostic for each that couldn't be written. */
  readonly prepared: readonly Prepared[];
  readonly exitCode: ExitCode;
  /** Whether the folders are up to date now. */
  readonly written: boolean;
}

/** What `check` says: 1 if anything in a folder would change, or an operation was left out. Writes nothing. */
export function compareAll(prepared: readonly Prepared[]): Verdict {
  const hasPlans = prepared.every(({ plan }) => plan !== undefined);
  const isClean = prepared.every(
    ({ plan, diagnostics }) => plan?.files.every(({ change }) => change === "none") && !hasErrors(diagnostics),
  );
  return { prepared, exitCode: !hasPlans ? 2 : isClean ? 0 : 1, written: false };
}

/** Writes what was prepared: every client, or none if one of them has an error or was edited by hand. */
export function writeAll(prepared: readonly Prepared[], { force, dryRun, cwd }: RunOptions): Verdict {
  if (prepared.some(({ plan }) => plan === undefined)) return { prepared, exitCode: 2, written: false };
  const obstacles = prepared.map((one) => (force ? undefined : obstacleTo(one, cwd)));
  if (obstacles.some((obstacle) => obstacle !== undefined)) {
    const judged = prepared.map((one, index) => withDiagnostic(one, obstacles[index]));
    return { prepared: judged, exitCode: 1, written: false };
  }
  const omits = prepared.some(({ diagnostics }) => hasErrors(diagnostics));
  if (dryRun) return { prepared, exitCode: omits ? 1 : 0, written: false };
  const done = prepared.map((one) => writeOne(one, cwd));
  const isWritten = done.every(({ plan }) => plan !== undefined);
  return { prepared: done, exitCode: !isWritten ? 2 : omits ? 1 : 0, written: isWritten };
}

/** What only `--force` overwrites: a client of a newer version, whose lock may say more than we understand, and hand edits. */
function obstacleTo({ plan, target, otherVersion }: Prepared, cwd: string): Diagnostic | undefined {
  if (otherVersion !== undefined && isNewer(otherVersion, generatorVersion())) {
    return newerDiagnostic(otherVersion, generatorVersion(), target.output, cwd);
  }
  return plan && editDiagnostic(plan, cwd);
}

async function prepareOne(target: Target, options: RunOptions): Promise<Prepared> {
  const { output, document, projects } = target;
  const { cwd } = options;
  try {
    judgeOutput(output, projects, cwd, document);
    const folder = target.folder ?? openFolder(output, cwd);
    const prepared = await generateInto(target, folder, options);
    return folder.recovery === undefined ? prepared : { ...prepared, recovery: folder.recovery };
  } catch (error) {
    const diagnostics = error instanceof Failure ? error.diagnostics : [diskDiagnostic(error, output, cwd)];
    return { target, texts: new Map(), diagnostics };
  }
}

async function generateInto(target: Target, { lastRun }: OpenFolder, options: RunOptions): Promise<Prepared> {
  const { document } = target;
  const { cwd, keepGoing, strict, force, stdin, reshape = [], isThorough = force } = options;
  const outcome = await runPipeline({
    read: { ...readOptionsOf(document, target.options, cwd), ...(stdin && { stdin }) },
    options: target.options,
    lock: lastRun?.lock ?? emptyLock,
    reshape,
    keepGoing,
    strict,
    ...(lastRun && !isThorough && { reuse: (model, hash) => unchangedFiles(target, lastRun, model, hash) }),
  });
  const { files } = outcome;
  const { source } = target;
  const merged = lastRun?.merged && mergeDiagnostic(lastRun.merged, target.output, cwd);
  const diagnostics = [...(merged ? [merged] : []), ...(await placeOptions(outcome.diagnostics, source))];
  const texts = source ? new Map([...outcome.texts, [source.text.uri, source.text]]) : outcome.texts;
  const otherVersion = lastRun?.version === generatorVersion() ? undefined : lastRun?.version;
  const found = { target, outcome, texts, diagnostics, ...(otherVersion !== undefined && { otherVersion }) };
  if (files === undefined) return found;
  const plan = planInto(target, outcome, files, lastRun);
  if (plan.refusals.length === 0) return { ...found, plan };
  return { ...found, diagnostics: [...diagnostics, ...plan.refusals.map((one) => refusalDiagnostic(one, cwd))] };
}

function planInto(
  target: Target,
  { hash = "", model }: Outcome,
  generated: readonly PrintedFile[],
  lastRun: RecordedRun | undefined,
): Plan {
  const files = keepVersion(target.output, generated);
  const manifest: Manifest = {
    version: generatorVersion(),
    document: recordedDocument(target),
    documentHash: hash,
    options: recordedOptions(target),
    files: hashFiles(files),
    lock: model?.lock ?? emptyLock,
  };
  const all = [...files, { path: manifestName, text: printManifest(manifest) }];
  return withoutMerges(planFiles(target.output, all, lastRun?.files ?? {}), lastRun);
}

function withDiagnostic(prepared: Prepared, diagnostic: Diagnostic | undefined): Prepared {
  return diagnostic === undefined ? prepared : { ...prepared, diagnostics: [...prepared.diagnostics, diagnostic] };
}

function writeOne(prepared: Prepared, cwd: string): Prepared {
  const { plan, ...rest } = prepared;
  if (plan === undefined) return prepared;
  try {
    commit(plan);
    return prepared;
  } catch (error) {
    return withDiagnostic(rest, diskDiagnostic(error, plan.output, cwd));
  }
}
