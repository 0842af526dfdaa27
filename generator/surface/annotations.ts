/** Turns what was done to a file of callers' code, and what a person must decide, into notes and comments. */

import { Node, type SourceFile } from "ts-morph";
import type { Edits } from "./edits.js";

/** What was done, by line (from 1) of the old text. */
export interface Note {
  readonly line: number;
  readonly text: string;
}

/** The notes on one file, and the comments that go into its text. */
export class Annotations {
  readonly #file: SourceFile;
  readonly #edits: Edits;
  readonly #comments = new Set<string>();
  readonly #notes: Note[] = [];

  constructor(file: SourceFile, edits: Edits) {
    this.#file = file;
    this.#edits = edits;
  }

  /** All of them by line. */
  get notes(): readonly Note[] {
    return [...this.#notes].sort((left, right) => left.line - right.line);
  }

  note(node: Node, text: string): void {
    this.#notes.push({ line: node.getStartLineNumber(), text });
  }

  /** A line above the statement, or the member of a class, once. */
  comment(node: Node, text: string): void {
    const holder = node.getFirstAncestor((one) => Node.isPropertyDeclaration(one) || isWholeStatement(one)) ?? node;
    const start = holder.getStart();
    const line = `// clientwright: ${text}`;
    const before = this.#file.getFullText().slice(0, start);
    const key = `${start} ${line}`;
    if (this.#comments.has(key) || hasAbove(before, line)) return;
    this.#comments.add(key);
    const indent = /[^\S\n]*$/.exec(before)?.[0] ?? "";
    const end = this.#file.getFullText().includes("\r\n") ? "\r\n" : "\n";
    if (this.#edits.add({ start, end: start, text: `${line}${end}${indent}` })) this.note(node, line);
  }
}

function isWholeStatement(node: Node): boolean {
  return Node.isStatement(node) && !Node.isBlock(node);
}

/** Whether a comment stands among those directly above. */
function hasAbove(before: string, line: string): boolean {
  const lines = before.trimEnd().split(/\r?\n/).reverse();
  const other = lines.findIndex((one) => !one.trimStart().startsWith("//"));
  return lines.slice(0, other === -1 ? lines.length : other).some((one) => one.trim() === line);
}
