/** Judges a value by a schema of the document: what is undeclared, missing, null, or of another type. */

import type { JsonValue } from "../model/types.js";
import { child, type Described, isObject, items, type JsonObject, type Node } from "./document.js";
import { removedSecret } from "./edits.js";
import type { Sighting } from "./findings.js";
import { isDateTime, typeOf } from "./infer.js";
import { isOfType, placeOf, refusing } from "./refusal.js";

/** Deeper values are not looked at: a schema may refer to itself, and so may what a server sends. */
const depthLimit = 200;

/**
 * Lists where a received value differs from a schema.
 *
 * @param schema - Of OpenAPI 2.0 to 3.1; references are followed.
 * @param path - Of the value: `$`.
 */
export function judge(document: Described, schema: Node, value: JsonValue, path: string, depth = 0): Sighting[] {
  // What stood where a secret was removed is nobody's business.
  if (depth > depthLimit || value === removedSecret) return [];
  if (value === null)
    return refusing(document, schema, "null").map((refusal) => ({
      kind: "null",
      subject: "null",
      path,
      pointer: placeOf(refusal),
    }));
  const parts = partsOf(document, schema, value, path, depth);
  const wrong = parts.flatMap((part) => judgeScalar(part, value, path));
  if (wrong.length > 0) return wrong;
  if (Array.isArray(value)) return judgeItems(document, parts, value, path, depth);
  return isObject(value) ? judgeObject(document, parts, value, path, depth) : [];
}

/** A schema that has its say of a value. */
interface Part extends Node {
  /** It is a member of a choice, or part of one: its tags tell it from the others. */
  readonly isChosen: boolean;
}

/**
 * The schemas that together say what a value is: the schema itself, all members of its `allOf`, and of each choice the
 * member that the value differs least from.
 */
export function partsOf(
  document: Described,
  schema: Node,
  value: JsonValue,
  path: string,
  depth: number,
): readonly Part[] {
  const parts: Part[] = [];
  const add = (node: Node, isChosen: boolean): void => {
    if (parts.some((part) => part.value === node.value)) return;
    parts.push({ ...node, isChosen });
    if (node.from) add(node.from, isChosen);
    for (const member of items(document, node, "allOf")) add(member, isChosen);
    for (const keyword of ["oneOf", "anyOf"]) {
      const members = items(document, node, keyword).filter(
        (member) => !parts.some(({ value }) => value === member.value),
      );
      const best = nearest(members, (member) => judge(document, member, value, path, depth + 1).length);
      if (best) add(best, isChosen || members.length > 1);
    }
  };
  add(schema, false);
  return parts;
}

function nearest(members: readonly Node[], distance: (member: Node) => number): Node | undefined {
  let best: { readonly member: Node; readonly distance: number } | undefined;
  for (const member of members) {
    const found = distance(member);
    if (!best || found < best.distance) best = { member, distance: found };
    if (found === 0) break;
  }
  return best?.member;
}

function judgeScalar(part: Node, value: JsonValue, path: string): Sighting[] {
  const { value: schema } = part;
  const place = { path, ...(part.pointer !== undefined && { pointer: part.pointer }) };
  const declared = schema["type"];
  const actual = typeOf(value);
  const found: Sighting[] = [];
  if (declared !== undefined && !isOfType(declared, actual))
    found.push({ kind: "type", subject: actual, declared, value, ...place });
  const { enum: values, const: only } = schema;
  // Among values, or as the only one: both are said to be none of those.
  const isNoValue = Array.isArray(values) ? !values.includes(value) : isScalar(only) && only !== value;
  if (isNoValue && isScalar(value)) found.push({ kind: "value", subject: value, ...place });
  if (found.length > 0) return found;
  const isWrongDate = schema["format"] === "date-time" && typeof value === "string" && !isDateTime(value);
  return isWrongDate ? [{ kind: "format", subject: "date-time", ...place }] : [];
}

/** Whether a schema allows one value. */
function isSole({ const: only, enum: values }: JsonObject): boolean {
  return only !== undefined || (Array.isArray(values) && values.length === 1);
}

function isScalar(value: JsonValue | undefined): value is string | number | boolean {
  return value !== undefined && typeof value !== "object";
}

function judgeItems(
  document: Described,
  parts: readonly Node[],
  value: readonly JsonValue[],
  path: string,
  depth: number,
): Sighting[] {
  return parts.flatMap((part) => {
    const places = items(document, part, "prefixItems");
    const rest = child(document, part, "items");
    return value.flatMap((item, index) => {
      const schema = places[index] ?? rest;
      return schema ? judge(document, schema, item, pathTo(path, index), depth + 1) : [];
    });
  });
}

function judgeObject(
  document: Described,
  parts: readonly Part[],
  value: JsonObject,
  path: string,
  depth: number,
): Sighting[] {
  const found: Sighting[] = [];
  const described = new Set<string>();
  for (const part of parts) {
    found.push(...missing(document, part, value, path));
    for (const [name, field] of Object.entries(value)) {
      const schema = fieldSchema(document, part, name);
      if (schema === undefined) continue;
      described.add(name);
      if (schema === true) continue;
      const seen = judge(document, schema, field, pathTo(path, name), depth + 1);
      // With another value, it would no longer tell the members apart: no overlay adds it.
      const isTag = part.isChosen && isSole(schema.value);
      found.push(...(isTag ? seen.map((one) => ({ ...one, pointer: undefined })) : seen));
    }
  }
  // Where no part names any property, whatever comes is data.
  const home = parts.find(({ value: schema }) => isObject(schema["properties"]));
  if (!home) return found;
  const undeclared = Object.entries(value).filter(([name]) => !described.has(name));
  const pointer = home.pointer === undefined ? {} : { pointer: home.pointer };
  return [
    ...found,
    ...undeclared.map(
      ([name, field]): Sighting => ({
        kind: "field",
        subject: name,
        path: pathTo(path, name),
        value: field,
        ...pointer,
      }),
    ),
  ];
}

/** What a schema says of a property: its schema, `true` for anything, nothing. */
export function fieldSchema(document: Described, part: Node, name: string): Node | true | undefined {
  const properties = child(document, part, "properties");
  if (properties && Object.hasOwn(properties.value, name)) return child(document, properties, name) ?? true;
  const patterns = child(document, part, "patternProperties");
  const fitting = Object.keys(patterns?.value ?? {}).find((pattern) => fits(pattern, name));
  if (patterns && fitting !== undefined) return child(document, patterns, fitting) ?? true;
  const { additionalProperties } = part.value;
  return additionalProperties === true ? true : child(document, part, "additionalProperties");
}

function fits(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, "u").test(name);
  } catch {
    return false;
  }
}

/** Required properties that aren't there. Those that only callers send are not expected. */
function missing(document: Described, part: Node, value: JsonObject, path: string): Sighting[] {
  const { required } = part.value;
  if (!Array.isArray(required)) return [];
  const properties = child(document, part, "properties");
  return required
    .filter((name): name is string => typeof name === "string" && !Object.hasOwn(value, name))
    .filter((name) => properties === undefined || child(document, properties, name)?.value["writeOnly"] !== true)
    .map((name) => ({
      kind: "missing",
      subject: name,
      path: pathTo(path, name),
      ...(part.pointer !== undefined && { pointer: part.pointer }),
    }));
}

/** The path of something in a value: of a field by its name, of an item by its index. */
export function pathTo(path: string, name: string | number): string {
  if (typeof name === "number") return `${path}[${name}]`;
  return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
