/** Type-checks generated files in one program, with the flags that generated code promises to compile under. */

import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { strictestFlags } from "../strictest-flags.js";

const here = dirname(fileURLToPath(import.meta.url));

/** One line for each error in the files: path, line, code, text. */
export function diagnosticsIn(files: readonly string[]): string[] {
  const { options } = ts.convertCompilerOptionsFromJson(strictestFlags, here);
  const program = ts.createProgram([...files], options);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const { file, start = 0, code, messageText } = diagnostic;
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    const place = file === undefined ? "" : `${relative(here, file.fileName)}:${line} `;
    return `${place}TS${code} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
