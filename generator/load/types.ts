/** What `load` hands on: the text of a document and of every file it refers to, parsed once. */

import type { Location } from "../diagnostics.js";

/** Whatever JSON can say. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** An object of JSON: own keys only. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A text that was read, and what it is called: what a listing needs. */
export interface SourceText {
  /** `file:` or `http(s):` URI without fragment, or `stdin:/document`. */
  readonly uri: string;
  /** What a person calls it: a path relative to the current folder, or the URL. */
  readonly name: string;
  readonly text: string;
}

/** One file of a document. */
export interface SourceFile extends SourceText {
  readonly value: JsonValue;
  /** What is written at a pointer; of one that leads nowhere, around it. Parses the text again: only for what `value` can't tell. */
  readonly written: (pointer: string) => string | undefined;
  /** SHA-256 (hex) of the text with LF line ends. */
  readonly hash: string;
  /**
   * Where the references in this file lead: what they say before the `#`, as written, to the URI of the file; for one
   * that means something else because of an identifier around it, its pointer to that URI. A URI that is neither that of a
   * file of the document nor an identifier was refused or unreadable, and `load` has said so.
   */
  readonly links: ReadonlyMap<string, string>;
  /** The identifiers and anchors in the parts of the file that were walked, in document order. */
  readonly marks: readonly Mark[];
}

/** A name that a schema gives itself (JSON Schema 2020-12 §8.2), or a document (`$self` of OpenAPI 3.2). */
export interface Mark {
  readonly kind: "identifier" | "anchor" | "dynamicAnchor";
  /** Of an identifier: the absolute URI; else the name. */
  readonly name: string;
  /** Pointer of the schema. */
  readonly pointer: string;
  /** Pointer of the innermost schema with an identifier around it, itself included; `""` if there is none. */
  readonly resource: string;
}

/** A document with all its files. */
export interface SourceDocument {
  readonly root: SourceFile;
  /** By URI; contains the root. */
  readonly files: ReadonlyMap<string, SourceFile>;
}

/** A place in a text: one-based lines and columns; the end is the first column after it. */
export interface SourceRange {
  /** Name of the file. */
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** Finds the range of a location; parses the file a second time, so it is called only to print. */
export type Locate = (location: Location) => SourceRange | undefined;
