/** Finds out which types of a client declare the members that names in callers' code stand for. */

import { Node, type Type, type Symbol as TypeSymbol } from "ts-morph";
import { type ClientPlace, isClientFile, type NameNode, textOf } from "./callers.js";
import { assignedType, memberWithKey } from "./patterns.js";

/** Names of the client's types that declare the member which a name stands for; empty if it is none of the client's. */
export function memberOwners(node: NameNode, client: ClientPlace): readonly string[] {
  const seen = new Set<TypeSymbol>();
  return [...new Set(memberSymbols(node).flatMap((symbol) => ownersOf(symbol, client, seen)))];
}

/**
 * Names of the client's types to which values of an object go that has no type of its own: `createPet(client, pet)` behind
 * `const pet = { name }`, of whose `name` this is the key.
 */
export function destinations(node: NameNode, client: ClientPlace): readonly string[] {
  const path: string[] = [];
  let holder: Node | undefined = memberWithKey(node)?.getParent();
  for (let key: string | undefined = textOf(node); key !== undefined; ) {
    path.unshift(key);
    const outer = Node.isObjectLiteralExpression(holder) ? holder.getParent() : undefined;
    key = Node.isPropertyAssignment(outer) ? outer.getName() : undefined;
    holder = key === undefined ? outer : outer?.getParent();
  }
  if (!Node.isVariableDeclaration(holder) || holder.getTypeNode() !== undefined) return [];
  const seen = new Set<TypeSymbol>();
  const uses = holder.findReferencesAsNodes().filter((use) => use !== holder.getNameNode());
  const found = uses.flatMap((use) => membersAt(wantedAt(use), path).flatMap((one) => ownersOf(one, client, seen)));
  return [...new Set(found)];
}

/** The type that is wanted where a value is used. */
function wantedAt(use: Node): Type | undefined {
  const parent = use.getParent();
  if (Node.isShorthandPropertyAssignment(parent)) {
    const literal = parent.getParent();
    const outer = Node.isObjectLiteralExpression(literal) ? literal.getContextualType() : undefined;
    return outer?.getProperty(parent.getName())?.getTypeAtLocation(use).getNonNullableType();
  }
  return Node.isExpression(use) ? use.getContextualType() : undefined;
}

function membersAt(type: Type | undefined, path: readonly string[]): readonly TypeSymbol[] {
  const [name, ...rest] = path;
  if (type === undefined || name === undefined) return [];
  const found = membersOf(type, name);
  if (rest.length === 0) return found;
  return found.flatMap((one) => {
    const [declaration] = one.getDeclarations();
    return declaration === undefined ? [] : membersAt(one.getTypeAtLocation(declaration).getNonNullableType(), rest);
  });
}

function memberSymbols(node: NameNode): readonly TypeSymbol[] {
  const parent = node.getParent();
  const name = textOf(node);
  if (Node.isImportSpecifier(parent) || Node.isExportSpecifier(parent)) return [];
  const literal = memberWithKey(node)?.getParent();
  if (Node.isObjectLiteralExpression(literal)) {
    const type = assignedType(literal) ?? literal.getContextualType();
    return type === undefined ? [] : membersOf(type, name);
  }
  if (Node.isBindingElement(parent)) {
    const key = parent.getPropertyNameNode() ?? parent.getNameNode();
    return key === node ? membersOf(parent.getParent().getType(), name) : [];
  }
  // `"name" in pet`
  if (Node.isBinaryExpression(parent) && parent.getLeft() === node && parent.getOperatorToken().getText() === "in") {
    return membersOf(parent.getRight().getType(), name);
  }
  return namedInTypes(node, name) ?? [node.getSymbol()].filter((symbol) => symbol !== undefined);
}

/** The members of that name; of a union, of each of its parts. */
function membersOf(type: Type, name: string): readonly TypeSymbol[] {
  const parts = type.isUnion() ? type.getUnionTypes() : [type];
  return parts.flatMap((part) => part.getProperty(name) ?? []);
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

function ownersOf(symbol: TypeSymbol, client: ClientPlace, seen: Set<TypeSymbol>): readonly string[] {
  if (seen.has(symbol)) return [];
  seen.add(symbol);
  return symbol.getDeclarations().flatMap((declaration) => {
    if (!isClientFile(declaration.getSourceFile().getFilePath(), client)) {
      return inherited(declaration, symbol.getName()).flatMap((above) => ownersOf(above, client, seen));
    }
    // Names of an enum's values are the keys of a constant.
    const owner = Node.isPropertyAssignment(declaration)
      ? declaration.getFirstAncestor(Node.isVariableDeclaration)
      : declaration.getParent();
    const isNamed =
      Node.isInterfaceDeclaration(owner) || Node.isClassDeclaration(owner) || Node.isVariableDeclaration(owner);
    return isNamed ? (owner.getName() ?? []) : [];
  });
}

/** Where callers declare a member themselves: that which it stands for in the types that theirs extends. */
function inherited(declaration: Node, name: string): readonly TypeSymbol[] {
  const isParameter = Node.isParameterDeclaration(declaration);
  if (isParameter && !declaration.isParameterProperty()) return [];
  const holder = (isParameter ? declaration.getParent() : declaration).getParent();
  if (Node.isClassDeclaration(holder) || Node.isClassExpression(holder)) {
    const above = [...holder.getType().getBaseTypes(), ...holder.getImplements().map((one) => one.getType())];
    return above.flatMap((type) => membersOf(type, name));
  }
  if (!Node.isInterfaceDeclaration(holder)) return [];
  return holder.getBaseTypes().flatMap((type) => membersOf(type, name));
}

/** Whether nobody knows what a name is a member of: the value that has it is of any type. */
export function isOfUnknown(node: NameNode): boolean {
  const parent = node.getParent();
  const isName = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node;
  const isKey = Node.isElementAccessExpression(parent) && parent.getArgumentExpression() === node;
  return (isName || isKey) && parent.getExpression().getType().isAny();
}
