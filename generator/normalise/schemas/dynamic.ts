/**
 * Turns dynamic references (JSON Schema 2020-12 §8.2.3.2) into references to distinct schemas: a schema that is entered
 * through another one which gives a dynamic anchor a new meaning is read once more, with that meaning.
 */

import { child, children, isListNode, isMappingNode, items, type MappingNode, type Node, own } from "../node.js";
import type { References } from "../references.js";
import type { SchemaId } from "../types.js";

/** What dynamic anchors mean where a schema is read: what the outermost schema says counts. */
export type Scope = ReadonlyMap<string, Node>;

const nothing: Scope = new Map();

/** Keywords beside `$ref` that say nothing about values. */
const silentKeywords: ReadonlySet<string> = new Set([
  "$ref",
  "$dynamicRef",
  "$defs",
  "$id",
  "$anchor",
  "$dynamicAnchor",
  "$comment",
  "title",
  "description",
  "deprecated",
]);

/** Keywords whose value is data. */
const dataKeywords: ReadonlySet<string> = new Set(["enum", "const", "default", "example", "examples"]);

/** Binds dynamic references of one document. */
export class DynamicReferences {
  readonly #references: References;
  readonly #anchors = new Map<SchemaId, ReadonlyMap<string, Node>>();
  readonly #reached = new Map<SchemaId, ReadonlySet<string>>();
  /** The schemas that were read with meanings of their own, by what they are and mean. */
  readonly #instances = new Map<string, Node>();

  constructor(references: References) {
    this.#references = references;
  }

  /** A schema with the meanings that hold inside it: those around it, and those that it gives. */
  enter(node: MappingNode): MappingNode {
    if (!this.#references.hasDynamic) return node;
    const outer = node.instance?.scope ?? nothing;
    const given = this.#given(node);
    if (given.size === 0) return node;
    const id = this.#references.idOf(node);
    return { ...node, instance: { id, scope: new Map([...given, ...outer]) } };
  }

  /** What a dynamic reference in `schema` to the schema at `target` means there: that, unless its anchor is dynamic. */
  meant(schema: MappingNode, text: string, target: Node): Node {
    const [, name = ""] = text.split("#");
    const isDynamic = isMappingNode(target) && own(target.value, "$dynamicAnchor") === name;
    if (!isDynamic) return target;
    return schema.instance?.scope.get(name) ?? target;
  }

  /**
   * What `schema` refers to, with the meanings that hold there, if they differ from those that the target has by itself.
   * It is read `in place` of the schema if that says nothing else, else `apart`, and the next time it is referred to `again`.
   */
  instance(
    schema: MappingNode,
    target: Node,
  ): { readonly node: Node; readonly how: "again" | "in place" | "apart" } | undefined {
    const scope = schema.instance?.scope;
    if (!scope || !isMappingNode(target)) return undefined;
    const reached = this.#reach(target);
    const given = this.#given(target);
    const bound = [...scope].filter(([name, node]) => reached.has(name) && !this.#isSame(given.get(name), node));
    if (bound.length === 0) return undefined;
    const ids = bound.map(([name, node]) => [name, this.#references.idOf(node)]).sort();
    const key = JSON.stringify([this.#references.idOf(target), ids]);
    const known = this.#instances.get(key);
    if (known) return { node: known, how: "again" };
    const inPlace = Object.keys(schema.value).every((keyword) => silentKeywords.has(keyword));
    const own = this.#references.idOf(schema);
    const id = inPlace ? own : `${own}/$ref`;
    const node = { ...target, instance: { id, scope: new Map(bound) } };
    this.#instances.set(key, node);
    return { node, how: inPlace ? "in place" : "apart" };
  }

  #isSame(one: Node | undefined, other: Node): boolean {
    return one !== undefined && this.#references.idOf(one) === this.#references.idOf(other);
  }

  /**
   * The anchors that a schema gives a meaning: those of the resource that it is in, if that has an identifier, else its own,
   * those of its `$defs`, and those of what it consists of (`allOf`).
   */
  #given(node: MappingNode): ReadonlyMap<string, Node> {
    const resource = this.#references.resourceOf(node);
    return resource ? this.#anchorsIn(resource) : this.#ownAnchors(node);
  }

  #anchorsIn(resource: Node): ReadonlyMap<string, Node> {
    const id = this.#references.idOf(resource);
    const known = this.#anchors.get(id);
    if (known) return known;
    const found = new Map<string, Node>();
    const pending: Node[] = [resource];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (isListNode(node)) pending.push(...items(node));
      if (!isMappingNode(node)) continue;
      if (node !== resource && typeof own(node.value, "$id") === "string") continue;
      const name = own(node.value, "$dynamicAnchor");
      if (typeof name === "string" && !found.has(name)) found.set(name, this.#plain(node));
      pending.push(...children(node).flatMap(([key, inner]) => (isDataKey(key) ? [] : [inner])));
    }
    this.#anchors.set(id, found);
    return found;
  }

  #ownAnchors(node: MappingNode): Map<string, Node> {
    const found = new Map<string, Node>();
    const definitions = child(node, "$defs");
    const members = child(node, "allOf");
    const candidates = [
      node,
      ...(definitions && isMappingNode(definitions) ? children(definitions).map(([, one]) => one) : []),
    ];
    for (const one of candidates) {
      const name = isMappingNode(one) ? own(one.value, "$dynamicAnchor") : undefined;
      if (typeof name === "string" && !found.has(name)) found.set(name, this.#plain(one));
    }
    for (const member of members && isListNode(members) ? items(members) : []) {
      if (!isMappingNode(member)) continue;
      for (const [name, one] of this.#ownAnchors(member)) if (!found.has(name)) found.set(name, one);
    }
    return found;
  }

  /** The schema that a definition stands for, if it is nothing but a reference: two of them mean the same. */
  #plain(node: Node): Node {
    const { instance: _, ...written } = node;
    const isAlias = isMappingNode(node) && Object.keys(node.value).every((keyword) => silentKeywords.has(keyword));
    const reference = isAlias ? child(node, "$ref") : undefined;
    const target =
      typeof reference?.value === "string" ? this.#references.tryTarget(reference, reference.value) : undefined;
    return target ?? written;
  }

  /** The names of the dynamic references that a schema leads to. */
  #reach(start: Node): ReadonlySet<string> {
    const id = this.#references.idOf(start);
    const known = this.#reached.get(id);
    if (known) return known;
    const names = new Set<string>();
    const seen = new Set<Node["value"]>();
    const { instance: _, ...written } = start;
    const pending: Node[] = [written];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (typeof node.value !== "object" || seen.has(node.value)) continue;
      seen.add(node.value);
      if (isListNode(node)) pending.push(...items(node));
      if (isMappingNode(node)) pending.push(...this.#stepsFrom(node, names));
    }
    this.#reached.set(id, names);
    return names;
  }

  #stepsFrom(node: MappingNode, names: Set<string>): readonly Node[] {
    return children(node).flatMap(([key, inner]) => {
      const text = inner.value;
      if (key === "$dynamicRef" && typeof text === "string") names.add(text.split("#")[1] ?? "");
      if ((key === "$dynamicRef" || key === "$ref") && typeof text === "string") {
        const target = this.#references.tryTarget(inner, text);
        return target ? [target] : [];
      }
      return isDataKey(key) ? [] : [inner];
    });
  }
}

function isDataKey(key: string): boolean {
  return dataKeywords.has(key) || key.startsWith("x-");
}
