/** Turns the sources of generated clients into the errors that two compilers find in them under the strictest flags. */

import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { strictestFlags } from "../strictest-flags.js";

/** What a compiler complains of. */
export interface CompilerError {
  /** Below the folder of the program; empty for what concerns no file. */
  readonly file: string;
  /** From 1; 0 without a file. */
  readonly line: number;
  readonly message: string;
}

/** Library files are the same for every program: they are parsed once per process. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/**
 * Errors of TypeScript 5.9 in these files. The libraries that they refer to are bound and resolved, but their own errors
 * are not asked for: the package test does that once.
 */
export function errorsOf59(folder: string, files: readonly string[]): CompilerError[] {
  const { options, errors } = ts.convertCompilerOptionsFromJson(strictestFlags, folder);
  const program = ts.createProgram(
    files.map((file) => join(folder, file)),
    options,
    sharingHost(options),
  );
  const own = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(join(folder, file))));
  return [...errors, ...program.getOptionsDiagnostics(), ...own].map((diagnostic) => errorOf(diagnostic, folder));
}

function sharingHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  return {
    ...host,
    getSourceFile(name, version, onError) {
      if (!name.endsWith(".d.ts")) return read(name, version, onError);
      if (!libraries.has(name)) libraries.set(name, read(name, version, onError));
      return libraries.get(name);
    },
  };
}

function errorOf({ file, start = 0, code, messageText }: ts.Diagnostic, folder: string): CompilerError {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
  const name = file === undefined ? "" : relative(folder, file.fileName);
  return { file: name, line, message: `TS${code} ${ts.flattenDiagnosticMessageText(messageText, " ")}` };
}

/**
 * Errors of another compiler, by its command line.
 *
 * @param compiler - Path of its script.
 */
export function errorsOf(compiler: string, folder: string, files: readonly string[]): Promise<string[]> {
  const project = join(folder, "tsconfig.json");
  writeFileSync(project, JSON.stringify({ compilerOptions: strictestFlags, files }));
  return new Promise((resolve, reject) => {
    const args = [compiler, "-p", project, "--pretty", "false"];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      const lines = stdout.split("\n").filter((line) => /error TS\d+/.test(line));
      if (error !== null && lines.length === 0) reject(new Error(stderr || error.message));
      else resolve(lines);
    });
  });
}
