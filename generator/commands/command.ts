/** Turns a command's work into output and an exit code: failures are shown, a dry run is listed, JSON is printed. */

import { Failure } from "./failure.js";
import { diagnosticValue, locateAll, type RunResult, resultJson } from "./results.js";
import type { ExitCode } from "./run.js";
import { createTerminal, type Terminal, type Verbosity } from "./terminal.js";

/** Flags that every command has. */
export interface CommandFlags extends Verbosity {
  readonly strict?: boolean | undefined;
  readonly keepGoing?: boolean | undefined;
}

/**
 * Runs a command to its end.
 *
 * @param work - Does the work and tells people about it. A {@link Failure} that it throws is shown, and exits with 2.
 */
export function runCommand(
  name: string,
  flags: CommandFlags,
  work: (terminal: Terminal) => Promise<RunResult>,
): Promise<ExitCode> {
  const toJson = (result: RunResult) => resultJson(name, result);
  return runWith(name, flags, work, toJson, toJson);
}

/**
 * The same for a command with a result of its own.
 *
 * @param toJson - Text of the result for machines.
 * @param failureJson - Text of a failure for machines; by default what is wrong, and nothing of a result.
 */
export async function runWith<Result extends { readonly exitCode: ExitCode }>(
  name: string,
  flags: Verbosity,
  work: (terminal: Terminal) => Promise<Result>,
  toJson: (result: Result) => string,
  failureJson: (result: RunResult) => string = (result) => bareJson(name, result),
): Promise<ExitCode> {
  const terminal = createTerminal(flags);
  try {
    const result = await work(terminal);
    if (flags.json) terminal.json(toJson(result));
    return result.exitCode;
  } catch (error) {
    const result = failed(error, terminal);
    if (flags.json) terminal.json(failureJson(result));
    return result.exitCode;
  }
}

/** The same for a command that has nothing for machines. */
export async function runForPeople(
  { quiet }: Pick<Verbosity, "quiet">,
  work: (terminal: Terminal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const terminal = createTerminal({ quiet });
  try {
    return await work(terminal);
  } catch (error) {
    return failed(error, terminal).exitCode;
  }
}

function failed(error: unknown, terminal: Terminal): RunResult {
  if (!(error instanceof Failure)) throw error;
  terminal.complain(error.diagnostics, error.texts);
  return { exitCode: 2, written: false, clients: [], diagnostics: locateAll(error.diagnostics, error.texts) };
}

function bareJson(command: string, { exitCode, diagnostics }: RunResult): string {
  return `${JSON.stringify({ command, exitCode, diagnostics: diagnostics.map(diagnosticValue) }, undefined, 2)}\n`;
}

/** Reads standard input to its end. */
export async function readStdin(): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
