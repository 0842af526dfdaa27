/** Reads callers' code: which names in it are those of a client. */

import { type Identifier, Node, type SourceFile, type Symbol as TypeSymbol } from "ts-morph";

/** How callers' code refers to a client. */
export interface ClientPlace {
  /** Absolute path of its folder. */
  readonly folder: string;
  /** Name of its package, if it is one. */
  readonly package?: string;
}

/** A name in callers' code that stands for an export of the client. */
export interface ExportUse {
  readonly name: string;
  readonly node: Identifier;
}

/** Whether a file is the client's own, as source or as declarations of an installed package. */
export function isClientFile(path: string, { folder, package: name }: ClientPlace): boolean {
  return path.startsWith(`${folder}/`) || (name !== undefined && path.includes(`/node_modules/${name}/`));
}

/** Every use of the client's exports by name, the import itself included. */
export function exportUses(file: SourceFile, client: ClientPlace): readonly ExportUse[] {
  const imports = file.getImportDeclarations().filter((one) => {
    const specifier = one.getModuleSpecifierValue();
    const isPackage =
      client.package !== undefined && (specifier === client.package || specifier.startsWith(`${client.package}/`));
    const target = one.getModuleSpecifierSourceFile();
    return isPackage || (target !== undefined && isClientFile(target.getFilePath(), client));
  });
  const named = imports.flatMap((one) => one.getNamedImports());
  const plain = named.filter((one) => one.getAliasNode() === undefined);
  const locals = new Map(plain.map((one) => [one.getName(), one.getSymbol()]));
  const spaces = new Set(imports.flatMap((one) => one.getNamespaceImport()?.getText() ?? []));
  const identifiers = file.getDescendants().filter(Node.isIdentifier);
  const local = identifiers.flatMap((node): ExportUse[] => {
    const symbol = locals.get(node.getText());
    if (symbol === undefined || isMemberName(node)) return [];
    const own = Node.isShorthandPropertyAssignment(node.getParent()) ? shorthandSymbol(node) : node.getSymbol();
    return own === symbol ? [{ name: node.getText(), node }] : [];
  });
  const aliased = named.flatMap((one): ExportUse[] => {
    const node = one.getNameNode();
    return one.getAliasNode() === undefined || !Node.isIdentifier(node) ? [] : [{ name: one.getName(), node }];
  });
  const inSpaces = identifiers.flatMap((node): ExportUse[] => {
    const parent = node.getParent();
    const isMember = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node;
    const isType = Node.isQualifiedName(parent) && parent.getRight() === node;
    const holder = isMember ? parent.getExpression() : isType ? parent.getLeft() : undefined;
    return holder !== undefined && spaces.has(holder.getText()) ? [{ name: node.getText(), node }] : [];
  });
  return [...local, ...aliased, ...inSpaces];
}

/** Whether an identifier names a member of something else. */
function isMemberName(node: Identifier): boolean {
  const parent = node.getParent();
  if (Node.isPropertyAccessExpression(parent)) return parent.getNameNode() === node;
  if (Node.isQualifiedName(parent)) return parent.getRight() === node;
  return Node.isPropertyAssignment(parent) && parent.getNameNode() === node;
}

function shorthandSymbol(node: Identifier): TypeSymbol | undefined {
  const parent = node.getParent();
  return Node.isShorthandPropertyAssignment(parent) ? parent.getValueSymbol() : undefined;
}

/** Names of the client's types that declare the member which an identifier names; empty if it is none of the client's. */
export function memberOwners(node: Identifier, client: ClientPlace): readonly string[] {
  const parent = node.getParent();
  const isAccess = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node;
  if (isAccess) return ownersOf(node.getSymbol(), client);
  const isKey =
    (Node.isPropertyAssignment(parent) || Node.isShorthandPropertyAssignment(parent)) && parent.getNameNode() === node;
  if (isKey) {
    const literal = parent.getParent();
    return Node.isObjectLiteralExpression(literal)
      ? ownersOf(literal.getContextualType()?.getNonNullableType().getProperty(node.getText()), client)
      : [];
  }
  if (Node.isBindingElement(parent)) {
    const key = parent.getPropertyNameNode() ?? parent.getNameNode();
    const pattern = parent.getParent();
    return key === node ? ownersOf(pattern.getType().getProperty(node.getText()), client) : [];
  }
  return [];
}

function ownersOf(symbol: TypeSymbol | undefined, client: ClientPlace): readonly string[] {
  return (symbol?.getDeclarations() ?? []).flatMap((declaration) => {
    if (!isClientFile(declaration.getSourceFile().getFilePath(), client)) return [];
    const owner = declaration.getParent();
    return Node.isInterfaceDeclaration(owner) || Node.isClassDeclaration(owner) ? (owner.getName() ?? []) : [];
  });
}
