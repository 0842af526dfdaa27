/** What the emitters hand to `write`: files as ts-morph structures, or as finished text. */

import type { StatementStructures, WriterFunction } from "ts-morph";

/** A statement of a module as ts-morph prints it; text is taken as it is. */
export type Statement = string | WriterFunction | StatementStructures;

/** One name taken from another module. */
export interface NamedImport {
  readonly name: string;
  readonly isTypeOnly: boolean;
  /** The name stands for all types of the module; it is the only one from there. */
  readonly isNamespace?: true;
}

/** A TypeScript module: `write/print.ts` adds the header line and prints imports and statements once. */
export interface EmittedModule {
  readonly kind: "module";
  /** Relative to the output folder, `/` separated. */
  readonly path: string;
  /** By module specifier. */
  readonly imports: ReadonlyMap<string, readonly NamedImport[]>;
  readonly statements: readonly Statement[];
}

/** Any other file, printed as it is. `versionField` marks the generated package.json (see write/manifest.ts). */
export interface EmittedText {
  readonly kind: "text";
  readonly path: string;
  readonly text: string;
}

/** One file of a client, not printed yet. */
export type EmittedFile = EmittedModule | EmittedText;

/**
 * Stands at the start of a continued line of a type. ts-morph indents such lines by one level too many; `write/print.ts`
 * takes that level and the mark away. No text from a document can hold it: the printers let no control character through.
 */
export type Outdent = "\u0001";
