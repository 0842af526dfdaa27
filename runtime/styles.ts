/**
 * Turns parameter values into text as OpenAPI's styles say (3.1.1, section 4.8.12.3 and appendix C).
 *
 * `undefined` and `null` are left out, within arrays and objects too; an empty array or object is nothing at all. Names and
 * values are percent-encoded. For what has no text, such as a function, a TypeError is thrown.
 */

/** Writes a parameter in one style. An empty string means that nothing is sent. */
export type Style = (name: string, value: unknown, explode?: boolean) => string;

/**
 * Percent-encodes as RFC 6570 has it: everything but letters, digits and `-._~`.
 *
 * @throws URIError for text with a lone surrogate.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `a,b` · `x,1,y,2` · exploded `x=1,y=2`. For paths and headers. */
export function simple(name: string, value: unknown, explode?: boolean): string {
  return (explode && isRecord(value) ? pairs(name, value) : values(value)).join(",");
}

/** `.a,b` · `.x,1,y,2` · exploded `.a.b` and `.x=1.y=2`. For paths. */
export function label(name: string, value: unknown, explode?: boolean): string {
  const parts = explode && isRecord(value) ? pairs(name, value) : values(value);
  return parts.length > 0 ? `.${parts.join(explode ? "." : ",")}` : "";
}

/** `;id=a,b` · `;id=x,1,y,2` · exploded `;id=a;id=b` and `;x=1;y=2`; an empty string is `;id`. For paths. */
export function matrix(name: string, value: unknown, explode?: boolean): string {
  return (explode ? pairs(name, value) : joined(name, value, ",")).map((pair) => `;${pair.replace(/=$/, "")}`).join("");
}

/** `id=a&id=b` · `x=1&y=2` · not exploded `id=a,b` and `id=x,1,y,2`. For queries and cookies. Explodes by default. */
export function form(name: string, value: unknown, explode = true): string {
  return (explode ? pairs(name, value) : joined(name, value, ",")).join("&");
}

/** `id=a%20b` · `id=x%201%20y%202`. For queries. */
export function spaceDelimited(name: string, value: unknown, explode?: boolean): string {
  return (explode ? pairs(name, value) : joined(name, value, "%20")).join("&");
}

/** `id=a%7Cb` · `id=x%7C1%7Cy%7C2`. For queries. */
export function pipeDelimited(name: string, value: unknown, explode?: boolean): string {
  return (explode ? pairs(name, value) : joined(name, value, "%7C")).join("&");
}

/** `id=a%09b`: `tsv` of Swagger 2.0. For queries. */
export function tabDelimited(name: string, value: unknown, explode?: boolean): string {
  return (explode ? pairs(name, value) : joined(name, value, "%09")).join("&");
}

/**
 * `id[x]=1&id[y][z]=2&id[w][0]=3`, brackets percent-encoded. For queries. OpenAPI ends at objects of one level; this is the
 * common form of all else. What is neither object nor array is `id=1`.
 */
export function deepObject(name: string, value: unknown): string {
  return nested(name, value, (key) => `[${key}]`).join("&");
}

/** `id.x=1&id.y.z=2&id.w=3&id.w=4`: the items of an array have its name. For queries. */
export function dots(name: string, value: unknown): string {
  return nested(name, value, (key, isItem) => (isItem ? "" : `.${key}`)).join("&");
}

/**
 * Undoes the percent-encoding of what a query may hold (RFC 6570, section 3.2.3), except of characters that would change
 * the query itself: `&`, `#`, `+` and brackets. What was percent-encoded when the caller gave it is left alone.
 */
export function allowingReserved(text: string): string {
  return text.replace(/%25(?=[\dA-Fa-f]{2})|%(2F|3F|3A|40|21|24|27|28|29|2A|2C|3B|3D)/g, decodeURIComponent);
}

/**
 * The text of a value that is no array or object; of a `Date`, its ISO form.
 *
 * @throws TypeError for arrays, objects, functions, symbols and numbers that aren't finite.
 */
export function plainText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (Number.isFinite(value)) return String(value);
  throw new TypeError("not a text, a finite number or a boolean");
}

/** A pair per value inside a value, with the way to it in its name. */
function nested(name: string, value: unknown, step: (key: string, isItem: boolean) => string): string[] {
  const isItem = Array.isArray(value);
  if (!isItem && !isRecord(value)) return [`${percentEncode(name)}=${encode(value)}`];
  return fields(value).flatMap(([key, item]) => nested(name + step(key, isItem), item, step));
}

/** All values in a row; an object's with their names before them. */
function values(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter(isPresent).map(encode);
  return isRecord(value) ? fields(value).flatMap(([key, item]) => [percentEncode(key), encode(item)]) : [encode(value)];
}

/** A `name=value` for each item; an object's fields have their own names. */
function pairs(name: string, value: unknown): string[] {
  const named = isRecord(value)
    ? fields(value)
    : [value]
        .flat()
        .filter(isPresent)
        .map((item): Field => [name, item]);
  return named.map(([key, item]) => `${percentEncode(key)}=${encode(item)}`);
}

/** One `name=values`, or nothing. */
function joined(name: string, value: unknown, delimiter: string): string[] {
  const parts = values(value);
  return parts.length > 0 ? [`${percentEncode(name)}=${parts.join(delimiter)}`] : [];
}

type Field = [name: string, value: unknown];

function fields(record: object): Field[] {
  return Object.entries(record).filter(([, item]) => isPresent(item));
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** What no style has a form for, an object in an object or array, is written as JSON. */
function encode(value: unknown): string {
  const isNested = isRecord(value) || Array.isArray(value);
  return percentEncode(isNested ? JSON.stringify(value) : plainText(value));
}
