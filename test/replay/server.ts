/** Turns a recording into a loopback server that answers from it and holds the client to the recorded requests. */

import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { removedSecret } from "../../generator/traffic/edits.js";
import { type HarEntry, type HarHeader, readHar } from "./har.js";

/** What arrived, before any comparison. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path with query. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Replay {
  /** Origin of the server, to give to the client as `server`. */
  readonly url: string;
  /** Every request so far. */
  readonly received: readonly ReceivedRequest[];
}

/** Headers that describe the recorded connection, not the answer: the server sets its own. */
const connectionHeaders = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "keep-alive",
  "transfer-encoding",
]);

/**
 * Runs `use` against a server that answers from the recording, entry by entry.
 *
 * Rejects if a request differed from the recorded one in method, path, query, credential, content type or body, if
 * there were more or fewer requests than entries, or as `use` does. A difference comes first: it is the cause of
 * whatever `use` saw.
 *
 * @param file - HAR file.
 * @param secret - What the client was given where the recording says `[removed]`.
 */
export async function withReplay<Result>(
  file: string,
  secret: string,
  use: (replay: Replay) => Promise<Result>,
): Promise<Result> {
  const { log } = await readHar(file);
  const received: ReceivedRequest[] = [];
  const differences: string[] = [];
  const server = createServer((message, response) => {
    answer(message, response).catch((error: unknown) => {
      differences.push(`the server failed: ${String(error)}`);
      response.destroy();
    });
  });

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await receive(message);
    const entry = log.entries[received.length];
    received.push(request);
    const difference =
      entry === undefined
        ? `${request.method} ${request.target} came after all ${log.entries.length} recorded requests`
        : compare(request, entry, secret);
    if (entry === undefined || difference !== undefined) {
      differences.push(`Request ${received.length}: ${difference}`);
      // A status that no client retries, so that one mistake is reported once.
      response.writeHead(400, { "content-type": "text/plain" }).end(difference);
      return;
    }
    send(entry, origin(server), response);
  }

  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const outcome = await settle(use({ url: origin(server), received }));
  await close(server);
  if (received.length < log.entries.length) {
    differences.push(`${received.length} of ${log.entries.length} recorded requests were made`);
  }
  if (differences.length > 0) throw new Error(`${file}:\n${differences.join("\n")}`, { cause: outcome.error });
  if ("error" in outcome) throw outcome.error;
  return outcome.value;
}

/** What differs between a request and the recorded one, in words, or `undefined`. */
function compare(request: ReceivedRequest, entry: HarEntry, secret: string): string | undefined {
  const recorded = new URL(entry.request.url);
  const expected = {
    request: `${entry.request.method} ${recorded.pathname}${recorded.search}`,
    headers: comparableHeaders(entry.request.headers, secret),
    body: comparableBody(entry.request.postData?.text ?? "", entry.request.postData?.mimeType),
  };
  const actual = {
    request: `${request.method} ${request.target}`,
    headers: Object.fromEntries(Object.keys(expected.headers).map((name) => [name, request.headers[name]])),
    body: comparableBody(request.body, request.headers["content-type"]),
  };
  try {
    assert.deepEqual(actual, expected);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}

/** The headers a recording holds a client to: the content type, and each that carried a secret. */
function comparableHeaders(headers: readonly HarHeader[], secret: string): Record<string, string> {
  const compared = headers.filter(
    ({ name, value }) => value === removedSecret || name.toLowerCase() === "content-type",
  );
  return Object.fromEntries(
    compared.map(({ name, value }) => [name.toLowerCase(), value === removedSecret ? secret : value]),
  );
}

/** A JSON body as its value, so that key order and white space don't count; any other as its text. */
function comparableBody(body: string, mediaType: string | undefined): unknown {
  if (mediaType === undefined || !/[/+]json\b/i.test(mediaType)) return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Answers as recorded; a redirect within the recorded origin stays within the server's. */
function send(entry: HarEntry, own: string, response: ServerResponse): void {
  const recorded = new URL(entry.request.url).origin;
  for (const { name, value } of entry.response.headers) {
    if (connectionHeaders.has(name.toLowerCase())) continue;
    const moved = name.toLowerCase() === "location" && value.startsWith(`${recorded}/`);
    response.appendHeader(name, moved ? own + value.slice(recorded.length) : value);
  }
  response.writeHead(entry.response.status, entry.response.statusText).end(entry.response.content.text ?? "");
}

async function receive(message: IncomingMessage): Promise<ReceivedRequest> {
  return {
    method: message.method ?? "",
    target: message.url ?? "",
    headers: message.headers,
    body: await text(message),
  };
}

function origin(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server is not listening");
  return `http://127.0.0.1:${address.port}`;
}

async function settle<Result>(
  promise: Promise<Result>,
): Promise<{ value: Result; error?: never } | { error: unknown }> {
  try {
    return { value: await promise };
  } catch (error) {
    return { error };
  }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
