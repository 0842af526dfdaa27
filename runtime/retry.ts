/** Decides whether a failed attempt is repeated, and after how long. */

import type { Clock } from "./clock.js";
import type { HeaderTable } from "./headers.js";
import type { RetryOptions } from "./options.js";
import { retryAfter } from "./retry-after.js";
import { fieldOf } from "./secrets.js";

/** What the decision hangs on besides the answer. */
export interface RetryRule extends RetryOptions {
  readonly clock: Clock;
}

/** What an attempt has sent: more than one request where redirects, or a middleware of the caller's, made more. */
export interface Sent {
  /** Requests that a server may have seen. */
  count: number;
  /** Whether a server that sees each of them twice acts on it once. */
  isRepeatable: boolean;
}

const passingStatus = /^(408|429|50[0234]|52[0-4]|529)$/;
/** What a platform says, by code or in words, where no connection came to be; a system call on an open one is none. */
const unsentFailure =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E(NET|HOST)UNREACH|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|\w*(CERT|SELF_SIGNED|UNABLE_TO_|WRONG_VERSION)\w*) (?!read|write)|bad port|TLS handshake|client error \(Connect\)/;
/** How fetch words a failure that isn't a mistake in the program. */
const passingFailure = /fetch|load|network|terminated|error (send|read)ing/i;

/** Whether a server that sees the request twice acts on it once: by its method, or because the call's key goes with it. */
export function isRepeatable(
  { method, headers }: { readonly method: string; readonly headers: HeaderTable },
  key: string | undefined,
): boolean {
  const hasKey = key !== undefined && Object.values(headers).includes(key);
  return hasKey || /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE)$/.test(method);
}

/** Milliseconds to wait before retry number `retry` (from 0): at random in the upper half of `first`, then twice that … 8 s. */
export function backOff(retry: number, clock: Pick<Clock, "random">, first = 500): number {
  return (Math.min(8000, first * 2 ** retry) * (1 + clock.random())) / 2;
}

/**
 * Milliseconds to wait before an attempt is repeated; `Infinity` if it must not be.
 *
 * @param sent - What the attempt has sent.
 * @param isUnsent - Whether no byte of the request can have been sent.
 * @param response - The answer, if there was one.
 */
export function delayBeforeRetry(
  rule: RetryRule,
  sent: Sent,
  retry: number,
  isUnsent: boolean,
  response?: Response,
): number {
  const { clock, statuses, anyMethod, header, maxRetryAfter = 60_000 } = rule;
  const status = response?.status;
  const headers = response?.headers;
  const word = header && headers?.get(header);
  const isPassing = !status || (statuses ? statuses.includes(status) : passingStatus.test(`${status}`));
  if (word === "false" || !(isPassing || word === "true")) return Infinity;
  const asked = headers && retryAfter(headers, clock);
  // Another method may only be repeated if the server can't have acted on it twice, or asks for it.
  const mayRepeat = isUnsent || anyMethod || sent.isRepeatable;
  // Who asks speaks of the last request alone: one before it, that was redirected, may have been acted on.
  const isAsked = sent.count < 2 && (word || status === 429 || (status === 503 && asked !== undefined));
  if (!(mayRepeat || isAsked) || (asked && asked > maxRetryAfter)) return Infinity;
  return Math.max(asked ?? 0, backOff(retry, clock, status === 429 ? 1000 : 500));
}

/** Whether what a fetch threw may pass. A mistake in the program, a TypeError of other words, doesn't. */
export function isPassing(cause: unknown): boolean {
  if (!(cause instanceof TypeError) || cause.cause !== undefined) return true;
  return passingFailure.test(cause.message) || isUnsent(cause);
}

/** Whether the failure proves that no byte of the request was sent. Looks at ten causes at most: there may be a cycle. */
export function isUnsent(error: unknown, depth = 10): boolean {
  if (depth === 0 || error === undefined) return false;
  const [code, syscall, message, cause] = ["code", "syscall", "message", "cause"].map((name) => fieldOf(error, name));
  return unsentFailure.test(`${code} ${syscall} ${message}`) || isUnsent(cause, depth - 1);
}
