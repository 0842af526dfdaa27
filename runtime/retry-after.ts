/** Turns a `Retry-After` header into milliseconds (RFC 9110, 10.2.3). */

/**
 * Reads whole seconds or an IMF-fixdate; anything else is no hint, which is not the same as zero.
 *
 * @param now - The present, in milliseconds since 1970.
 * @returns Milliseconds from `now`, at least 0; `undefined` without a valid hint.
 */
export function retryAfter(headers: Response["headers"], now: number = Date.now()): number | undefined {
  const text = headers.get("retry-after") ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  // `Date.parse` takes far more than the grammar; only an IMF-fixdate reads the same when printed again.
  return date >= 0 && new Date(date).toUTCString() === text ? Math.max(0, date - now) : undefined;
}
