/** Turns the arguments of `clientwright generate` into clients on disk. */

import { type CommandFlags, readStdin, runCommand } from "./command.js";
import type { TargetFlags } from "./flags.js";
import { type RunResult, runResult } from "./results.js";
import { type ExitCode, prepare, type RunOptions, type Verdict, writeAll } from "./run.js";
import { findTargets } from "./targets.js";
import { changeList, tellDependencies, tellDiagnostics, tellWritten } from "./tell.js";
import type { Terminal } from "./terminal.js";

/** What the command line gives. */
export interface GenerateFlags extends TargetFlags, CommandFlags {
  readonly dryRun?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly reshape?: readonly string[] | undefined;
}

/** What one run came to. */
export interface Generated {
  readonly result: RunResult;
  readonly verdict: Verdict;
}

/** Writes clients, tells about it on stderr (the result asked for on stdout), and gives the exit code. Rejects only for a bug. */
export function generateCommand(flags: GenerateFlags): Promise<ExitCode> {
  return runCommand("generate", flags, async (terminal) => {
    const { result, verdict } = await generateOnce(flags, terminal);
    if (result.written) tellDependencies(verdict.prepared, terminal);
    return result;
  });
}

/**
 * Writes clients once, and tells about it.
 *
 * @throws {Failure} if the arguments, the config or a manifest can't be used.
 */
export async function generateOnce(flags: GenerateFlags, terminal: Terminal): Promise<Generated> {
  const cwd = process.cwd();
  const targets = await findTargets(flags, cwd);
  const options: RunOptions = {
    cwd,
    strict: flags.strict ?? false,
    keepGoing: flags.keepGoing ?? false,
    force: flags.force ?? false,
    dryRun: flags.dryRun ?? false,
    reshape: flags.reshape ?? [],
    stdin: readStdin,
    onStart: ({ name }, index, total) => terminal.progress(`Generating ${name} (${index + 1} of ${total})…`),
  };
  const verdict = writeAll(await prepare(targets, options), options);
  const result = runResult(verdict, cwd);
  tellDiagnostics(verdict.prepared, terminal);
  if (result.written) tellWritten(result, terminal);
  else if (options.dryRun) terminal.list(changeList(result));
  else terminal.say("Nothing was written.");
  return { result, verdict };
}
