/** Writes down what a client sends and receives: a middleware that callers pass in to see it. */

import type { Middleware, MiddlewareRequest } from "./middleware.js";

/** One line of a log: an attempt that was answered, or that failed. */
export interface LogEntry {
  readonly operation: string;
  readonly method: string;
  /** The values in its query are left out. */
  readonly url: string;
  /** From 1. */
  readonly attempt: number;
  readonly milliseconds: number;
  readonly requestHeaders: { readonly [name: string]: string };
  /** Absent where no answer came. */
  readonly status?: number;
  readonly responseHeaders?: { readonly [name: string]: string };
  /** Name and message of what was thrown instead. */
  readonly error?: string;
}

/** What a log may hold. */
export interface LoggerOptions {
  /** Names of further headers whose values may be shown; of all others, only the names are. */
  readonly headers?: readonly string[] | undefined;
}

const shownHeaders: readonly string[] = (
  "accept accept-encoding accept-language age allow cache-control connection content-encoding content-language " +
  "content-length content-type date etag expires if-match if-modified-since if-none-match if-unmodified-since " +
  "last-modified pragma ratelimit-limit ratelimit-remaining ratelimit-reset request-id retry-after retry-after-ms server " +
  "traceparent transfer-encoding user-agent vary via x-request-id"
).split(" ");

/**
 * A middleware that hands an entry for each attempt to `write`, such as `console.log`. An entry holds no body, no value of a
 * query, only headers whose values are known to be harmless, and none of the client's credentials in any form. What `write`
 * throws is passed over.
 *
 * @example `createClient({ apiKey, middleware: [logger(console.log)] })`
 */
export function logger(write: (entry: LogEntry) => void, options?: LoggerOptions): Middleware {
  const { headers = [] }: LoggerOptions = { headers: undefined, ...options };
  const shown = new Set([...shownHeaders, ...headers.map((name) => name.toLowerCase())]);
  return async (request, next) => {
    const started = performance.now();
    const note = (outcome: Pick<LogEntry, "status" | "responseHeaders" | "error">): void => {
      const entry = { ...about(request, shown), milliseconds: performance.now() - started, ...outcome };
      // The call has succeeded or failed by itself, whether or not it could be written down.
      void (async () => write(redacted(entry, request)))().catch(() => {});
    };
    try {
      const response = await next(request);
      note({ status: response.status, responseHeaders: harmless(response.headers, shown) });
      return response;
    } catch (error) {
      note({ error: error instanceof Error ? `${error.name}: ${error.message}` : "unknown" });
      throw error;
    }
  };
}

function about(
  { operation, method, url, headers, attempt }: MiddlewareRequest,
  shown: ReadonlySet<string>,
): Omit<LogEntry, "milliseconds"> {
  const withoutValues = url.replace(/#.*/, "").replace(/([?&][^=&]*)=[^&]*/g, "$1=…");
  return { operation, method, url: withoutValues, attempt, requestHeaders: harmless(Object.entries(headers), shown) };
}

function harmless(
  headers: Iterable<readonly [string, string]>,
  shown: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries([...headers].map(([name, value]) => [name, shown.has(name) ? value : "[redacted]"]));
}

/** Takes the credentials out of every text of an entry: they may stand in a path, or in a server's answer. */
function redacted(entry: LogEntry, { redact }: MiddlewareRequest): LogEntry {
  const clean = <Value>(value: Value): Value => {
    if (typeof value === "string") return redact(value) as Value;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item)])) as Value;
  };
  return clean(entry);
}
