/** Turns a config value into a run, for the programmatic API. */

import { basename, resolve } from "node:path";
import type { ConfigProblem } from "../config/rules.js";
import { validateConfig } from "../config/validate.js";
import type { ClientConfig, Config } from "../config.js";
import { Failure } from "./failure.js";
import { locateAll, type RunResult, runResult } from "./results.js";
import { compareAll, prepare, type RunOptions, writeAll } from "./run.js";
import { targetsOfConfig } from "./targets.js";

/** Settings with their defaults still open. */
export interface ConfigRunOptions {
  readonly cwd?: string | undefined;
  readonly clients?: readonly string[] | undefined;
  readonly strict?: boolean | undefined;
  readonly keepGoing?: boolean | undefined;
  readonly force: boolean;
  readonly dryRun: boolean;
  /** Compare with the disk instead of writing. */
  readonly compareOnly: boolean;
}

/** Runs the clients of a config, or one client. */
export async function runConfig(given: Config | ClientConfig, settings: ConfigRunOptions): Promise<RunResult> {
  const { strict = false, keepGoing = false, force, dryRun, clients, compareOnly } = settings;
  const cwd = resolve(settings.cwd ?? ".");
  const options: RunOptions = { cwd, strict, keepGoing, force, dryRun, isThorough: force || compareOnly };
  try {
    const targets = targetsOfConfig(checked(given), cwd, cwd, clients);
    const prepared = await prepare(targets, options);
    return runResult(compareOnly ? compareAll(prepared) : writeAll(prepared, options), cwd);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { exitCode: 2, written: false, clients: [], diagnostics: locateAll(error.diagnostics, error.texts) };
  }
}

/** A config, or one client as a config of its own. */
export function checked(given: Config | ClientConfig): Config {
  const validated = validateConfig(isClient(given) ? { clients: { [basename(String(given.output))]: given } } : given);
  if (validated.value === undefined) throw new Failure(validated.problems.map(configDiagnostic));
  return validated.value;
}

function configDiagnostic({ path, message, help }: ConfigProblem): Failure["diagnostics"][number] {
  const subject = path.length === 0 ? "The config" : `\`${path.join(".")}\``;
  return { code: "CW0003", severity: "error", message: `${subject} ${message}.`, ...(help !== undefined && { help }) };
}

/** Programs without types may pass anything. */
function isClient(given: unknown): given is ClientConfig {
  return typeof given === "object" && given !== null && "document" in given;
}
