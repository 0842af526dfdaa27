/** Reads the hand-written documents and walks them. */

import { readFileSync } from "node:fs";
import { parse } from "yaml";

export type JsonObject = Readonly<Record<string, unknown>>;

export type DocumentName = "octave" | "syllable";

export const documentNames: readonly DocumentName[] = ["octave", "syllable"];

/** Parses `specs/<name>.yaml`, anew on each call. */
export function readDocument(name: DocumentName): JsonObject {
  return object(parse(readFileSync(new URL(`../../specs/${name}.yaml`, import.meta.url), "utf8")));
}

/** The value as an object. Throws for anything else. */
function object(value: unknown): JsonObject {
  if (!isObject(value)) throw new Error(`not an object: ${JSON.stringify(value)}`);
  return value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path of keys. Throws if a step is missing. */
export function at(document: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => {
    const container = Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : object(value);
    if (!Object.hasOwn(container, key)) throw new Error(`no "${key}" on the way to ${path.join(" > ")}`);
    return container[key];
  }, document);
}

/** Follows a `$ref` within the document. */
export function resolve(document: unknown, schema: unknown): JsonObject {
  const found = object(schema);
  const reference = found["$ref"];
  if (typeof reference !== "string") return found;
  return resolve(document, at(document, ...reference.slice("#/".length).split("/")));
}
