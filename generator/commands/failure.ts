/** Turns "this command can't go on" into one error class that carries diagnostics, so that only the command line prints. */

import type { Code, Diagnostic } from "../diagnostics.js";
import type { SourceText } from "../load/types.js";

/** Ends a command with exit code 2. Thrown only by the commands' own code, caught by the command line and the API. */
export class Failure extends Error {
  readonly diagnostics: readonly Diagnostic[];
  /** Texts that the diagnostics point into. */
  readonly texts: ReadonlyMap<string, SourceText>;

  constructor(diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, SourceText> = new Map()) {
    super(diagnostics.map(({ message }) => message).join(" "));
    this.name = "Failure";
    this.diagnostics = diagnostics;
    this.texts = texts;
  }
}

/** A failure of one sentence, and one on what to do. */
export function failure(code: Code, message: string, help?: string): Failure {
  return new Failure([{ code, severity: "error", message, ...(help !== undefined && { help }) }]);
}
