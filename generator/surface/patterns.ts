/** Finds the type of the value that an assignment takes apart: `({ name } = pet)`. */

import { Node, type PropertyAssignment, type ShorthandPropertyAssignment, type Type } from "ts-morph";

/**
 * The type of what goes into an object or list on the left of an assignment, or into one inside of it.
 *
 * @returns `undefined` if the literal is no such pattern, or nobody knows.
 */
export function assignedType(pattern: Node): Type | undefined {
  const parent = pattern.getParent();
  if (Node.isBinaryExpression(parent) && parent.getLeft() === pattern) {
    if (parent.getOperatorToken().getText() !== "=") return undefined;
    // As an element of a pattern it is one with a default.
    return assignedType(parent) ?? (isElement(parent) ? undefined : parent.getRight().getType());
  }
  if (Node.isForOfStatement(parent) && parent.getInitializer() === pattern) {
    return itemType(parent.getExpression().getType());
  }
  if (Node.isArrayLiteralExpression(parent)) {
    const all = assignedType(parent);
    const elements: readonly Node[] = parent.getElements();
    return all?.getTupleElements()[elements.indexOf(pattern)] ?? itemType(all);
  }
  if (!Node.isPropertyAssignment(parent) || parent.getInitializer() !== pattern) return undefined;
  const member = assignedType(parent.getParentOrThrow())?.getNonNullableType().getProperty(parent.getName());
  return member?.getTypeAtLocation(pattern).getNonNullableType();
}

/** The member of an object literal whose key a name is, also in brackets. */
export function memberWithKey(name: Node): PropertyAssignment | ShorthandPropertyAssignment | undefined {
  const parent = name.getParent();
  const key = Node.isComputedPropertyName(parent) ? parent : name;
  const member = key.getParent();
  if (!Node.isPropertyAssignment(member) && !Node.isShorthandPropertyAssignment(member)) return undefined;
  return member.getNameNode() === key ? member : undefined;
}

/** Whether it stands in a literal, which may be a pattern. */
function isElement(node: Node): boolean {
  const parent = node.getParent();
  return Node.isPropertyAssignment(parent) || Node.isArrayLiteralExpression(parent);
}

function itemType(list: Type | undefined): Type | undefined {
  return list?.getArrayElementType() ?? list?.getNumberIndexType();
}
