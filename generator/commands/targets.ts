/** Turns arguments, a config or a manifest into targets: clients with absolute paths and all options filled in. */

import { resolve } from "node:path";
import type { ConfigProblem } from "../config/rules.js";
import { validateClient } from "../config/validate.js";
import { type ClientConfig, type ClientOptions, type Config, withDefaults } from "../config.js";
import type { SourceText } from "../load/types.js";
import { nearest } from "../normalise/suggest.js";
import { overlap } from "../write/index.js";
import { refusalDiagnostic } from "./disk.js";
import { Failure, failure } from "./failure.js";
import { clientOf, flagNames, type TargetFlags, wordsOf } from "./flags.js";
import { judgeOutput, type OpenFolder, openFolder } from "./open.js";
import { mapPaths } from "./option-paths.js";
import type { OptionsSource } from "./option-places.js";
import { isUrl, shownPath } from "./places.js";

/** One client to make. */
export interface Target {
  /** Key in the config, or the output folder as a person calls it. */
  readonly name: string;
  /** Absolute path, URL, or `-`. */
  readonly document: string;
  /** Absolute path. */
  readonly output: string;
  readonly options: ClientOptions;
  /** The config file that says so. */
  readonly source?: OptionsSource;
  /** Absolute path of the folder of its recordings, if the config says so or has a name for the client. */
  readonly recordings?: string;
  /** Folders that the output must not be or contain. */
  readonly projects: readonly string[];
  /** The output folder, if it had to be opened to know the rest. */
  readonly folder?: OpenFolder;
}

/**
 * Decides which clients a command is about: a document with `-o`, the run recorded in the folder of `-o`, or the config.
 *
 * @throws {Failure} if the arguments, the config or the manifest don't say.
 */
export async function findTargets(flags: TargetFlags, cwd: string): Promise<readonly Target[]> {
  if (flags.document === undefined && flags.output === undefined) return targetsOfConfigFile(flags, cwd);
  if (flags.config !== undefined || flags.client !== undefined) {
    throw failure(
      "CW0001",
      "`--config` and `--client` choose from a config file, a document or `-o` stands for itself.",
      "Give either the one or the other.",
    );
  }
  if (flags.output === undefined) {
    throw failure("CW0001", "A document needs an output folder.", "Add `-o <folder>`.");
  }
  const given = clientOf(flags, flags.output, cwd);
  if (flags.document === undefined) return [recordedTarget(resolve(cwd, flags.output), given, cwd)];
  return [targetOf({ ...given, document: flags.document }, cwd, cwd)];
}

/**
 * The clients of a config.
 *
 * @param folder - What paths in it are relative to.
 * @param names - Only these; default: all.
 * @param text - The config file, if the config comes from one.
 * @throws {Failure} if there is no client of that name, or two write into each other's folder.
 */
export function targetsOfConfig(
  config: Config,
  folder: string,
  cwd: string,
  names?: readonly string[],
  text?: SourceText,
): readonly Target[] {
  const known = Object.keys(config.clients);
  for (const name of names ?? []) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const help = near === undefined ? `Known are: ${known.join(", ")}.` : `Did you mean \`${near}\`?`;
    throw failure("CW0001", `The config has no client \`${name}\`.`, help);
  }
  const all = Object.entries(config.clients).map(([name, client]) => ({
    ...targetOf(client, folder, cwd),
    name,
    recordings: resolve(folder, client.recordings ?? `test/recordings/${name}`),
    ...(text && { source: { text, path: ["clients", name] } }),
  }));
  refuseOverlaps(all, cwd);
  return all.filter(({ name }) => names === undefined || names.includes(name));
}

async function targetsOfConfigFile(flags: TargetFlags, cwd: string): Promise<readonly Target[]> {
  const [flag] = wordsOf(flags);
  if (flag !== undefined) {
    throw failure(
      "CW0001",
      `\`${flag}\` needs a document or \`-o\`.`,
      "Clients of a config file have their options there.",
    );
  }
  const { readConfig } = await import("../config/read.js");
  const { config, folder, source, diagnostics } = await readConfig(cwd, flags.config);
  if (config === undefined) throw new Failure(diagnostics, new Map(source && [[source.uri, source]]));
  return targetsOfConfig(config, folder, cwd, flags.client, source);
}

function recordedTarget(output: string, given: Omit<ClientConfig, "document">, cwd: string): Target {
  const shown = shownPath(output, cwd);
  judgeOutput(output, [cwd], cwd);
  const folder = openFolder(output, cwd);
  if (folder.lastRun === undefined) {
    const help = `Name the folder of a client. A first run names the document as well: \`clientwright generate openapi.yaml -o ${shown}\`.`;
    throw failure("CW0001", `\`${shown}\` has no manifest: nothing was generated there.`, help);
  }
  const { document, options } = folder.lastRun;
  if (document === "-") {
    const message = `The document of \`${shown}\` was given on standard input.`;
    throw failure("CW0005", message, "Give it again: a file, a URL, or `-` with the document on standard input.");
  }
  const recorded = validateClient({ ...options, document, output });
  if (recorded.value === undefined) {
    const detail = "its options are not what the generator wrote";
    throw new Failure([refusalDiagnostic({ reason: "manifest", path: output, detail }, cwd)]);
  }
  const client = { ...mapPaths(recorded.value, (path) => resolve(output, path)), ...given };
  const target = targetOf({ ...client, document: isUrl(document) ? document : resolve(output, document) }, cwd, cwd);
  return { ...target, folder };
}

/** @param folder - What the client's paths are relative to. */
function targetOf(client: ClientConfig, folder: string, cwd: string): Target {
  const validated = validateClient(client);
  if (validated.value === undefined) throw new Failure(validated.problems.map(flagDiagnostic));
  const output = resolve(folder, client.output);
  const options = withDefaults(client);
  const isFile = client.document !== "-" && !isUrl(client.document);
  return {
    name: shownPath(output, cwd),
    document: isFile ? resolve(folder, client.document) : client.document,
    output,
    options: mapPaths(options, (path) => resolve(folder, path)),
    projects: [cwd, folder],
  };
}

function flagDiagnostic({ path, message, help }: ConfigProblem): Failure["diagnostics"][number] {
  const [option = ""] = path;
  const sentence = `\`${flagNames[option] ?? option}\` ${message}.`;
  return { code: "CW0003", severity: "error", message: sentence, ...(help !== undefined && { help }) };
}

function refuseOverlaps(targets: readonly Target[], cwd: string): void {
  for (const [index, target] of targets.entries()) {
    const other = targets.slice(index + 1).find(({ output }) => overlap(target.output, output));
    if (other === undefined) continue;
    throw failure(
      "CW0014",
      `The clients \`${target.name}\` (\`${shownPath(target.output, cwd)}\`) and \`${other.name}\` (\`${shownPath(other.output, cwd)}\`) write into the same folder.`,
      "Give each client an output folder of its own, none inside another.",
    );
  }
}
