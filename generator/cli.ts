/** Turns the command line into a call of one command, and its outcome into an exit code. */

import { Command, CommanderError, Option } from "commander";
import type { CheckFlags } from "./commands/check.js";
import type { DiffFlags } from "./commands/diff.js";
import type { GenerateFlags } from "./commands/generate.js";
import type { InitFlags } from "./commands/init.js";
import type { RecordFlags } from "./commands/record.js";
import type { RenameFlags } from "./commands/rename.js";
import type { VerifyFlags } from "./commands/verify.js";
import { generatorVersion } from "./released.js";

// Commands are imported when they run: help and usage errors load no compiler.

function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

function withClientOptions(command: Command): Command {
  return command
    .argument("[document]", "OpenAPI document: a file, a URL, or - for standard input")
    .option("-o, --output <folder>", "folder of the client")
    .option("--name <class>", "name of the client class (default: from the document's title)")
    .addOption(new Option("--casing <style>", "property names (default: preserve)").choices(["preserve", "camel"]))
    .addOption(new Option("--dates <type>", "type of date-time values (default: string)").choices(["string", "Date"]))
    .addOption(
      new Option("--int64 <type>", "type of int64 values (default: number)").choices(["number", "bigint", "string"]),
    )
    .addOption(
      new Option("--bytes <type>", "type of base64 values (default: string)").choices(["string", "Uint8Array"]),
    )
    .addOption(new Option("--enums <kind>", "enums that are only received (default: open)").choices(["open", "closed"]))
    .addOption(
      new Option("--arguments <form>", "input as one object, or grouped by place (default: flat)").choices([
        "flat",
        "grouped",
      ]),
    )
    .option("--package <name>", "make the client a package of this name")
    .option("--no-package", "write source files only, as without --package")
    .option("--raw", "also write the client of openapi-fetch and its types")
    .option("--validators", "also write a validator for each model")
    .addOption(
      new Option("--runtime <how>", "depend on the runtime or copy it (default: package)").choices([
        "package",
        "vendored",
      ]),
    )
    .option("--include-tag <tag>", "only operations with this tag (repeatable)", collect)
    .option("--include-path <pattern>", "only these paths: '/pets/**', 'GET /pets/*' (repeatable)", collect)
    .option("--include-operation <pattern>", "only these operationIds: 'get*' (repeatable)", collect)
    .option("--exclude-tag <tag>", "no operations with this tag (repeatable)", collect)
    .option("--exclude-path <pattern>", "none of these paths (repeatable)", collect)
    .option("--exclude-operation <pattern>", "none of these operationIds (repeatable)", collect)
    .option("--exclude-deprecated", "no deprecated operations")
    .option("--overlay <file>", "change the document by this OpenAPI Overlay first (repeatable)", collect)
    .option("--allow-host <host>", "follow references to this host (repeatable)", collect)
    .option("--allow-folder <folder>", "follow references into this folder (repeatable)", collect);
}

/** With `-o` alone, options are as recorded: these are the ones that no other value takes back. */
function withWithdrawals(command: Command): Command {
  return command
    .option("--no-raw", "take back a recorded --raw")
    .option("--no-validators", "take back recorded --validators")
    .option("--no-filters", "take back all recorded --include-… and --exclude-…");
}

function withRunOptions(command: Command): Command {
  return command
    .option("--strict", "count warnings as errors")
    .option("--keep-going", "leave out operations with errors, write the rest, exit with 1")
    .option("--quiet", "print errors only")
    .option("--json", "print the result as JSON to standard output");
}

function withConfigOptions(command: Command): Command {
  return command
    .option("--config <file>", "config file (default: clientwright.config.ts, .mts, .mjs, .js or .json)")
    .option("--client <name>", "only this client of the config (repeatable)", collect);
}

function createProgram(done: (exitCode: number) => void): Command {
  const program = new Command("clientwright")
    .description("Turns OpenAPI documents into TypeScript clients, and keeps them right.")
    .version(generatorVersion(), "--version", "print the version")
    .helpOption("-h, --help", "print help")
    // What is wrong is told like all else that is: by `usageError`.
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  withRunOptions(withConfigOptions(withWithdrawals(withClientOptions(program.command("generate")))))
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
  withRunOptions(withConfigOptions(withWithdrawals(withClientOptions(program.command("check")))))
    .description("tell which files `generate` would change; exit with 1 if there are any")
    .action(async (document: string | undefined, flags: CheckFlags) => {
      const { checkCommand } = await import("./commands/check.js");
      done(await checkCommand({ ...flags, document }));
    });
  program
    .command("diff")
    .description("tell what changes for callers from one document to another, and what to call the release")
    .argument("<before>", "a file, a URL, or git:REF:path")
    .argument("<after>", "the same, later")
    .option("-o, --output <folder>", "folder of the client: its options and names")
    .option("--config <file>", "config file (default: clientwright.config.ts, .mts, .mjs, .js or .json)")
    .option("--client <name>", "the client of the config (default: the only one that is made of <after>)")
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
  withRunOptions(program.command("rename"))
    .description("call something else by another name, from now on")
    .argument("<pointer>", "key of `names` in the manifest, or the present name")
    .argument("<name>", "the new name")
    .option("--keep-alias", "keep the old name beside the new one")
    .option("-o, --output <folder>", "folder of the client")
    .option("--config <file>", "config file (default: clientwright.config.ts, .mts, .mjs, .js or .json)")
    .option("--client <name>", "the client of the config, if it has several")
    .action(async (pointer: string, name: string, flags: Omit<RenameFlags, "pointer" | "name">) => {
      const { renameCommand } = await import("./commands/rename.js");
      done(await renameCommand({ ...flags, pointer, name }));
    });
  program
    .command("record")
    .description("call the live API and write recordings, secrets removed")
    .argument("<client>", "client of the config")
    .argument("[operation]", "operationId, function, or 'GET /pets' (default: every GET and HEAD that has examples)")
    .option("--config <file>", "config file (default: clientwright.config.ts, .mts, .mjs, .js or .json)")
    .option("--input <file>", "inputs by operation and case, as YAML or JSON (default: the document's examples)")
    .option("--server <url>", "server to call (default: the document's)")
    .option(
      "--recordings <folder>",
      "folder of the recordings (default: as the config says, or test/recordings/<client>)",
    )
    .option("--mask <field>", "remove the values of this field, too (repeatable)", collect)
    .option("--quiet", "print problems only")
    .option("--json", "print the result as JSON to standard output")
    .action(async (client: string, operation: string | undefined, flags: Omit<RecordFlags, "client" | "operation">) => {
      const { recordCommand } = await import("./commands/record.js");
      done(await recordCommand({ ...flags, client, operation }));
    });
  program
    .command("verify")
    .description("tell where recordings and reports differ from the document; exit with 1 if they do")
    .argument("[client]", "client of the config (default: all)")
    .option("--config <file>", "config file (default: clientwright.config.ts, .mts, .mjs, .js or .json)")
    .option("-o, --output <folder>", "folder of a client that is in no config")
    .option(
      "--recordings <folder>",
      "folder of the recordings (default: as the config says, or test/recordings/<client>)",
    )
    .option("--mismatches <file>", "what a client told onMismatch, one report as JSON a line (repeatable)", collect)
    .option("--write-overlay <file>", "write an OpenAPI Overlay that corrects the document")
    .option("--quiet", "print findings only")
    .option("--json", "print the result as JSON to standard output")
    .action(async (client: string | undefined, flags: VerifyFlags) => {
      const { verifyCommand } = await import("./commands/verify.js");
      done(await verifyCommand({ ...flags, ...(client !== undefined && { client: [client] }) }));
    });
  withRunOptions(withClientOptions(program.command("init")))
    .description("write a config file and a first client; asks for what isn't given")
    .option("--yes", "ask nothing, take the defaults")
    .action(async (document: string | undefined, flags: InitFlags) => {
      const { initCommand } = await import("./commands/init.js");
      done(await initCommand({ ...flags, document }));
    });
  return program;
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
