/** The one importer of openapi-fetch: carries a call through it, and opens a stock instance of it for `raw`. */

import createClient, { defaultPathSerializer, type Client as OpenapiFetchClient } from "openapi-fetch";
import type { RequestBody } from "./operation.js";
import type { Reply } from "./response.js";

/** One call, in the parts that openapi-fetch puts together. */
export interface Carried {
  fillPath(path: string): string;
  readonly query: readonly string[];
  readonly writeBody: (() => RequestBody | undefined) | undefined;
  /** Sends what was put together. */
  perform(url: string, body: RequestBody | null): Promise<Reply>;
}

/** Carries a call through openapi-fetch. Rejects with what a part throws. */
export type Transport = (method: string, path: string, call: Carried) => Promise<Reply>;

/** Stands in for `Request`, the making of which costs more than all else that openapi-fetch does. */
class LightRequest {
  readonly url: string;
  readonly body: RequestBody | null;
  readonly call: Carried;

  constructor(url: string, { call }: { readonly call: Carried }) {
    this.url = url;
    // openapi-fetch would make two sets of headers to write a body, of which nothing is sent.
    this.body = call.writeBody?.() ?? null;
    this.call = call;
  }
}

/** Stands in for `Response`: with status 204, openapi-fetch hands it on and reads nothing. */
interface LightResponse {
  readonly status: 204;
  readonly ok: true;
  readonly headers: Pick<Headers, "get">;
  readonly reply: Reply;
}

/** What we use of openapi-fetch, whose own types want real requests and responses and a document's `paths`. */
type CreateLightClient = (options: {
  readonly baseUrl: undefined;
  readonly headers: undefined;
  readonly Request: typeof LightRequest;
  readonly pathSerializer: (path: string, call: Carried) => string;
  readonly querySerializer: (call: Carried) => string;
  readonly fetch: (request: LightRequest) => Promise<LightResponse>;
}) => {
  request(
    method: string,
    path: string,
    init: typeof unset & {
      readonly params: { readonly __proto__: null; readonly path: Carried; readonly query: Carried };
      readonly call: Carried;
    },
  ): Promise<{ readonly response: LightResponse }>;
};

/** Options of openapi-fetch that we leave alone. It would take absent ones from `Object.prototype`. */
const unset = {
  baseUrl: undefined,
  headers: undefined,
  fetch: undefined,
  middleware: undefined,
  body: undefined,
} as const;

/** Opens the instance that carries a client's calls. */
export function openTransport(): Transport {
  // A test holds what openapi-fetch does with these types.
  const { request } = (createClient as unknown as CreateLightClient)({
    ...unset,
    Request: LightRequest,
    pathSerializer: (path, call) => call.fillPath(path),
    querySerializer: (call) => call.query.join("&"),
    fetch: async ({ url, body, call }) => {
      return { status: 204, ok: true, headers: { get: () => null }, reply: await call.perform(url, body) };
    },
  });
  return async (method, path, call) => {
    const params = { __proto__: null, path: call, query: call } as const;
    const { response } = await request(method, path, { ...unset, params, call });
    return response.reply;
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
