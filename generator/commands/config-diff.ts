/** Turns two documents and a client of a config into what changes for its callers, for the programmatic API. */

import { resolve } from "node:path";
import type { ClientConfig } from "../config.js";
import { withDefaults } from "../config.js";
import type { Diff } from "../diff/index.js";
import { clientState } from "./client-state.js";
import { compareDocuments } from "./compare.js";
import { checked } from "./config-run.js";
import { Failure } from "./failure.js";
import { judgeOutput, openFolder } from "./open.js";
import { type LocatedDiagnostic, locateAll } from "./results.js";
import { type Target, targetsOfConfig } from "./targets.js";

/** What came of a comparison. */
export interface DiffResult {
  /** 2: a document, or the client, can't be used. */
  readonly exitCode: 0 | 2;
  /** Absent if a document has an error. */
  readonly diff?: Diff;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Settings of a comparison. */
export interface DiffOptions {
  /** What relative paths are relative to. Default: the current folder. */
  readonly cwd?: string | undefined;
  /** Whose callers are asked about: its options, and the names in its folder. Default: a client with all defaults. */
  readonly client?: ClientConfig | undefined;
  /** Ask the TypeScript checker as well. Default: true. */
  readonly proof?: boolean | undefined;
}

/** Compares two documents for the callers of a client, or of one with all defaults. */
export async function runDiff(before: string, after: string, settings: DiffOptions): Promise<DiffResult> {
  const cwd = resolve(settings.cwd ?? ".");
  try {
    const target = settings.client && targetOf(settings.client, cwd);
    const client = target && { ...(await clientState(before, target, cwd)), target };
    const comparison = {
      ...{ before, after, cwd, isProven: settings.proof ?? true },
      options: target?.options ?? withDefaults({ document: "", output: "" }),
      ...(client && { client }),
    };
    const { diff, diagnostics, texts } = await compareDocuments(comparison);
    return { exitCode: 0, diff, diagnostics: locateAll(diagnostics, texts) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { exitCode: 2, diagnostics: locateAll(error.diagnostics, error.texts) };
  }
}

function targetOf(client: ClientConfig, cwd: string): Target | undefined {
  const [target] = targetsOfConfig(checked(client), cwd, cwd);
  if (target === undefined) return undefined;
  judgeOutput(target.output, target.projects, cwd, target.document);
  return { ...target, folder: openFolder(target.output, cwd) };
}
