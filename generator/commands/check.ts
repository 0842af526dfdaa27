/** Turns the arguments of `clientwright check` into the list of files that `generate` would change. */

import { type CommandFlags, readStdin, runCommand } from "./command.js";
import type { TargetFlags } from "./flags.js";
import { repairCommand } from "./repair.js";
import { runResult } from "./results.js";
import { compareAll, type ExitCode, prepare } from "./run.js";
import { findTargets } from "./targets.js";
import { tellDiagnostics, tellDrift } from "./tell.js";

/** What the command line gives. */
export interface CheckFlags extends TargetFlags, CommandFlags {}

/** Compares clients with the disk, tells about it on stderr (the result asked for on stdout), and gives the exit code. Rejects only for a bug. */
export function checkCommand(flags: CheckFlags): Promise<ExitCode> {
  return runCommand("check", flags, async (terminal) => {
    const cwd = process.cwd();
    const targets = await findTargets(flags, cwd);
    const prepared = await prepare(targets, {
      cwd,
      strict: flags.strict ?? false,
      keepGoing: flags.keepGoing ?? false,
      force: false,
      isThorough: true,
      dryRun: true,
      stdin: readStdin,
      onStart: ({ name }, index, total) => terminal.progress(`Checking ${name} (${index + 1} of ${total})…`),
    });
    const result = runResult(compareAll(prepared), cwd);
    tellDiagnostics(prepared, terminal);
    for (const [index, client] of result.clients.entries()) {
      const { otherVersion } = prepared[index] ?? {};
      tellDrift(client, otherVersion, (force) => repairCommand(flags, client.client, force), terminal);
    }
    return result;
  });
}
