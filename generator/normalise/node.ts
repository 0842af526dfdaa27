/** A value together with the place where it is written: what every reader of this stage takes and gives. */

import { type Location, pointerTo } from "../diagnostics.js";
import type { JsonObject, JsonValue, SourceFile } from "../load/types.js";

/** A value and its place. */
export interface Node<Value extends JsonValue = JsonValue> {
  readonly file: SourceFile;
  readonly pointer: string;
  readonly value: Value;
}

/** A mapping and its place. */
export type MappingNode = Node<JsonObject>;

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

/** Own property of a mapping: a key such as `__proto__` or `constructor` is nothing special. */
export function own(mapping: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

/** The value under a key, if the mapping has it. */
export function child({ file, pointer, value }: MappingNode, key: string): Node | undefined {
  const inner = own(value, key);
  return inner === undefined ? undefined : { file, pointer: pointerTo(pointer, key), value: inner };
}

/** All values of a mapping with their keys, in document order. */
export function children({ file, pointer, value }: MappingNode): readonly (readonly [string, Node])[] {
  return Object.entries(value).map(([key, inner]) => [key, { file, pointer: pointerTo(pointer, key), value: inner }]);
}

/** All values of a list. */
export function items({ file, pointer, value }: Node<readonly JsonValue[]>): readonly Node[] {
  return value.map((inner, index) => ({ file, pointer: pointerTo(pointer, index), value: inner }));
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
