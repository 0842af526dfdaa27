/** Turns calls through a client into recordings (HAR 1.2) without secrets. */

import type { Credential, JsonValue, Model, Operation } from "../model/types.js";
import type { CallInput } from "./inputs.js";
import { isSecretName, maskFields, maskQuery, removedSecret, suspicionIn } from "./mask.js";

/** A client of the document, opened, its values in wire form and its arguments grouped. */
export interface OpenClient {
  /** Calls an operation. Rejects with the client's errors. */
  readonly call: (operation: Operation, input: CallInput, middleware: Watcher) => Promise<unknown>;
}

/** A request as middleware sees it: without credentials. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: unknown;
  readonly redact: (text: string) => string;
}

/** A middleware of the client's. */
export type Watcher = (request: Seen, next: (request: Seen) => Promise<Response>) => Promise<Response>;

/** What is recorded, and how. */
export interface Recorded {
  readonly operation: Operation;
  readonly input: CallInput;
  /** Names of fields to mask besides those that are called as secrets are. */
  readonly mask: readonly string[];
}

/** A recording, or why there is none. */
export type Recording = { readonly status: number; readonly text: string } | { readonly problem: string };

/** Response headers that tell of the answer and nothing of the caller. */
const kept =
  /^(content-type|content-language|location|link|etag|last-modified|retry-after|allow|(x-)?rate-?limit-[\w-]+)$/;

/**
 * Makes one call and records its last attempt.
 *
 * @returns A problem for a call that wasn't answered, and for an answer that may hold a secret.
 */
export async function record(client: OpenClient, model: Model, what: Recorded): Promise<Recording> {
  let answered: { readonly request: Seen; readonly response: Response; readonly body: string } | undefined;
  const watch: Watcher = async (request, next) => {
    const response = await next(request);
    answered = { request, response, body: await textOf(response.clone()) };
    return response;
  };
  const failure = await client.call(what.operation, what.input, watch).then(
    () => undefined,
    // What was answered is worth a recording, whatever the client makes of it.
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (answered === undefined) return { problem: failure ?? "nothing was sent" };
  const { request, response, body } = answered;
  const har = { log: logOf(request, response, body, model, what) };
  const text = `${JSON.stringify(har, undefined, 2)}\n`;
  if (request.redact(text) !== text) return { problem: "a credential would be in the recording" };
  const suspicion = suspicionIn(text);
  if (suspicion !== undefined) return { problem: `${suspicion} would be in the recording` };
  return { status: response.status, text };
}

function logOf(
  request: Seen,
  response: Response,
  body: string,
  model: Model,
  { operation, mask }: Recorded,
): JsonValue {
  const { redact } = request;
  const credentials = model.credentials.filter(({ name }) => operation.security.some((names) => names.includes(name)));
  const url = maskQuery(redact(withQuery(request.url, credentials)), mask);
  const sent = typeof request.body === "string" ? request.body : undefined;
  const sentType = request.headers["content-type"] ?? "";
  const type = response.headers.get("content-type") ?? "";
  const isText = isTextual(type);
  const received = isText ? maskText(redact(body), type, mask) : body;
  return {
    version: "1.2",
    creator: { name: "clientwright", version: "1" },
    comment: "Recorded by `clientwright record`, secrets removed.",
    entries: [
      {
        startedDateTime: "1970-01-01T00:00:00.000Z",
        time: 0,
        request: {
          method: request.method,
          url,
          httpVersion: "HTTP/1.1",
          cookies: [],
          headers: requestHeaders(request, credentials, operation, mask),
          queryString: [],
          ...(sent !== undefined && { postData: { mimeType: sentType, text: maskText(redact(sent), sentType, mask) } }),
          headersSize: -1,
          bodySize: -1,
        },
        response: {
          status: response.status,
          statusText: response.statusText,
          httpVersion: "HTTP/1.1",
          cookies: [],
          headers: responseHeaders(response, operation, redact),
          content: {
            size: Buffer.byteLength(received, isText ? "utf8" : "latin1"),
            mimeType: type,
            ...(isText
              ? { text: received }
              : { text: Buffer.from(body, "latin1").toString("base64"), encoding: "base64" }),
          },
          redirectURL: "",
          headersSize: -1,
          bodySize: -1,
        },
        cache: {},
        timings: { send: 0, wait: 0, receive: 0 },
      },
    ],
  };
}

/** Bytes that are no text as one character each. */
async function textOf(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get("content-type") ?? "";
  return bytes.toString(isTextual(type) ? "utf8" : "latin1");
}

/** Whether a body of this media type is text; one that says nothing is taken for it. */
function isTextual(type: string): boolean {
  return type === "" || /json|xml|text|javascript|urlencoded/i.test(type);
}

function maskText(text: string, type: string, mask: readonly string[]): string {
  if (/urlencoded/i.test(type)) return maskQuery(`?${text}`, mask).slice(1);
  if (!/json/i.test(type)) return text;
  try {
    const value: JsonValue = JSON.parse(text);
    const masked = maskFields(value, mask);
    // What has nothing to hide stays as it came, to the byte.
    return JSON.stringify(masked) === JSON.stringify(value) ? text : JSON.stringify(masked);
  } catch {
    return text;
  }
}

/** Keys in the query are shown as sent, their values removed. */
function withQuery(url: string, credentials: readonly Credential[]): string {
  const pairs = credentials.flatMap(({ kind }) =>
    kind.type === "apiKey" && kind.in === "query"
      ? [`${encodeURIComponent(kind.name)}=${encodeURIComponent(removedSecret)}`]
      : [],
  );
  return pairs.length === 0 ? url : `${url}${url.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}

function requestHeaders(
  { headers, redact }: Seen,
  credentials: readonly Credential[],
  { input }: Operation,
  mask: readonly string[],
): JsonValue {
  const documented = input.parameters
    .filter(({ in: place }) => place === "header")
    .map((one) => one.wireName.toLowerCase());
  const shown = Object.entries(headers)
    .filter(([name]) => name === "content-type" || name === "accept" || documented.includes(name))
    .map(([name, value]) => ({ name, value: isSecretName(name, mask) ? removedSecret : redact(value) }));
  const secret = credentials.flatMap(({ kind }) => {
    if (kind.type !== "apiKey") return ["Authorization"];
    return kind.in === "query" ? [] : [kind.in === "cookie" ? "Cookie" : kind.name];
  });
  return [...shown, ...[...new Set(secret)].map((name) => ({ name, value: removedSecret }))];
}

function responseHeaders({ headers }: Response, operation: Operation, redact: (text: string) => string): JsonValue {
  const documented = [...operation.successes, ...operation.failures].flatMap((response) =>
    response.headers.map(({ wireName }) => wireName.toLowerCase()),
  );
  return [...headers]
    .filter(([name]) => kept.test(name) || documented.includes(name))
    .filter(([name]) => name !== "set-cookie" && !isSecretName(name))
    .map(([name, value]) => ({ name, value: maskQuery(redact(value)) }));
}
