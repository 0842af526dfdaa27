/** What a caller may set, on the client and on one call, and how the two are put together. */

import type { Clock } from "./clock.js";
import type { Issue, Validation } from "./issues.js";
import type { Middleware } from "./middleware.js";
import type { Misfit } from "./misfits.js";
import type { RedirectPolicy } from "./redirect.js";

/** Calls a server the way the global `fetch` does. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Header values by name, names in any case. `null` removes the header. */
export interface HeaderOptions {
  readonly [name: string]: string | null | undefined;
}

/** Time limits in milliseconds. `Infinity` is none. */
export interface TimeoutOptions {
  /**
   * Of one attempt, from connecting to the last byte of the body; of a stream, to where its body begins.
   *
   * @defaultValue `60_000`
   */
  attempt?: number | undefined;
  /**
   * Of a stream (see `asStream`), while the next piece of it is waited for.
   *
   * @defaultValue `60_000`
   */
  idle?: number | undefined;
  /**
   * Of the whole call with its retries and waits.
   *
   * @defaultValue none
   */
  total?: number | undefined;
}

/** When a failed attempt is repeated. */
export interface RetryOptions {
  /**
   * How often. `0` means that exactly one request is made.
   *
   * @defaultValue `2`
   */
  attempts?: number | undefined;
  /**
   * Whether every method may be repeated, also where the server may have acted on the first attempt.
   *
   * @defaultValue `false`: only GET, HEAD, PUT, DELETE, OPTIONS and TRACE, what has an idempotency key, what was never
   * sent, and what the server asks to send again (429, or 503 with `Retry-After`)
   */
  anyMethod?: boolean | undefined;
  /**
   * The statuses after which to try again.
   *
   * @defaultValue 408, 429, 500, 502, 503, 504, 520 to 524, 529
   */
  statuses?: readonly number[] | undefined;
  /**
   * The longest wait in milliseconds that the server may ask for. If it asks for more, its answer is final.
   *
   * @defaultValue `60_000`
   */
  maxRetryAfter?: number | undefined;
  /** A response header, such as `x-should-retry`, whose `false` forbids a retry and whose `true` allows one. */
  header?: string | undefined;
}

/** A server of the document, by name, with values for the variables in its URL. */
export interface ServerChoice {
  name: string;
  variables?: { readonly [variable: string]: string | undefined } | undefined;
}

/** User name and password of HTTP Basic authentication. */
export interface BasicCredential {
  username: string;
  password: string;
}

/** What a provider of credentials is told. */
export interface CredentialRequest {
  /** The value that the server refused with 401; a different one is wanted. */
  readonly refused?: string | undefined;
}

/**
 * Gives a credential whenever a request needs it. Keep the value yourself if making one is expensive.
 *
 * After a 401 it is asked once more, with the refused value; calls that fail at the same time share the answer.
 */
export type CredentialProvider = (request: CredentialRequest) => string | Promise<string>;

/**
 * An answer that isn't as the document describes it. Holds only what JSON can say, and no value of the answer, so that it may
 * be logged: names of fields are in it, and those may be data where a schema lists none.
 */
export type Mismatch = StatusMismatch | ValueMismatch | SchemaMismatch;

interface AnyMismatch {
  /** Name of the document's client: its operations have their ids from one document. */
  readonly document: string;
  /** The operation's id. */
  readonly operation: string;
  readonly status: number;
  /** Media type of the answer, without parameters. */
  readonly contentType: string;
}

/** A success of a status that isn't described. */
export interface StatusMismatch extends AnyMismatch {
  readonly kind: "status";
  /** Whether it came with a body. */
  readonly hasBody: boolean;
}

/** Values of a body, or of documented headers, that could not be converted: the caller has them as they came. */
export interface ValueMismatch extends AnyMismatch {
  readonly kind: "body" | "headers";
  /** The first 100. */
  readonly misfits: readonly Misfit[];
}

/** A body that isn't as its schema says, or that has texts too long to be judged; told where bodies are judged. */
export interface SchemaMismatch extends AnyMismatch {
  readonly kind: "schema" | "unjudged";
  /** The first 100, with names as on the wire. */
  readonly issues: readonly Issue[];
}

/**
 * Options of a client. A call's own options go before them.
 *
 * @typeParam Server - What may be given as server; generated clients name those of their document.
 */
export interface ClientOptions<Server = string | ServerChoice | undefined> {
  /**
   * Absolute http(s) URL that paths are appended to, without user information, query and fragment; or a server that the
   * document names.
   *
   * @defaultValue the document's server
   */
  server?: Server;
  /**
   * Whether a server other than the local machine may be called without TLS.
   *
   * @defaultValue `false`
   */
  allowHttp?: boolean | undefined;
  /** Further headers, in an object or as `Headers` has them. A call's are added to the client's; credentials go before both. */
  headers?: HeaderOptions | Iterable<readonly [name: string, value: string]> | undefined;
  /**
   * Called instead of the global `fetch`, in the same way.
   *
   * @defaultValue `globalThis.fetch`, looked up at each call
   */
  fetch?: Fetch | undefined;
  /**
   * Time limit of an attempt in milliseconds, or all limits.
   *
   * @defaultValue `60_000` for each attempt and each piece of a stream, none for the whole call
   */
  timeout?: number | TimeoutOptions | undefined;
  /**
   * How often a failed attempt may be repeated, or when.
   *
   * @defaultValue `2`
   */
  retries?: number | RetryOptions | undefined;
  /**
   * Sent with calls that aren't GET or HEAD, the same with each attempt, so that they may be repeated: `true` makes a key
   * for each call, `false` sends none. A key in the input or among the headers goes before it.
   *
   * @defaultValue `true` for operations whose document describes such a header, none for others
   */
  idempotencyKey?: boolean | undefined;
  /**
   * Name of the header that holds the idempotency key, where the operation's document has none.
   *
   * @defaultValue `Idempotency-Key`
   */
  idempotencyHeader?: string | undefined;
  /**
   * Called around each attempt, the first one outermost. It sees no credentials. A call's replace the client's.
   *
   * @defaultValue none
   */
  middleware?: readonly Middleware[] | undefined;
  /**
   * What to do with a redirect to another origin, such as `allowRedirects("https://files.example")`.
   *
   * @defaultValue a `RedirectError`
   */
  redirects?: RedirectPolicy | undefined;
  /**
   * The most bytes that a response's body may have once it is decompressed.
   *
   * @defaultValue 100 MiB
   */
  maxResponseBytes?: number | undefined;
  /**
   * Hears of answers that are not as the document describes them and that callers get all the same: successes of another
   * status, and values that could not be converted (`"soon"` for a `Date`). What it throws fails the call.
   *
   * @defaultValue none: they are passed over in silence
   */
  onMismatch?: ((mismatch: Mismatch) => void) | undefined;
  /**
   * Judges what calls send and receive: `validation({ requests: true, responses: "report" })` of the client's validators.
   *
   * @defaultValue nothing is judged
   */
  validation?: Validation | undefined;
  /** Time and chance, for tests. */
  clock?: Clock | undefined;
}

/** Options of one call. `Server` is as with {@link ClientOptions}. */
export interface RequestOptions<Server = string | ServerChoice | undefined>
  extends Omit<ClientOptions<Server>, "idempotencyKey"> {
  /**
   * As on the client, or a text: the key of this call.
   *
   * @defaultValue the client's
   */
  idempotencyKey?: string | boolean | undefined;
  /** Ends the call when aborted; it then rejects with an `AbortedError`. */
  signal?: AbortSignal | undefined;
}

/** The options in force: a client's or, with a call's put over them, a call's. Credentials are under their names. */
export interface Settings extends Omit<RequestOptions, "headers"> {
  /** In the order they were given. */
  readonly headers?: readonly (readonly [name: string, value: string | null | undefined])[];
  readonly [option: string]: unknown;
}

/**
 * Puts options over others. An option that is `undefined` is taken as absent; none is taken from a prototype.
 *
 * @throws TypeError for headers that are no object.
 */
export function mergeOptions(base: Settings | undefined, options: RequestOptions): Settings {
  const merged: Record<string, unknown> = Object.assign(Object.create(null), base);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (name !== "headers") merged[name] = value;
    else merged[name] = [...(base?.headers ?? []), ...(Symbol.iterator in value ? value : Object.entries(value))];
  }
  return merged;
}
