/** Which attempts are repeated, and after how long. */

import { describe, expect, it } from "vitest";
import { systemClock } from "../../../runtime/clock.js";
import { backOff, delayBeforeRetry, isPassing, isRepeatable, isUnsent, type Sent } from "../../../runtime/retry.js";
import { retryAfter } from "../../../runtime/retry-after.js";

const rule = { clock: systemClock };
const once = (method: string): Sent => {
  return { count: 1, isRepeatable: isRepeatable({ method, headers: {} }, undefined) };
};
const idempotent = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"];
const others = ["POST", "PATCH"];
const retried = [408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529];
const final = [200, 204, 304, 400, 401, 403, 404, 409, 413, 422, 425, 501, 505, 511, 525];

function answer(status: number, retryAfterText?: string): Response {
  const body = [204, 304].includes(status) ? null : "";
  return new Response(body, { status, headers: retryAfterText === undefined ? {} : { "retry-after": retryAfterText } });
}

function isRepeated(method: string, response: Response): boolean {
  return delayBeforeRetry(rule, once(method), 0, false, response) < Infinity;
}

describe("the status rule", () => {
  it.each(idempotent)("repeats %s after a passing status, and no other", (method) => {
    expect(retried.filter((status) => isRepeated(method, answer(status)))).toEqual(retried);
    expect(final.filter((status) => isRepeated(method, answer(status)))).toEqual([]);
  });

  it.each(others)("repeats %s only where the server says that it did nothing", (method) => {
    expect(retried.filter((status) => isRepeated(method, answer(status)))).toEqual([429]);
    expect(retried.filter((status) => isRepeated(method, answer(status, "1")))).toEqual([429, 503]);
    expect(isRepeated(method, answer(503, "soon"))).toBe(false);
  });

  it("waits as long as the server asks, and never shorter than the back-off", () => {
    expect(delayBeforeRetry(rule, once("GET"), 0, false, answer(503, "7"))).toBe(7000);
    expect(delayBeforeRetry(rule, once("GET"), 4, false, answer(503, "0"))).toBeGreaterThanOrEqual(4000);
  });
});

describe("the error rule", () => {
  it("repeats a method that isn't idempotent only if nothing was sent", () => {
    for (const method of others) {
      expect(delayBeforeRetry(rule, once(method), 0, false)).toBe(Infinity);
      expect(delayBeforeRetry(rule, once(method), 0, true)).toBeLessThanOrEqual(500);
    }
    for (const method of idempotent) expect(delayBeforeRetry(rule, once(method), 0, false)).toBeLessThanOrEqual(500);
  });

  it.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"])(
    "takes %s, however deep, for unsent",
    (code) => {
      const inner = Object.assign(new Error("inner"), { code });
      const error = new TypeError("fetch failed", { cause: new Error("middle", { cause: inner }) });
      expect(isUnsent(error)).toBe(true);
    },
  );

  it.each([
    ["ECONNRESET", undefined],
    ["EPIPE", "write"],
    ["UND_ERR_SOCKET", undefined],
    ["EHOSTUNREACH", "read"],
    [undefined, undefined],
  ])("doesn't take %s of %s for unsent", (code, syscall) => {
    expect(
      isUnsent(new TypeError("fetch failed", { cause: Object.assign(new Error("inner"), { code, syscall }) })),
    ).toBe(false);
  });

  it("ends on a cycle of causes, and takes what isn't an error", () => {
    const error = new Error("a");
    error.cause = new Error("b", { cause: error });
    expect(isUnsent(error)).toBe(false);
    for (const value of [undefined, null, "ECONNREFUSED", 3]) expect(isUnsent(value)).toBe(false);
  });

  it.each<[string, unknown, boolean]>([
    ["undici's", new TypeError("fetch failed", { cause: new Error("other side closed") }), true],
    ["Chrome's", new TypeError("Failed to fetch"), true],
    ["Safari's", new TypeError("Load failed"), true],
    ["Firefox's", new TypeError("NetworkError when attempting to fetch resource."), true],
    ["Deno's", new TypeError("error sending request for url (https://api.test/)"), true],
    ["another client's", new Error("socket hang up"), true],
    ["no error at all", "oops", true],
    ["a mistake", new TypeError("x is not a function"), false],
  ])("judges whether it may pass: %s", (_, cause, expected) => {
    expect(isPassing(cause)).toBe(expected);
  });
});

describe("the back-off", () => {
  it.each([
    [0, 250, 500],
    [1, 500, 1000],
    [2, 1000, 2000],
    [3, 2000, 4000],
    [4, 4000, 8000],
    [5, 4000, 8000],
    [1000, 4000, 8000],
  ])("before retry %i lies between %i and %i ms", (retry, least, most) => {
    expect(backOff(retry, { random: () => 0 })).toBe(least);
    expect(backOff(retry, { random: () => 1 })).toBe(most);
    for (let draw = 0; draw < 1000; draw++) {
      expect(backOff(retry, systemClock)).toBeGreaterThanOrEqual(least);
      expect(backOff(retry, systemClock)).toBeLessThanOrEqual(most);
    }
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2015-10-21T07:28:00Z");

  it.each([
    ["0", 0],
    ["1", 1000],
    ["120", 120_000],
    ["007", 7000],
    ["99999999999", 99_999_999_999_000],
    [" 3 ", 3000],
    ["Wed, 21 Oct 2015 07:28:02 GMT", 2000],
    ["Wed, 21 Oct 2015 07:27:00 GMT", 0],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ])("%j is %i ms", (text, milliseconds) => {
    expect(retryAfter(new Headers({ "retry-after": text }), { now: () => now })).toBe(milliseconds);
  });

  it.each([
    "",
    "-5",
    "1.5",
    "1e9",
    "0x10",
    "+1",
    "NaN",
    "Infinity",
    "abc",
    "Invalid Date",
    "2015-10-21T07:28:02Z",
    "Wed, 21 Oct 2015 07:28:02",
    "Wed, 21 Oct 2015 07:28:02 +0000",
    "Thu, 21 Oct 2015 07:28:02 GMT",
    "Mon, 30 Feb 2015 07:28:02 GMT",
  ])("%j is no hint", (text) => {
    expect(retryAfter(new Headers({ "retry-after": text }), { now: () => now })).toBe(undefined);
  });

  it("is absent without the header", () => {
    expect(retryAfter(new Headers(), systemClock)).toBe(undefined);
  });
});
