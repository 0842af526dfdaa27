/** Reads callers' code: which names in it are those of a client, whatever way they came there. */

import {
  type Identifier,
  Node,
  type NoSubstitutionTemplateLiteral,
  type SourceFile,
  type StringLiteral,
  type Symbol as TypeSymbol,
} from "ts-morph";
import { assignedType, memberWithKey } from "./patterns.js";

/** How callers' code refers to a client. */
export interface ClientPlace {
  /** Absolute path of its folder. */
  readonly folder: string;
  /** Name of its package, if it is one. */
  readonly package?: string;
}

/** A name in callers' code, plain or in quotes. */
export type NameNode = Identifier | StringLiteral | NoSubstitutionTemplateLiteral;

/** A name in callers' code that leads to an export of the client. */
export interface ExportUse {
  readonly name: string;
  /**
   * `here`: it is the client's own name. `import`: it is that of a plain import, which has the client's own name.
   * `elsewhere`: callers gave it another name on the way, or a module of theirs exports it.
   */
  readonly spelled: "here" | "import" | "elsewhere";
}

/** Whether a file is the client's own. */
export function isClientFile(path: string, { folder }: ClientPlace): boolean {
  return path.startsWith(`${folder}/`);
}

/** Whether text in a file names a module of the client, as an import would. */
export function isClientModule(specifier: string, file: SourceFile, client: ClientPlace): boolean {
  if (!specifier.startsWith(".")) return specifier === client.package;
  const path = file.getFilePath().split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") path.pop();
    else if (part !== ".") path.push(part);
  }
  const found = path.join("/");
  return found === client.folder || isClientFile(found, client);
}

/** Every name that a file holds, in its order. */
export function namesIn(file: SourceFile): readonly NameNode[] {
  return file
    .getDescendants()
    .filter(
      (node) => Node.isIdentifier(node) || Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node),
    );
}

/** What a name says: without the quotes, if it has some. */
export function textOf(node: NameNode): string {
  return Node.isIdentifier(node) ? node.getText() : node.getLiteralText();
}

/** The export of the client that a name leads to, through imports, exports and modules of callers. */
export function exportUse(node: NameNode, client: ClientPlace): ExportUse | undefined {
  const symbol = valueSymbol(node);
  if (symbol === undefined) return undefined;
  const seen = new Set<TypeSymbol>();
  for (let one: TypeSymbol | undefined = symbol; one !== undefined && !seen.has(one); ) {
    if (isExport(one, client)) return { name: one.getName(), spelled: spelling(node, symbol, one) };
    seen.add(one);
    one = one.isAlias() ? one.getImmediatelyAliasedSymbol() : undefined;
  }
  return undefined;
}

function spelling(node: NameNode, symbol: TypeSymbol, found: TypeSymbol): ExportUse["spelled"] {
  const parent = node.getParent();
  if (symbol === found) return "here";
  if (symbol.getImmediatelyAliasedSymbol() !== found) return "elsewhere";
  if (Node.isImportSpecifier(parent)) return "here";
  const isPlain = symbol
    .getDeclarations()
    .some((declaration) => Node.isImportSpecifier(declaration) && declaration.getAliasNode() === undefined);
  return isPlain ? "import" : "elsewhere";
}

/** What a name stands for that isn't the key of something that callers write themselves. */
function valueSymbol(node: NameNode): TypeSymbol | undefined {
  const parent = node.getParent();
  if (Node.isImportSpecifier(parent)) return parent.getNameNode() === node ? parent.getSymbol() : undefined;
  if (Node.isExportSpecifier(parent)) return parent.getNameNode() === node ? parent.getLocalTargetSymbol() : undefined;
  const pattern = memberWithKey(node)?.getParent();
  const taken = pattern && assignedType(pattern);
  if (taken !== undefined) return taken.getProperty(textOf(node));
  if (Node.isShorthandPropertyAssignment(parent)) return parent.getValueSymbol();
  if (Node.isBindingElement(parent)) {
    const key = parent.getPropertyNameNode() ?? parent.getNameNode();
    return key === node ? parent.getParent().getType().getProperty(textOf(node)) : undefined;
  }
  return node.getSymbol();
}

function isExport(symbol: TypeSymbol, client: ClientPlace): boolean {
  return symbol
    .getDeclarations()
    .some(
      (declaration) =>
        isClientFile(declaration.getSourceFile().getFilePath(), client) &&
        (Node.isExportSpecifier(declaration) ||
          Node.isVariableDeclaration(declaration) ||
          Node.isSourceFile(declaration.getParent())),
    );
}
