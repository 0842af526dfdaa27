/** Turns a value into the references in it that load has to follow, leaving out those that are data. */

import { pointerTo } from "../diagnostics.js";
import type { JsonObject, JsonValue, Mark } from "./types.js";
import { isList, isMapping } from "./values.js";

/** A `$ref` (or a discriminator's mapping that is one), as written. */
export interface Reference {
  readonly text: string;
  /** Pointer of the text. */
  readonly pointer: string;
  readonly role: Role;
  /** URI that the innermost identifier around it gives to relative references, if there is one. */
  readonly base?: string;
  /** A name is as likely as a reference: nothing is said if no such file exists. */
  readonly isTentative?: true;
  /** Nothing depends on what it leads to: an example, or a schema that a discriminator's mapping names. */
  readonly isDispensable?: true;
  /** It names the dialect of a schema (`$schema`): only what vocabularies that has is of interest. */
  readonly isDialect?: true;
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

/** Where a value is met. */
interface Place {
  readonly pointer: string;
  readonly role: Role;
  readonly isExample: boolean;
  /** The innermost schema with an identifier. */
  readonly resource: { readonly pointer: string; readonly base?: string };
}

/**
 * Lists the references in a value, which stands at `pointer` and has `role`, and the identifiers and anchors. `fileBase` is
 * what those identifiers are relative to. Objects in `seen` are skipped and those walked are added, so that overlapping
 * calls take linear time together.
 */
export function listReferences(
  value: JsonValue,
  { pointer, role, fileBase }: { readonly pointer: string; readonly role: Role; readonly fileBase: string },
  seen: Set<object>,
): { readonly references: readonly Reference[]; readonly marks: readonly Mark[] } {
  const references: Reference[] = [];
  const marks: Mark[] = [];
  const visit = (inner: JsonValue, outer: Place): void => {
    if (typeof inner !== "object" || inner === null || seen.has(inner)) return;
    seen.add(inner);
    if (isList(inner)) {
      const place = { ...outer, role: "keywords" } as const;
      for (const [index, item] of inner.entries()) visit(item, { ...place, pointer: pointerTo(outer.pointer, index) });
      return;
    }
    const isNamed = outer.role === "keywords" && marksIn(inner, outer, fileBase, marks);
    const place = isNamed ? { ...outer, resource: resourceOf(outer.pointer, marks) } : outer;
    for (const [key, item] of Object.entries(inner)) {
      const at = pointerTo(place.pointer, key);
      if (typeof item === "string") {
        if (isReference(key, place.role)) references.push(reference(item, at, place));
        continue;
      }
      if (isData(key, item, place.role)) continue;
      if (key === "discriminator" && place.role === "keywords") references.push(...mappings(item, at));
      else {
        const isExample = place.isExample || (key === "examples" && place.role === "keywords");
        visit(item, { ...place, pointer: at, role: roleOf(key, place.role), isExample });
      }
    }
  };
  visit(value, { pointer, role, isExample: false, resource: { pointer: "" } });
  return { references, marks };
}

const otherReferences: ReadonlySet<string> = new Set(["$dynamicRef", "$recursiveRef", "$schema"]);

function isReference(key: string, role: Role): boolean {
  return key === "$ref" || (otherReferences.has(key) && role === "keywords");
}

function reference(text: string, pointer: string, { role, isExample, resource: { base } }: Place): Reference {
  // A bare word may be the name of a schema, as in Swagger before 2.0.
  const isTentative = /^[\w-]+$/.test(text);
  return {
    text,
    pointer,
    role,
    ...(isExample && { isDispensable: true }),
    ...(pointer.endsWith("/$schema") && { isDialect: true }),
    ...(isTentative && { isTentative }),
    ...(base !== undefined && { base }),
  };
}

/** Adds what a schema calls itself; whether that includes an identifier. */
function marksIn(schema: JsonObject, { pointer, resource }: Place, fileBase: string, marks: Mark[]): boolean {
  const identifier = schema["$id"] ?? (pointer === "" ? schema["$self"] : undefined);
  const base = resource.base ?? fileBase;
  const isNamed = typeof identifier === "string" && URL.canParse(identifier, base);
  if (isNamed) {
    const url = new URL(identifier, base);
    url.hash = "";
    marks.push({ kind: "identifier", name: url.href, pointer, resource: pointer });
  }
  for (const [keyword, kind] of anchorKeywords) {
    const name = schema[keyword];
    if (typeof name === "string") marks.push({ kind, name, pointer, resource: isNamed ? pointer : resource.pointer });
  }
  return isNamed;
}

const anchorKeywords = [
  ["$anchor", "anchor"],
  ["$dynamicAnchor", "dynamicAnchor"],
] as const;

function resourceOf(pointer: string, marks: readonly Mark[]): Place["resource"] {
  const mark = marks.findLast((one) => one.kind === "identifier" && one.pointer === pointer);
  return { pointer, ...(mark && { base: mark.name }) };
}

function isData(key: string, value: JsonValue, role: Role): boolean {
  if (role === "names") return false;
  if (key.startsWith("x-")) return true;
  if (role === "entries") return false;
  return dataKeywords.has(key) || (key === "examples" && isExampleData(value));
}

/** `examples` is a list of values in a schema, values by media type in Swagger 2.0, and else Example Objects by name. */
function isExampleData(examples: JsonValue): boolean {
  return (
    isList(examples) || (isMapping(examples) && Object.keys(examples).some((key) => /^[\w.-]+\/[\w.+-]+$/.test(key)))
  );
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
    const isTentative = text.includes("#") ? {} : ({ isTentative: true } as const);
    return [{ text, pointer: at, role: "keywords", isDispensable: true, ...isTentative }];
  });
}
