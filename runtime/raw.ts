/** Opens a stock openapi-fetch client that sends by the policy of one of ours. */

import type { ClientLike } from "./client.js";
import { chooseCredentials } from "./credentials.js";
import type { Security } from "./definition.js";
import { type CallContext, InputError } from "./errors.js";
import { exchange } from "./exchange.js";
import { type HeaderTable, setHeader } from "./headers.js";
import type { AnyOperation } from "./operation.js";
import type { Fetch } from "./options.js";
import { hasDotSegment } from "./parameters.js";
import type { Outgoing } from "./redirect.js";
import type { Run } from "./run.js";
import { addIdempotencyKey } from "./send.js";
import { serverBase } from "./server.js";
import { openStock, type RawClient } from "./transport.js";

export type { RawClient } from "./transport.js";

/**
 * Opens a stock openapi-fetch client, typed by the document's `paths`, on a client's server, root credentials, headers,
 * retries, time limits and redirect rule.
 *
 * Results are openapi-fetch's: a status error is its `error`, not a rejection. A request body is read once and kept for
 * retries. Time limits run until the headers of the response are there; its body then is the caller's.
 *
 * @throws ConfigError if the client has no usable server.
 */
export function openRaw<Paths extends {}>({ client }: ClientLike): RawClient<Paths> {
  const { definition, settings } = client["~policy"];
  const { document, security = [] } = definition;
  const opening: CallContext = { document, operation: "raw", method: "raw", url: "/", attempts: 0 };
  const base = serverBase({ settings, definition, context: opening });
  const send = async (request: Request): Promise<Response> => {
    const { method, signal } = request;
    const path = request.url.replace(/[?#].*/, "");
    const operation: AnyOperation = { document, id: "raw", method, path, input: "none", responses: {} };
    const body = /^(GET|HEAD)$/.test(method) ? undefined : await request.arrayBuffer();
    return client["~run"](operation, { signal }, (run) => sendRequest(run, request, base, security, body));
  };
  return openStock<Paths>(base, send, (url) => {
    if (hasDotSegment(url)) throw new InputError("a path value is . or ..", opening);
  });
}

async function sendRequest(
  run: Run,
  request: Request,
  base: string,
  security: Security,
  body: ArrayBuffer | undefined,
): Promise<Response> {
  const { context, settings } = run;
  const { method, url, signal } = request;
  // openapi-fetch lets a call name another base URL: the rules for servers hold for that one too.
  if (!url.startsWith(base)) serverBase({ ...run, settings: { ...settings, server: new URL(url).origin } });
  const headers: HeaderTable = Object.create(null);
  for (const [name, value] of settings.headers ?? []) setHeader(headers, name, value, context);
  for (const [name, value] of request.headers) setHeader(headers, name, value, context);
  addIdempotencyKey(run, headers);
  const { fetch = globalThis.fetch } = settings;
  // The caller may read the body long after the policy has done its part; the signal still ends that.
  const linked: Fetch = (target, init) => {
    // `AbortSignal.any` is missing from the types of TypeScript 5.4. The request's signal lives no longer than the request.
    const controller = new AbortController();
    for (const one of [init.signal, signal]) {
      if (one?.aborted) controller.abort(one.reason);
      one?.addEventListener("abort", () => controller.abort(one.reason));
    }
    return fetch(target, { ...init, signal: controller.signal });
  };
  const outgoing: Outgoing = {
    method,
    url,
    headers,
    body: body?.byteLength ? body : null,
    fetch: linked,
  };
  return exchange(run, outgoing, chooseCredentials(security, run), async (response) => response);
}
