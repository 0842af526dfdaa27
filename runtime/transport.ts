/** The one importer of openapi-fetch: carries a call through it, and opens a stock instance of it for `raw`. */

import createClient, { defaultPathSerializer, type Client as OpenapiFetchClient } from "openapi-fetch";
import type { RequestBody } from "./operation.js";
import type { RequestDraft } from "./request.js";

/**
 * Carries calls through one openapi-fetch instance.
 *
 * @param base - Server and base path, without a slash at the end.
 * @param perform - Sends the request that openapi-fetch has put together. What it gives, the call gives.
 */
export type Transport = <T>(
  method: string,
  base: string,
  path: string,
  draft: RequestDraft,
  perform: (url: string, body: RequestBody | undefined) => Promise<T>,
) => Promise<T>;

/** Stands in for `Request`, the making of which costs more than all else that openapi-fetch does. */
class LightRequest {
  readonly url: string;
  readonly body: RequestBody | undefined;

  constructor(url: string, init: { readonly body?: RequestBody }) {
    this.url = url;
    this.body = init.body;
  }
}

/** Stands in for `Response`: with status 204, openapi-fetch hands it on and reads nothing. */
interface LightResponse<T> {
  readonly status: 204;
  readonly ok: true;
  readonly headers: Pick<Headers, "get">;
  readonly value: T;
}

/** What we use of openapi-fetch's client, whose own types want a document's `paths`. */
interface UntypedClient {
  request<T>(
    method: string,
    path: string,
    init: { readonly fetch: (request: LightRequest) => Promise<LightResponse<T>>; readonly [option: string]: unknown },
  ): Promise<{ readonly response: LightResponse<T> }>;
}

const noHeaders: LightResponse<unknown>["headers"] = { get: () => null };

/** Opens the instance that carries a client's calls. */
export function openTransport(): Transport {
  // Its types know real requests and responses only; a test holds what it does with ours.
  const api = createClient({ Request: LightRequest as unknown as typeof Request }) as unknown as UntypedClient;
  return async (method, baseUrl, path, draft, perform) => {
    const { response } = await api.request(method, path, {
      baseUrl,
      params: { path: {} },
      pathSerializer: (url: string) => draft.path.reduce((filled, fill) => fill(filled), url),
      querySerializer: () => draft.query.join("&"),
      body: draft.body,
      bodySerializer: draft.writeBody,
      fetch: async ({ url, body }) => ({ status: 204, ok: true, headers: noHeaders, value: await perform(url, body) }),
    });
    return response.value;
  };
}

/** A stock openapi-fetch client, typed by the `paths` of openapi-typescript. */
export type RawClient<Paths extends {}> = OpenapiFetchClient<Paths>;

/**
 * Opens a stock openapi-fetch client.
 *
 * @param checkPath - Is shown each URL after its path values are in, and may throw.
 */
export function openStock<Paths extends {}>(
  baseUrl: string,
  fetch: (request: Request) => Promise<Response>,
  checkPath: (url: string) => void,
): RawClient<Paths> {
  const pathSerializer = (url: string, values: Record<string, unknown>): string => {
    const filled = defaultPathSerializer(url, values);
    checkPath(filled);
    return filled;
  };
  return createClient<Paths>({ baseUrl, fetch, pathSerializer });
}
