/** Turns a recorded answer into what the document's client makes of it: what it reports, and the error that it ends with. */

import type { JsonValue } from "../model/types.js";
import type { Exchange } from "./har.js";
import { type Mismatch, mismatchOf } from "./reports.js";

/** A client of the document, opened. What it is told of an answer depends on the operation alone, not on its input. */
export interface AnsweredClient {
  /**
   * Calls an operation.
   *
   * @param operation - Method and path as the document has them: `GET /pets/{id}`.
   * @param answer - What the server answers.
   * @param onMismatch - As the client takes it.
   * @returns Settles as the call does; `undefined` if the client has no such operation.
   */
  readonly call: (
    operation: string,
    answer: () => Response,
    onMismatch: (mismatch: JsonValue) => void,
  ) => Promise<unknown> | undefined;
}

/** What a client makes of an answer. */
export interface Reading {
  readonly mismatches: readonly Mismatch[];
  /** Why it gave the caller no body: that of its `DecodeError`, or the name of another error. Failures are none. */
  readonly problem?: string;
}

/**
 * Answers a call as recorded.
 *
 * @returns `undefined` for what is no answer of the operation's own (a redirect, which is followed), and if the client
 *   has no such operation.
 */
export async function replay(
  client: AnsweredClient,
  operation: string,
  exchange: Exchange,
): Promise<Reading | undefined> {
  const { status } = exchange;
  // `Response` has no others.
  if (/^30[12378]$/.test(`${status}`) || status < 200 || status > 599) return undefined;
  const mismatches: Mismatch[] = [];
  const called = client.call(
    operation,
    () => responseOf(exchange),
    (told) => {
      const mismatch = mismatchOf(told);
      if (mismatch === undefined) throw new Error("The client's report is none");
      mismatches.push(mismatch);
    },
  );
  if (called === undefined) return undefined;
  try {
    await called;
    return { mismatches };
  } catch (error) {
    // The client was imported while we run: its classes are unknown here, its errors' fields are not.
    const { name, reason } = Object(error) as { readonly name?: unknown; readonly reason?: unknown };
    // A failure is an answer like any other.
    if (name === "ApiError") return { mismatches };
    return { mismatches, problem: name === "DecodeError" ? String(reason) : String(name) };
  }
}

/** Headers that tell of the recorded connection. The body has been unpacked. */
const connectionHeaders: ReadonlySet<string> = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "keep-alive",
  "transfer-encoding",
]);

function responseOf({ method, status, headers, mediaType, text }: Exchange): Response {
  const isBare = method.toUpperCase() === "HEAD" || status === 204 || status === 205 || status === 304;
  const response = new Response(isBare ? null : (text ?? null), { status });
  // Text has a type of its own.
  response.headers.delete("content-type");
  for (const [name, value] of headers) {
    if (connectionHeaders.has(name.toLowerCase())) continue;
    try {
      response.headers.append(name, value);
    } catch {
      // Browsers list the pseudo-headers of HTTP/2 (`:status`), which are none.
    }
  }
  if (mediaType !== undefined) response.headers.set("content-type", mediaType);
  return response;
}
