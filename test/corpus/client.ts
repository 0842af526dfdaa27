/** Turns a document into a client that can be called: generated, written, transpiled and imported. */

import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ClientResult, generate } from "clientwright";
import ts from "typescript";
import { isObject } from "./document.js";
import type { Form } from "./sample.js";

/** A change to the text of a generated file, to see whether it is found. */
export type Change = (path: string, text: string) => string;

/** What became of one generation. */
export interface Generated {
  /** Absent if nothing could be generated. */
  readonly client?: ClientResult;
  /** Folder of the TypeScript sources. */
  readonly sources: string;
  readonly diagnostics: ClientResult["diagnostics"];
}

/** How clients are made. */
export interface Making {
  /** Changes generated files before they are compiled and called. */
  readonly change?: Change;
  /** Whether clients have validators, by which every call is judged. */
  readonly validators?: boolean;
}

/** Generates a client into `folder/sources`, leaving out operations with errors. */
export async function generateInto(
  folder: string,
  document: string,
  form: Form,
  { change, validators = false }: Making = {},
): Promise<Generated> {
  const output = join(folder, "sources");
  const { clients, diagnostics } = await generate(
    { document, output, ...form, name: "Sample", validators },
    { cwd: folder, dryRun: true, keepGoing: true },
  );
  const [client] = clients;
  for (const { path, text } of client?.files ?? []) {
    const target = join(output, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, change === undefined ? text : change(path, text));
  }
  return {
    ...(client !== undefined && { client }),
    sources: output,
    diagnostics: [...diagnostics, ...(client?.diagnostics ?? [])],
  };
}

/** The TypeScript files of a client. */
export function modulesOf({ client }: Generated): string[] {
  return (client?.files ?? []).map(({ path }) => path).filter((path) => path.endsWith(".ts"));
}

/** Makes packages of the workspace importable from a folder outside of it. */
export function linkPackages(folder: string): void {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  symlinkSync(join(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
}

/** A generated client as a program sees it. */
export interface Client {
  /** Functions and operation constants by name. */
  readonly exports: { readonly [name: string]: unknown };
  /** Operation constants with the function of each. */
  readonly operations: readonly GeneratedOperation[];
  readonly open: (options: object) => unknown;
  /** What the module of validators exports; absent: the client has none. */
  readonly validators?: { readonly [name: string]: unknown };
}

export interface GeneratedOperation {
  /** Of the function. */
  readonly name: string;
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly key: string; readonly in: string }[];
  readonly bodyTypes: readonly string[];
  /** Media types of all answers: others that the document has are not asked for. */
  readonly answerTypes: readonly string[];
  readonly call: (...args: unknown[]) => unknown;
}

/** Transpiles a client's modules, without their types being looked at, and imports them. */
export async function importClient(folder: string, { client }: Generated): Promise<Client> {
  for (const { path, text } of client?.files ?? [])
    if (path.endsWith(".ts")) transpile(join(folder, "modules"), path, folder, text);
  const exports: unknown = await import(pathToFileURL(join(folder, "modules/index.js")).href);
  if (!isObject(exports)) throw new TypeError("index.ts exports nothing");
  const open = exports["createClient"];
  if (typeof open !== "function") throw new TypeError("index.ts exports no createClient");
  const operations = Object.entries(exports).flatMap(([name, value]) => operationOf(exports, name, value));
  const hasValidators = client?.files.some(({ path }) => path === "validators.ts") === true;
  const validators: unknown =
    hasValidators && (await import(pathToFileURL(join(folder, "modules/validators.js")).href));
  return { exports, operations, open: (options) => open(options), ...(isObject(validators) && { validators }) };
}

function transpile(target: string, path: string, folder: string, text: string): void {
  const written = ts.sys.readFile(join(folder, "sources", path)) ?? text;
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, verbatimModuleSyntax: true };
  const { outputText } = ts.transpileModule(written, { compilerOptions, fileName: path });
  const file = join(target, path.replace(/\.ts$/, ".js"));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, outputText);
}

function operationOf(exports: Client["exports"], name: string, value: unknown): GeneratedOperation[] {
  if (!name.endsWith("Operation") || !isObject(value)) return [];
  const { id, method, path, parameters, body, responses } = value;
  const functionName = name.slice(0, -"Operation".length);
  const call = exports[functionName];
  if (typeof id !== "string" || typeof method !== "string" || typeof path !== "string") return [];
  if (typeof call !== "function") return [];
  const bodyTypes = typesIn(body);
  const answers = isObject(responses) ? Object.values(responses).filter(isObject) : [];
  const answerTypes = answers.flatMap(({ content }) => typesIn(content));
  const known = objects(parameters).map((one) => ({
    name: `${one["name"]}`,
    key: `${one["key"] ?? one["name"]}`,
    in: `${one["in"]}`,
  }));
  return [
    {
      name: functionName,
      id,
      method,
      path,
      parameters: known,
      bodyTypes,
      answerTypes,
      call: (...args) => call(...args),
    },
  ];
}

function objects(value: unknown): { readonly [key: string]: unknown }[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function typesIn(contents: unknown): string[] {
  return objects(contents).map(({ type }) => `${type}`);
}
