/** Puts parameters into a request: the styles that an operation's literal names. */

import { InputError } from "./errors.js";
import { setHeader } from "./headers.js";
import type { Parameter } from "./operation.js";
import type { RequestDraft } from "./request.js";
import * as write from "./styles.js";

/** For paths and headers: `a,b`. */
export function simple(parameter: Parameter, draft: RequestDraft): void {
  place(parameter, draft, write.simple);
}

/** For paths: `.a.b`. */
export function label(parameter: Parameter, draft: RequestDraft): void {
  place(parameter, draft, write.label);
}

/** For paths: `;id=a;id=b`. */
export function matrix(parameter: Parameter, draft: RequestDraft): void {
  place(parameter, draft, write.matrix);
}

/** For queries and cookies: `id=a&id=b`. */
export function form(parameter: Parameter, draft: RequestDraft): void {
  place(parameter, draft, write.form);
}

/** For queries: `id=a%20b`; in Swagger 2.0 for paths and headers too: `a%20b`, `a b`. */
export function spaceDelimited(parameter: Parameter, draft: RequestDraft): void {
  placeDelimited(parameter, draft, write.spaceDelimited);
}

/** For queries: `id=a%7Cb`; in Swagger 2.0 for paths and headers too. */
export function pipeDelimited(parameter: Parameter, draft: RequestDraft): void {
  placeDelimited(parameter, draft, write.pipeDelimited);
}

/** `tsv` of Swagger 2.0: `id=a%09b`. */
export function tabDelimited(parameter: Parameter, draft: RequestDraft): void {
  placeDelimited(parameter, draft, write.tabDelimited);
}

/** For queries: `id[x]=1&id[y]=2`. */
export function deepObject(parameter: Parameter, draft: RequestDraft): void {
  place(parameter, draft, write.deepObject);
}

/** For queries: `id.x=1&id.y=2`. */
export function dots(parameter: Parameter, draft: RequestDraft): void {
  place(parameter, draft, write.dots);
}

/** For parameters described by a JSON media type: the value as JSON text. */
export function jsonParameter(parameter: Parameter, draft: RequestDraft): void {
  const { json: format = JSON } = parameter;
  const isPair = parameter.in === "query" || parameter.in === "cookie";
  place(parameter, draft, (name, value) => {
    // Headers hold no other characters; JSON can do without them.
    const inAscii = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
    const json = format.stringify(value) ?? "";
    const text = write.percentEncode(parameter.in === "header" ? json.replace(/[^ -~]/g, inAscii) : json);
    return isPair ? `${write.percentEncode(name)}=${text}` : text;
  });
}

/** What a path template says of the query itself: its name is sent as it is, whatever the input. */
export function fixedQuery({ name }: Parameter, { query }: RequestDraft): void {
  query.push(name);
}

/**
 * Whether a segment of a URL is `.` or `..`, however often it was percent-encoded: servers and proxies resolve those. What
 * was encoded ten times is taken for one, too: nobody means well by it, and each time costs as much as the URL is long.
 */
export function hasDotSegment(url: string): boolean {
  let text = url;
  for (let before = "", times = 0; before !== text; times++) {
    if (times > 10) return true;
    before = text;
    text = text.replace(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  return /[\\/]\.\.?([\\/;?#]|$)/.test(text);
}

/** Where there is no name before the values, the style's own is taken off. */
function placeDelimited(parameter: Parameter, draft: RequestDraft, style: write.Style): void {
  const isPair = parameter.in === "query" || parameter.in === "cookie";
  const bare: write.Style = (...written) => style(...written).replace(/^[^=]*=/, "");
  place(parameter, draft, isPair ? style : bare);
}

/** @throws InputError naming the parameter, if it is missing or can't be written. */
function place(parameter: Parameter, draft: RequestDraft, style: write.Style): void {
  const { name, key = name, in: where, required, allowReserved } = parameter;
  const { context, headers, paths, query } = draft;
  const text = writeParameter(parameter, draft, style);
  // A path without the value would name another resource.
  if (text === undefined ? required : where === "path" && !text) throw new InputError(`${key} is missing`, context);
  // An empty text is a value of a header, though of nothing else.
  if (text === undefined || (!text && where !== "header")) return;
  if (where === "path") {
    paths.push((url) => {
      const filled = url.replace(`{${name}}`, () => text);
      if (hasDotSegment(filled)) throw new InputError(`${key} is a . or .. in the path`, context);
      return filled;
    });
  } else if (where === "query") {
    query.push(allowReserved ? write.allowingReserved(text) : text);
  } else if (where === "header") {
    // Styles percent-encode, which the value of a header is not.
    setHeader(headers, name, decodeURIComponent(text), context);
  } else {
    const pairs = text.replaceAll("&", "; ");
    setHeader(headers, "cookie", headers["cookie"] ? `${headers["cookie"]}; ${pairs}` : pairs, context);
  }
}

/** The parameter's text, or `undefined` if the caller gave none. */
function writeParameter(parameter: Parameter, draft: RequestDraft, style: write.Style): string | undefined {
  const { name, key = name, in: where, group, explode, encode } = parameter;
  const value = ownValue(group ? ownValue(draft.input, group) : draft.input, key);
  if (value === undefined || value === null) return undefined;
  try {
    const wire = encode ? encode(value) : value;
    const text = style(name, wire, explode);
    // An empty list or object is nothing at all.
    return where === "header" && !text && wire !== "" ? undefined : text;
  } catch (cause) {
    throw new InputError(`${key} can't be sent`, draft.context, { cause });
  }
}

/** Whatever a JavaScript caller gave: only own properties are read, and their values are judged where they are written. */
function ownValue(holder: unknown, key: string): unknown {
  const record = Object(holder) as Readonly<Record<string, unknown>>;
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
