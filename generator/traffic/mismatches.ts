/** Turns what a client tells `onMismatch` into differences between the document and what was answered. */

import type { JsonValue } from "../model/types.js";
import { bodyOf, responseOf } from "./answers.js";
import { child, type Described, type DescribedOperation, dialectOf, isObject, type Node } from "./document.js";
import type { Sighting } from "./findings.js";
import type { JsonType } from "./infer.js";
import { fieldSchema, pathTo } from "./judge.js";
import { type Path, partsAt, schemasAt, valueAtPath } from "./places.js";
import { placeOf, refusing } from "./refusal.js";
import type { Claim, Mismatch } from "./reports.js";

/** A claim of a client's, and where it is in the answer. */
export interface Heard {
  readonly claim: Claim;
  /** Where: `$.items[0].name`, or `header X-Rate-Limit`. */
  readonly path: string;
  /** Absent if the document doesn't say what the client found broken: it was another one then, or has been corrected. */
  readonly sighting?: Sighting;
}

/**
 * Finds what in the document a report is about.
 *
 * @param body - The body that it tells of, if that is known: of choices in the document, its members count then.
 */
export function hear(
  document: Described,
  operation: DescribedOperation,
  mismatch: Mismatch,
  body?: JsonValue,
): readonly Heard[] {
  const { kind, status, contentType } = mismatch;
  const { responses, response, isDefault } = responseOf(document, operation, status);
  if (kind === "status") {
    const value = { ...(mismatch.hasBody && { type: contentType }) };
    const pointer = (responses ?? operation.node).pointer;
    const sighting: Sighting = { kind, subject: `${status}`, path: "", value, pointer };
    const isDescribed = response !== undefined && !isDefault;
    return [{ claim: { path: [], keyword: kind }, path: "", ...(!isDescribed && { sighting }) }];
  }
  if (kind === "headers") return mismatch.claims.map((claim) => hearHeader(document, response, claim));
  const described = response && bodyOf(document, response, contentType);
  const schema = typeof described === "object" ? described.schema : undefined;
  return mismatch.claims.map((claim) => hearClaim(document, schema, claim, "$", body));
}

function hearHeader(document: Described, response: Node | undefined, claim: Claim): Heard {
  const [name = "", ...path] = claim.path;
  const headers = response && child(document, response, "headers");
  const key = Object.keys(headers?.value ?? {}).find((one) => one.toLowerCase() === `${name}`.toLowerCase());
  const header = key === undefined ? undefined : child(document, headers, key);
  const schema = dialectOf(document) === "2.0" ? header : child(document, header, "schema");
  return hearClaim(document, schema, { ...claim, path }, `header ${name}`, undefined);
}

function hearClaim(
  document: Described,
  schema: Node | undefined,
  claim: Claim,
  start: string,
  body: JsonValue | undefined,
): Heard {
  const path = claim.path.reduce<string>(pathTo, start);
  const said = schema && sayingOf(document, schema, claim, body);
  return { claim, path, ...(said && { sighting: { ...said, path } }) };
}

/** What a schema says of the names of fields: a client tells it of the field. */
const isOfParent: ReadonlySet<string> = new Set(["required", "additionalProperties", "propertyNames", "discriminator"]);

/** What of a schema isn't kept; `undefined` if it doesn't say such a thing. */
function sayingOf(
  document: Described,
  schema: Node,
  { path, keyword, actual }: Claim,
  body: JsonValue | undefined,
): Omit<Sighting, "path"> | undefined {
  const partsOfPath = (way: Path): readonly Node[] =>
    partsAt(document, schemasAt(document, schema, way, body), valueAtPath(body, way));
  const name = path.at(-1);
  const value = valueAtPath(body, path) ?? standIn(actual);
  if (isOfParent.has(keyword)) {
    const owners = partsOfPath(path.slice(0, -1));
    if (typeof name !== "string") return undefined;
    if (keyword === "required") return requirement(owners, name);
    if (keyword !== "additionalProperties") return ruleOf(owners, keyword);
    const closed = owners.filter((owner) => owner.value[keyword] === false && !fieldSchema(document, owner, name));
    return closed.length > 0 ? { kind: "field", subject: name, value, ...soleOf(closed) } : undefined;
  }
  const refusals = schemasAt(document, schema, path, body).flatMap((one) =>
    actual === undefined ? [] : refusing(document, one, actual).slice(0, 1),
  );
  const [refusal] = refusals;
  if (refusal && actual === "null") {
    const places = new Set(refusals.map(placeOf));
    return { kind: "null", subject: "null", pointer: places.size === 1 ? placeOf(refusal) : undefined };
  }
  if (refusal && actual !== undefined) {
    const declared = refusal.value["type"] ?? null;
    return { kind: "type", subject: actual, declared, value, ...soleOf(refusals) };
  }
  const parts = partsOfPath(path);
  // Of another type it is what `type` is about, and that lets it pass.
  const isSettled = keyword === "type" || (keyword === "format" && !parts.some((part) => isFormatOf(part, actual)));
  return isSettled ? undefined : ruleOf(parts, keyword);
}

/** Whether a schema has a format for values of a type; those for numbers may be asked of text, where no number may be. */
function isFormatOf({ value: schema }: Node, actual: JsonType | undefined): boolean {
  const { format, type = [] } = schema;
  const types = Array.isArray(type) ? type : [type];
  const isText = types.length > 0 && !types.includes("integer") && !types.includes("number");
  const isOfNumbers = /^(u?int\d*|float|double|decimal)$/.test(String(format)) && !isText;
  if (format === undefined && schema["contentEncoding"] === undefined) return false;
  if (actual === undefined) return true;
  return isOfNumbers ? actual === "integer" || actual === "number" : actual === "string";
}

function requirement(owners: readonly Node[], name: string): Omit<Sighting, "path"> | undefined {
  const requiring = owners.filter(({ value: { required } }) => Array.isArray(required) && required.includes(name));
  return requiring.length > 0 ? { kind: "missing", subject: name, ...soleOf(requiring) } : undefined;
}

/** Where a client calls a keyword otherwise than the document does. */
const otherwise = new Map([
  ["format", "contentEncoding"],
  ["oneOf", "anyOf"],
  ["const", "enum"],
]);

/** A format, or a keyword with what it says. */
function ruleOf(parts: readonly Node[], keyword: string): Omit<Sighting, "path"> | undefined {
  const owners = parts.filter(({ value }) => Object.hasOwn(value, keyword));
  const [owner] = owners;
  const other = otherwise.get(keyword);
  if (owner === undefined) return other === undefined ? undefined : ruleOf(parts, other);
  const declared = owner.value[keyword] ?? null;
  if (keyword === "format") return { kind: "format", subject: declared, ...soleOf(owners) };
  // What lists or nests schemas says nothing in a line.
  const isShort = !isObject(declared) && !Array.isArray(declared);
  return { kind: "keyword", subject: keyword, ...(isShort && { declared }), ...soleOf(owners) };
}

/** Of several places that say the same, nobody knows which one it was. */
function soleOf(nodes: readonly Node[]): Pick<Sighting, "pointer"> {
  return { pointer: new Set(nodes.map(({ value }) => value)).size === 1 ? nodes[0]?.pointer : undefined };
}

/** Some value of a type: reports hold none, and a schema for the type is all that it is needed for. */
function standIn(type: JsonType | undefined): JsonValue {
  const values: { readonly [type in JsonType]: JsonValue } = {
    null: null,
    boolean: true,
    integer: 0,
    number: 0.5,
    string: "",
    array: [],
    object: {},
  };
  return type === undefined ? null : values[type];
}
