/**
 * Turns a loaded document into an excerpt: without the operations that a client's filters leave out, and without what only
 * those need. Whatever is wrong there is nobody's business then, and tools that read the document see the same part of it.
 */

import { type Location, pointerKeys, pointerTo } from "../diagnostics.js";
import type { JsonObject, JsonValue, SourceDocument, SourceFile } from "../load/types.js";
import { isList, isMapping, own } from "./node.js";
import { isMethod } from "./operations/methods.js";
import type { Selector } from "./select.js";

/** Part of a document. Pointers into it lead where they led before. */
export interface Excerpt {
  readonly source: SourceDocument;
  /** Whether a place in the document, or in a file that it refers to, is no part of it. */
  isLeftOut(at: Location): boolean;
}

/**
 * Leaves out the operations and webhooks that `selector` does not choose, as far as they are written in the root file.
 * Those that a path item of another place holds stay, and are for `selectOperations` to take out.
 */
export function excerpt(source: SourceDocument, selector: Selector): Excerpt {
  const { root, files } = source;
  if (!isMapping(root.value)) return { source, isLeftOut: () => false };
  const reach = new Reach(source, root.value, selector);
  const value = without(root.value, reach);
  const file: SourceFile = { ...root, value };
  return {
    source: { root: file, files: new Map([...files].map(([uri, one]) => [uri, one === root ? file : one])) },
    isLeftOut: (at) => (at.file === root.uri ? !reach.holds(pointerKeys(at.pointer)) : !reach.uris.has(at.file)),
  };
}

/** Mappings at the top whose entries are left out if nothing needs them: of Swagger 2.0. */
const sections20: ReadonlySet<string> = new Set(["definitions", "parameters", "responses", "securityDefinitions"]);

/** Keys from the root to the unit that a place belongs to; `undefined` for what always stays. */
function unitOf(keys: readonly string[]): readonly string[] | undefined {
  const [top = ""] = keys;
  if (sections20.has(top)) return keys.length > 1 ? keys.slice(0, 2) : undefined;
  const isOperation = (top === "paths" || top === "webhooks") && isMethod(keys[2]?.toLowerCase() ?? "");
  return (top === "components" || isOperation) && keys.length > 2 ? keys.slice(0, 3) : undefined;
}

function pointerOf(keys: readonly string[]): string {
  return keys.reduce<string>(pointerTo, "");
}

/** Finds out which operations and components are part of the excerpt. Takes linear time. */
class Reach {
  /** Files that a reference in the excerpt leads to, whether they could be read or not. */
  readonly uris: Set<string> = new Set();
  readonly #source: SourceDocument;
  readonly #root: JsonObject;
  readonly #units = new Set<string>();
  readonly #pending: { readonly value: JsonValue; readonly file: SourceFile; readonly pointer: string }[] = [];
  readonly #subtypes: ReadonlyMap<string, readonly string[]>;
  /** Names that schemas give themselves may lead anywhere: then all components stay. */
  readonly #keepsComponents: boolean;

  constructor(source: SourceDocument, root: JsonObject, selector: Selector) {
    this.#source = source;
    this.#root = root;
    this.#keepsComponents = source.root.marks.length > 0;
    this.#subtypes = subtypesIn(root);
    this.#visit(root, source.root, "");
    for (const keys of chosenOperations(root, selector)) this.#reach(keys);
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) {
      this.#visit(next.value, next.file, next.pointer);
    }
  }

  /** Whether a place in the root file is part of the excerpt. */
  holds(keys: readonly string[]): boolean {
    const unit = unitOf(keys);
    if (unit === undefined) return true;
    return (this.#keepsComponents && unit[0] !== "paths" && unit[0] !== "webhooks") || this.#units.has(pointerOf(unit));
  }

  /** Takes in the unit of a place in the root file; of a path, all of its operations. */
  #reach(keys: readonly string[]): void {
    const unit = unitOf(keys);
    if (unit === undefined) {
      const path = keys.length === 2 ? valueAt(this.#root, keys) : undefined;
      for (const key of isMapping(path) ? Object.keys(path) : []) if (isMethod(key)) this.#reach([...keys, key]);
      return;
    }
    const pointer = pointerOf(unit);
    if (this.#units.has(pointer)) return;
    this.#units.add(pointer);
    const value = valueAt(this.#root, unit);
    if (value === undefined) return;
    this.#pending.push({ value, file: this.#source.root, pointer });
    // Values of a base are values of what extends it.
    for (const subtype of this.#subtypes.get(pointer) ?? []) this.#reach(pointerKeys(subtype));
  }

  #visit(value: JsonValue, file: SourceFile, pointer: string): void {
    if (isList(value)) for (const [index, item] of value.entries()) this.#visit(item, file, pointerTo(pointer, index));
    if (!isMapping(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const at = pointerTo(pointer, key);
      if (typeof inner === "string") {
        // A discriminator's mapping refers to schemas without saying so.
        if (key === "$ref" || key === "$dynamicRef" || pointer.endsWith("/mapping")) this.#follow(inner, file, at);
      } else if (key === "security") this.#demand(inner);
      else if (file !== this.#source.root || this.#isInOneUnit(pointer, at)) this.#visit(inner, file, at);
    }
  }

  /** Whether a place is in the unit, or outside of all units, as what is around it. */
  #isInOneUnit(around: string, pointer: string): boolean {
    return (
      around === pointer || unitOf(pointerKeys(around)) !== undefined || unitOf(pointerKeys(pointer)) === undefined
    );
  }

  #demand(requirements: JsonValue): void {
    for (const requirement of isList(requirements) ? requirements : []) {
      for (const key of isMapping(requirement) ? Object.keys(requirement) : []) {
        this.#reach(["components", "securitySchemes", key]);
        this.#reach(["securityDefinitions", key]);
      }
    }
  }

  #follow(text: string, file: SourceFile, at: string): void {
    const [address = "", fragment = ""] = text.split(/#(.*)/s);
    const uri = address === "" ? file.uri : (file.links.get(at) ?? file.links.get(address));
    const isRoot = uri === this.#source.root.uri;
    if (isRoot && fragment.startsWith("/")) this.#reach(pointerKeys(decoded(fragment)));
    // A bare word that is no file is the name of a schema.
    if (!text.includes("#"))
      for (const section of [["components", "schemas"], ["definitions"]]) this.#reach([...section, text]);
    if (uri === undefined || isRoot || this.uris.has(uri)) return;
    this.uris.add(uri);
    const target = this.#source.files.get(uri);
    if (target) this.#pending.push({ value: target.value, file: target, pointer: "" });
  }
}

/** The operations and webhooks in the root that a selector chooses, by keys; those with an odd path are for later to judge. */
function chosenOperations(root: JsonObject, selector: Selector): readonly (readonly string[])[] {
  return ["paths", "webhooks"].flatMap((section) => {
    const paths = own(root, section);
    return Object.entries(isMapping(paths) ? paths : {}).flatMap(([path, item]) => {
      const methods = Object.entries(isMapping(item) ? item : {}).filter(([key]) => isMethod(key.toLowerCase()));
      const chosen = methods.filter(([method, operation]) => {
        if (section === "paths" && !/^\/[^?#]*$/.test(path)) return true;
        return selector.chooses({ method: method.toUpperCase(), path, ...factsOf(operation) });
      });
      return chosen.map(([method]) => [section, path, method]);
    });
  });
}

function factsOf(operation: JsonValue): { operationId?: string; tags: readonly string[]; deprecated: boolean } {
  const value = isMapping(operation) ? operation : {};
  const operationId = own(value, "operationId");
  const tags = [own(value, "tags")].flat().filter((tag) => typeof tag === "string");
  const deprecated = own(value, "deprecated");
  return {
    ...(operationId !== undefined && operationId !== null && { operationId: String(operationId) }),
    tags,
    deprecated: deprecated === true || deprecated === "true",
  };
}

/** The schemas that extend a schema with a discriminator through `allOf`, however indirectly, by pointer. */
function subtypesIn(root: JsonObject): ReadonlyMap<string, readonly string[]> {
  const subtypes = new Map<string, string[]>();
  for (const section of [["components", "schemas"], ["definitions"]]) {
    const schemas = valueAt(root, section);
    for (const [name, schema] of Object.entries(isMapping(schemas) ? schemas : {})) {
      const parts = isMapping(schema) ? own(schema, "allOf") : undefined;
      for (const part of isList(parts) ? parts : []) {
        const base = isMapping(part) ? own(part, "$ref") : undefined;
        if (typeof base !== "string" || !base.startsWith("#/")) continue;
        const pointer = decoded(base.slice(1));
        subtypes.set(pointer, [...(subtypes.get(pointer) ?? []), pointerOf([...section, name])]);
      }
    }
  }
  return new Map([...subtypes].filter(([pointer]) => isTagged(root, pointer, new Set())));
}

/** Whether a schema has a discriminator, itself or from a schema that it extends. */
function isTagged(root: JsonObject, pointer: string, seen: Set<string>): boolean {
  if (seen.has(pointer)) return false;
  seen.add(pointer);
  const schema = valueAt(root, pointerKeys(pointer));
  if (!isMapping(schema)) return false;
  if (own(schema, "discriminator") !== undefined) return true;
  const parts = own(schema, "allOf");
  return (isList(parts) ? parts : []).some((part) => {
    const base = isMapping(part) ? own(part, "$ref") : undefined;
    return typeof base === "string" && base.startsWith("#/") && isTagged(root, decoded(base.slice(1)), seen);
  });
}

/** The root without the units that are out of reach, and without paths that had operations and have none left. */
function without(root: JsonObject, reach: Reach): JsonObject {
  const prune = (value: JsonObject, keys: readonly string[]): JsonObject => {
    const entries = Object.entries(value).flatMap(([key, inner]): [string, JsonValue][] => {
      const at = [...keys, key];
      if (!reach.holds(at)) return [];
      if (!isMapping(inner) || at.length > 2 || !mayHoldUnits(at)) return [[key, inner]];
      const left = prune(inner, at);
      const isEmptied = at.length === 2 && at[0] !== "components" && hasMethods(inner) && !hasMethods(left);
      return isEmptied ? [] : [[key, left]];
    });
    return Object.fromEntries(entries);
  };
  return prune(root, []);
}

function mayHoldUnits([top = ""]: readonly string[]): boolean {
  return top === "components" || top === "paths" || top === "webhooks" || sections20.has(top);
}

function hasMethods(item: JsonObject): boolean {
  return Object.keys(item).some((key) => isMethod(key.toLowerCase()));
}

function valueAt(root: JsonObject, keys: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of keys) value = isMapping(value) ? own(value, key) : undefined;
  return value;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
