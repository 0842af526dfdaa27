/** Turns an encoded body into what `fetch` sends, one function per kind of media type. */

import type { RequestBody, RequestContent } from "./operation.js";
import { plainText } from "./styles.js";
import { uploadOf } from "./upload.js";

/** For JSON and its relatives. */
export function jsonBody(value: unknown, { json = JSON }: RequestContent): RequestBody | undefined {
  return json.stringify(value);
}

/**
 * For `text/*`, XML and other text.
 *
 * @throws TypeError unless the value is text, a finite number, a boolean or a `Date`.
 */
export function textBody(value: unknown): RequestBody | undefined {
  return value === undefined ? undefined : plainText(value);
}

/**
 * For bytes: a `Blob`, an `ArrayBuffer`, a typed array, or a `ReadableStream`, which is sent once and never again.
 *
 * @throws TypeError for anything else.
 */
export function binaryBody(value: unknown): RequestBody | undefined {
  if (value instanceof ReadableStream) return uploadOf(value);
  if (value instanceof Blob) return value;
  // Copied: another attempt sends the same bytes, whatever the caller does with the buffer meanwhile.
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  throw new TypeError("a binary body must be a Blob, an ArrayBuffer, a typed array or a ReadableStream");
}
