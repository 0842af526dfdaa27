/** Finds the schemas of a document that speak of a place inside a value, as mismatch reports name it. */

import type { JsonValue } from "../model/types.js";
import { child, type Described, isObject, items, type Node } from "./document.js";
import { fieldSchema, partsOf } from "./judge.js";

/** Names on the wire and indices, from the whole value inwards. */
export type Path = readonly (string | number)[];

/**
 * The schemas at the end of a path.
 *
 * @param value - The whole value, by which the members of choices are told apart; without it all of them count.
 */
export function schemasAt(document: Described, schema: Node, path: Path, value?: JsonValue): readonly Node[] {
  let found: readonly Node[] = [schema];
  let inner = value;
  for (const key of path) {
    found = partsAt(document, found, inner).flatMap((part) => step(document, part, key));
    inner = inner === undefined ? undefined : valueIn(inner, key);
  }
  return found;
}

/** The schemas that together say what a value is, as far as it is known. */
export function partsAt(document: Described, schemas: readonly Node[], value: JsonValue | undefined): readonly Node[] {
  const parts = new Map<object, Node>();
  const add = (node: Node): void => {
    if (parts.has(node.value)) return;
    parts.set(node.value, node);
    if (node.from) add(node.from);
    for (const keyword of ["allOf", "oneOf", "anyOf"]) for (const member of items(document, node, keyword)) add(member);
    for (const keyword of ["then", "else"]) {
      const consequence = child(document, node, keyword);
      if (consequence) add(consequence);
    }
  };
  for (const schema of schemas) {
    if (value === undefined) add(schema);
    else for (const part of partsOf(document, schema, value, "$", 0)) parts.set(part.value, part);
  }
  return [...parts.values()];
}

/** What stands at the end of a path; `undefined` if nothing does. */
export function valueAtPath(value: JsonValue | undefined, path: Path): JsonValue | undefined {
  return path.reduce((inner, key) => (inner === undefined ? undefined : valueIn(inner, key)), value);
}

function valueIn(value: JsonValue, key: string | number): JsonValue | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function step(document: Described, part: Node, key: string | number): readonly Node[] {
  if (typeof key === "string") {
    const field = fieldSchema(document, part, key);
    return field === undefined || field === true ? [] : [field];
  }
  const item = items(document, part, "prefixItems")[key] ?? child(document, part, "items");
  return item ? [item] : [];
}
