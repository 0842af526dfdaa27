/** Turns a config file on disk into a checked config, or into diagnostics that show the lines that are wrong. */

import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createJiti } from "jiti";
import type { Config } from "../config.js";
import type { Diagnostic } from "../diagnostics.js";
import type { SourceText } from "../load/types.js";
import { locateKey, locateSyntaxError } from "./locate.js";
import type { ConfigProblem } from "./rules.js";
import { validateConfig } from "./validate.js";

/** Names of a config file, in the order in which they are looked for. */
export const configNames: readonly string[] = ["ts", "mts", "mjs", "js", "json"].map(
  (end) => `clientwright.config.${end}`,
);

/** What came of reading a config file. `source` is its text, for listings. */
export interface ReadConfig {
  readonly config?: Config;
  /** Folder of the file: paths in the config are relative to it. */
  readonly folder: string;
  readonly source?: SourceText;
  readonly diagnostics: readonly Diagnostic[];
}

/** The config file of a folder, or `undefined`. Parent folders are not searched. */
export function findConfig(cwd: string): string | undefined {
  return configNames.map((name) => join(cwd, name)).find((path) => existsSync(path));
}

/**
 * Reads and checks a config file.
 *
 * @param cwd - Current folder.
 * @param file - Path of the file; default: the one in the current folder.
 */
export async function readConfig(cwd: string, file?: string): Promise<ReadConfig> {
  const path = file === undefined ? findConfig(cwd) : resolve(cwd, file);
  if (path === undefined) {
    const help = "Name a document and `-o <folder>`, or run `clientwright init` to write a config file.";
    return failed(cwd, "There is no config file (`clientwright.config.ts`) in the current folder.", help);
  }
  const name = relative(cwd, path) || path;
  const folder = dirname(path);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    const problem = existsSync(path) ? "can't be read" : "doesn't exist";
    return failed(folder, `The config file \`${name}\` ${problem}.`, "Check its path, and that it is a readable file.");
  }
  const source: SourceText = { uri: pathToFileURL(path).href, name, text };
  let value: unknown;
  try {
    value = path.endsWith(".json") ? JSON.parse(text) : await runConfig(path, text);
  } catch (error) {
    return { folder, source, diagnostics: [await unloadable(error, source)] };
  }
  const validated = validateConfig(value);
  if (validated.value !== undefined) return { config: validated.value, folder, source, diagnostics: [] };
  const diagnostics = await Promise.all(validated.problems.map((problem) => located(problem, source)));
  return { folder, source, diagnostics };
}

/**
 * Runs the module. Nothing is cached on the disk, and `clientwright` is always the package that runs. Its text is transpiled
 * even if it needn't be: Node imports a module once, and a config that is saved while we watch is another.
 */
async function runConfig(path: string, text: string): Promise<unknown> {
  const jiti = createJiti(pathToFileURL(path).href, {
    fsCache: false,
    moduleCache: false,
    alias: { clientwright: fileURLToPath(new URL("../config.js", import.meta.url)) },
  });
  const options = { id: path, filename: path, ext: extname(path), async: true, forceTranspile: true };
  const found: unknown = await jiti.evalModule(text, options);
  const hasDefault = typeof found === "object" && found !== null && "default" in found;
  return hasDefault ? found.default : found;
}

async function located({ path, message, help, key }: ConfigProblem, source: SourceText): Promise<Diagnostic> {
  const offset = await locateKey(source.text, path);
  const pointer = path.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return {
    code: "CW0003",
    severity: "error",
    message: `${path.length === 0 ? "The config file" : `\`${path.join(".")}\``} ${message}.`,
    at: { file: source.uri, pointer, ...(offset !== undefined && { offset }), ...(key && { key }) },
    ...(help !== undefined && { help }),
  };
}

/** The loader's own message for a syntax error is about code that it made of the file. */
async function unloadable(error: unknown, { uri, name, text }: SourceText): Promise<Diagnostic> {
  const offset = await locateSyntaxError(text);
  const reason = offset === undefined ? firstLine(error) : "it has a syntax error";
  return {
    code: "CW0002",
    severity: "error",
    message: `The config file \`${name}\` can't be loaded: ${reason}.`,
    ...(offset !== undefined && { at: { file: uri, pointer: "", offset } }),
  };
}

function failed(folder: string, message: string, help: string): ReadConfig {
  return { folder, diagnostics: [{ code: "CW0002", severity: "error", message, help }] };
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? message;
}
