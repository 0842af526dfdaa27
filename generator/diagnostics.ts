/**
 * Diagnostics: what the generator has to say about a document, a config or the disk.
 *
 * Every stage returns diagnostics as values; only commands print them. The code is stable and has a section in
 * `docs/diagnostics.md`.
 */

/** `information` is shown but counts for nothing; `--strict` makes warnings count as errors. */
export type Severity = "error" | "warning" | "information";

/** Where a diagnostic points: a value in a file, by JSON pointer. The range is computed only when it is printed. */
export interface Location {
  /** URI of the file, as in `SourceDocument.files`. */
  readonly file: string;
  /** JSON pointer (RFC 6901, not percent-encoded) of the value; `""` is the whole file. */
  readonly pointer: string;
  /** Point at the property's key instead of its value. */
  readonly key?: boolean;
  /** Zero-based offset into the text, for errors found before there is a value (unreadable YAML or JSON). */
  readonly offset?: number;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** One sentence: what is wrong, naming the thing. */
  readonly message: string;
  readonly at?: Location;
  /** One sentence: what to do. */
  readonly help?: string;
}

/** Every code with its one-line meaning. CW0: usage, config, disk. CW1: load. CW2: normalise. CW3: model. CW4: emit. */
export const codes = {
  CW0001: "Wrong usage of a command",
} as const satisfies Record<string, string>;

export type Code = keyof typeof codes;

/** Whether any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
