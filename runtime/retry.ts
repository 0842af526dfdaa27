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
 * @param unsent - Whether no byte of the request can have been sent.
 * @param response - The answer, if there was one.
 */
export function delayBeforeRetry(method: string, retry: number, unsent: boolean, response?: Response): number {
  const status = response?.status;
  const hint = response && retryAfter(response.headers);
  if (response && !retriedStatus.test(`${status}`)) return Infinity;
  // Another method may only be repeated if the server can't have acted on it, or says so.
  const repeatable =
    unsent || idempotentMethod.test(method) || status === 429 || (status === 503 && hint !== undefined);
  return repeatable ? Math.max(hint ?? 0, backOff(retry)) : Infinity;
}

/** Whether a failure without an answer may pass. A mistake in the program, a TypeError of other words, doesn't. */
export function isTransient(error: SdkError): boolean {
  if (error instanceof TimeoutError) return error.kind === "attempt";
  const { cause } = error;
  const mistake = cause instanceof TypeError && !cause.cause && !/fetch|load|network|terminated/i.test(cause.message);
  return error instanceof ConnectionError && !mistake;
}

/** Whether the failure proves that no byte of the request was sent. Looks at ten causes at most: there may be a cycle. */
export function isUnsent(error: unknown, depth = 10): boolean {
  if (!(error instanceof Object) || depth === 0) return false;
  const { code, syscall, cause }: { code?: unknown; syscall?: unknown; cause?: unknown } = error;
  return unsentCode.test(`${code} ${syscall}`) || isUnsent(cause, depth - 1);
}
