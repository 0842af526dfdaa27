/** Checks of `format`. What is no text passes: its type is another check's business. */

import type { Findings, Key } from "./findings.js";

function judge(value: unknown, key: Key, found: Findings, fits: (text: string) => boolean, expected: string): unknown {
  return typeof value !== "string" || fits(value) ? value : found.fail(value, key, "format", expected);
}

/** `format: duration`: ISO 8601 as RFC 3339 appendix A has it. */
export function duration(value: unknown, key: Key, found: Findings): unknown {
  return judge(value, key, found, isDuration, "a duration (ISO 8601)");
}

const dayPart = /^(\d+W|(\d+Y(\d+M(\d+D)?)?|\d+M(\d+D)?|\d+D)?)$/;
const timePart = /^(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S)$/;

function isDuration(text: string): boolean {
  const [days = "", times, ...more] = text.slice(1).split("T");
  if (!text.startsWith("P") || text.length < 3 || text.length > 256 || more.length > 0) return false;
  return dayPart.test(days) && (times === undefined || (!days.endsWith("W") && timePart.test(times)));
}

/** `format: uuid` (RFC 4122), of any version. */
export function uuid(value: unknown, key: Key, found: Findings): unknown {
  return judge(value, key, found, (text) => uuidForm.test(text), "a UUID");
}

const uuidForm = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** `format: email`: a mailbox of RFC 5321. */
export function email(value: unknown, key: Key, found: Findings): unknown {
  return judge(value, key, found, isEmail, "an e-mail address");
}

const dotAtom = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const quoted = /^"(\\[ -~]|[ !#-[\]-~])*"$/;

function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (at < 1 || text.length > 320 || !(dotAtom.test(local) || quoted.test(local))) return false;
  const literal = /^\[(.*)\]$/.exec(domain)?.[1];
  if (literal === undefined) return isHostname(domain);
  return literal.startsWith("IPv6:") ? isIpv6(literal.slice("IPv6:".length)) : isIpv4(literal);
}

/** `format: hostname` (RFC 1123). */
export function hostname(value: unknown, key: Key, found: Findings): unknown {
  return judge(value, key, found, isHostname, "a host name");
}

const label = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i;

function isHostname(text: string): boolean {
  return text.length <= 253 && text.split(".").every((part) => label.test(part) && !/^(?!xn)..--/i.test(part));
}

/** `format: ipv4`: four decimal numbers. */
export function ipv4(value: unknown, key: Key, found: Findings): unknown {
  return judge(value, key, found, isIpv4, "an IPv4 address");
}

const byte255 = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => byte255.test(part));
}

/** `format: ipv6` (RFC 4291), without a zone. */
export function ipv6(value: unknown, key: Key, found: Findings): unknown {
  return judge(value, key, found, isIpv6, "an IPv6 address");
}

function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const [before = "", after, ...more] = text.split("::");
  if (more.length > 0) return false;
  const head = groupsOf(before, after === undefined);
  const tail = groupsOf(after ?? "", true);
  if (head === undefined || tail === undefined) return false;
  return after === undefined ? head === 8 : head + tail <= 7;
}

/** How many groups of 16 bits a part of an IPv6 address has; an IPv4 address at its end counts as two. */
function groupsOf(part: string, isEnd: boolean): number | undefined {
  if (part === "") return 0;
  const groups = part.split(":");
  const last = groups.at(-1) ?? "";
  const hasIpv4 = isEnd && isIpv4(last);
  const plain = hasIpv4 ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return plain.length + (hasIpv4 ? 2 : 0);
}

/** `format: uri` (RFC 3986): absolute. */
export function uri(value: unknown, key: Key, found: Findings): unknown {
  return judge(value, key, found, (text) => /^[a-z][a-z\d+.-]*:/i.test(text) && isReference(text), "an absolute URI");
}

/** `format: uri-reference` (RFC 3986): absolute or relative. */
export function uriReference(value: unknown, key: Key, found: Findings): unknown {
  return judge(value, key, found, isReference, "a URI reference");
}

const uriParts = /^(?:([^:/?#]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
const scheme = /^[a-z][a-z\d+.-]*$/i;
const authority = /^(?:([^@[\]]*)@)?(\[[^\]]*\]|[^:@[\]]*)(:\d*)?$/;
const characters = /^(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*$/i;

function isReference(text: string): boolean {
  const [, protocol, host, path = "", query = "", fragment = ""] = uriParts.exec(text) ?? [];
  if (protocol !== undefined && !scheme.test(protocol)) return false;
  return (host === undefined || isAuthority(host)) && [path, query, fragment].every((part) => characters.test(part));
}

function isAuthority(text: string): boolean {
  const [, user = "", host] = authority.exec(text) ?? [];
  if (host === undefined || !characters.test(user)) return false;
  if (!host.startsWith("[")) return characters.test(host);
  const literal = host.slice(1, -1);
  return isIpv6(literal) || /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i.test(literal);
}

/** `format: byte`: base64 (RFC 4648), with padding. */
export function byte(value: unknown, key: Key, found: Findings): unknown {
  return judge(value, key, found, isBase64, "base64");
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
}
