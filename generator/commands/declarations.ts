/** Turns the flags that commands share into declarations for the parser of the command line. */

import { type Command, Option } from "commander";

/** The values of a flag that may be repeated. */
export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

/** The document, and the options of a client. */
export function withClientOptions(command: Command): Command {
  return command
    .argument("[document]", "OpenAPI document: a file, a URL, or - for standard input")
    .optionsGroup("The client:")
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
    .optionsGroup("Its operations:")
    .option("--include-tag <tag>", "only operations with this tag (repeatable)", collect)
    .option("--include-path <pattern>", "only these paths: '/pets/**', 'GET /pets/*' (repeatable)", collect)
    .option("--include-operation <pattern>", "only these operationIds: 'get*' (repeatable)", collect)
    .option("--exclude-tag <tag>", "no operations with this tag (repeatable)", collect)
    .option("--exclude-path <pattern>", "none of these paths (repeatable)", collect)
    .option("--exclude-operation <pattern>", "none of these operationIds (repeatable)", collect)
    .option("--exclude-deprecated", "no deprecated operations")
    .optionsGroup("Its document:")
    .option("--overlay <file>", "change the document by this OpenAPI Overlay first (repeatable)", collect)
    .option("--allow-host <host>", "follow references to this host (repeatable)", collect)
    .option("--allow-folder <folder>", "follow references into this folder (repeatable)", collect);
}

/** With `-o` alone, options are as recorded: these are the ones that no other value takes back. */
export function withWithdrawals(command: Command): Command {
  return command
    .optionsGroup("With -o alone:")
    .option("--no-raw", "take back a recorded --raw")
    .option("--no-validators", "take back recorded --validators")
    .option("--no-filters", "take back all recorded --include-… and --exclude-…");
}

/** How a run treats what it finds, and how much it prints. */
export function withRunOptions(command: Command): Command {
  return command
    .optionsGroup("The run:")
    .option("--strict", "count warnings as errors")
    .option("--keep-going", "leave out operations with errors, write the rest, exit with 1")
    .option("--quiet", "print errors only")
    .option("--json", "print the result as JSON to standard output");
}

/** Which clients of which config. */
export function withConfigOptions(command: Command): Command {
  return withConfigFile(command.optionsGroup("From a config:")).option(
    "--client <name>",
    "only this client of the config (repeatable)",
    collect,
  );
}

/** Where the config is. */
export function withConfigFile(command: Command): Command {
  return command.option("--config <file>", "config file (default: clientwright.config.ts, .mts, .mjs, .js or .json)");
}

/**
 * One client, of a folder or of a config.
 *
 * @param output - What the help says of `-o`.
 * @param client - What it says of `--client`.
 */
export function withOneClient(command: Command, output: string, client: string): Command {
  return withConfigFile(command.option("-o, --output <folder>", output)).option("--client <name>", client);
}

/** Where recordings are. */
export function withRecordings(command: Command): Command {
  return command.option(
    "--recordings <folder>",
    "folder of the recordings (default: as the config says, or test/recordings/<client>)",
  );
}
