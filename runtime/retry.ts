/** Decides whether a failed attempt is repeated, and after how long. */

import { ConnectionError, type SdkError, TimeoutError } from "./errors.js";
import { retryAfter } from "./retry-after.js";

const retriedStatus = /^(408|429|50[0234]|52[0-4]|529)$/;
const idempotentMethod = /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE)$/;
/** Codes that mean that no connection came to be, unless a system call on an open one gave them. */
const unsentCode =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E(NET|HOST)UNREACH|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused) (?!read|write)/;

/** Milliseconds to wait before retry number `retry` (from 0): at random in the upper half of 0.5 s, 1 s, 2 s … 8 s. */
export function backOff(retry: number, random: () => number = Math.random): number {
  return (Math.min(8000, 500 * 2 ** retry) * (1 + random())) / 2;
}

/**
 * Milliseconds to wait before an attempt is repeated; `Infinity` if it must not be.
 *
 * @param isUnsent - Whether no byte of the request can have been sent.
 * @param response - The answer, if there was one.
 */
export function delayBeforeRetry(method: string, retry: number, isUnsent: boolean, response?: Response): number {
  const { status, headers } = response ?? {};
  if (status && !retriedStatus.test(`${status}`)) return Infinity;
  const hint = headers && retryAfter(headers);
  // Another method may only be repeated if the server can't have acted on it, or asks for it.
  const mayRepeat =
    isUnsent || idempotentMethod.test(method) || status === 429 || (status === 503 && hint !== undefined);
  return mayRepeat ? Math.max(hint ?? 0, backOff(retry)) : Infinity;
}

/** Whether a failure without an answer may pass. A mistake in the program, a TypeError of other words, doesn't. */
export function isTransient(error: SdkError): boolean {
  const { cause } = error;
  if (error instanceof TimeoutError) return error.kind === "attempt";
  if (cause instanceof TypeError && !cause.cause && !/fetch|load|network/i.test(cause.message)) return false;
  return error instanceof ConnectionError;
}

/** Whether the failure proves that no byte of the request was sent. Looks at ten causes at most: there may be a cycle. */
export function isUnsent(error: unknown, depth = 10): boolean {
  if (depth === 0 || error === undefined) return false;
  const { code, syscall, cause }: { code?: unknown; syscall?: unknown; cause?: unknown } = Object(error);
  return unsentCode.test(`${code} ${syscall}`) || isUnsent(cause, depth - 1);
}
