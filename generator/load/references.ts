/** Turns a value into the references in it that load has to follow, leaving out those that are data. */

import { pointerTo } from "../diagnostics.js";
import type { JsonValue } from "./types.js";
import { isList, isMapping } from "./values.js";

/** A `$ref` (or a discriminator's mapping that is one), as written. */
export interface Reference {
  readonly text: string;
  /** Pointer of the text. */
  readonly pointer: string;
  readonly role: Role;
  /** A name is as likely as a reference: nothing is said if no such file exists. */
  readonly isTentative?: true;
  /** It leads to an example, which nothing depends on. */
  readonly isExample?: true;
}

/**
 * What the keys of a mapping are: `keywords` of the specification, or `names` that the author chose, where nothing has a
 * meaning; among `entries` only extensions have.
 */
export type Role = "keywords" | "names" | "entries";

/** Keywords whose value is data, in which `$ref` is nothing special. `links` hold data and names of operations. */
const dataKeywords: ReadonlySet<string> = new Set(["example", "default", "enum", "const", "value", "links"]);

/** Keywords whose value maps names to objects. */
const rolesOfKeywords: ReadonlyMap<string, Role> = new Map<string, Role>([
  ["paths", "entries"],
  ["responses", "entries"],
  ["callbacks", "entries"],
  ...[
    ...["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "schemas", "parameters"],
    ...["headers", "requestBodies", "securitySchemes", "pathItems", "webhooks", "content", "encoding", "examples"],
  ].map((keyword): [string, Role] => [keyword, "names"]),
]);

/**
 * Lists the references in a value, which stands at `pointer` and has `role`, and the identifiers (`$id`). Objects in `seen` are skipped and those
 * walked are added, so that overlapping calls take linear time together.
 */
export function listReferences(
  value: JsonValue,
  pointer: string,
  role: Role,
  seen: Set<object>,
): { readonly references: readonly Reference[]; readonly identifiers: readonly string[] } {
  const found: Reference[] = [];
  const identifiers: string[] = [];
  const visit = (inner: JsonValue, at: string, innerRole: Role, isExample: boolean): void => {
    if (typeof inner !== "object" || inner === null || seen.has(inner)) return;
    seen.add(inner);
    if (isList(inner)) {
      for (const [index, item] of inner.entries()) visit(item, pointerTo(at, index), "keywords", isExample);
      return;
    }
    for (const [key, item] of Object.entries(inner)) {
      const isText = typeof item === "string";
      if (isText && key === "$ref") {
        found.push({ text: item, pointer: pointerTo(at, key), role: innerRole, ...(isExample && { isExample }) });
      }
      if (isText && key === "$id" && innerRole === "keywords") identifiers.push(item);
      if (isText || isData(key, item, innerRole)) continue;
      if (key === "discriminator" && innerRole === "keywords") found.push(...mappings(item, pointerTo(at, key)));
      else visit(item, pointerTo(at, key), roleOf(key, innerRole), isExamples(key, innerRole) || isExample);
    }
  };
  visit(value, pointer, role, false);
  return { references: found, identifiers };
}

function isExamples(key: string, role: Role): boolean {
  return key === "examples" && role === "keywords";
}

function isData(key: string, value: JsonValue, role: Role): boolean {
  if (role === "names") return false;
  if (key.startsWith("x-")) return true;
  if (role === "entries") return false;
  // `examples` is a list of values in a schema, and a mapping of Example Objects elsewhere.
  return dataKeywords.has(key) || (key === "examples" && Array.isArray(value));
}

function roleOf(key: string, parent: Role): Role {
  return parent === "keywords" ? (rolesOfKeywords.get(key) ?? "keywords") : "keywords";
}

/** The mapping of a discriminator: names of schemas, or references. */
function mappings(discriminator: JsonValue, pointer: string): readonly Reference[] {
  if (!isMapping(discriminator)) return [];
  const mapping = discriminator["mapping"];
  if (!isMapping(mapping)) return [];
  return Object.entries(mapping).flatMap(([tag, text]): readonly Reference[] => {
    if (typeof text !== "string" || !/[#/.]/.test(text)) return [];
    const at = pointerTo(pointerTo(pointer, "mapping"), tag);
    return [{ text, pointer: at, role: "keywords", ...(!text.includes("#") && { isTentative: true }) }];
  });
}
