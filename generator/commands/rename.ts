/** Turns the arguments of `clientwright rename` into a client in which one thing has another name. */

import { findKeys, renameInLock } from "../model/naming/rename.js";
import type { Lock, Pointer } from "../model/types.js";
import { nearest } from "../normalise/suggest.js";
import { type CommandFlags, runCommand } from "./command.js";
import { Failure, failure } from "./failure.js";
import { judgeOutput, openFolder } from "./open.js";
import { runResult } from "./results.js";
import { type ExitCode, prepare, type RunOptions, writeAll } from "./run.js";
import { findTargets, type Target } from "./targets.js";
import { tellDiagnostics, tellWritten } from "./tell.js";

/** What the command line gives. */
export interface RenameFlags extends CommandFlags {
  /** Key of the manifest's `names`, or the present name of one thing alone. */
  readonly pointer: string;
  readonly name: string;
  readonly output?: string | undefined;
  readonly config?: string | undefined;
  readonly client?: string | undefined;
  readonly keepAlias?: boolean | undefined;
}

/** Writes the name to the lock and the client anew, tells about it on stderr, and gives the exit code. Rejects only for a bug. */
export function renameCommand(flags: RenameFlags): Promise<ExitCode> {
  return runCommand("rename", flags, async (terminal) => {
    const cwd = process.cwd();
    const { target, key } = renamed(await oneTarget(flags, cwd), flags, cwd);
    const { strict = false, keepGoing = false } = flags;
    const options: RunOptions = { cwd, strict, keepGoing, force: false, dryRun: false, isThorough: true };
    const prepared = await prepare([target], options);
    for (const { outcome } of prepared) confirm(outcome?.model?.lock.names[key], flags.name);
    const verdict = writeAll(prepared, options);
    const result = runResult(verdict, cwd);
    tellDiagnostics(verdict.prepared, terminal);
    if (result.written) tellWritten(result, terminal);
    else terminal.say("Nothing was written.");
    return result;
  });
}

async function oneTarget({ output, config, client }: RenameFlags, cwd: string): Promise<Target> {
  const targets = await findTargets({ output, config, client: client === undefined ? undefined : [client] }, cwd);
  const [target, ...others] = targets;
  if (target !== undefined && others.length === 0) return target;
  throw failure("CW0001", "The config has several clients.", "Add `--client <name>`.");
}

/** What the config or the document gives has a name that the lock doesn't decide. */
function confirm(name: string | undefined, wanted: string): void {
  if (name === undefined || name === wanted) return;
  const message = `It is still called \`${name}\`: the config or the document gives that name, or \`${wanted}\` to something else.`;
  throw failure("CW0017", message, "Change the name there, or choose another one.");
}

/** The same target, its folder as a run would have left it that had called the thing so; and the thing's key. */
function renamed(target: Target, flags: RenameFlags, cwd: string): { readonly target: Target; readonly key: Pointer } {
  judgeOutput(target.output, target.projects, cwd, target.document);
  const folder = target.folder ?? openFolder(target.output, cwd);
  const { lastRun } = folder;
  if (lastRun === undefined) {
    throw failure("CW0001", `\`${target.name}\` was never generated: nothing has a name yet.`, "Run `generate` first.");
  }
  const { lock } = lastRun;
  const key = keyOf(lock, flags.pointer);
  const run = { ...lastRun, lock: lockWith(lock, key, flags) };
  return { target: { ...target, folder: { ...folder, lastRun: run } }, key };
}

function keyOf(lock: Lock, pointer: string): Pointer {
  const [key, ...others] = findKeys(lock, pointer);
  if (key === undefined) {
    const near = nearest(pointer, [...Object.keys(lock.names), ...Object.values(lock.names)]);
    const help =
      near === undefined ? "Keys are those of `names` in `.clientwright.json`." : `Did you mean \`${near}\`?`;
    throw failure("CW0017", `Nothing is called \`${pointer}\`.`, help);
  }
  if (others.length > 0) {
    const keys = [key, ...others].map((one) => `\`${one}\``).join(", ");
    throw failure("CW0017", `Several things are called \`${pointer}\`.`, `Name one of them by its key: ${keys}.`);
  }
  return key;
}

function lockWith(lock: Lock, key: Pointer, { name, keepAlias = false }: RenameFlags): Lock {
  const result = renameInLock(lock, key, name, keepAlias);
  if ("lock" in result) return result.lock;
  throw new Failure([
    {
      code: "CW0017",
      severity: "error",
      message: `\`${lock.names[key]}\` can't be renamed: \`${name}\` ${result.refusal}.`,
      help: "Choose another name.",
    },
  ]);
}
