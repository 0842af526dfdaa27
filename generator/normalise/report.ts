/** Collects the diagnostics of the stage, each once however often its place is read. */

import type { Code, Diagnostic, Location, Severity } from "../diagnostics.js";

/** Takes what the readers have to say. The sentences are as {@link Diagnostic} describes them. */
export class Report {
  readonly #diagnostics = new Map<string, Diagnostic>();

  /** Something that can't be understood: the operations that need it are lost. */
  error(code: Code, message: string, at: Location, help?: string): void {
    this.#add("error", code, message, at, help);
  }

  /** Something wrong whose meaning is plain, or something left out. */
  warn(code: Code, message: string, at: Location, help?: string): void {
    this.#add("warning", code, message, at, help);
  }

  /** Something worth knowing. */
  inform(code: Code, message: string, at: Location, help?: string): void {
    this.#add("information", code, message, at, help);
  }

  /** All that was said, in the order in which it was. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.#diagnostics.values()];
  }

  #add(severity: Severity, code: Code, message: string, at: Location, help: string | undefined): void {
    const key = `${code} ${at.file}#${at.pointer} ${message}`;
    if (this.#diagnostics.has(key)) return;
    this.#diagnostics.set(key, { code, severity, message, at, ...(help !== undefined && { help }) });
  }
}
