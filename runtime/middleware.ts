/** Puts the caller's functions around what sends a request. */

import { ConfigError, SdkError } from "./errors.js";
import { type HeaderTable, setHeader } from "./headers.js";
import type { RequestBody } from "./operation.js";
import type { Outgoing } from "./redirect.js";
import type { Run } from "./run.js";
import { redact, redactError } from "./secrets.js";
import { parseUrl } from "./url.js";

/** A request as a middleware sees it: frozen, and without credentials. Pass a changed copy to `next` to change it. */
export interface MiddlewareRequest {
  /** The operation's id. */
  readonly operation: string;
  readonly method: string;
  /** On the client's server; a copy must stay there. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<HeaderTable>;
  /** `null` for none. */
  readonly body: RequestBody | null;
  /** Aborted when the attempt ends early. */
  readonly signal: AbortSignal;
  /** Which attempt this is, from 1. */
  readonly attempt: number;
  /** Takes the client's credentials out of a text, in whatever form they are written there. */
  readonly redact: (text: string) => string;
}

/** Sends a request on, and gives what came back. */
export type Next = (request: MiddlewareRequest) => Promise<Response>;

/**
 * Stands around each attempt of a call, within retries and time limits. It may change the request, answer itself, look at the
 * response (whose body must stay unread: read a `clone()`) or throw. An answer that it doesn't hand on is cancelled.
 */
export interface Middleware {
  (request: MiddlewareRequest, next: Next): Promise<Response>;
  /**
   * Whether it stands around the whole call instead, outside of retries. What `next` gives it is the last answer with its
   * body already read, so that `clone()` throws: look at status and headers, and return it, or another that is unread.
   */
  readonly perCall?: boolean | undefined;
}

/**
 * Sends a request through middlewares, the first one outermost.
 *
 * @throws ConfigError naming the middleware, for what it throws and if it returns no unread response.
 */
export function throughMiddleware(
  run: Run,
  chain: readonly Middleware[],
  request: Outgoing,
  signal: AbortSignal,
  send: (request: Outgoing) => Promise<Response>,
): Promise<Response> {
  const [first, ...rest] = chain;
  return first ? through(run, first, rest, request, signal, send) : send(request);
}

async function through(
  run: Run,
  first: Middleware,
  rest: readonly Middleware[],
  request: Outgoing,
  signal: AbortSignal,
  send: (request: Outgoing) => Promise<Response>,
): Promise<Response> {
  const { context } = run;
  const { method, url, headers, body } = request;
  const shown: MiddlewareRequest = Object.freeze({
    operation: context.operation,
    method,
    url,
    headers: Object.freeze({ ...headers }),
    body,
    signal,
    attempt: context.attempts + 1,
    redact: (text: string) => redact(run, text),
  });
  try {
    const next: Next = (changed) => throughMiddleware(run, rest, checked(run, request, changed), signal, send);
    const response = await first(shown, next);
    if (typeof response?.status !== "number") throw new TypeError("it returned no response");
    return response;
  } catch (cause) {
    if (cause instanceof SdkError) throw cause;
    throw new ConfigError(`middleware ${first.name} failed`, context, { cause: redactError(run, cause) });
  }
}

/** What a middleware passed on, held to the rules for requests: the caller's `fetch` prints what it refuses. */
function checked({ context }: Run, sent: Outgoing, { method, url, headers, body }: MiddlewareRequest): Outgoing {
  const table: HeaderTable = Object.create(null);
  for (const [name, value] of Object.entries(headers)) setHeader(table, name, value, context, ConfigError);
  if (parseUrl(url)?.origin !== new URL(sent.url).origin) {
    throw new ConfigError("a middleware must stay on the server", context);
  }
  return { ...sent, method, url, headers: table, body };
}
