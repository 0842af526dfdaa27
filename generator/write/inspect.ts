/** Turns printed modules into a list of faults: what our emitters never write must not be in them. */

import type { ts as TypeScript } from "ts-morph";
import type { PrintedFile } from "./print.js";
import { loadTsMorph } from "./ts-morph.js";

type Ts = typeof TypeScript;
type Kinds = ReadonlySet<number>;

/**
 * Parses our own output (syntax only) and looks for anything that we never emit: text of a document that escaped its
 * string or comment would show up as such a statement.
 *
 * @param modules - Printed TypeScript modules.
 * @param typesOnly - Paths of those that may hold nothing but type declarations (`schema.ts`).
 * @returns One sentence per fault; empty if all is well.
 */
export async function inspectModules(
  modules: readonly PrintedFile[],
  typesOnly: ReadonlySet<string>,
): Promise<readonly string[]> {
  // The parser that ts-morph brings along: a second compiler would cost as much as the whole run.
  const { ts } = loadTsMorph();
  const types = typeKinds(ts);
  const all = moduleKinds(ts);
  return modules.flatMap((module) => inspectModule(ts, module, typesOnly.has(module.path) ? types : all));
}

function inspectModule(ts: Ts, { path, text }: PrintedFile, allowed: Kinds): string[] {
  const file = ts.createSourceFile(path, text, {
    languageVersion: ts.ScriptTarget.Latest,
    // Half of the text is comments, which can end only where a statement would show up.
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  const place = (position: number) => `${path}:${file.getLineAndCharacterOfPosition(position).line + 1}`;
  const foreign = file.statements.filter(({ kind }) => !allowed.has(kind));
  return [
    ...syntaxErrors(file).map((start) => `${place(start)}: a syntax error`),
    ...foreign.map((statement) => `${place(statement.getStart(file))}: an unexpected ${ts.SyntaxKind[statement.kind]}`),
  ];
}

/** Offsets of syntax errors. The parser keeps them in a property that its types don't declare; a test holds us to it. */
function syntaxErrors(file: TypeScript.SourceFile): number[] {
  const found: unknown = Reflect.get(file, "parseDiagnostics");
  if (!Array.isArray(found)) throw new Error("The TypeScript parser no longer tells its syntax errors");
  return found.map((diagnostic: { readonly start?: number }) => diagnostic.start ?? 0);
}

function typeKinds(ts: Ts): Kinds {
  return new Set([ts.SyntaxKind.InterfaceDeclaration, ts.SyntaxKind.TypeAliasDeclaration]);
}

function moduleKinds(ts: Ts): Kinds {
  const { ImportDeclaration, ExportDeclaration, VariableStatement, FunctionDeclaration, ClassDeclaration } =
    ts.SyntaxKind;
  return new Set([
    ...typeKinds(ts),
    ImportDeclaration,
    ExportDeclaration,
    VariableStatement,
    FunctionDeclaration,
    ClassDeclaration,
  ]);
}
