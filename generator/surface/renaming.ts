/** Turns a name in callers' code into the edit that gives it another one, by the place where it stands. */

import { Node } from "ts-morph";
import { type NameNode, textOf } from "./callers.js";
import type { Edit } from "./edits.js";
import { assignedType } from "./patterns.js";

/**
 * Another name for an export of the client, where its own is written.
 *
 * @param isKept - Callers' code goes on using the old name, which the import gives it.
 */
export function renameExport(node: NameNode, to: string, isKept: boolean): Edit {
  const parent = node.getParent();
  // What callers' modules export goes on being called as it was: nobody knows who imports it.
  if (Node.isExportSpecifier(parent) && parent.getAliasNode() === undefined) {
    return replaced(node, `${to} as ${textOf(node)}`);
  }
  if (Node.isImportSpecifier(parent) && parent.getAliasNode() === undefined && isKept) {
    return replaced(node, `${to} as ${textOf(node)}`);
  }
  const isKey = Node.isShorthandPropertyAssignment(parent) && assignedType(parent.getParentOrThrow()) !== undefined;
  if (Node.isShorthandPropertyAssignment(parent) && !isKey) return replaced(node, `${textOf(node)}: ${to}`);
  return renameMember(node, to);
}

/** Another name for a member, or for an export that is reached as one. */
export function renameMember(node: NameNode, to: string): Edit {
  if (!Node.isIdentifier(node)) return replaced(node, quotedLike(node, to));
  const parent = node.getParent();
  const isPlain = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(to);
  if (Node.isPropertyAccessExpression(parent) && !isPlain) {
    const start = parent.getExpression().getEnd();
    const text = `${parent.hasQuestionDotToken() ? "?." : ""}[${JSON.stringify(to)}]`;
    return { start, end: node.getEnd(), text };
  }
  const key = isPlain ? to : JSON.stringify(to);
  const isShorthand = Node.isShorthandPropertyAssignment(parent);
  const isBinding = Node.isBindingElement(parent) && parent.getPropertyNameNode() === undefined;
  return replaced(node, isShorthand || isBinding ? `${key}: ${node.getText()}` : key);
}

function replaced(node: NameNode, text: string): Edit {
  return { start: node.getStart(), end: node.getEnd(), text };
}

function quotedLike(node: NameNode, to: string): string {
  const quote = node.getText()[0] ?? '"';
  return /["'`\\$\n]/.test(to) ? JSON.stringify(to) : `${quote}${to}${quote}`;
}

/** A chain of accesses, `["pets", "list"]` of `zoo.pets["list"]`, behind the value that it starts from. */
export interface AccessChain {
  readonly names: readonly string[];
  /** Zero-based offset of the first dot or bracket. */
  readonly start: number;
  readonly end: number;
  /** Whether it goes on only where there is a value. */
  readonly isOptional: boolean;
}

/** The last accesses of a chain that ends with a name; `undefined` if there are fewer. */
export function accessChain(last: NameNode, length: number): AccessChain | undefined {
  const names: string[] = [];
  let access = last.getParent();
  const end = access?.getEnd() ?? last.getEnd();
  for (;;) {
    if (!Node.isPropertyAccessExpression(access) && !Node.isElementAccessExpression(access)) return undefined;
    const name = accessName(access);
    if (name === undefined) return undefined;
    names.unshift(name);
    const inner = access.getExpression();
    if (names.length === length) {
      return { names, start: inner.getEnd(), end, isOptional: access.hasQuestionDotToken() };
    }
    access = inner;
  }
}

function accessName(access: Node): string | undefined {
  if (Node.isPropertyAccessExpression(access)) return access.getName();
  const key = Node.isElementAccessExpression(access) ? access.getArgumentExpression() : undefined;
  return Node.isStringLiteral(key) ? key.getLiteralText() : undefined;
}
