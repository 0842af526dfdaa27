/** Turns a file of callers' code into what the checker has against it: such code wasn't written for the client at hand. */

import { type CallExpression, Node, type SourceFile } from "ts-morph";

/** The type errors of a file, which are looked for when somebody asks. */
export class TypeErrors {
  readonly #file: SourceFile;
  #found: readonly number[] | undefined;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  /** Whether there is an error within a node. */
  isIn(node: Node): boolean {
    return this.#starts().some((start) => start >= node.getStart() && start < node.getEnd());
  }

  /** Whether a call has other arguments than its function takes. */
  isRefused(call: CallExpression): boolean {
    return this.#starts().some((start) => this.#callAt(start) === call);
  }

  /** Offsets where errors begin. */
  #starts(): readonly number[] {
    this.#found ??= this.#file
      .getProject()
      .getProgram()
      .getSemanticDiagnostics(this.#file)
      .flatMap((diagnostic) => diagnostic.getStart() ?? []);
    return this.#found;
  }

  /** The innermost call to whose arguments, or to the last name of whose function, an offset belongs. */
  #callAt(start: number): CallExpression | undefined {
    const nodes = this.#file.getDescendantAtPos(start)?.getAncestors() ?? [];
    const call = nodes.find(
      (node) =>
        Node.isFunctionLikeDeclaration(node) || (Node.isCallExpression(node) && start >= nameOf(node).getStart()),
    );
    return Node.isCallExpression(call) ? call : undefined;
  }
}

/** The last name of what is called, where the checker says that there are too few arguments. */
function nameOf(call: CallExpression): Node {
  const callee = call.getExpression();
  return Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee;
}
