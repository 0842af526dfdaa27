/** Turns the arguments of `clientwright init`, or answers to its questions, into a config file and a first client. */

import { writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { findConfig } from "../config/read.js";
import type { ClientConfig } from "../config.js";
import { type CommandFlags, runCommand } from "./command.js";
import { configText } from "./config-text.js";
import { onDisk } from "./disk.js";
import { failure } from "./failure.js";
import { clientOf, type TargetFlags } from "./flags.js";
import { mapPaths } from "./option-paths.js";
import { isUrl, shownPath } from "./places.js";
import { type RunResult, runResult } from "./results.js";
import { type ExitCode, prepare, type RunOptions, writeAll } from "./run.js";
import { targetsOfConfig } from "./targets.js";
import { tellDependencies, tellDiagnostics, tellWritten } from "./tell.js";
import type { Terminal } from "./terminal.js";

/** What the command line gives. */
export interface InitFlags extends TargetFlags, CommandFlags {
  readonly yes?: boolean | undefined;
}

/** What must be known before a config can be written. */
export interface Answers {
  readonly document: string;
  readonly output: string;
  readonly name?: string | undefined;
  /** `false`: the client is to be source files only. */
  readonly package?: string | false | undefined;
}

const configName = "clientwright.config.ts";
const defaultOutput = "src/api";

/** Writes the config and its client, tells about it on stderr (the result asked for on stdout), and gives the exit code. Rejects only for a bug. */
export function initCommand(flags: InitFlags): Promise<ExitCode> {
  return runCommand("init", flags, async (terminal) => {
    const cwd = process.cwd();
    const existing = findConfig(cwd);
    if (existing !== undefined) {
      const help = "Add a client to it and run `clientwright generate`; a config is never overwritten.";
      throw failure("CW0004", `There is a config file already: \`${basename(existing)}\`.`, help);
    }
    const answers = await gather(flags, cwd);
    const client = clientConfig(flags, answers, cwd);
    return writeFirst({ [basename(client.output)]: client }, flags, cwd, terminal);
  });
}

/** Asks only a person who is there, and only for what the flags don't say. */
async function gather(flags: InitFlags, cwd: string): Promise<Answers> {
  const { document, output, name, package: packageName } = flags;
  if (document === "-") throw failure("CW0001", "A config can't name standard input.", "Save the document to a file.");
  if (process.stdin.isTTY && !flags.yes && !flags.json) {
    const { askQuestions } = await import("./questions.js");
    return askQuestions({ document, output, name, package: packageName }, defaultOutput, cwd);
  }
  if (document === undefined) {
    throw failure(
      "CW0001",
      "`clientwright init` needs a document.",
      "Name a file or URL: `clientwright init openapi.yaml`.",
    );
  }
  return { document, output: output ?? defaultOutput, name, package: packageName };
}

/** Paths in the config are relative to it, with `/`. */
function clientConfig(flags: InitFlags, { document, output, name, package: own }: Answers, cwd: string): ClientConfig {
  const given = clientOf({ ...flags, name, package: own }, shownPath(resolve(cwd, output), cwd), cwd);
  return {
    document: isUrl(document) ? document : shownPath(resolve(cwd, document), cwd),
    ...mapPaths(given, (path) => shownPath(path, cwd)),
  };
}

/** The client first: a config that was never good for anything is not left behind. */
async function writeFirst(
  clients: { readonly [name: string]: ClientConfig },
  flags: InitFlags,
  cwd: string,
  terminal: Terminal,
): Promise<RunResult> {
  const options: RunOptions = {
    cwd,
    strict: flags.strict ?? false,
    keepGoing: flags.keepGoing ?? false,
    force: false,
    dryRun: false,
  };
  const verdict = writeAll(await prepare(targetsOfConfig({ clients }, cwd, cwd), options), options);
  const result = runResult(verdict, cwd);
  tellDiagnostics(verdict.prepared, terminal);
  if (!result.written) {
    terminal.say("Nothing was written.");
    return result;
  }
  const path = join(cwd, configName);
  onDisk(path, cwd, () => writeFileSync(path, configText({ clients }), { flag: "wx" }));
  tellWritten(result, terminal);
  terminal.say(`${relative(cwd, path)}: written. From now on: clientwright generate`);
  tellDependencies(verdict.prepared, terminal);
  return result;
}
