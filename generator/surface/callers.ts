/** Reads callers' code: which names in it are those of a client, whatever way they came there. */

import {
  type Identifier,
  Node,
  type NoSubstitutionTemplateLiteral,
  type SourceFile,
  type StringLiteral,
  type Type,
  type Symbol as TypeSymbol,
} from "ts-morph";

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

/** Names of the client's types that declare the member which a name stands for; empty if it is none of the client's. */
export function memberOwners(node: NameNode, client: ClientPlace): readonly string[] {
  return [...new Set(memberSymbols(node).flatMap((symbol) => ownersOf(symbol, client)))];
}

function memberSymbols(node: NameNode): readonly TypeSymbol[] {
  const parent = node.getParent();
  const name = textOf(node);
  if (Node.isImportSpecifier(parent) || Node.isExportSpecifier(parent)) return [];
  if (Node.isPropertyAssignment(parent) || Node.isShorthandPropertyAssignment(parent)) {
    const literal = parent.getParent();
    const type = Node.isObjectLiteralExpression(literal) ? literal.getContextualType() : undefined;
    if (parent.getNameNode() === node) return type === undefined ? [] : membersOf(type, name);
  }
  if (Node.isBindingElement(parent)) {
    const key = parent.getPropertyNameNode() ?? parent.getNameNode();
    return key === node ? membersOf(parent.getParent().getType(), name) : [];
  }
  const declared = inheritedMembers(node, name);
  if (declared.length > 0) return declared;
  return namedInTypes(node, name) ?? [node.getSymbol()].filter((symbol) => symbol !== undefined);
}

/** The members of that name; of a union, of each of its parts. */
function membersOf(type: Type, name: string): readonly TypeSymbol[] {
  const parts = type.isUnion() ? type.getUnionTypes() : [type];
  return parts.flatMap((part) => part.getProperty(name) ?? []);
}

/** Where callers declare a member themselves: that which it stands for in the types that theirs extends. */
function inheritedMembers(node: NameNode, name: string): readonly TypeSymbol[] {
  const member = node.getParent();
  const holder = member?.getParent();
  if (Node.isClassDeclaration(holder) || Node.isClassExpression(holder)) {
    const above = [...holder.getType().getBaseTypes(), ...holder.getImplements().map((one) => one.getType())];
    return above.flatMap((type) => membersOf(type, name));
  }
  if (!Node.isInterfaceDeclaration(holder) || !Node.isPropertySignature(member)) return [];
  return holder.getBaseTypes().flatMap((type) => membersOf(type, name));
}

/** `Pick<Pet, "name">`: a quoted name beside the type that has it. */
function namedInTypes(node: NameNode, name: string): readonly TypeSymbol[] | undefined {
  const literal = node.getParent();
  if (!Node.isLiteralTypeNode(literal)) return undefined;
  const outer = literal.getParent();
  const all = Node.isUnionTypeNode(outer) ? outer.getParent() : outer;
  if (!Node.isTypeReference(all)) return undefined;
  return all.getTypeArguments().flatMap((one) => membersOf(one.getType(), name));
}

function ownersOf(symbol: TypeSymbol, client: ClientPlace): readonly string[] {
  return symbol.getDeclarations().flatMap((declaration) => {
    if (!isClientFile(declaration.getSourceFile().getFilePath(), client)) return [];
    // Names of an enum's values are the keys of a constant.
    const owner = Node.isPropertyAssignment(declaration)
      ? declaration.getFirstAncestor(Node.isVariableDeclaration)
      : declaration.getParent();
    const isNamed =
      Node.isInterfaceDeclaration(owner) || Node.isClassDeclaration(owner) || Node.isVariableDeclaration(owner);
    return isNamed ? (owner.getName() ?? []) : [];
  });
}

/** Whether nobody knows what a name is a member of: the value that has it is of any type. */
export function isOfUnknown(node: NameNode): boolean {
  const parent = node.getParent();
  const isName = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node;
  const isKey = Node.isElementAccessExpression(parent) && parent.getArgumentExpression() === node;
  return (isName || isKey) && parent.getExpression().getType().isAny();
}
