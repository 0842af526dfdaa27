/** Turns findings into an OpenAPI Overlay (1.0) with which the document describes what was recorded. */

import { pointerKeys, pointerTo } from "../diagnostics.js";
import type { JsonValue } from "../model/types.js";
import { type Dialect, isObject, type JsonObject } from "./document.js";
import type { Finding } from "./findings.js";
import { inferSchema, nullable, typeOf } from "./infer.js";

/** Reads what stands at a pointer of the root. */
export type At = (pointer: string) => JsonValue | undefined;

/** One action of an overlay. */
export interface Action {
  readonly target: string;
  readonly description: string;
  readonly update?: JsonValue;
  readonly remove?: true;
}

/** An overlay as its file has it; absent if no finding can be met by one. */
export function proposeOverlay(
  findings: readonly Finding[],
  title: string,
  dialect: Dialect,
  at: At,
): JsonObject | undefined {
  const actions = findings.flatMap((finding, index) => {
    const { pointer, kind } = finding;
    if (pointer === undefined) return [];
    const groupOf = isAboutType(kind) ? isAboutType : kind === "value" ? isAboutValue : undefined;
    if (groupOf === undefined) return actionsFor(finding, pointer, dialect, at);
    // All that is said of one type, or of its values, is said at once: lists of types are joined, not replaced.
    const together = findings.filter((other) => other.pointer === pointer && groupOf(other.kind));
    if (findings.indexOf(together[0] ?? finding) !== index) return [];
    return kind === "value" ? valueActions(together, pointer, at) : typeActions(together, pointer, dialect, at);
  });
  if (actions.length === 0) return undefined;
  const plain = actions.map((action): JsonObject => ({ ...action }));
  return { overlay: "1.0.0", info: { title: `What recordings show of ${title}`, version: "1.0.0" }, actions: plain };
}

function isAboutType(kind: Finding["kind"]): boolean {
  return kind === "null" || kind === "type";
}

function isAboutValue(kind: Finding["kind"]): boolean {
  return kind === "value";
}

/** The changes by which the document says what was seen. */
function actionsFor(finding: Finding, pointer: string, dialect: Dialect, at: At): readonly Action[] {
  const { kind, subject, values } = finding;
  const { updating, removing } = actionsOf(finding, at);
  const name = String(subject);
  switch (kind) {
    case "status":
      return [updating(pointer, { [name]: responseOf(values, dialect) })];
    case "media type":
      if (dialect === "2.0") return [];
      return [updating(pointer, { content: { [name]: { schema: inferSchema(values, dialect) } } })];
    case "empty":
      return [removing(pointerTo(pointer, dialect === "2.0" ? "schema" : "content"))];
    case "field":
      return [updating(pointer, { properties: { [name]: inferSchema(values, dialect) } })];
    case "missing":
      return [removing(pointerTo(pointer, "required"), `[?@ == ${quoted(name)}]`)];
    case "format":
      return [removing(pointerTo(pointer, "format"))];
    case "keyword":
      return limitsIn(finding, pointer, at).map((limit) => removing(pointerTo(pointer, limit)));
    default:
      return [];
  }
}

const limits: ReadonlySet<string> = new Set(
  (
    "minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems " +
    "minProperties maxProperties contentEncoding"
  ).split(" "),
);

/** The keywords to take back where a limit isn't kept. Other keywords say too much to be taken back for one value. */
function limitsIn({ subject }: Finding, pointer: string, at: At): readonly string[] {
  const keyword = String(subject);
  if (!limits.has(keyword)) return [];
  const schema = at(pointer);
  // Up to OpenAPI 3.0 it says how `minimum` is meant.
  const isMark = isObject(schema) && schema[keyword] === true && keyword.startsWith("exclusive");
  return isMark ? [keyword, keyword === "exclusiveMinimum" ? "minimum" : "maximum"] : [keyword];
}

/** The changes by which a schema takes the values that were seen: those of an enum are more, and of the only one becomes an enum. */
function valueActions(findings: readonly Finding[], pointer: string, at: At): readonly Action[] {
  const [first] = findings;
  const { const: only, enum: values } = Object(at(pointer)) as JsonObject;
  if (first === undefined || Array.isArray(values) || only === undefined)
    return findings.map((finding) => actionsOf(finding, at).updating(pointerTo(pointer, "enum"), finding.subject));
  const { updating, removing } = actionsOf(first, at);
  const seen = findings.map(({ subject }) => subject);
  return [removing(pointerTo(pointer, "const")), updating(pointer, { enum: [only, ...seen] })];
}

/** The changes by which a schema takes null, and values of the types that were seen. */
function typeActions(findings: readonly Finding[], pointer: string, dialect: Dialect, at: At): readonly Action[] {
  const [finding] = findings;
  if (!finding) return [];
  const { updating, removing } = actionsOf(finding, at);
  // Of `true` and `false`, which are schemas as well, nothing is read.
  const { type, format, enum: values, $ref: reference } = Object(at(pointer)) as JsonObject;
  if (reference !== undefined) {
    // Of this place alone: what is referred to stays as it is for others.
    const either = dialect === "3.1" ? { anyOf: [{ $ref: reference }, { type: "null" }] } : undefined;
    const change = either ?? nullable({ allOf: [{ $ref: reference }] }, dialect);
    return [removing(pointerTo(pointer, "$ref")), updating(pointer, change)];
  }
  const isNull = findings.some(({ kind }) => kind === "null");
  const seen = findings.filter(({ kind }) => kind === "type").flatMap((one) => one.values);
  const types = [...new Set(seen.map(typeOf))].filter((one) => one !== "integer" || !seen.some(isFraction));
  const inEnum = isNull && Array.isArray(values) ? [updating(pointerTo(pointer, "enum"), null)] : [];
  // A number is more than an integer.
  const isWidened = type === "integer" && types.includes("number");
  if (dialect === "3.1") {
    if (type === undefined) return inEnum;
    const added = [...types, ...(isNull ? ["null"] : [])];
    // A list is joined with what an overlay says, anything else replaced by it.
    const change = Array.isArray(type) || isWidened ? added : [type, ...added];
    return [updating(pointer, { type: change }), ...inEnum];
  }
  const nulls = isNull ? [updating(pointer, nullable({}, dialect)), ...inEnum] : [];
  if (types.length === 0) return nulls;
  if (isWidened) return [...nulls, updating(pointer, { type: "number" })];
  const removal = removing(pointerTo(pointer, "type"));
  if (dialect === "2.0")
    return [...nulls, removal, ...(format === undefined ? [] : [removing(pointerTo(pointer, "format"))])];
  // In 3.0 `nullable` means something only beside a type.
  const first = isNull ? nullable({ type: type ?? null }, dialect) : { type: type ?? null };
  const others = types.map((one) =>
    inferSchema(
      seen.filter((value) => typeOf(value) === one),
      dialect,
    ),
  );
  return [removal, updating(pointer, { anyOf: [first, ...others] }), ...inEnum];
}

function isFraction(value: JsonValue): boolean {
  return typeof value === "number" && !Number.isInteger(value);
}

/** Makes actions that say what they are for. */
function actionsOf(finding: Finding, at: At) {
  const description = describe(finding);
  return {
    updating: (pointer: string, update: JsonValue): Action => ({ target: jsonPath(pointer, at), description, update }),
    /** @param items - Which items of a list, as a JSONPath selector. Default: all that is there. */
    removing: (pointer: string, items = ""): Action => ({
      target: `${jsonPath(pointer, at)}${items}`,
      description,
      remove: true,
    }),
  };
}

function describe({ kind, subject, count, sample, pointer = "" }: Finding): string {
  const times = count === 1 ? "once" : `${count} times`;
  const place = sample.path === "" ? sample.recording : `${sample.recording} at ${sample.path}`;
  // One null where a schema is referred to is no word about the other places that refer to it.
  const isShared = isAboutType(kind) && /^\/(components\/schemas|definitions)\/[^/]+$/.test(pointer);
  const reach = isShared ? "; changed wherever the schema is referred to" : "";
  return `${kind} ${JSON.stringify(subject)}: seen ${times}, first in ${place}${reach}`;
}

/** @param values - What bodies there were: `{ type, body }`, of which either may be absent. */
function responseOf(values: readonly JsonValue[], dialect: Dialect): JsonObject {
  const description = "Seen in recordings";
  const seen = values.filter(isObject);
  const types = [...new Set(seen.flatMap(({ type }) => (typeof type === "string" ? type : [])))];
  const contents = types.map((type): [string, JsonObject] => {
    const bodies = seen.flatMap((one) => (one["type"] === type && one["body"] !== undefined ? [one["body"]] : []));
    return [type, { schema: inferSchema(bodies, dialect) }];
  });
  const [first] = contents;
  if (!first) return { description };
  return dialect === "2.0" ? { description, ...first[1] } : { description, content: Object.fromEntries(contents) };
}

/** The JSONPath (RFC 9535) of what a pointer leads to. */
function jsonPath(pointer: string, at: At): string {
  let parent = "";
  return pointerKeys(pointer).reduce((path, key) => {
    const isIndex = Array.isArray(at(parent));
    parent = pointerTo(parent, key);
    if (isIndex) return `${path}[${key}]`;
    return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${quoted(key)}]`;
  }, "$");
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
