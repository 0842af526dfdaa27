/** Turns base64 text into bytes and back (RFC 4648), for callers who ask for bytes. */

import { noteMisfit } from "./misfits.js";

/** Bytes from base64, with or without padding. Anything else is returned as it is. */
export function decodeBase64(value: unknown): unknown {
  const isBase64 = typeof value === "string" && /^[\w+/]*={0,2}$/.test(value) && !value.includes("_");
  return isBase64 ? bytesFrom(value, "base64") : noteMisfit(value, "base64");
}

/** Bytes from base64 in the alphabet for URLs, with or without padding. Anything else is returned as it is. */
export function decodeBase64Url(value: unknown): unknown {
  const isBase64 = typeof value === "string" && /^[\w-]*={0,2}$/.test(value);
  return isBase64
    ? bytesFrom(value.replaceAll("-", "+").replaceAll("_", "/"), "base64url", value)
    : noteMisfit(value, "base64url");
}

function bytesFrom(text: string, expected: string, value: string = text): unknown {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    // Of a length that no bytes give.
    return noteMisfit(value, expected);
  }
}

/** Padded base64 from bytes. Anything else is returned as it is. */
export function encodeBase64(value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  let binary = "";
  // A call takes only so many arguments.
  for (let start = 0; start < value.length; start += 8192)
    binary += String.fromCharCode(...value.subarray(start, start + 8192));
  return btoa(binary);
}

/** Base64 in the alphabet for URLs, without padding, from bytes. Anything else is returned as it is. */
export function encodeBase64Url(value: unknown): unknown {
  const text = encodeBase64(value);
  return value instanceof Uint8Array
    ? String(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
    : value;
}
