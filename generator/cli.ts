/** Turns the command line into a call of one command, and its outcome into an exit code. */

import { Command, CommanderError, Option } from "commander";
import type { CheckFlags } from "./commands/check.js";
import {
  collect,
  withClientOptions,
  withConfigFile,
  withConfigOptions,
  withOneClient,
  withRecordings,
  withRunOptions,
  withWithdrawals,
} from "./commands/declarations.js";
import type { DiffFlags } from "./commands/diff.js";
import type { GenerateFlags } from "./commands/generate.js";
import type { InitFlags } from "./commands/init.js";
import type { RecordFlags } from "./commands/record.js";
import type { RenameFlags } from "./commands/rename.js";
import type { VerifyFlags } from "./commands/verify.js";
import { generatorVersion } from "./released.js";

// Commands are imported when they run: help and usage errors load no compiler.

/** Takes the exit code of the command that ran. */
type Done = (exitCode: number) => void;

function createProgram(done: Done): Command {
  const program = new Command("clientwright")
    .description("Turns OpenAPI documents into TypeScript clients, and keeps them right.")
    .version(generatorVersion(), "--version", "print the version")
    .helpOption("-h, --help", "print help")
    // What is wrong is told like all else that is: by `usageError`.
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  addGenerate(program.command("generate"), done);
  addCheck(program.command("check"), done);
  addDiff(program.command("diff"), done);
  addRename(program.command("rename"), done);
  addRecord(program.command("record"), done);
  addVerify(program.command("verify"), done);
  addInit(program.command("init"), done);
  return program;
}

function addGenerate(command: Command, done: Done): void {
  withRunOptions(withConfigOptions(withWithdrawals(withClientOptions(command))))
    .description("write clients: of a document, of the config, or again as recorded in the folder of -o")
    .option("--watch", "generate again whenever a file of the document is saved")
    .option("--dry-run", "list the files that would change, write nothing")
    .option("--force", "overwrite files that were edited by hand")
    .option(
      "--reshape <operation>",
      "give an operation the input that the document asks for today (repeatable)",
      collect,
    )
    .action(async (document: string | undefined, { watch, ...flags }: GenerateFlags & { watch?: boolean }) => {
      if (watch) {
        const { watchCommand } = await import("./commands/watch.js");
        return done(await watchCommand({ ...flags, document }));
      }
      const { generateCommand } = await import("./commands/generate.js");
      done(await generateCommand({ ...flags, document }));
    });
}

function addCheck(command: Command, done: Done): void {
  withRunOptions(withConfigOptions(withWithdrawals(withClientOptions(command))))
    .description("tell which files `generate` would change; exit with 1 if there are any")
    .action(async (document: string | undefined, flags: CheckFlags) => {
      const { checkCommand } = await import("./commands/check.js");
      done(await checkCommand({ ...flags, document }));
    });
}

function addDiff(command: Command, done: Done): void {
  const client = "the client of the config (default: the only one that is made of <after>)";
  withOneClient(command, "folder of the client: its options and names", client)
    .description("tell what changes for callers from one document to another, and what to call the release")
    .argument("<before>", "a file, a URL, or git:REF:path")
    .argument("<after>", "the same, later")
    .addOption(new Option("--format <format>", "of the answer (default: text)").choices(["text", "json", "markdown"]))
    .addOption(new Option("--fail-on <bump>", "exit with 1 if it is as grave").choices(["major", "minor", "patch"]))
    .option("--no-proof", "compare only, without asking the TypeScript checker")
    .option("--codemod <folder>", "show how callers' code in this folder can follow")
    .option("--write", "with --codemod: rewrite it")
    .option("--quiet", "print errors only")
    .option("--json", "the same as --format json")
    .action(async (before: string, after: string, flags: Omit<DiffFlags, "before" | "after">) => {
      const { diffCommand } = await import("./commands/diff.js");
      done(await diffCommand({ ...flags, before, after }));
    });
}

function addRename(command: Command, done: Done): void {
  const named = withOneClient(command, "folder of the client", "the client of the config, if it has several");
  withRunOptions(named.option("--keep-alias", "keep the old name beside the new one"))
    .description("call something else by another name, from now on")
    .argument("<pointer>", "key of `names` in the manifest, or the present name")
    .argument("<name>", "the new name")
    .action(async (pointer: string, name: string, flags: Omit<RenameFlags, "pointer" | "name">) => {
      const { renameCommand } = await import("./commands/rename.js");
      done(await renameCommand({ ...flags, pointer, name }));
    });
}

function addRecord(command: Command, done: Done): void {
  withRecordings(withConfigFile(command))
    .description("call the live API and write recordings, secrets removed")
    .argument("<client>", "client of the config")
    .argument("[operation]", "operationId, function, or 'GET /pets' (default: every GET and HEAD that has examples)")
    .option("--input <file>", "inputs by operation and case, as YAML or JSON (default: the document's examples)")
    .option("--server <url>", "server to call (default: the document's)")
    .option("--mask <field>", "remove the values of this field, too (repeatable)", collect)
    .option("--quiet", "print problems only")
    .option("--json", "print the result as JSON to standard output")
    .action(async (client: string, operation: string | undefined, flags: Omit<RecordFlags, "client" | "operation">) => {
      const { recordCommand } = await import("./commands/record.js");
      done(await recordCommand({ ...flags, client, operation }));
    });
}

function addVerify(command: Command, done: Done): void {
  withRecordings(withConfigFile(command))
    .description("tell where recordings and reports differ from the document; exit with 1 if they do")
    .argument("[client]", "client of the config (default: all)")
    .option("-o, --output <folder>", "folder of a client that is in no config")
    .option("--mismatches <file>", "what a client told onMismatch, one report as JSON a line (repeatable)", collect)
    .option("--write-overlay <file>", "write an OpenAPI Overlay that corrects the document")
    .option("--quiet", "print findings only")
    .option("--json", "print the result as JSON to standard output")
    .action(async (client: string | undefined, flags: VerifyFlags) => {
      const { verifyCommand } = await import("./commands/verify.js");
      done(await verifyCommand({ ...flags, ...(client !== undefined && { client: [client] }) }));
    });
}

function addInit(command: Command, done: Done): void {
  withRunOptions(withClientOptions(command))
    .description("write a config file and a first client; asks for what isn't given")
    .option("--yes", "ask nothing, take the defaults")
    .action(async (document: string | undefined, flags: InitFlags) => {
      const { initCommand } = await import("./commands/init.js");
      done(await initCommand({ ...flags, document }));
    });
}

/** Never a stack trace: a bug of ours is one line that says how to report it. */
function internalError(error: unknown): number {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  process.stderr.write(
    `clientwright ${generatorVersion()}: internal error: ${line}\nThis is a bug. Please report it with this line and the document.\n`,
  );
  return 2;
}

async function main(): Promise<void> {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") process.exitCode = 2;
  });
  const program = createProgram((exitCode) => {
    process.exitCode = exitCode;
  });
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? await usageError(error, program) : internalError(error);
  }
}

/** Help that was printed instead of a command is wrong usage, unless somebody asked for it. */
async function usageError(error: CommanderError, program: Command): Promise<number> {
  if (error.code === "commander.help" || error.exitCode === 0) return error.exitCode === 0 ? 0 : 2;
  const args = process.argv.slice(2);
  const names = program.commands.map((command) => command.name());
  const { refuseUsage } = await import("./commands/usage.js");
  return refuseUsage(error.message, {
    command: args.find((arg) => names.includes(arg)),
    json: args.includes("--json"),
  });
}

await main();
