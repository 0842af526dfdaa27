/** Turns RFC 3339 date-times into `Date`s and judges them: one scan over the characters, without regular expressions. */

import type { Findings, Key } from "./findings.js";

const zero = 48;
const colon = 58;
const dateTimeLength = "2024-01-01T00:00:00".length;
const shortestTime = "00:00:00Z".length;
const minutesOfDay = 1440;

/** Stands for what is no number, so that all arithmetic is about small integers; sums with it stay negative. */
const nothing = -10_000;

/** Two digits at a place, which must be inside the text, as a number. What is below `0` wraps around to a large number. */
function two(text: string, at: number): number {
  const tens = (text.charCodeAt(at) - zero) >>> 0;
  const ones = (text.charCodeAt(at + 1) - zero) >>> 0;
  return tens <= 9 && ones <= 9 ? tens * 10 + ones : nothing;
}

/** How many days a month (from 1) has. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day, counted from 1970, that a date of RFC 3339 (`2024-02-29`) at the start of a text is; not a number if it is none. */
function scanDate(text: string): number {
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const isDate = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!isDate || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN;
  // Years that begin with March end with the day that only some have; 400 of them are always as long.
  const marchYear = (month > 2 ? year : year - 1) + 400;
  const dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + day - 1;
  const leapDays = ((marchYear / 4) | 0) - ((marchYear / 100) | 0) + ((marchYear / 400) | 0);
  return marchYear * 365 + leapDays + dayOfYear - 865_565;
}

/** How many milliseconds after midnight UTC a time that begins at a place is; not a number if it is none. */
function scanTime(text: string, at: number): number {
  const hour = two(text, at);
  const minute = two(text, at + 3);
  const second = two(text, at + 6);
  const isTime = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 60;
  if (!isTime || text.charCodeAt(at + 2) !== colon || text.charCodeAt(at + 5) !== colon) return Number.NaN;
  let next = at + 8;
  let fraction = 0;
  if (text.charCodeAt(next) === 46) {
    const first = next + 1;
    let weight = 100;
    for (next = first; isDigit(text.charCodeAt(next)); next += 1) {
      fraction += (text.charCodeAt(next) - zero) * weight;
      weight = weight > 1 ? weight / 10 : 0;
    }
    if (next === first) return Number.NaN;
  }
  const minutes = hour * 60 + minute - scanOffset(text, next);
  if (minutes > 2 * minutesOfDay) return Number.NaN;
  // Leap seconds are added at the end of a day in UTC.
  if (second === 60 && (minutes + minutesOfDay) % minutesOfDay !== minutesOfDay - 1) return Number.NaN;
  return (minutes * 60 + second) * 1000 + fraction;
}

function isDigit(code: number): boolean {
  return code >= zero && code <= zero + 9;
}

/** The offset from UTC that ends a text, in minutes. */
function scanOffset(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if (sign === 90 || sign === 122) return text.length === at + 1 ? 0 : nothing;
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== colon) return nothing;
  const hours = two(text, at + 1);
  const minutes = two(text, at + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return nothing;
  return sign === 43 ? hours * 60 + minutes : -(hours * 60 + minutes);
}

/** Milliseconds since 1970 of a date-time of RFC 3339, digits beyond milliseconds left out; not a number if it is none. */
function scanDateTime(text: string): number {
  const separator = text.charCodeAt(10);
  if (text.length <= dateTimeLength || (separator !== 84 && separator !== 116)) return Number.NaN;
  return scanDate(text) * 86_400_000 + scanTime(text, 11);
}

/** An instant: a `Date` from a date-time of RFC 3339. A leap second is the second that follows it. */
export function readInstant(value: unknown, key: Key, found: Findings): unknown {
  if (typeof value !== "string") return found.fail(value, key, "type", "a string");
  const time = scanDateTime(value);
  return Number.isNaN(time) ? found.fail(value, key, "format", "a date-time (RFC 3339)") : new Date(time);
}

/** `format: date-time`: RFC 3339 with an offset. */
export function dateTime(value: unknown, key: Key, found: Findings): unknown {
  if (typeof value !== "string" || !Number.isNaN(scanDateTime(value))) return value;
  return found.fail(value, key, "format", "a date-time (RFC 3339)");
}

/** `format: date`: RFC 3339, a day that exists. */
export function date(value: unknown, key: Key, found: Findings): unknown {
  if (typeof value !== "string" || (value.length === 10 && !Number.isNaN(scanDate(value)))) return value;
  return found.fail(value, key, "format", "a date (RFC 3339)");
}

/** `format: time`: RFC 3339 with an offset. */
export function time(value: unknown, key: Key, found: Findings): unknown {
  if (typeof value !== "string" || (value.length >= shortestTime && !Number.isNaN(scanTime(value, 0)))) return value;
  return found.fail(value, key, "format", "a time with an offset (RFC 3339)");
}
