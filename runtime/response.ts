/** Turns a response into the caller's data or the error that it stands for, by status and media type. */

import { ApiError, type CallContext, DecodeError } from "./errors.js";
import type { AnyOperation, DocumentedResponse } from "./operation.js";

/** What a successful call gives. */
export interface Reply {
  readonly data: unknown;
  /** The documented headers, decoded, under their camelCase names. */
  readonly headers: unknown;
  readonly response: Response;
}

/**
 * Reads the body and decides what the response means.
 *
 * @throws ApiError for any status but a success, DecodeError for a success whose body isn't as documented. What breaks while
 *   the body is read is thrown as it comes.
 */
export async function readReply(operation: AnyOperation, response: Response, context: CallContext): Promise<Reply> {
  const { status, ok, headers } = response;
  const { method, responses } = operation;
  const code = `${status}`;
  const keys = Object.keys(responses);
  // Where a success is described by itself, `default` describes the failures.
  const fallback = ok && keys.some((key) => key.startsWith("2")) ? "" : "default";
  const key = [code, `${code.charAt(0)}XX`, fallback].find((candidate) => keys.includes(candidate));
  const documented = responses[key ?? ""];
  const bare = method === "HEAD" || /^(20[45]|304)$/.test(code) || (ok && documented && !documented.content);
  const contents = ok && bare ? undefined : documented?.content;

  const jsonContent = contents?.find((content) => isJson(content.type));
  // Without a content type, the body is taken for what the document says.
  const type = headers.get("content-type") ?? (jsonContent ?? contents?.[0])?.type ?? "application/json";
  const json = isJson(type);
  const content = contents?.find((candidate) => covers(candidate.type, type)) ?? (json ? jsonContent : undefined);
  const body = bare ? discard(response) : await response[json || isText(type) ? "text" : "blob"]();

  let data: unknown = body || undefined;
  let reason: DecodeError["reason"] | undefined;
  if (contents && (body instanceof Blob ? !body.size : !body) && (json || !content)) reason = "empty";
  else if (contents && !content) reason = "media type";
  try {
    if (json && body) data = JSON.parse(String(body));
    if (content?.decode && body) data = content.decode(data);
  } catch {
    // The parser's own error quotes the payload, so it isn't kept.
    reason ??= "syntax";
  }
  if (!ok) {
    const details = { status, body: data, documented: documented && !reason ? key : undefined };
    throw new ApiError(`answered ${status}`, context, details);
  }
  if (reason) throw new DecodeError(`${status} with a wrong body: ${reason}`, context, { reason });
  return { data, headers: decodeHeaders(headers, documented), response };
}

/** Cancels an unread body, so that its connection is free. Nothing waits for that. */
export function discard(response: Response): undefined {
  response.body?.cancel().catch(() => {});
}

function decodeHeaders(headers: Response["headers"], documented: DocumentedResponse | undefined): unknown {
  const fields = [];
  for (const { name, key, decode } of documented?.headers ?? []) {
    const value = headers.get(name);
    if (value !== null) fields.push([key, decode ? decode(value) : value]);
  }
  return Object.fromEntries(fields);
}

function isJson(type: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(type);
}

function isText(type: string): boolean {
  return /^text\/|^[^;]*[/+]xml\s*(;|$)/i.test(type);
}

/** Whether a documented media type or range covers a response's. */
function covers(documented: string, type: string): boolean {
  const [range = ""] = documented.toLowerCase().split(/[;*]/);
  return range === type || range === "*/*" || (range.endsWith("/*") && type.startsWith(range.slice(0, -1)));
}
