/** Turns references into the values they lead to: the one resolver, which knows every value by file and pointer. */

import { pointerKeys, pointerTo } from "../diagnostics.js";
import type { SourceDocument, SourceFile } from "../load/types.js";
import type { Version } from "./context.js";
import { Identifiers, type Place } from "./identifiers.js";
import { Identities } from "./identity.js";
import { at, child, isList, isMapping, isMappingNode, type Node, own } from "./node.js";
import type { Report } from "./report.js";
import { nearest } from "./suggest.js";
import type { JsonValue, SchemaId } from "./types.js";

/** How many references may lead through one another. */
const chainLimit = 100;

/** Resolves references of one document. */
export class References {
  readonly #source: SourceDocument;
  readonly #report: Report;
  readonly #version: Version;
  readonly #identifiers: Identifiers;
  /** Files that are dialects without the vocabulary of assertions. */
  readonly #silent: ReadonlySet<string>;
  readonly #prefixes = new Map<SourceFile, string>();
  readonly #identities = new Identities();

  constructor(source: SourceDocument, version: Version, report: Report) {
    this.#source = source;
    this.#version = version;
    this.#report = report;
    this.#identifiers = new Identifiers(source);
    const files = [...source.files.values()].filter(
      ({ value }) => isMapping(value) && isSilent(own(value, "$vocabulary")),
    );
    this.#silent = new Set(files.map(({ uri }) => uri));
  }

  /** Whether the dialect of a schema has no assertions, so that `type` and the like say nothing (JSON Schema Core §8.1.2). */
  isSilent(node: Node): boolean {
    if (this.#silent.size === 0) return false;
    const { file, pointer } = this.#identifiers.enclosing(node);
    return this.#silent.has(file.links.get(pointerTo(pointer, "$schema")) ?? "");
  }

  /** Whether a schema of the document has a dynamic anchor: without one a `$dynamicRef` is a `$ref`. */
  get hasDynamic(): boolean {
    return this.#identifiers.hasDynamic;
  }

  /**
   * Identity of a value: its pointer after `#`, and before it the path of its file relative to the root, if another. A
   * definition of Swagger 2.0 has that of the component schema that it is in OpenAPI 3, so that moving there renames nothing.
   * Parameters are told apart by place and name, not by index.
   */
  idOf({ file, pointer: written, instance }: Node): SchemaId {
    if (instance) return instance.id;
    const named = this.#identities.of(file, written);
    const pointer = this.#version === "2.0" ? named.replace(/^\/definitions\//, "/components/schemas/") : named;
    if (file === this.#source.root) return `#${pointer}`;
    const prefix = this.#prefixes.get(file) ?? relativeTo(this.#source.root, file);
    this.#prefixes.set(file, prefix);
    return `${prefix}#${pointer}`;
  }

  /** Where a text that stands at `node` leads. Reports an error and gives `undefined` if it leads nowhere. */
  target(node: Node): Node | undefined {
    const { value } = node;
    if (typeof value !== "string" || value === "") {
      this.#report.error(
        "CW2203",
        "`$ref` must be text that is not empty.",
        at(node),
        "Write a reference such as `#/components/schemas/Pet`.",
      );
      return undefined;
    }
    const found = this.#find(node, value, 0);
    if (found === "unread") return undefined;
    if (isNode(found)) return found;
    this.#reportMissing(node, value, found);
    return undefined;
  }

  /**
   * Follows `$ref`s from a value to the first that has none. Reports an error and gives `undefined` if there is none.
   */
  follow(node: Node): Node | undefined {
    let current = node;
    const seen = new Set<SchemaId>();
    for (;;) {
      const reference = isMappingNode(current) ? child(current, "$ref") : undefined;
      if (!reference) return current;
      const id = this.idOf(current);
      if (seen.has(id)) {
        const help = "Make one of the references lead to the object itself.";
        this.#report.error("CW2202", `\`${String(reference.value)}\` leads back to itself.`, at(reference), help);
        return undefined;
      }
      seen.add(id);
      const next = this.target(reference);
      if (!next) return undefined;
      current = next;
    }
  }

  /** Like {@link target}, for a text that need not be a reference: says nothing. */
  tryTarget(node: Node, text: string): Node | undefined {
    const found = this.#find(node, text, 0);
    return isNode(found) ? found : undefined;
  }

  /** The innermost schema around a place, itself included, that has an identifier. */
  resourceOf(node: Node): Node | undefined {
    const { file, pointer } = this.#identifiers.enclosing(node);
    const found = this.#walk(file, pointer, 0);
    return isNode(found) && isMappingNode(found) && typeof own(found.value, "$id") === "string" ? found : undefined;
  }

  #find(from: Node, text: string, depth: number): Found {
    const [address = "", fragment = ""] = text.split(/#(.*)/s);
    const base = this.#baseOf(from, address);
    if (base === undefined || base === "unread" || "reason" in base) return base;
    if (fragment !== "" && !fragment.startsWith("/")) {
      const place = this.#identifiers.anchor(decode(fragment), base);
      if (place) return this.#walk(place.file, place.pointer, depth);
      // Without its first slash a pointer is still plain.
      const meant = this.#walkFrom({ file: base.file, pointer: "" }, `/${fragment}`, depth);
      return isNode(meant) && fragment.includes("/") ? meant : { reason: "anchor" };
    }
    return this.#walkFrom(base, fragment, depth);
  }

  /** The file or schema that a reference is about, by what it says before `#`. */
  #baseOf(from: Node, address: string): Place | Exclude<Found, Node> {
    const { file, pointer } = from;
    if (address === "") return this.#identifiers.enclosing(from);
    const uri = file.links.get(pointer) ?? file.links.get(address);
    const resource = uri === undefined ? undefined : this.#identifiers.resource(uri);
    if (resource) return resource;
    if (uri === undefined) return this.#named(file, address);
    const linked = this.#source.files.get(uri);
    // Load has said why it isn't there.
    return linked ? { file: linked, pointer: "" } : "unread";
  }

  /** A bare word that is no file may be the name of a schema. */
  #named(file: SourceFile, word: string): Place | Exclude<Found, Node> {
    for (const parent of ["/components/schemas", "/definitions"]) {
      const pointer = pointerTo(parent, word);
      if (isNode(this.#walk(file, pointer, 0))) return { file, pointer };
    }
    return { reason: URL.canParse(word, "file:///") ? "identifier" : "malformed" };
  }

  /** Follows a fragment from a schema with an identifier; what isn't in there is meant from the file, as often written. */
  #walkFrom({ file, pointer }: Place, fragment: string, depth: number): Found {
    const keys = decode(fragment);
    let found = this.#walk(file, pointer + keys, depth);
    if (!isNode(found) && pointer !== "") found = this.#walk(file, keys, depth);
    // A key may hold what looks like an escape.
    if (!isNode(found) && keys !== fragment) {
      const raw = this.#walk(file, fragment, depth);
      if (isNode(raw)) return raw;
    }
    return found;
  }

  #walk(file: SourceFile, pointer: string, depth: number): Found {
    let node: Node = { file, pointer: "", value: file.value };
    for (const key of pointerKeys(pointer)) {
      let next = step(node, key);
      const reference = isMappingNode(node) ? child(node, "$ref") : undefined;
      // A pointer may go through a value that is itself a reference.
      if (!next && typeof reference?.value === "string" && depth < chainLimit) {
        const through = this.#find(reference, reference.value, depth + 1);
        if (!isNode(through)) return through;
        next = step(through, key);
      }
      if (!next) return { reason: "missing", last: node, key };
      node = next;
    }
    return node;
  }

  #reportMissing(node: Node, text: string, missing: Missing | undefined): void {
    if (missing?.reason === "malformed") {
      this.#report.error("CW2203", `\`${text}\` is not a valid reference.`, at(node), "Write a URI.");
    } else {
      this.#report.error("CW2201", `\`${text}\` points to nothing.`, at(node), this.#suggestion(text, missing));
    }
  }

  #suggestion(text: string, missing: Missing | undefined): string {
    const fallback = "Declare it, or correct the reference.";
    if (missing?.reason === "anchor") return "Give the schema that `$anchor`, or refer to it by its path.";
    if (missing?.reason === "identifier") return "Give the schema that `$id`, or refer to it by its path.";
    if (missing?.reason !== "missing") return fallback;
    const { last, key } = missing;
    const [address] = text.split("#");
    const near = isMapping(last.value) ? nearest(key, Object.keys(last.value)) : undefined;
    if (near !== undefined) return `Did you mean \`${address}#${pointerTo(last.pointer, near)}\`?`;
    const name = pointerKeys(text.slice(text.indexOf("#") + 1)).at(-1) ?? "";
    const schemas = step(step({ ...last, pointer: "", value: last.file.value }, "components"), "schemas");
    const isSchema = schemas !== undefined && step(schemas, name) !== undefined;
    return isSchema ? `Did you mean \`${address}#${pointerTo("/components/schemas", name)}\`?` : fallback;
  }
}

/** Why a reference leads nowhere. */
type Missing =
  | { readonly reason: "anchor" | "identifier" | "malformed" }
  | { readonly reason: "missing"; readonly last: Node; readonly key: string };

/** What a reference leads to; `unread` if load has said already why it leads nowhere. */
type Found = Node | Missing | "unread" | undefined;

function isNode(found: Found): found is Node {
  return found !== undefined && found !== "unread" && "value" in found;
}

function step(node: Node | undefined, key: string): Node | undefined {
  if (!node) return undefined;
  if (isMappingNode(node)) return child(node, key);
  if (!isList(node.value) || !/^\d+$/.test(key)) return undefined;
  const value = node.value[Number(key)];
  return value === undefined ? undefined : { file: node.file, pointer: pointerTo(node.pointer, key), value };
}

function isSilent(vocabulary: JsonValue | undefined): boolean {
  return isMapping(vocabulary) && !Object.keys(vocabulary).some((name) => name.endsWith("/vocab/validation"));
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** `../common/pet.yaml` from root to file; the whole URI where they share no beginning. */
function relativeTo(root: SourceFile, file: SourceFile): string {
  if (!/^(file|git|http)/.test(root.uri)) return file.name;
  const from = new URL(root.uri);
  const to = new URL(file.uri);
  if (from.protocol !== to.protocol || from.host !== to.host) return file.uri;
  const folders = from.pathname.split("/").slice(0, -1);
  const parts = to.pathname.split("/");
  let shared = 0;
  while (shared < folders.length && folders[shared] === parts[shared]) shared += 1;
  const path = [...folders.slice(shared).map(() => ".."), ...parts.slice(shared)].join("/");
  return decode(path) + to.search;
}
