/** Turns an encoded body into what `fetch` sends, one function per kind of media type. */

import type { RequestBody, RequestContent } from "./operation.js";
import { plainText } from "./styles.js";

/** For JSON and its relatives. */
export function jsonBody(value: unknown): RequestBody | undefined {
  return JSON.stringify(value);
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
  if (value instanceof Blob || value instanceof ArrayBuffer || value instanceof ReadableStream) return value;
  // A view may lie on a shared buffer, which `fetch` refuses itself.
  if (ArrayBuffer.isView(value)) return value as RequestBody;
  throw new TypeError("a binary body must be a Blob, an ArrayBuffer, a typed array or a ReadableStream");
}

/**
 * For `application/x-www-form-urlencoded`: a field per property, one per item where the value is an array; objects as JSON.
 * A property with a style is written by that.
 *
 * @throws TypeError for anything but an object.
 */
export function formBody(value: unknown, { fields = {} }: RequestContent): RequestBody | undefined {
  const pairs = propertiesOf(value).flatMap(([name, item]) => {
    const { style, explode } = (Object.hasOwn(fields, name) && fields[name]) || {};
    if (style) return style(name, item, explode) || [];
    return itemsOf(item).map((single) => new URLSearchParams([[name, fieldText(single)]]).toString());
  });
  return pairs.join("&");
}

/**
 * For `multipart/*`: a part per property, one per item where the value is an array. Bytes are sent as they are, a `File`
 * with its name; objects as JSON; all else as text.
 *
 * The body is a `Blob`, so that another attempt sends the same bytes; its type names the boundary.
 *
 * @throws TypeError for anything but an object.
 */
export function multipartBody(value: unknown, { type, fields = {} }: RequestContent): RequestBody | undefined {
  const boundary = crypto.randomUUID();
  const chunks: (string | Blob | ArrayBuffer)[] = [];
  for (const [name, item] of propertiesOf(value)) {
    const wanted = Object.hasOwn(fields, name) ? fields[name]?.type : undefined;
    for (const single of itemsOf(item)) {
      const content = isBytes(single) ? new Blob([single]) : single instanceof Blob ? single : undefined;
      chunks.push(`--${boundary}\r\n${partHead(name, single, wanted)}\r\n\r\n`);
      chunks.push(content ?? partText(single, wanted), "\r\n");
    }
  }
  return new Blob([...chunks, `--${boundary}--\r\n`], { type: `${type}; boundary=${boundary}` });
}

function propertiesOf(value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null) throw new TypeError("a form body must be an object");
  return Object.entries(value);
}

function itemsOf(value: unknown): unknown[] {
  return [value].flat().filter((item) => item !== undefined && item !== null);
}

function isBytes(value: unknown): value is ArrayBuffer {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

/** Objects as JSON, all else as plain text. Bytes have no text; a form can't hold them. */
function fieldText(value: unknown): string {
  if (value instanceof Blob || isBytes(value)) throw new TypeError("bytes can't be sent in a form");
  return value instanceof Object && !(value instanceof Date) ? JSON.stringify(value) : plainText(value);
}

function partText(value: unknown, type = ""): string {
  return /[/+]json\b/.test(type) ? JSON.stringify(value) : fieldText(value);
}

/** The header lines of a part. */
function partHead(name: string, value: unknown, wanted: string | undefined): string {
  const isBinary = value instanceof Blob || isBytes(value);
  // A bare Blob has no name; servers take a part without a file name for text.
  const fileName = value instanceof Blob && "name" in value ? String(value.name) : "blob";
  const concrete = wanted?.split(",").find((one) => !one.includes("*"));
  const own = value instanceof Blob ? value.type : "";
  const fallback = isBinary ? "application/octet-stream" : value instanceof Object ? "application/json" : "";
  const type = own || concrete?.trim() || (value instanceof Date ? "" : fallback);
  return [
    `Content-Disposition: form-data; name="${quoted(name)}"${isBinary ? `; filename="${quoted(fileName)}"` : ""}`,
    ...(type ? [`Content-Type: ${type}`] : []),
  ].join("\r\n");
}

/** As browsers write names: quotes and line ends percent-encoded. */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, encodeURIComponent);
}
