/** Type-checks callers' code many times over: what stays the same between two checks is read once. */

import { dirname } from "node:path";
import ts from "typescript";
import { strictestFlags } from "../strictest-flags.js";

/** The compiler's libraries and the runtime, which no test changes. */
const read = new Map<string, ts.SourceFile | undefined>();

/** One line for each error in a file: its line, code, text. What it imports is read, and not itself looked at. */
export function errorsIn(path: string): string[] {
  const flags = { ...strictestFlags, skipLibCheck: true, declaration: false, isolatedDeclarations: false };
  const { options } = ts.convertCompilerOptionsFromJson(flags, dirname(path));
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([path], options, {
    ...host,
    getSourceFile: (name, ...rest) => {
      if (!/\/node_modules\/typescript\/lib\/|\/runtime\/dist\//.test(name)) return host.getSourceFile(name, ...rest);
      if (!read.has(name)) read.set(name, host.getSourceFile(name, ...rest));
      return read.get(name);
    },
  });
  const file = program.getSourceFile(path);
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found.map(({ start = 0, code, messageText }) => {
    const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
    return `${line} TS${code} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
