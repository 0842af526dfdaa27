/** Turns files into nodes of a document, each with its place, for a reader that follows references by itself. */

import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "yaml";

export type JsonObject = { readonly [key: string]: unknown };

/** A value of a document with its identity: file and JSON pointer. */
export interface Node {
  readonly file: string;
  readonly pointer: string;
  readonly value: unknown;
}

export type Version = "2.0" | "3.0" | "3.1";

/** A reference that can't be followed. */
class DanglingReference extends Error {
  override readonly name = "DanglingReference";
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A document of one or more files, as they are written: nothing is converted, nothing inlined. */
export class RawDocument {
  readonly root: Node;
  readonly version: Version;
  readonly #files = new Map<string, unknown>();
  readonly #anchors = new Map<string, ReadonlyMap<string, string>>();

  /** @throws Error for a file that can't be read or parsed. */
  constructor(path: string) {
    const file = pathToFileURL(path).href;
    this.root = { file, pointer: "", value: this.#read(file) };
    const { swagger, openapi } = isObject(this.root.value) ? this.root.value : {};
    this.version = swagger !== undefined ? "2.0" : `${openapi}`.startsWith("3.0") ? "3.0" : "3.1";
  }

  /** Follows `$ref` until something else stands there. Fields beside a reference are ignored. */
  resolve(node: Node): Node {
    let current = node;
    for (let steps = 0; isObject(current.value) && typeof current.value["$ref"] === "string"; steps += 1) {
      if (steps > 50) throw new DanglingReference(`${node.pointer} leads back to itself`);
      current = this.target(current, current.value["$ref"]);
    }
    return current;
  }

  /** What a reference points to from where it stands: a pointer, an anchor or an `$id`, here or in another file. */
  target(from: Node, reference: string): Node {
    const [resource = "", fragment = ""] = reference.split("#", 2);
    const byId = resource === "" ? undefined : this.#anchorsOf(from.file).get(resource);
    const file = resource === "" || byId !== undefined ? from.file : new URL(resource, from.file).href;
    const name = decode(fragment);
    if (name === "" || name.startsWith("/")) return this.#at(file, `${byId ?? ""}${name}`, reference);
    const anchored = this.#anchorsOf(file).get(`#${name}`);
    if (anchored === undefined) throw new DanglingReference(`"${reference}" points to nothing`);
    return this.#at(file, anchored, reference);
  }

  /** The files read so far, parsed, by URL. */
  files(): ReadonlyMap<string, unknown> {
    return this.#files;
  }

  #at(file: string, pointer: string, reference: string): Node {
    let node: Node = { file, pointer: "", value: this.#read(file) };
    for (const key of pointer.split("/").slice(1)) {
      const next = child(node, key.replaceAll("~1", "/").replaceAll("~0", "~"));
      if (next === undefined) throw new DanglingReference(`"${reference}" points to nothing`);
      node = next;
    }
    return node;
  }

  #read(file: string): unknown {
    if (!this.#files.has(file)) this.#files.set(file, parseFile(file));
    return this.#files.get(file);
  }

  /** Pointers by `#anchor` and by `$id` as it is written. */
  #anchorsOf(file: string): ReadonlyMap<string, string> {
    const known = this.#anchors.get(file);
    if (known !== undefined) return known;
    const found = new Map<string, string>();
    if (this.version === "3.1") collectAnchors({ file, pointer: "", value: this.#read(file) }, found);
    this.#anchors.set(file, found);
    return found;
  }
}

function parseFile(file: string): unknown {
  if (!file.startsWith("file:")) throw new DanglingReference(`${file} is not a file`);
  const text = readFileSync(fileURLToPath(file), "utf8");
  if (/^\s*[{[]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // YAML in flow style starts like JSON.
    }
  }
  return parse(text, { maxAliasCount: -1, uniqueKeys: false, logLevel: "silent", merge: true });
}

function collectAnchors(node: Node, found: Map<string, string>): void {
  if (isObject(node.value)) {
    const { $anchor, $dynamicAnchor, $id } = node.value;
    for (const name of [$anchor, $dynamicAnchor]) if (typeof name === "string") found.set(`#${name}`, node.pointer);
    if (typeof $id === "string") found.set($id, node.pointer);
  }
  for (const inner of children(node)) collectAnchors(inner, found);
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The value under a key or index, if there is one. */
export function child(node: Node, key: string | number): Node | undefined {
  const { value, file, pointer } = node;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  const escaped = `${key}`.replaceAll("~", "~0").replaceAll("/", "~1");
  return { file, pointer: `${pointer}/${escaped}`, value: Reflect.get(value, key) };
}

/** The last key of a node's pointer. */
export function keyOf({ pointer }: Node): string {
  return pointer
    .slice(pointer.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
}

/** The values within an object or array, in their order. */
export function children(node: Node | undefined): Node[] {
  if (node === undefined || typeof node.value !== "object" || node.value === null) return [];
  return Object.keys(node.value).flatMap((key) => child(node, key) ?? []);
}

/** The value under a key with its references followed. */
export function resolved(document: RawDocument, node: Node, key: string): Node | undefined {
  const inner = child(node, key);
  return inner && document.resolve(inner);
}

/** What stands for a value that the document says nothing about: a schema that anything fits. */
export function anything(at: Node): Node {
  return { ...at, pointer: `${at.pointer}/schema`, value: {} };
}
