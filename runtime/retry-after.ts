/** Turns the headers by which a server asks to wait into milliseconds (RFC 9110, 10.2.3 and 5.6.7). */

import type { Clock } from "./clock.js";

/**
 * Reads `retry-after-ms`, `x-ms-retry-after-ms` or `Retry-After`, which holds whole seconds or a date in one of HTTP's three
 * forms. Anything else is no hint, which is not the same as zero.
 *
 * @returns Milliseconds from now, at least 0; `undefined` without a valid hint.
 */
export function retryAfter(headers: Response["headers"], clock: Pick<Clock, "now">): number | undefined {
  for (const name of ["retry-after-ms", "x-ms-retry-after-ms"]) {
    const text = headers.get(name) ?? "";
    if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  }
  const text = headers.get("retry-after") ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const now = clock.now();
  const fixed = fixDate(text, new Date(now).getUTCFullYear() + 50);
  // A leap second has no moment of its own in a `Date`.
  const plain = fixed.replace("23:59:60", "23:59:59");
  const date = Date.parse(plain);
  // `Date.parse` takes far more than the grammar; only an IMF-fixdate reads the same when printed again.
  if (Number.isNaN(date) || new Date(date).toUTCString() !== plain) return undefined;
  return Math.max(0, date - now + (plain === fixed ? 0 : 1000));
}

/** Turns the two obsolete forms into an IMF-fixdate. A year of two digits is the last such year up to `latest`. */
function fixDate(text: string, latest: number): string {
  return text
    .replace(
      /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\d\d)-(\w{3})-(\d\d) /,
      (_, weekday: string, day, month, year) =>
        `${weekday.slice(0, 3)}, ${day} ${month} ${latest - ((latest - year) % 100)} `,
    )
    .replace(
      /^(\w{3}) (\w{3}) ([ \d]\d) ([\d:]{8}) (\d{4})$/,
      (_, weekday, month, day: string, time, year) =>
        `${weekday}, ${day.replace(" ", "0")} ${month} ${year} ${time} GMT`,
    );
}
