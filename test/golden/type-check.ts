/** Type-checks generated files in one program, with the flags that generated code promises to compile under. */

import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The flags of the promise: everything strict, libraries checked too. */
const strictest: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedDeclarations: true,
  declaration: true,
  skipLibCheck: false,
  noEmit: true,
};

const here = dirname(fileURLToPath(import.meta.url));

/** One line for each error in the files: path, line, code, text. */
export function diagnosticsIn(files: readonly string[]): string[] {
  const program = ts.createProgram([...files], strictest);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const { file, start = 0, code, messageText } = diagnostic;
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    const place = file === undefined ? "" : `${relative(here, file.fileName)}:${line} `;
    return `${place}TS${code} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
