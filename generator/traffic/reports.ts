/** Turns JSON lines that an application wrote in `onMismatch` into reports. */

import type { JsonValue } from "../model/types.js";
import { isObject, type JsonObject } from "./document.js";
import type { JsonType } from "./infer.js";

/** One thing that a client found in an answer. */
export interface Claim {
  /** Names on the wire and indices. */
  readonly path: readonly (string | number)[];
  /** The keyword of JSON Schema that isn't kept. */
  readonly keyword: string;
  /** The type of what is there; absent if nothing is. */
  readonly actual?: JsonType;
}

/** What a client told `onMismatch`. */
export interface Mismatch {
  readonly kind: "status" | "body" | "headers" | "schema" | "unjudged";
  /** Name of the client's document; absent in reports of clients that didn't tell it. */
  readonly document?: string;
  /** The operation's id. */
  readonly operation: string;
  readonly status: number;
  /** Without parameters, in lower case. */
  readonly contentType: string;
  /** Of an undescribed status. */
  readonly hasBody: boolean;
  readonly claims: readonly Claim[];
}

/** A report of a file. */
export interface Report {
  /** File and line: `mismatches.jsonl:12`. */
  readonly place: string;
  readonly mismatch: Mismatch;
}

/** What became of reading a file. */
export type Reports = { readonly reports: readonly Report[] } | { readonly problem: string };

/** Reads the text of a file with one report a line; blank lines are passed over. What is none is a problem, told in a sentence. */
export function readReports(file: string, text: string): Reports {
  const reports: Report[] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const place = `${file}:${index + 1}`;
    const mismatch = parse(line);
    if (mismatch === undefined) return { problem: `\`${place}\` is no report of a mismatch, but ${describe(line)}.` };
    reports.push({ place, mismatch });
  }
  return { reports };
}

function parse(line: string): Mismatch | undefined {
  try {
    return mismatchOf(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function describe(line: string): string {
  try {
    const value: JsonValue = JSON.parse(line);
    if (!isObject(value)) return Array.isArray(value) ? "a list" : "a JSON value that is no object";
    const fields = Object.keys(value).slice(0, 5);
    return fields.length === 0 ? "an empty object" : `an object with ${fields.map((one) => `\`${one}\``).join(", ")}`;
  } catch {
    return "something that is no JSON";
  }
}

/** A report as the runtime makes it, further fields left out; `undefined` for anything else. */
export function mismatchOf(value: JsonValue): Mismatch | undefined {
  if (!isObject(value)) return undefined;
  const { document, operation, status, contentType, kind, hasBody } = value;
  if (typeof operation !== "string" || typeof status !== "number" || typeof contentType !== "string") return undefined;
  const told = typeof document === "string" ? { document } : {};
  const which = { ...told, operation, status, contentType, hasBody: hasBody === true };
  if (kind === "status") return typeof hasBody === "boolean" ? { kind, ...which, claims: [] } : undefined;
  if (kind === "body" || kind === "headers") return withClaims({ kind, ...which }, value["misfits"], misfitOf);
  if (kind === "schema" || kind === "unjudged") return withClaims({ kind, ...which }, value["issues"], issueOf);
  return undefined;
}

function withClaims(
  which: Omit<Mismatch, "claims">,
  list: JsonValue | undefined,
  claimOf: (value: JsonObject) => Claim | undefined,
): Mismatch | undefined {
  if (!Array.isArray(list)) return undefined;
  const claims = list.flatMap((one: JsonValue) => (isObject(one) ? (claimOf(one) ?? []) : []));
  return claims.length === list.length ? { ...which, claims } : undefined;
}

function issueOf({ path, keyword, actual }: JsonObject): Claim | undefined {
  return isPath(path) && typeof keyword === "string" ? { path, keyword, ...typed(actual) } : undefined;
}

/** What a codec couldn't convert is of another type, or not of the format. */
function misfitOf({ path, expected, actual }: JsonObject): Claim | undefined {
  if (!isPath(path) || typeof expected !== "string") return undefined;
  const isFormat = /^(date-time|int64|base64|base64url)$/.test(expected);
  const keyword = expected === "one of several objects" ? "oneOf" : isFormat ? "format" : "type";
  return { path, keyword, ...typed(actual) };
}

function isPath(value: JsonValue | undefined): value is readonly (string | number)[] {
  return Array.isArray(value) && value.every((key) => typeof key === "string" || typeof key === "number");
}

function typed(actual: JsonValue | undefined): Pick<Claim, "actual"> {
  return isType(actual) ? { actual } : {};
}

function isType(value: JsonValue | undefined): value is JsonType {
  return typeof value === "string" && /^(null|boolean|integer|number|string|array|object)$/.test(value);
}
