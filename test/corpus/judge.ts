/** Turns a received request into what is wrong with it, by the document and the input that it was made from. */

import { decodeUrlencoded, type Part, splitMultipart } from "../wire/bodies.js";
import {
  type Decoded,
  decodePairs,
  decodeSegment,
  percentDecode,
  type Style,
  splitQuery,
  WireError,
} from "../wire/styles.js";
import { matchTemplate, parseTemplate } from "../wire/template.js";
import { judgeCredentials } from "./credentials.js";
import type { RawDocument } from "./document.js";
import { accepts, essenceOf, formatOf } from "./media.js";
import { kindOf, type Operation, type Parameter, plainPath } from "./operations.js";
import { encodingOf, type Input, type InputParameter } from "./requests.js";
import { difference, type Sample, shown, wireValue } from "./sample.js";
import type { Received } from "./server.js";

type Pairs = readonly (readonly [name: string, value: string])[];

/** The first thing that is wrong; `undefined` if the request says what the input says. */
export function judgeRequest(
  document: RawDocument,
  operation: Operation,
  input: Input,
  basePath: string,
  received: Received,
): string | undefined {
  if (received.method !== operation.method) return `method ${received.method}`;
  const credentials = judgeCredentials(document, operation, received);
  if (credentials.complaint !== undefined) return credentials.complaint;
  try {
    return (
      judgePath(operation, input, basePath, received) ??
      judgePairs("query", input, withoutTemplateQuery(operation, input, credentials.query)) ??
      judgeHeaders(input, received) ??
      judgePairs("cookie", input, credentials.cookies) ??
      judgeBody(input, received)
    );
  } catch (error) {
    if (error instanceof WireError || error instanceof SyntaxError) return error.message;
    throw error;
  }
}

/**
 * Some documents write a query, or a fragment that tells operations apart, into their paths. What a caller gives as a query
 * parameter stands instead of a plain value that the path has for it.
 */
function withoutTemplateQuery({ path }: Operation, input: Input, pairs: Pairs): Pairs {
  const [, search = ""] = (path.split("#")[0] ?? "").split(/\?(.*)/s);
  const given = new Set(judged(input, "query").map(({ parameter }) => parameter.name));
  const own = splitQuery(search).filter(([name, value]) => value.includes("{") || !given.has(percentDecode(name)));
  const values = new Map(judged(input, "path").map(({ parameter, sample }) => [parameter.name, wireValue(sample)]));
  const filled = (text: string) => text.replace(/\{([^{}]*)\}/g, (_, name: string) => `${values.get(name)}`);
  const fixed = own.map((pair) => pair.map((text) => filled(percentDecode(text))).join("="));
  return pairs.filter((pair) => !fixed.includes(pair.map(percentDecode).join("=")));
}

function judgePath({ path }: Operation, input: Input, basePath: string, { target }: Received): string | undefined {
  const [sent = ""] = target.split("?");
  if (!sent.startsWith(basePath)) return `path ${sent} doesn't start with the server's ${basePath}`;
  const [template = ""] = plainPath(path).split(/[?#]/);
  const values = matchTemplate(parseTemplate(template), sent.slice(basePath.length));
  if (values === undefined) return `path ${sent} is not one of ${path}`;
  for (const [names, text] of values) {
    if (!names.includes("}{")) continue;
    const found = names
      .split("}{")
      .map((name) => judged(input, "path").find(({ parameter }) => parameter.name === name));
    if (found.some((one) => kindOf(one && wireValue(one.sample)) !== "primitive")) continue;
    const expected = found.map((one) => String(one && wireValue(one.sample))).join("");
    if (percentDecode(text) !== expected) return `path variables {${names}} are ${shown(text)}, not ${shown(expected)}`;
  }
  for (const { parameter, sample } of judged(input, "path")) {
    const text = [...values].find(([name]) => name === parameter.name)?.[1];
    if (text === undefined) continue;
    const decoded =
      parameter.mediaType === undefined
        ? decodeSegment(written(parameter, sample), text, percentDecode)
        : percentDecode(text);
    const wrong = compareParameter(parameter, decoded, sample);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function judged({ parameters }: Input, place: Parameter["in"]): InputParameter[] {
  return parameters.filter(({ parameter, isJudged }) => isJudged && parameter.in === place);
}

function written(parameter: Parameter, sample: Sample) {
  const { name, style, explode } = parameter;
  return { name, style, explode, kind: kindOf(wireValue(sample)) };
}

function judgePairs(place: "query" | "cookie", input: Input, pairs: Pairs): string | undefined {
  let rest = pairs;
  for (const { parameter, sample } of judged(input, place)) {
    const fields = sample.kind === "record" ? sample.fields.map(({ name }) => name) : [];
    const description = parameter.mediaType === undefined ? written(parameter, sample) : content(parameter);
    const found = decodePairs(description, rest, fields);
    rest = found.rest;
    if (found.value === undefined) return `${place} parameter "${parameter.name}" was not sent`;
    const wrong = compareParameter(parameter, found.value, sample);
    if (wrong !== undefined) return wrong;
  }
  const [extra] = rest;
  const isComplete = input.parameters.every(({ isJudged }) => isJudged);
  return extra === undefined || !isComplete ? undefined : `${place} has ${shown(extra.join("="))}, which nobody gave`;
}

/** A parameter described by `content` is one text, whatever it holds. */
function content({ name }: Parameter) {
  return { name, style: "form", explode: true, kind: "primitive" } as const;
}

function judgeHeaders(input: Input, { headers }: Received): string | undefined {
  for (const { parameter, sample } of judged(input, "header")) {
    const text = headers.get(parameter.name.toLowerCase());
    if (text === undefined) return `header ${parameter.name} was not sent`;
    const decoded =
      parameter.mediaType === undefined ? decodeSegment(written(parameter, sample), text, (leaf) => leaf.trim()) : text;
    const wrong = compareParameter(parameter, decoded, sample);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function compareParameter(parameter: Parameter, decoded: Decoded, sample: Sample): string | undefined {
  const { name, in: place, mediaType } = parameter;
  const isJson = mediaType !== undefined && formatOf(mediaType) === "json";
  const wrong = isJson
    ? difference(normalInstants(JSON.parse(`${decoded}`)), normalInstants(wireValue(sample)))
    : difference(normalInstants(decoded), normalInstants(texts(wireValue(sample))));
  return wrong === undefined ? undefined : `${place} parameter "${name}" ${wrong}`;
}

/** A value as styles write it: leaves are text, null is left out. */
function texts(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(texts);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, texts(inner)]])),
  );
}

/** One instant has many spellings: a `Date` keeps the instant, not the spelling. */
function normalInstants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalInstants);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)) {
    const time = Date.parse(value);
    return Number.isNaN(time) ? value : new Date(time).toISOString();
  }
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, normalInstants(inner)]));
}

function judgeBody({ body }: Input, { headers, body: bytes }: Received): string | undefined {
  const type = headers.get("content-type");
  if (body === undefined) return bytes.length === 0 ? undefined : `a body was sent, but none was given`;
  const { media, format, sample } = body;
  if (type === undefined) return "no Content-Type was sent";
  if (!accepts(media.type, type)) return `Content-Type ${type}, not ${media.type}`;
  const value = wireValue(sample);
  const found = () => {
    if (format === "json") return difference(normalInstants(JSON.parse(bytes.toString("utf8"))), normalInstants(value));
    if (format === "text") return difference(bytes.toString("utf8"), String(value));
    if (format === "bytes") return difference([...bytes], [...asBytes(value)]);
    if (sample.kind !== "record") return "a form is made from an object";
    return format === "form" ? judgeForm(body, sample, bytes.toString("utf8")) : judgeParts(body, sample, type, bytes);
  };
  const wrong = found();
  return wrong === undefined ? undefined : `body ${wrong}`;
}

function asBytes(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(String(value));
}

type RecordSample = Sample & { readonly kind: "record" };

/** Fields of a urlencoded body are written as query parameters are; without `encoding` an object may be JSON. */
function judgeForm({ media }: NonNullable<Input["body"]>, { fields }: RecordSample, text: string): string | undefined {
  let rest: Pairs = splitQuery(text.replaceAll("+", "%20"));
  for (const { name, sample } of fields) {
    const value = wireValue(sample);
    const { style = "form", explode = style === "form", contentType } = encodingOf(media, name);
    const kind = kindOf(value);
    const isJson = /json/.test(`${contentType}`) || (kind === "object" && style === "form");
    const own = { name, style: style as Style, explode: explode === true, kind };
    const inner = sample.kind === "record" ? sample.fields.map((field) => field.name) : [];
    const asText = isJson ? decodePairs({ ...own, style: "form", explode: true, kind: "primitive" }, rest) : undefined;
    const found = asText?.value === undefined ? decodePairs(own, rest, inner) : asText;
    rest = found.rest;
    if (found.value === undefined) {
      if (Array.isArray(value) && value.length === 0) continue;
      return `field "${name}" was not sent`;
    }
    const decoded = asText?.value === undefined ? found.value : JSON.parse(`${asText.value}`);
    const expected = asText?.value === undefined ? texts(value) : value;
    const wrong = difference(normalInstants(parsedItems(decoded, value)), normalInstants(expected));
    if (wrong !== undefined) return `field "${name}" ${wrong}`;
  }
  const [extra] = rest;
  return extra === undefined ? undefined : `has ${shown(decodeUrlencoded(extra.join("="))[0])}, which nobody gave`;
}

/** Items that are objects themselves are written as JSON, the default for them. Their leaves are text to the comparison. */
function parsedItems(decoded: unknown, value: unknown): unknown {
  if (!Array.isArray(decoded) || !Array.isArray(value)) return decoded;
  return decoded.map((item, index) =>
    typeof value[index] === "object" && typeof item === "string" ? texts(JSON.parse(item)) : item,
  );
}

/** One part per property; one per item where it is a list. */
function judgeParts(
  { media }: NonNullable<Input["body"]>,
  { fields }: RecordSample,
  type: string,
  bytes: Buffer,
): string | undefined {
  const parts = splitMultipart(type, bytes);
  const known = new Set(fields.map(({ name }) => name));
  const extra = parts.find(({ name }) => !known.has(name));
  if (extra !== undefined) return `part "${extra.name}", which nobody gave`;
  for (const { name, sample } of fields) {
    const own = parts.filter((part) => part.name === name);
    const { contentType, style, explode } = encodingOf(media, name);
    const styled = style === undefined ? undefined : judgeStyled(own, sample, explode !== false);
    if (styled !== undefined) return `part "${name}" ${styled}`;
    if (style !== undefined) continue;
    const items = sample.kind === "list" && !/json/.test(`${contentType}`) ? sample.items : [sample];
    if (own.length !== items.length) return `${own.length} parts "${name}", not ${items.length}`;
    const wrong = items
      .map((item, index) => judgePart(own[index], item, contentType))
      .find((found) => found !== undefined);
    if (wrong !== undefined) return `part "${name}" ${wrong}`;
  }
  return undefined;
}

/** A list with a style: a part an item, or all in one with commas between them. Other styles are tested elsewhere. */
function judgeStyled(parts: readonly Part[], sample: Sample, explode: boolean): string | undefined {
  if (sample.kind !== "list" || sample.items.some(({ kind }) => kind === "bytes")) return undefined;
  const sent = parts.map(({ bytes }) => bytes.toString("utf8"));
  const items = sample.items.map((item) => String(wireValue(item)));
  return difference(normalInstants(explode ? sent : sent.join(",")), normalInstants(explode ? items : items.join(",")));
}

function judgePart(part: Part | undefined, sample: Sample, contentType: unknown): string | undefined {
  if (part === undefined) return "is missing";
  const type = part.headers.get("content-type");
  const allowed = typeof contentType === "string" ? contentType.split(",").map(essenceOf) : [];
  const isAllowed =
    allowed.length === 0 || allowed.some((one) => one.includes("*") || one === essenceOf(type ?? "text/plain"));
  if (!isAllowed) return `has type ${type}, not ${contentType}`;
  const value = wireValue(sample);
  if (value instanceof Uint8Array) return difference([...part.bytes], [...value]);
  const text = part.bytes.toString("utf8");
  const isJson = (typeof value === "object" && value !== null) || essenceOf(type ?? "") === "application/json";
  return difference(normalInstants(isJson ? JSON.parse(text) : text), normalInstants(isJson ? value : String(value)));
}
