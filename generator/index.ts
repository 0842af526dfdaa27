/** Turns a config value into clients, for programs: the same as the commands, as values, never printing or exiting. */

import type { DiffOptions, DiffResult } from "./commands/config-diff.js";
import type { RunResult } from "./commands/results.js";
import type { ClientConfig, Config } from "./config.js";

export type { DiffOptions, DiffResult } from "./commands/config-diff.js";
export type { ClientResult, FileChange, LocatedDiagnostic, RunResult } from "./commands/results.js";
export type {
  ClientConfig,
  Config,
  CredentialVariables,
  ExclusionFilter,
  OperationFilter,
  OperationRename,
  PackageConfig,
  ParameterOverride,
  Renames,
  SchemaOverride,
  ValidatorsConfig,
} from "./config.js";
export { defineConfig } from "./config.js";
export type { Code, Diagnostic, Location, Severity } from "./diagnostics.js";
export type { Bump, Change, Diff, Place, Rewrite, ToolDiff } from "./diff/index.js";

/** Settings of a run. */
export interface CheckOptions {
  /** What relative paths are relative to. Default: the current folder. */
  readonly cwd?: string | undefined;
  /** Only these clients of the config. Default: all. */
  readonly clients?: readonly string[] | undefined;
  /** Warnings count as errors. Default: false. */
  readonly strict?: boolean | undefined;
  /** Leave operations with errors out and go on with the rest. Default: false. */
  readonly keepGoing?: boolean | undefined;
}

/** Settings of a run that writes. */
export interface GenerateOptions extends CheckOptions {
  /** Overwrite files that were edited by hand. Default: false. */
  readonly force?: boolean | undefined;
  /** Write nothing: only tell what would change. Default: false. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Generates the clients of a config, or one client, and brings their folders up to date.
 *
 * @returns The text of every file, what happened to it, and all diagnostics. What is wrong with the config or a document
 * is in there as well: the promise rejects only for a bug.
 */
export async function generate(config: Config | ClientConfig, options: GenerateOptions = {}): Promise<RunResult> {
  const { runConfig } = await import("./commands/config-run.js");
  const { force = false, dryRun = false } = options;
  return runConfig(config, { ...options, force, dryRun, compareOnly: false });
}

/**
 * Tells which files {@link generate} would change; `exitCode` is 1 if there are any. Writes nothing, except that it
 * completes or discards what a killed run has begun.
 */
export async function check(config: Config | ClientConfig, options: CheckOptions = {}): Promise<RunResult> {
  const { runConfig } = await import("./commands/config-run.js");
  return runConfig(config, { ...options, force: false, dryRun: true, compareOnly: true });
}

/**
 * Tells what changes for callers from one document to another. Writes nothing.
 *
 * @param before - A file, a URL or `git:REF:path`.
 * @param after - The same, later; modelled with the names that `before` leaves.
 * @returns The changes, and what they ask a release to be called. The promise rejects only for a bug.
 */
export async function diff(before: string, after: string, options: DiffOptions = {}): Promise<DiffResult> {
  const { runDiff } = await import("./commands/config-diff.js");
  return runDiff(before, after, options);
}
