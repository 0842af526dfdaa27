/** How long a server asks to wait: hundreds of texts, read by the client and by an oracle that knows RFC 9110 alone. */

import { describe, expect, it } from "vitest";
import { ApiError, openClient } from "../../runtime/index.js";
import { InstantClock, randomFrom } from "./instant.js";
import { operation } from "./operation.js";

const clock = new InstantClock(randomFrom(1));
/** Thursday, between two seconds. */
const now = clock.now();
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Milliseconds from now, or `undefined` if the text is no date of the three forms that exists in the calendar. */
function dateOracle(text: string): number | undefined {
  const time = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
  const month = `(?<month>${months.join("|")})`;
  const forms = [
    `(?<weekday>${weekdays.map((name) => name.slice(0, 3)).join("|")}), (?<day>\\d\\d) ${month} (?<year>\\d{4}) ${time} GMT`,
    `(?<weekday>${weekdays.join("|")}), (?<day>\\d\\d)-${month}-(?<year>\\d\\d) ${time} GMT`,
    `(?<weekday>${weekdays.map((name) => name.slice(0, 3)).join("|")}) ${month} (?<day>\\d\\d| \\d) ${time} (?<year>\\d{4})`,
  ];
  const fields = forms.map((form) => new RegExp(`^${form}$`).exec(text)?.groups).find(Boolean);
  if (!fields) return undefined;
  const number = (name: string): number => Number(fields[name]);
  let year = number("year");
  if (fields["year"]?.length === 2) {
    // RFC 9110, 5.6.7: what would be more than 50 years ahead is in the past.
    year += 2000;
    if (year > new Date(now).getUTCFullYear() + 50) year -= 100;
  }
  const seconds = number("second");
  const isLeapSecond = seconds === 60 && number("hour") === 23 && number("minute") === 59;
  if (number("hour") > 23 || number("minute") > 59 || (seconds > 59 && !isLeapSecond)) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, months.indexOf(fields["month"] ?? ""), number("day"));
  if (date.getUTCDate() !== number("day")) return undefined;
  if (!weekdays[date.getUTCDay()]?.startsWith(fields["weekday"] ?? "")) return undefined;
  const moment = date.setUTCHours(number("hour"), number("minute"), seconds);
  return Math.max(0, moment - now);
}

function oracle(text: string): number | undefined {
  return /^[0-9]+$/.test(text) ? Number(text) * 1000 : dateOracle(text);
}

/** What the client makes of a header, told on the error of the one request. */
async function read(headers: Record<string, string>): Promise<number | undefined> {
  const fetch = async (): Promise<Response> => new Response("", { status: 429, headers });
  const client = openClient(
    { document: "Faulty" },
    { server: "https://api.test", fetch, clock, retries: 0, timeout: Infinity },
  );
  const outcome = await client.send(operation("GET", { security: [] })).result();
  if (outcome.ok || !(outcome.error instanceof ApiError)) throw new TypeError("an ApiError was expected");
  return outcome.error.retryAfterMs;
}

/** The three forms of a moment. */
function formsOf(moment: number): string[] {
  const date = new Date(moment);
  const [weekday = "", day = "", month = "", year = "", time = ""] = date.toUTCString().split(/,? /);
  const long = weekdays[date.getUTCDay()];
  return [
    `${weekday}, ${day} ${month} ${year} ${time} GMT`,
    `${long}, ${day}-${month}-${year.slice(-2)} ${time} GMT`,
    `${weekday} ${month} ${day.replace(/^0/, " ")} ${time} ${year}`,
  ];
}

/** A character dropped, doubled, changed or of other case. */
function damage(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const character = text[at] ?? "";
  const others = ["", character + character, "0", "9", " ", "x", "-", character.toUpperCase(), character.toLowerCase()];
  const other = others[Math.floor(random() * others.length)] ?? "";
  return text.slice(0, at) + other + text.slice(at + 1);
}

function texts(): string[] {
  const random = randomFrom(2);
  const valid: string[] = [];
  for (let count = 0; count < 60; count++) {
    // From 1970 to 2106, where the year of two digits means the same as the whole one: to 2075.
    valid.push(...formsOf(Math.floor(random() * 2 ** 32) * 1000));
    valid.push(...formsOf(now + Math.floor((random() - 0.5) * 200_000)));
    valid.push(String(Math.floor(random() * 10 ** (count % 18))));
  }
  const odd = [
    ...[
      "",
      "0",
      "00",
      "007",
      "-0",
      "-5",
      "+5",
      "5.",
      "5.0",
      "1e9",
      "0x10",
      "0b1",
      "NaN",
      "Infinity",
      "-Infinity",
      "abc",
      "5s",
    ],
    ...[
      "5 s",
      "1,000",
      "1_000",
      "٣",
      "５",
      "99999999999",
      "9".repeat(400),
      "5, 6",
      "5;q=1",
      '"5"',
      "null",
      "undefined",
    ],
    ...["2026-01-01T00:00:05Z", "2026-01-01", "Jan 1 2026", "1767225605", "1767225605000", "Thu", "GMT", "tomorrow"],
    ...["Thu, 01 Jan 2026 00:00:05", "Thu, 01 Jan 2026 00:00:05 UTC", "Thu, 01 Jan 2026 00:00:05 +0000"],
    ...["Thu, 1 Jan 2026 00:00:05 GMT", "Fri, 01 Jan 2026 00:00:05 GMT", "thu, 01 jan 2026 00:00:05 gmt"],
    ...["Sat, 31 Jun 2026 00:00:00 GMT", "Wed, 31 Jun 2026 00:00:00 GMT", "Sun, 29 Feb 2026 00:00:00 GMT"],
    ...["Sat, 29 Feb 2028 00:00:00 GMT", "Tue, 29 Feb 2028 00:00:00 GMT", "Thu, 00 Jan 2026 00:00:00 GMT"],
    ...["Thu, 01 Jan 2026 24:00:00 GMT", "Thu, 01 Jan 2026 23:60:00 GMT", "Thu, 01 Jan 2026 00:00:60 GMT"],
    ...["Thu, 31 Dec 2026 23:59:60 GMT", "Thursday, 31-Dec-26 23:59:60 GMT", "Thu Dec 31 23:59:60 2026"],
    ...["Thu, 31 Dec 2026 23:59:61 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 31 Dec 10000 23:59:59 GMT"],
    ...["Thursday, 01-Jan-2026 00:00:05 GMT", "Thu, 01-Jan-26 00:00:05 GMT", "Thu Jan 1 00:00:05 2026"],
    ...["Thu Jan 01 00:00:05 2026", "Thu Jan  1 00:00:05 2026", "Thu Jan  1 00:00:05 2026 GMT"],
  ];
  return [...valid, ...odd, ...valid.map((text) => damage(text, random))];
}

describe("Retry-After", () => {
  it("is read as the grammar says, and what is outside of it is no hint", async () => {
    // A year before 100 is long past or no year, which comes to the same wait.
    const all = [...new Set(texts().map((text) => text.trim()))].filter((text) => !/\b00\d\d\b/.test(text));
    const asked = all.filter((text) => oracle(text) !== undefined);
    expect(all.length).toBeGreaterThanOrEqual(500);
    expect(asked.length).toBeGreaterThanOrEqual(200);
    expect(all.length - asked.length).toBeGreaterThanOrEqual(200);
    const differences = [];
    for (const text of all) {
      // A text that isn't ASCII can't be in a header of a `Response`.
      const isSendable = /^[\x20-\x7e]*$/.test(text);
      const actual = isSendable ? await read({ "retry-after": text }) : undefined;
      if (!Object.is(actual, oracle(text))) differences.push({ text, actual, expected: oracle(text) });
    }
    expect(differences).toEqual([]);
  });

  it.each([
    ["250", 250],
    ["0", 0],
    ["1.5", 1.5],
    ["-1", undefined],
    ["1e3", undefined],
    ["", undefined],
    ["Thu, 01 Jan 2026 00:00:05 GMT", undefined],
  ])("in milliseconds: %j", async (text, expected) => {
    expect(await read({ "retry-after-ms": text })).toBe(expected);
    expect(await read({ "x-ms-retry-after-ms": text })).toBe(expected);
    // One that is no hint leaves the word to the next.
    expect(await read({ "retry-after-ms": text, "retry-after": "7" })).toBe(expected ?? 7000);
  });
});
