/** Turns the text of a module into the list of what it imports. */

import ts from "typescript";

export interface Import {
  readonly specifier: string;
  /** Nothing of it is left in the built output. `import { type A }` is: `verbatimModuleSyntax` keeps its `import "…"`. */
  readonly typeOnly: boolean;
}

/** Every import, re-export, `import()` and `import("…")` type of a module, in the order of the text. */
export function importsOf(path: string, text: string): readonly Import[] {
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const found = importAt(node);
    if (found !== undefined) imports.push(found);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022));
  return imports;
}

function importAt(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) {
    return named(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  }
  if (ts.isExportDeclaration(node)) return named(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return named(node.argument.literal, true);
  if (ts.isExternalModuleReference(node)) return named(node.expression, false);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return named(node.arguments[0], false);
  }
  return undefined;
}

function named(specifier: ts.Node | undefined, typeOnly: boolean): Import | undefined {
  if (specifier === undefined) return undefined;
  // A computed specifier can't be judged, so it is reported under a name that no rule allows.
  return { specifier: ts.isStringLiteralLike(specifier) ? specifier.text : "(computed)", typeOnly };
}
