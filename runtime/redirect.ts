/** Sends a request and follows redirects: on the same origin, or as the caller allows. */

import { calling } from "./callback.js";
import { ConnectionError, RedirectError } from "./errors.js";
import type { HeaderTable } from "./headers.js";
import type { RequestBody } from "./operation.js";
import type { Fetch } from "./options.js";
import { discard } from "./response.js";
import { isPassing, isRepeatable, isUnsent } from "./retry.js";
import type { Run } from "./run.js";
import { redactError } from "./secrets.js";
import type { Upload } from "./upload.js";
import { parseUrl } from "./url.js";

/** What is sent: once per attempt, and again, perhaps changed, per redirect. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderTable;
  /** `null` for none. */
  readonly body: RequestBody | null;
  /** Called instead of the one in the options. */
  readonly fetch?: Fetch;
}

/** What is sent to another origin, in answer to a redirect; `undefined` refuses it. */
export type RedirectPolicy = (target: URL, request: Outgoing) => Outgoing | undefined;

/**
 * Sends a request, and those that redirects ask for by the rules of `fetch` for methods and bodies.
 *
 * @param redirects - How many may be followed; that ends loops too.
 * @returns The final response, its body unread.
 * @throws RedirectError where a redirect leaves the origin, comes too often, or is hidden by the platform; ConnectionError
 *   for what `fetch` throws; ConfigError for what the caller's policy throws.
 */
export async function follow(run: Run, request: Outgoing, signal: AbortSignal, redirects = 5): Promise<Response> {
  const { context, settings } = run;
  const { url, method, headers, body } = request;
  const response = await fetchOnce(run, request, signal);
  const { status, type } = response;
  if (!/^30[12378]$/.test(`${status}`) && type !== "opaqueredirect") return response;
  discard(response);
  // Two slashes are no URL.
  const location = response.headers.get("location") || "//";
  const target = parseUrl(location, url);
  const refuse = (message: string): RedirectError => {
    context.response = response;
    return new RedirectError(message, context, { target: target?.origin });
  };
  if (!target || redirects < 1) throw refuse("redirect refused");
  const { "content-type": _, ...bare } = headers;
  const isToGet = status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
  // A stream is gone once it was sent.
  if (!isToGet && body instanceof ReadableStream) throw refuse("a stream can't be sent again");
  const sameOrigin = { ...request, ...(isToGet && { method: "GET", headers: bare, body: null }), url: target.href };
  // User information would stand between the scheme and the host.
  const isHere = target.href.startsWith(new URL("/", url).href);
  const next = isHere ? sameOrigin : calling(run, "redirects", () => settings.redirects?.(target, sameOrigin));
  if (!next) throw refuse("redirect refused");
  return follow(run, next, signal, redirects - 1);
}

async function fetchOnce(run: Run, request: Outgoing, signal: AbortSignal): Promise<Response> {
  const { context, settings, sent } = run;
  const { url, method, headers, body } = request;
  // Inherited, it would be somebody else's.
  const own = Object.hasOwn(request, "fetch") ? request.fetch : settings.fetch;
  const fetch: Fetch = own ?? globalThis.fetch;
  const init = {
    // A fetch reads inherited fields too.
    __proto__: null,
    method,
    headers,
    body,
    // Browsers then hide where a redirect leads, and others leave it to us.
    redirect: "manual",
    // What fetch wants to hear of a streamed body; the DOM's types don't know it yet.
    duplex: "half",
    signal,
  } as const;
  signal.throwIfAborted();
  const isFirst = sent.count++ === 0;
  sent.isRepeatable = (isFirst || sent.isRepeatable) && isRepeatable(request, context.idempotencyKey);
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    // Only a stream can fail while it is sent.
    const failure = (body as Partial<Upload> | null)?.failure?.(run);
    if (failure) throw failure;
    if (isUnsent(cause)) sent.count--;
    throw new ConnectionError("no answer", context, {
      cause: redactError(run, cause),
      phase: sent.count > 0 ? "headers" : "connect",
      mayHaveBeenProcessed: run.wasSent || sent.count > 0,
      retryable: isPassing(cause),
    });
  }
  // The call may have ended without this response: a fetch needn't listen to its signal.
  if (signal.aborted) discard(response);
  signal.throwIfAborted();
  return response;
}
