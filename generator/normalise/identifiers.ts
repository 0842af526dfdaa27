/** Turns the identifiers and anchors of a document's files into the places they name. */

import type { Mark, SourceDocument, SourceFile } from "../load/types.js";

/** A schema by file and pointer. */
export interface Place {
  readonly file: SourceFile;
  readonly pointer: string;
}

/** Knows every identifier (`$id`, `$self`) and anchor of a document. */
export class Identifiers {
  readonly #resources = new Map<string, Place>();
  readonly #anchors = new Map<string, Place>();
  readonly #pointers = new Map<SourceFile, ReadonlySet<string>>();
  /** Whether a schema of the document has a dynamic anchor: without one a `$dynamicRef` is a `$ref`. */
  readonly hasDynamic: boolean;

  constructor({ files }: SourceDocument) {
    const all = [...files.values()];
    for (const file of all) for (const mark of file.marks) this.#add(file, mark);
    this.hasDynamic = all.some(({ marks }) => marks.some(({ kind }) => kind === "dynamicAnchor"));
  }

  /** What an absolute URI without fragment names, if it is an identifier. */
  resource(uri: string): Place | undefined {
    return this.#resources.get(uri);
  }

  /** What an anchor names: in the resource where it is asked for, else the first one of the file. */
  anchor(name: string, { file, pointer }: Place): Place | undefined {
    return this.#anchors.get(anchorKey(file, pointer, name)) ?? this.#anchors.get(anchorKey(file, undefined, name));
  }

  /** The innermost schema with an identifier around a place, or the whole file. */
  enclosing({ file, pointer }: Place): Place {
    const pointers = this.#pointersOf(file);
    if (pointers.size === 0) return { file, pointer: "" };
    let around = pointer;
    while (around !== "" && !pointers.has(around)) around = around.slice(0, around.lastIndexOf("/"));
    return { file, pointer: around };
  }

  #add(file: SourceFile, { kind, name, pointer, resource }: Mark): void {
    const place = { file, pointer };
    if (kind === "identifier") {
      if (!this.#resources.has(name)) this.#resources.set(name, place);
      return;
    }
    for (const key of [anchorKey(file, resource, name), anchorKey(file, undefined, name)]) {
      if (!this.#anchors.has(key)) this.#anchors.set(key, place);
    }
  }

  #pointersOf(file: SourceFile): ReadonlySet<string> {
    const known = this.#pointers.get(file);
    if (known) return known;
    const found = new Set(file.marks.flatMap(({ kind, pointer }) => (kind === "identifier" ? [pointer] : [])));
    this.#pointers.set(file, found);
    return found;
  }
}

function anchorKey({ uri }: SourceFile, resource: string | undefined, name: string): string {
  return JSON.stringify([uri, resource, name]);
}
