/** What a caller may set, on the client and on one call, and how the two are put together. */

/** Calls a server the way the global `fetch` does. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Header values by name, names in any case. `null` removes the header. */
export interface HeaderOptions {
  readonly [name: string]: string | null | undefined;
}

/** Time limits in milliseconds. */
export interface TimeoutOptions {
  /**
   * Of one attempt, from connecting to the last byte of the body.
   *
   * @defaultValue `60_000`
   */
  attempt?: number | undefined;
  /**
   * Of the whole call with its retries and waits.
   *
   * @defaultValue none
   */
  total?: number | undefined;
}

/** User name and password of HTTP Basic authentication. */
export interface BasicCredential {
  username: string;
  password: string;
}

/** Options of a client. A call's own options go before them. */
export interface ClientOptions {
  /**
   * Absolute http(s) URL that paths are appended to, without user information, query and fragment.
   *
   * @defaultValue the document's server
   */
  server?: string | undefined;
  /**
   * Whether a server other than the local machine may be called without TLS.
   *
   * @defaultValue `false`
   */
  allowHttp?: boolean | undefined;
  /** Further headers. A call's are added to the client's; credentials go before both. */
  headers?: HeaderOptions | undefined;
  /**
   * Called instead of the global `fetch`, in the same way.
   *
   * @defaultValue `globalThis.fetch`, looked up at each call
   */
  fetch?: Fetch | undefined;
  /**
   * Time limit of an attempt in milliseconds, or both limits.
   *
   * @defaultValue `60_000` for each attempt, none for the whole call
   */
  timeout?: number | TimeoutOptions | undefined;
  /**
   * How often a failed attempt may be repeated. `0` means that exactly one request is made.
   *
   * @defaultValue `2`
   */
  retries?: number | undefined;
}

/** Options of one call. */
export interface RequestOptions extends ClientOptions {
  /** Ends the call when aborted; it then rejects with an `AbortedError`. */
  signal?: AbortSignal | undefined;
}

/** The options in force: a client's or, with a call's put over them, a call's. Credentials are under their names. */
export interface Settings extends Omit<RequestOptions, "headers"> {
  /** In the order they were given. */
  readonly headers: readonly (readonly [name: string, value: string | null | undefined])[];
  readonly retries: number;
  readonly timeout: number | TimeoutOptions;
  readonly [credential: string]: unknown;
}

/** Puts options over others. An option that is `undefined` is taken as absent. */
export function mergeOptions(base: Settings, options: RequestOptions = {}): Settings {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const headers = [...base.headers, ...Object.entries(options.headers ?? {})];
  return { ...base, ...Object.fromEntries(given), headers };
}
