/**
 * Turns the text of one parameter back into its value, by the specification's table of styles (3.1.1, section 4.8.12.3).
 *
 * Stands on the specification alone and imports nothing of the runtime, so that both can't be wrong in the same way.
 * Leaves stay text: a server knows no more.
 */

/** How a parameter was written. `tabDelimited` is Swagger 2.0's `tsv`. */
export type Style =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "tabDelimited"
  | "deepObject";

/** What the parameter's value is: the styles differ by that. */
export type Kind = "primitive" | "array" | "object";

/** A value as a server reads it. Leaves are percent-decoded text. */
export type Decoded = string | readonly Decoded[] | { readonly [name: string]: Decoded };

/** What a server has to know of a parameter to read it. */
export interface Written {
  readonly name: string;
  readonly style: Style;
  readonly explode: boolean;
  readonly kind: Kind;
}

/** Text that isn't what the style prescribes. */
export class WireError extends Error {
  override readonly name = "WireError";
}

/**
 * Reads a value of style `simple`, `label` or `matrix`, which path variables and headers have.
 *
 * @param decodeText - What undoes the escaping of a leaf: percent-decoding in paths, nothing in headers.
 * @throws WireError for text that the style doesn't give.
 */
export function decodeSegment(written: Written, text: string, decodeText: (leaf: string) => string): Decoded {
  const { style } = written;
  if (style === "simple") return decodeList(written, text, ",", decodeText);
  if (style === "label") {
    const rest = withoutPrefix(text, ".", written);
    return decodeList(written, rest, written.explode ? "." : ",", decodeText);
  }
  if (style === "matrix") return decodeMatrix(written, withoutPrefix(text, ";", written), decodeText);
  const delimiter = delimiters[style];
  // Collection formats of Swagger 2.0; in headers they are not escaped.
  if (delimiter !== undefined && style !== "form") return decodeList(written, text, delimiter, decodeText);
  throw new WireError(`${written.name}: style ${style} is not for paths and headers`);
}

function withoutPrefix(text: string, prefix: string, { name, style }: Written): string {
  if (text.startsWith(prefix)) return text.slice(prefix.length);
  throw new WireError(`${name}: style ${style} starts with "${prefix}", not as in "${text}"`);
}

/** `a,b` or `x,1,y,2`; exploded objects are `x=1,y=2`. */
function decodeList(
  { name, kind, explode }: Written,
  text: string,
  delimiter: string | RegExp,
  decodeText: (leaf: string) => string,
): Decoded {
  if (kind === "primitive") return decodeText(text);
  const parts = text.split(delimiter);
  if (kind === "array") return parts.map(decodeText);
  if (explode) return Object.fromEntries(parts.map((part) => pairOf(part).map(decodeText)));
  if (parts.length % 2 === 1) throw new WireError(`${name}: names and values alternate, not as in "${text}"`);
  return Object.fromEntries(
    parts.flatMap((part, index) => (index % 2 === 0 ? [[decodeText(part), decodeText(parts[index + 1] ?? "")]] : [])),
  );
}

/** `id=a,b`, `id=x,1,y,2`; exploded `id=a;id=b` and `x=1;y=2`; an empty string is a bare `id`. */
function decodeMatrix(written: Written, text: string, decodeText: (leaf: string) => string): Decoded {
  const { name, kind, explode } = written;
  const pairs = text.split(";").map((part) => pairOf(part));
  if (explode && kind === "object") return Object.fromEntries(pairs.map((pair) => pair.map(decodeText)));
  const foreign = pairs.find(([key]) => decodeText(key) !== name);
  if (foreign !== undefined) throw new WireError(`${name}: "${foreign[0]}" stands where its name should`);
  if (explode && kind === "array") return pairs.map(([, value]) => decodeText(value));
  const [first, ...others] = pairs;
  if (first === undefined || others.length > 0) throw new WireError(`${name}: stands more than once in "${text}"`);
  return decodeList({ ...written, explode: false }, first[1], ",", decodeText);
}

/** Name and value around the first `=`. */
function pairOf(text: string): [name: string, value: string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** What stands between the values of one pair. `|` may be written as itself or percent-encoded. */
const delimiters: { readonly [Name in Style]?: RegExp } = {
  form: /,/,
  spaceDelimited: /%20|\+| /,
  pipeDelimited: /%7C|\|/i,
  tabDelimited: /%09|\t/,
};

/**
 * Takes a parameter of a query or a cookie out of the pairs that were sent. The pairs stay percent-encoded until here:
 * only so an encoded delimiter is told from a real one.
 *
 * @param fields - Names of an object's fields, which stand for themselves in `form` with `explode`.
 * @returns The value, `undefined` if nothing was sent, and the pairs that belong to others.
 * @throws WireError for text that the style doesn't give.
 */
export function decodePairs(
  written: Written,
  pairs: readonly (readonly [name: string, value: string])[],
  fields: readonly string[] = [],
): { readonly value: Decoded | undefined; readonly rest: readonly (readonly [string, string])[] } {
  const { name, style, explode, kind } = written;
  if (style === "deepObject") return decodeDeepObject(name, pairs);
  const spreads = kind === "object" && explode;
  const isOwn = ([key]: readonly [string, string]) =>
    spreads ? fields.includes(percentDecode(key)) : percentDecode(key) === name;
  const own = pairs.filter(isOwn);
  const rest = pairs.filter((pair) => !isOwn(pair));
  if (own.length === 0) return { value: undefined, rest };
  if (spreads) return { value: Object.fromEntries(own.map((pair) => pair.map(percentDecode))), rest };
  if (kind === "array" && explode) return { value: own.map(([, value]) => percentDecode(value)), rest };
  const [first] = own;
  const delimiter = delimiters[style];
  if (first === undefined || own.length > 1) throw new WireError(`${name}: stands ${own.length} times`);
  if (delimiter === undefined) throw new WireError(`${name}: style ${style} is not for queries and cookies`);
  return { value: decodeList({ ...written, explode: false }, first[1], delimiter, percentDecode), rest };
}

/** `id[x]=1&id[y][z]=2`. The specification ends at one level; deeper ones and lists are read as most servers do. */
function decodeDeepObject(
  name: string,
  pairs: readonly (readonly [string, string])[],
): { readonly value: Decoded | undefined; readonly rest: readonly (readonly [string, string])[] } {
  const own: [path: string[], value: string][] = [];
  const rest: (readonly [string, string])[] = [];
  for (const pair of pairs) {
    const key = percentDecode(pair[0]);
    const inner = key.startsWith(`${name}[`) && key.endsWith("]") ? key.slice(name.length + 1, -1) : undefined;
    if (inner === undefined) rest.push(pair);
    else own.push([inner.split("]["), percentDecode(pair[1])]);
  }
  return { value: own.length === 0 ? undefined : nest(own), rest };
}

function nest(entries: readonly (readonly [path: readonly string[], value: string])[]): Decoded {
  const [first] = entries;
  if (first !== undefined && first[0].length === 0) {
    const values = entries.map(([, value]) => value);
    return values.length === 1 ? first[1] : values;
  }
  const groups = new Map<string, [string[], string][]>();
  for (const [[key = "", ...path], value] of entries) groups.set(key, [...(groups.get(key) ?? []), [path, value]]);
  const keys = [...groups.keys()];
  if (keys.every((key, index) => key === `${index}`)) return [...groups.values()].map(nest);
  if (keys.length === 1 && keys[0] === "") return entries.map(([, value]) => value);
  return Object.fromEntries([...groups].map(([key, group]) => [key, nest(group)]));
}

/** Undoes percent-encoding. A plus stays one. Text that is no percent-encoding stays as it is. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The pairs of a query or a urlencoded body, still percent-encoded. */
export function splitQuery(query: string): [name: string, value: string][] {
  return query === "" ? [] : query.split("&").map(pairOf);
}

/** The pairs of a `Cookie` header, still percent-encoded. */
export function splitCookies(header: string): [name: string, value: string][] {
  return header === "" ? [] : header.split(/; ?/).map(pairOf);
}
