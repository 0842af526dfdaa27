/** Lays out the parameters and the return type of a function for ts-morph, which knows no line width. */

import type { OptionalKind, ParameterDeclarationStructure } from "ts-morph";
import { group, ifBroken, join, type Layout, line, lineWidth, print, printHanging, softLine } from "./layout.js";

/** A function or method up to its body. */
export interface Signature {
  /** What stands before the opening parenthesis. */
  readonly head: string;
  readonly parameters: readonly Layout[];
  readonly returnType: Layout;
  /** Indentation level of the declaration. */
  readonly level: number;
}

/**
 * Parameters and return type as structures. A signature that doesn't fit the line is handed over as one parameter whose
 * text holds all of them, a line each: ts-morph prints what it is given.
 */
export function signature(parts: Signature): {
  parameters: OptionalKind<ParameterDeclarationStructure>[];
  returnType: string;
} {
  const { head, parameters, returnType, level } = parts;
  const flat: Layout = [join(parameters, ", "), "): ", returnType, " {"];
  const column = head.length + 1;
  const oneLine = print(group(flat), { level, column });
  const width = lineWidth - level * 2;
  if (!oneLine.includes("\n") && column + oneLine.length <= width) {
    const returned = print(returnType, { level, column: 0 });
    return { parameters: parameters.map((parameter) => ({ name: print(parameter) })), returnType: returned };
  }
  // ts-morph itself indents what follows the first line of a parameter list.
  const lines = group([softLine, join(parameters, [",", line]), ifBroken(","), softLine], true);
  const text = print(lines, { level: level + 1 });
  return { parameters: [{ name: text }], returnType: printHanging(group(returnType), { level, column: 3, after: 2 }) };
}
