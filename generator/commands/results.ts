/** Turns prepared clients into the values that the programmatic API returns and `--json` prints. */

import type { Diagnostic } from "../diagnostics.js";
import { createLocate } from "../load/index.js";
import type { SourceRange, SourceText } from "../load/types.js";
import type { PlannedFile, PrintedFile } from "../write/index.js";
import { shownDocument, shownPath } from "./places.js";
import type { ExitCode, Prepared, Verdict } from "./run.js";

/** A diagnostic with its place as lines and columns (both from 1), if it is about a file. */
export interface LocatedDiagnostic extends Diagnostic {
  readonly range?: SourceRange;
}

/** What happens, or happened, to one file. */
export interface FileChange {
  /** Relative to the output folder, `/` separated. */
  readonly path: string;
  readonly change: PlannedFile["change"];
  /** A person has edited it since the last run. */
  readonly edited: boolean;
}

/** What came of one client. Paths are relative to the current folder. */
export interface ClientResult {
  /** Key in the config, or the output folder. */
  readonly client: string;
  readonly document: string;
  readonly output: string;
  /** Name of the client class; absent if the document couldn't be understood. */
  readonly name?: string;
  /** How many of each the client has. */
  readonly operations: number;
  readonly models: number;
  /** Operations left out because of errors: `GET /pets`. */
  readonly omitted: readonly string[];
  /** Everything generated; empty if there were errors. */
  readonly files: readonly PrintedFile[];
  /** Every file of the client, also those that stay as they are; empty if there were errors. */
  readonly changes: readonly FileChange[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** What came of a run. */
export interface RunResult {
  /** What the command line exits with. 0: done. 1: a finding. 2: bad usage, config, document or output folder. */
  readonly exitCode: ExitCode;
  /** Whether files were brought up to date. Never for `check` or a dry run. */
  readonly written: boolean;
  readonly clients: readonly ClientResult[];
  /** About the run itself: its config and arguments. */
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Adds places to diagnostics. */
export function locateAll(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, SourceText>,
): readonly LocatedDiagnostic[] {
  const locate = createLocate(texts);
  return diagnostics.map((one) => {
    const range = one.at && locate(one.at);
    return range === undefined ? one : { ...one, range };
  });
}

/** The result of a run that came as far as its clients. */
export function runResult({ prepared, exitCode, written }: Verdict, cwd: string): RunResult {
  return { exitCode, written, clients: prepared.map((one) => clientResult(one, cwd)), diagnostics: [] };
}

function clientResult({ target, outcome, plan, diagnostics, texts }: Prepared, cwd: string): ClientResult {
  const { model } = outcome ?? {};
  const operations = model?.resources.reduce((sum, resource) => sum + resource.operations.length, 0) ?? 0;
  return {
    client: target.name,
    document: shownDocument(target.document, cwd),
    output: shownPath(target.output, cwd),
    ...(model !== undefined && { name: model.name }),
    operations,
    models: model?.models.length ?? 0,
    omitted: outcome?.omitted ?? [],
    files: plan?.files.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }])) ?? [],
    changes: plan?.files.map(({ path, change, edited }) => ({ path, change, edited })) ?? [],
    diagnostics: locateAll(diagnostics, texts),
  };
}

/** A result as JSON text for machines: without the text of files, places spelled out. */
export function resultJson(command: string, result: RunResult): string {
  const { diagnostics, clients, ...rest } = result;
  const value = {
    command,
    ...rest,
    clients: clients.map(({ files: _files, ...client }) => ({
      ...client,
      diagnostics: client.diagnostics.map(diagnosticValue),
    })),
    diagnostics: diagnostics.map(diagnosticValue),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A diagnostic as machines get it. */
export function diagnosticValue({ code, severity, message, help, at, range }: LocatedDiagnostic): object {
  return { code, severity, message, help, pointer: at?.pointer, ...range };
}
