/** Follows redirects: on the same origin, or not at all. */

import { type CallContext, RedirectError } from "./errors.js";
import type { HeaderTable } from "./headers.js";
import type { RequestBody } from "./operation.js";
import { discard } from "./response.js";
import type { Run } from "./run.js";

/** What is sent: once per attempt, and again, perhaps changed, per redirect. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderTable;
  /** `null` for none. */
  readonly body: RequestBody | null;
}

/** The most redirects that one attempt follows, which ends loops too. */
const mostRedirects = 5;

/**
 * Sends a request and follows redirects by the rules of `fetch` for methods and bodies.
 *
 * @returns The final response, its body unread.
 * @throws RedirectError where a redirect leaves the origin, comes too often, or is hidden by the platform; what `fetch` throws.
 */
export async function follow(run: Run, request: Outgoing, signal: AbortSignal): Promise<Response> {
  const { fetch = globalThis.fetch } = run.settings;
  let next = request;
  for (let redirects = 0; ; redirects++) {
    const { url, ...init } = next;
    // `duplex` is what fetch wants of a streamed body; the DOM's types don't have it yet.
    const options = { ...init, redirect: "manual", duplex: "half", signal } as const;
    const response = await fetch(url, options);
    if (!/^30[12378]$/.test(`${response.status}`) && response.type !== "opaqueredirect") return response;
    discard(response);
    next = redirected(next, response, run.context, redirects);
  }
}

/** The request that a redirect asks for. */
export function redirected(request: Outgoing, response: Response, context: CallContext, redirects: number): Outgoing {
  const { url, method, headers } = request;
  const { status } = response;
  // Two slashes are the shortest URL that is never valid.
  const location = response.headers.get("location") || "//";
  const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
  if (target?.origin !== new URL(url).origin || target.username || target.password || redirects >= mostRedirects) {
    const details = { target: target?.origin };
    throw new RedirectError(`redirect to ${target?.origin} refused`, { ...context, response }, details);
  }
  const next = { ...request, url: target.href };
  if (status === 303 ? method === "HEAD" : status > 303 || method !== "POST") return next;
  const { "content-type": _, ...bare } = headers;
  return { ...next, method: "GET", headers: bare, body: null };
}
