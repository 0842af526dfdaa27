/** Turns an operation and its input into the parts of a request: path, query, headers, body. */

import { type CallContext, InputError } from "./errors.js";
import { type HeaderTable, setHeader } from "./headers.js";
import { covers, essence, isJson } from "./media-types.js";
import type { AnyOperation, RequestBody } from "./operation.js";
import type { Run } from "./run.js";

/** A request in the making. Parameters put themselves into it. */
export interface RequestDraft {
  readonly context: CallContext;
  /** What the caller gave parameters in. */
  readonly input: unknown;
  readonly headers: HeaderTable;
  /** Each puts a value into a URL that ends in the path template. */
  readonly paths: ((url: string) => string)[];
  /** Percent-encoded `name=value` pairs. */
  readonly query: string[];
  /** Writes the body; absent without one. */
  readonly writeBody: (() => RequestBody | undefined) | undefined;
}

/**
 * Reads the input by the operation's description and adds the caller's headers.
 *
 * @throws InputError for input that is missing or can't be sent.
 */
export function draftRequest(operation: AnyOperation, input: unknown, run: Run): RequestDraft {
  const { context, settings } = run;
  const { input: shape, body: contents = [], parameters = [], responses } = operation;
  // Shapes without a place for parameters are older than those, which are given in the options.
  const holder = shape === "none" || shape === "body" ? settings["parameters"] : input;
  // The holder is an object of ours, with properties that we know.
  const given = shape === "body" ? input : (holder as { body?: unknown } | null | undefined)?.body;
  // A body is only compared here: where it is no such choice, nothing is taken from it.
  const chosen = (given ?? {}) as { contentType?: unknown; body?: unknown };
  const type = chosen.contentType;
  const isRange = (range: string): boolean => typeof type === "string" && covers(range, essence(type));
  // A type that is described by itself goes before the ranges that cover it.
  const named =
    contents.find((content, index) => index > 0 && content.type === type && !content.type.includes("*")) ??
    contents.find((content) => content.type.includes("*") && isRange(content.type));
  const content = named ?? contents[0];
  const body = named ? chosen.body : given;
  if (operation.bodyRequired && body === undefined) throw new InputError("body is missing", context);

  const bodyPath = shape === "body" && !named ? [] : ["body"];
  settings.validation?.judgeInput(operation, { parameters: holder, body, type: content?.type, bodyPath }, context);

  const accept = acceptOf(responses);
  const headers: HeaderTable = Object.create(null);
  if (accept) headers["accept"] = accept;
  const hasBody = content && body !== undefined;
  const contentType = hasBody ? (named ? String(type) : content.type) : "";
  if (contentType.includes("*")) throw new InputError("contentType is missing", context);
  // The type of a multipart body names its boundary: fetch takes it from the body.
  if (contentType && !contentType.startsWith("multipart/")) headers["content-type"] = contentType;
  const draft: RequestDraft = {
    context,
    input: holder,
    headers,
    paths: [],
    query: [],
    writeBody: hasBody ? () => content.write(content.encode ? content.encode(body) : body, content) : undefined,
  };
  for (const parameter of parameters) parameter.style(parameter, draft);
  for (const [name, value] of settings.headers ?? []) setHeader(headers, name, value, context);
  return draft;
}

const accepts = new WeakMap<AnyOperation["responses"], string>();

/** The documented media types of all responses, worked out once for each operation. */
function acceptOf(responses: AnyOperation["responses"]): string {
  const known = accepts.get(responses);
  if (known !== undefined) return known;
  const types = new Set(Object.values(responses).flatMap(({ content = [] }) => content.map(({ type }) => type)));
  // What isn't JSON is welcome beside it, but not instead of it.
  const hasJson = [...types].some(isJson);
  const accept = [...types].map((type) => (hasJson && !isJson(type) ? `${type};q=0.9` : type)).join(", ");
  accepts.set(responses, accept);
  return accept;
}
