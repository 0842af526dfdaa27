/** Sends a request and follows redirects: on the same origin, or not at all. */

import { RedirectError } from "./errors.js";
import type { HeaderTable } from "./headers.js";
import type { RequestBody } from "./operation.js";
import type { Fetch } from "./options.js";
import { discard } from "./response.js";
import type { Run } from "./run.js";

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

function isRedirect(status: number): boolean {
  return (status > 300 && status < 304) || status === 307 || status === 308;
}

/**
 * Sends a request, and those that redirects ask for by the rules of `fetch` for methods and bodies.
 *
 * @param redirects - How many may be followed; that ends loops too.
 * @returns The final response, its body unread.
 * @throws RedirectError where a redirect leaves the origin, comes too often, or is hidden by the platform; what `fetch` throws.
 */
export async function follow(run: Run, request: Outgoing, signal: AbortSignal, redirects = 5): Promise<Response> {
  const { context, settings } = run;
  const { url, method, headers, body } = request;
  const fetch: Fetch = request.fetch ?? settings.fetch ?? globalThis.fetch;
  const init = {
    method,
    headers,
    body,
    redirect: "manual",
    // What fetch wants to hear of a streamed body; the DOM's types don't know it yet.
    duplex: "half",
    signal,
  } as const;
  const response = await fetch(url, init);
  if (signal.aborted) {
    // The call has ended without this response: a fetch needn't listen to its signal.
    discard(response);
    throw signal.reason;
  }
  const { status } = response;
  if (!isRedirect(status) && response.type !== "opaqueredirect") return response;
  discard(response);
  // Two slashes are no URL.
  const location = response.headers.get("location") || "//";
  const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
  // User information would stand between the scheme and the host.
  if (!target?.href.startsWith(new URL("/", url).href) || redirects < 1) {
    context.response = response;
    throw new RedirectError("redirect refused", context, { target: target?.origin });
  }
  const { "content-type": _, ...bare } = headers;
  const isToGet = status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
  // A stream is gone once it was sent.
  if (!isToGet && body instanceof ReadableStream) throw new RedirectError("a stream can't be sent again", context);
  const next = isToGet ? { method: "GET", headers: bare, body: null } : request;
  return follow(run, { ...next, url: target.href }, signal, redirects - 1);
}
