/** Turns the properties of an encoded body into a form: urlencoded, or multipart. */

import type { Field, RequestBody, RequestContent } from "./operation.js";
import { allowingReserved, plainText } from "./styles.js";

/**
 * For `application/x-www-form-urlencoded`: a field per property, one per item where the value is an array; objects as JSON.
 * A property with a style is written by that, one of a JSON media type as JSON.
 *
 * @throws TypeError for anything but an object, and for bytes in it.
 */
export function formBody(value: unknown, content: RequestContent): RequestBody | undefined {
  const pairs = propertiesOf(value).flatMap(([name, item]) => {
    const field = fieldOf(content, name);
    const styled = styledPairs(name, item, field);
    if (styled) return field.allowReserved ? styled.map(allowingReserved) : styled;
    return itemsOf(item, field).map((single) =>
      new URLSearchParams([[name, fieldText(single, field.type, content)]]).toString(),
    );
  });
  return pairs.join("&");
}

/**
 * For `multipart/*`: a part per property, one per item where the value is an array. Bytes are sent as they are, a `File`
 * with its name; objects as JSON; all else as text. A property with a style is written by that, without its escaping; one of
 * a JSON media type as JSON.
 *
 * The body is a `Blob`, so that another attempt sends the same bytes; its type names the boundary.
 *
 * @throws TypeError for anything but an object.
 */
export function multipartBody(value: unknown, content: RequestContent): RequestBody | undefined {
  const boundary = crypto.randomUUID();
  const chunks: (string | Blob | ArrayBuffer)[] = [];
  const add = (name: string, item: unknown, field: Field): void => {
    const bytes = isBytes(item) ? new Blob([item]) : item instanceof Blob ? item : undefined;
    chunks.push(`--${boundary}\r\n${partHead(name, item, field)}\r\n\r\n`);
    chunks.push(bytes ?? fieldText(item, field.type, content), "\r\n");
  };
  for (const [name, item] of propertiesOf(value)) {
    const field = fieldOf(content, name);
    const styled = styledPairs(name, item, field);
    for (const pair of styled ?? []) {
      const [key = "", text = ""] = pair.split("=").map(decodeURIComponent);
      add(key, text, field);
    }
    for (const single of styled ? [] : itemsOf(item, field)) add(name, single, field);
  }
  return new Blob([...chunks, `--${boundary}--\r\n`], { type: `${content.type}; boundary=${boundary}` });
}

/** In a list of media types, too. */
const isJsonType = /[/+]json\b/;

/** What the document says of a property. */
function fieldOf({ fields = {} }: RequestContent, name: string): Field {
  // Without a prototype: fields that are absent must not be found there.
  return Object.assign(Object.create(null), Object.hasOwn(fields, name) && fields[name]);
}

function propertiesOf(value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null) throw new TypeError("a form body must be an object");
  return Object.entries(value);
}

/** The pairs of a property with a style; `undefined` for one without. */
function styledPairs(name: string, value: unknown, { style, explode }: Field): string[] | undefined {
  if (!style) return undefined;
  const text = value === undefined || value === null ? "" : style(name, value, explode);
  return text ? text.split("&") : [];
}

/** Items are fields of their own, unless the property is JSON as a whole. */
function itemsOf(value: unknown, { type = "" }: Field): unknown[] {
  const items = isJsonType.test(type) ? [value] : [value].flat();
  return items.filter((item) => item !== undefined && item !== null);
}

function isBytes(value: unknown): value is ArrayBuffer {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

/** Objects as JSON, all else as plain text. Bytes have no text; a form can't hold them. */
function fieldText(value: unknown, type: string | undefined, { json = JSON }: RequestContent): string {
  if (value instanceof Blob || isBytes(value)) throw new TypeError("bytes can't be sent in a form");
  const isObject = value instanceof Object && !(value instanceof Date);
  return (isObject || isJsonType.test(type ?? "") ? json.stringify(value) : plainText(value)) ?? "";
}

/** The header lines of a part. */
function partHead(name: string, value: unknown, { type, headers = {} }: Field): string {
  const isBinary = value instanceof Blob || isBytes(value);
  // A bare Blob has no name; servers take a part without a file name for text.
  const fileName = value instanceof Blob && "name" in value ? String(value.name) : "blob";
  const concrete = type?.split(",").find((one) => !one.includes("*"));
  const own = value instanceof Blob ? value.type : "";
  const fallback = isBinary ? "application/octet-stream" : value instanceof Object ? "application/json" : "";
  const partType = own || concrete?.trim() || (value instanceof Date ? "" : fallback);
  return [
    `Content-Disposition: form-data; name="${quoted(name)}"${isBinary ? `; filename="${quoted(fileName)}"` : ""}`,
    ...(partType ? [`Content-Type: ${partType}`] : []),
    ...Object.entries(headers).map(([header, text]) => `${header}: ${text}`),
  ].join("\r\n");
}

/** As browsers write names: quotes and line ends percent-encoded. */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, encodeURIComponent);
}
