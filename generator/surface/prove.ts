/** Proves a diff with the TypeScript checker: code that uses every type of the old client is compiled against the new one. */

import type TypeScript from "typescript";
import type { Change } from "../diff/index.js";
import type { Model } from "../model/types.js";
import { preamble, type TypeTest, typeTests } from "./type-tests.js";

type Ts = typeof TypeScript;

/** A client as it would be written. */
export interface PrintedClient {
  readonly model: Model;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** What no longer compiles for callers of the old client. */
export interface Break {
  readonly subject: string;
  /** The checker's own words. */
  readonly message: string;
}

// Where the clients lie for the checker: nothing of it is on the disk.
const root = "/clientwright-proof";

/**
 * Compiles type tests of one client against another, in memory.
 *
 * @param runtime - Folder of the runtime's package.
 * @returns Each test that fails, with the first reason; empty: whatever callers do with the old types works with the new.
 */
export async function findBreaks(
  before: PrintedClient,
  after: PrintedClient,
  runtime: string,
): Promise<readonly Break[]> {
  const { default: ts } = await import("typescript");
  const tests = typeTests(before.model);
  const text = [...preamble, ...tests.map(({ line }) => line), ""].join("\n");
  const files = new Map([[`${root}/proof.ts`, text], ...[...textsOf("before", before), ...textsOf("after", after)]]);
  const options: TypeScript.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    paths: { "@clientwright/runtime": [`${runtime}/dist/index.d.ts`] },
  };
  const program = ts.createProgram([`${root}/proof.ts`], options, hostOf(ts, files, options));
  const proof = program.getSourceFile(`${root}/proof.ts`);
  if (proof === undefined) throw new Error("The checker did not read the type tests");
  const found = program.getSemanticDiagnostics(proof);
  return breaksOf(ts, proof, found, tests);
}

function textsOf(folder: string, { files }: PrintedClient): [string, string][] {
  return files.map(({ path, text }) => [`${root}/${folder}/${path}`, text]);
}

/** What was read from the disk, which nobody changes while we run: the compiler's libraries and the runtime. */
const read = new Map<string, TypeScript.SourceFile | undefined>();

/** The compiler's own host, with files in memory before those on the disk. */
function hostOf(
  ts: Ts,
  files: ReadonlyMap<string, string>,
  options: TypeScript.CompilerOptions,
): TypeScript.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getCurrentDirectory: () => root,
    fileExists: (path) => files.has(path) || (!path.startsWith(`${root}/`) && host.fileExists(path)),
    directoryExists: (path) => path.startsWith(root) || (host.directoryExists?.(path) ?? true),
    readFile: (path) => files.get(path) ?? host.readFile(path),
    getSourceFile: (path, language, ...rest) => {
      const text = files.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, language);
      if (!read.has(path)) read.set(path, host.getSourceFile(path, language, ...rest));
      return read.get(path);
    },
  };
}

/** A failed test once, by what it is about. */
function breaksOf(
  ts: Ts,
  proof: TypeScript.SourceFile,
  diagnostics: readonly TypeScript.Diagnostic[],
  tests: readonly TypeTest[],
): readonly Break[] {
  const found = new Map<string, Break>();
  for (const { start = 0, messageText } of diagnostics) {
    const line = proof.getLineAndCharacterOfPosition(start).line - preamble.length;
    const test = tests[line];
    const message = ts.flattenDiagnosticMessageText(messageText, "\n");
    if (test === undefined) throw new Error(`The type tests are wrong: ${message}`);
    if (!found.has(test.subject)) found.set(test.subject, { subject: test.subject, message });
  }
  return [...found.values()];
}

/** What a comparison of models has missed and the checker has found, as changes. */
export function breakChanges(breaks: readonly Break[]): readonly Change[] {
  return breaks.map(({ subject, message }): Change => {
    const [line = ""] = message.split("\n");
    const text = `doesn't compile as before: ${line.replace(/\.$/, "")}`;
    return {
      bump: "major",
      kind: "types",
      subject,
      message: text,
      pointer: "",
      callers: [],
      action: "Follow the new types.",
    };
  });
}
