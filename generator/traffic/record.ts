/** Turns calls through a client into recordings (HAR 1.2) without secrets. */

import { TextDecoder } from "node:util";
import type { Credential, JsonValue, Model, Operation } from "../model/types.js";
import { removedSecret } from "./edits.js";
import type { CallInput } from "./inputs.js";
import { doubtInBytes, mask, maskText } from "./mask.js";
import { isSecretName } from "./secret-names.js";
import { redactorOf, urlWithoutSecrets } from "./sent.js";
import { suspicionIn } from "./suspicion.js";

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
export type Recording =
  | { readonly status: number; readonly text: string }
  /** `isSecret`: there is an answer, and something in it may be a secret. */
  | { readonly problem: string; readonly isSecret: boolean };

/** Response headers that tell of the answer and nothing of the caller. */
const kept =
  /^(content-type|content-language|location|link|etag|last-modified|retry-after|allow|(x-)?rate-?limit-[\w-]+)$/;

/**
 * Makes one call and records its last attempt.
 *
 * @returns A problem for a call that wasn't answered, and for an answer that may hold a secret.
 */
export async function record(client: OpenClient, model: Model, what: Recorded): Promise<Recording> {
  let answered: Answered | undefined;
  const watch: Watcher = async (request, next) => {
    const response = await next(request);
    answered = { request, response, bytes: Buffer.from(await response.clone().arrayBuffer()) };
    return response;
  };
  const failure = await client.call(what.operation, what.input, watch).then(
    () => undefined,
    // What was answered is worth a recording, whatever the client makes of it.
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (answered === undefined) return { problem: failure ?? "nothing was sent", isSecret: false };
  const redact = redactorOf(what, answered.request.redact);
  const sent = sentBody(answered.request, what.mask, redact);
  const received = receivedBody(answered, what.mask, redact);
  const log = logOf(answered, { sent, received }, model, what, redact);
  const text = `${JSON.stringify({ log }, undefined, 2)}\n`;
  const doubt = sent?.doubt ?? received.doubt;
  if (doubt !== undefined) {
    return {
      problem: `\`${doubt}\` stands in a body that is neither JSON, XML nor a form: what belongs to it can't be told`,
      isSecret: true,
    };
  }
  // Bodies as they are before they become part of the file, and the file.
  for (const written of [received.plain, sent?.text ?? "", text]) {
    const suspicion = suspicionIn(written, redact, what.mask);
    if (suspicion !== undefined) return { problem: `${suspicion} would be in the recording`, isSecret: true };
  }
  return { status: answered.response.status, text };
}

interface Answered {
  readonly request: Seen;
  readonly response: Response;
  readonly bytes: Buffer;
}

/** A body without its secrets. */
interface Received {
  /** As text; of bytes, one character each. */
  readonly plain: string;
  readonly content: JsonObject;
  readonly doubt?: string;
}

type JsonObject = { readonly [name: string]: JsonValue };
type Redact = (text: string) => string;

function sentBody({ body }: Seen, further: readonly string[], redact: Redact): ReturnType<typeof mask> | undefined {
  return typeof body === "string" ? mask(redact(body), further) : undefined;
}

function receivedBody({ response, bytes }: Answered, further: readonly string[], redact: Redact): Received {
  const type = response.headers.get("content-type") ?? "";
  const raw = isTextual(type) ? decoderFor(type).decode(bytes) : textIn(bytes);
  if (raw === undefined) {
    const doubt = doubtInBytes(bytes, further);
    const content = { size: bytes.length, mimeType: type, text: bytes.toString("base64"), encoding: "base64" };
    return { plain: bytes.toString("latin1"), content, ...(doubt !== undefined && { doubt }) };
  }
  const { text, ...doubt } = mask(redact(raw), further);
  const written = isTextual(type) ? { text } : { text: Buffer.from(text).toString("base64"), encoding: "base64" };
  return { plain: text, content: { size: Buffer.byteLength(text), mimeType: type, ...written }, ...doubt };
}

/** Whether a body of this media type is text; one that says nothing is taken for it. */
function isTextual(type: string): boolean {
  return type === "" || /json|xml|text|javascript|urlencoded/i.test(type);
}

function decoderFor(type: string): TextDecoder {
  try {
    return new TextDecoder(/charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1] ?? "utf-8");
  } catch {
    return new TextDecoder();
  }
}

/** What is sent as bytes may be text all the same. */
function textIn(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return /^[\s\P{Cc}]*$/u.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function logOf(
  { request, response }: Answered,
  bodies: { readonly sent: { readonly text: string } | undefined; readonly received: Received },
  model: Model,
  what: Recorded,
  redact: Redact,
): JsonValue {
  const { operation, mask: further } = what;
  const credentials = model.credentials.filter(({ name }) => operation.security.some((names) => names.includes(name)));
  const sentType = request.headers["content-type"] ?? "";
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
          url: redact(maskText(urlWithoutSecrets(withQuery(request.url, credentials), what), further)),
          httpVersion: "HTTP/1.1",
          cookies: [],
          headers: requestHeaders(request, credentials, what, redact),
          queryString: [],
          ...(bodies.sent && { postData: { mimeType: sentType, text: bodies.sent.text } }),
          headersSize: -1,
          bodySize: -1,
        },
        response: {
          status: response.status,
          statusText: maskText(redact(response.statusText), further),
          httpVersion: "HTTP/1.1",
          cookies: [],
          headers: responseHeaders(response, what, redact),
          content: bodies.received.content,
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
  { headers }: Seen,
  credentials: readonly Credential[],
  { operation, mask: further }: Recorded,
  redact: Redact,
): JsonValue {
  const documented = operation.input.parameters
    .filter(({ in: place }) => place === "header")
    .map((one) => one.wireName.toLowerCase());
  const shown = Object.entries(headers)
    .filter(([name]) => name === "content-type" || name === "accept" || documented.includes(name))
    .map(([name, value]) => headerWithoutSecrets(name, value, further, redact));
  const secret = credentials.flatMap(({ kind }) => {
    if (kind.type !== "apiKey") return ["Authorization"];
    return kind.in === "query" ? [] : [kind.in === "cookie" ? "Cookie" : kind.name];
  });
  return [...shown, ...[...new Set(secret)].map((name) => ({ name, value: removedSecret }))];
}

function responseHeaders({ headers }: Response, { operation, mask: further }: Recorded, redact: Redact): JsonValue {
  const documented = [...operation.successes, ...operation.failures].flatMap((response) =>
    response.headers.map(({ wireName }) => wireName.toLowerCase()),
  );
  return [...headers]
    .filter(([name]) => kept.test(name) || documented.includes(name))
    .filter(([name]) => name !== "set-cookie")
    .map(([name, value]) => headerWithoutSecrets(name, value, further, redact));
}

function headerWithoutSecrets(name: string, value: string, further: readonly string[], redact: Redact): JsonObject {
  return { name, value: isSecretName(name, further) ? removedSecret : maskText(redact(value), further) };
}
