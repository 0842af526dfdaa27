/** A value together with the place where it is written: what every reader of this stage takes and gives. */

import { type Location, pointerTo } from "../diagnostics.js";
import type { JsonObject, JsonValue, SourceFile } from "../load/types.js";

/** A value and its place. */
export interface Node<Value extends JsonValue = JsonValue> {
  readonly file: SourceFile;
  readonly pointer: string;
  readonly value: Value;
  /** Of a value that is written nowhere as it is (see {@link assemble}): its children, which are. */
  readonly parts?: ReadonlyMap<string, Node>;
  /** Of a schema that is read more than once, with other meanings of its dynamic references: which of them this is. */
  readonly instance?: { readonly id: string; readonly scope: ReadonlyMap<string, Node> };
}

/** A mapping and its place. */
export type MappingNode = Node<JsonObject>;

/** A list and its place. */
export type ListNode = Node<readonly JsonValue[]>;

/** Whether a value is a list. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether a value is a mapping. */
export function isMapping(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the value of a node is a mapping. */
export function isMappingNode(node: Node): node is MappingNode {
  return isMapping(node.value);
}

/** Whether the value of a node is a list. */
export function isListNode(node: Node): node is ListNode {
  return isList(node.value);
}

/** Own property of a mapping: a key such as `__proto__` or `constructor` is nothing special. */
export function own(mapping: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

/** The value under a key, if the mapping has it. */
export function child(node: MappingNode, key: string): Node | undefined {
  const part = node.parts?.get(key);
  if (part) return part;
  const inner = own(node.value, key);
  return inner === undefined ? undefined : inside(node, key, inner);
}

/** All values of a mapping with their keys, in document order. */
export function children(node: MappingNode): readonly (readonly [string, Node])[] {
  return Object.entries(node.value).map(([key, inner]) => [key, node.parts?.get(key) ?? inside(node, key, inner)]);
}

/** All values of a list. */
export function items(node: ListNode): readonly Node[] {
  return node.value.map((inner, index) => node.parts?.get(String(index)) ?? inside(node, index, inner));
}

/**
 * A mapping made of values that are written in different places. `place` is where it is said to stand; children without a
 * place of their own (plain values) are said to stand below it.
 */
export function assemble(place: Node, parts: Iterable<readonly [string, Node]>, plain: JsonObject = {}): MappingNode {
  const byKey = new Map(parts);
  // From entries, since a key may be `__proto__`.
  const value = Object.fromEntries([
    ...Object.entries(plain),
    ...[...byKey].map(([key, { value: inner }]): [string, JsonValue] => [key, inner]),
  ]);
  return { file: place.file, pointer: place.pointer, value, parts: byKey };
}

/** A list of values that are written in different places. */
export function assembleList(place: Node, parts: readonly Node[]): ListNode {
  const { file, pointer } = place;
  const byIndex = new Map(parts.map((part, index) => [String(index), part]));
  return { file, pointer, value: parts.map(({ value }) => value), parts: byIndex };
}

function inside({ file, pointer, instance }: Node, key: string | number, value: JsonValue): Node {
  const place = { file, pointer: pointerTo(pointer, key), value };
  return instance ? { ...place, instance: { ...instance, id: pointerTo(instance.id, key) } } : place;
}

/** Where a value stands. */
export function at({ file, pointer }: Node): Location {
  return { file: file.uri, pointer };
}

/** Where the key of a value stands. */
export function atKey({ file, pointer }: Node): Location {
  return { file: file.uri, pointer, key: true };
}

/** What a value is, in words: `a list`. */
export function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  if (isList(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  return typeof value === "boolean" ? `\`${value}\`` : `a ${typeof value}`;
}
