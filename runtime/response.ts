/** Turns a response into the caller's data or the error that it stands for, by status and media type. */

import { calling } from "./callback.js";
import { ApiError, DecodeError, ResponseTooLargeError } from "./errors.js";
import type { Finding } from "./issues.js";
import { covers, essence, isJson, readingOf } from "./media-types.js";
import { listened, type Misfit, within } from "./misfits.js";
import type { AnyOperation, DocumentedResponse } from "./operation.js";
import type { StatusMismatch, ValueMismatch } from "./options.js";
import { cutFailure, parseJson, readBlob, readText } from "./read-body.js";
import type { Run } from "./run.js";
import { redact } from "./secrets.js";

/** What a successful call gives. */
export interface Reply {
  readonly data: unknown;
  /** The documented headers, decoded, under their camelCase names. */
  readonly headers: unknown;
  readonly idempotencyKey: string | undefined;
  readonly response: Response;
}

/** What `onMismatch` hears besides which answer it was. */
type Told = Finding | Pick<StatusMismatch, "kind" | "hasBody"> | Pick<ValueMismatch, "kind" | "misfits">;

/**
 * Reads the body and decides what the response means.
 *
 * @throws ApiError for any status but a success; DecodeError for a success whose body isn't as documented,
 *   ResponseTooLargeError for one that is larger or deeper than allowed. What breaks while the body is read is thrown as it
 *   comes. ConfigError for what `onMismatch` throws.
 * @param isUnread - Whether the body of a success is left to the caller.
 */
export async function readReply(
  operation: AnyOperation,
  response: Response,
  run: Run,
  isUnread = false,
): Promise<Reply> {
  const { context } = run;
  const { status, ok, headers } = response;
  const { method, responses } = operation;
  const code = `${status}`;
  const range = `${code[0]}XX`;
  // Where a success is described by itself, `default` describes the failures.
  const isDescribed = (): boolean => Object.keys(responses).some((documented) => documented < "3");
  const key = responses[code] ? code : responses[range] ? range : ok && isDescribed() ? "" : "default";
  const documented = responses[key];
  // These never have a body, whatever the document says of one.
  const isBare = method === "HEAD" || /^(20[45]|304)$/.test(code) || (ok && documented && !documented.content);
  const contents = isBare ? undefined : documented?.content;

  const jsonContent = contents?.find((content) => isJson(essence(content.type)));
  // Without a content type, the body is taken for what the document says.
  const type = essence(headers.get("content-type") ?? (jsonContent ?? contents?.[0])?.type ?? "application/json");
  const content =
    contents?.find((candidate) => covers(essence(candidate.type), type)) ?? (isJson(type) ? jsonContent : undefined);
  const isKept = isUnread && ok && !isBare;
  const reading = isKept ? "bytes" : (content?.as ?? readingOf(type));
  // A failure that nobody described may be anything, and is for people to read.
  const isBytes = reading === "bytes" && (ok || content);
  const readBody = () => (isBytes ? readBlob(response, run, type) : readText(response, run));
  const body = isKept ? response.body : isBare ? discard(response) : await readBody();

  let data: unknown = body || undefined;
  let reason: DecodeError["reason"] | undefined;
  let offset: number | undefined;
  let misfits: readonly Misfit[] = [];
  const { validation, onMismatch } = run.settings;
  const judged = content && validation?.judgeBody(operation, key, content);
  if (contents && !content) reason = "media type";
  const hasBody = !!body && Object(body).size !== 0;
  if (contents && !hasBody) reason = "empty";
  try {
    if (body && reading === "json")
      ({ value: data, misfits } = listened(() => parseJson(`${body}`, run, !ok, judged?.content ?? content)));
  } catch (cause) {
    if (ok && cause instanceof ResponseTooLargeError) throw cause;
    // The parser's own error quotes the payload: all that is kept is where the mistake is, if it says so.
    offset = Number(/position (\d+)/.exec(String(cause))?.[1]) || undefined;
    reason ??= "syntax";
  }
  const mismatch = { document: operation.document, operation: operation.id, status, contentType: type };
  const tell = (found: Told): void => calling(run, "onMismatch", () => onMismatch?.({ ...mismatch, ...found }));
  if (misfits.length > 0) tell({ kind: "body", misfits });
  const refusal = judged?.settle(tell);
  reason ??= refusal?.reason;
  if (!ok) {
    // The error is the status: what is wrong with its body is told, however strictly bodies are judged.
    if (refusal) tell({ kind: "schema", issues: refusal.issues });
    if (data === body) data = cutFailure(body);
    const details = { status, body: data, documented: documented && !reason ? key : undefined };
    throw new ApiError(`answered ${status}`, context, details);
  }
  if (reason) {
    const contentEncoding = headers.get("content-encoding") ?? undefined;
    const excerpt = typeof body === "string" ? redact(run, body.slice(0, 4096)).slice(0, 512) : undefined;
    const details = { reason, offset, contentType: type, contentEncoding, excerpt, ...refusal };
    const found = redact(run, [type, contentEncoding].filter(Boolean).join(", "));
    throw new DecodeError(`answered ${status} (${found}) with a wrong body: ${reason}`, context, details);
  }
  if (!documented) tell({ kind: "status", hasBody });
  const fields = listened(() => decodeHeaders(headers, documented));
  if (fields.misfits.length > 0) tell({ kind: "headers", misfits: fields.misfits });
  return { data, headers: fields.value, idempotencyKey: context.idempotencyKey, response };
}

/** Cancels an unread body, so that its connection is free. Nothing waits for that. */
export function discard(response: Response): undefined {
  response.body?.cancel().catch(() => {});
}

function decodeHeaders(headers: Response["headers"], documented: DocumentedResponse | undefined): unknown {
  const fields = [];
  const known = documented && Object.hasOwn(documented, "headers") ? documented.headers : undefined;
  for (const { name, key, decode } of known ?? []) {
    const value = headers.get(name);
    if (value !== null) fields.push([key, decode ? within(name, value, decode) : value]);
  }
  return Object.fromEntries(fields);
}
