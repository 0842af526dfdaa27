/** What a history is made of: edits of a document, one version after the other. */

/** A JSON value that edits change in place. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One version to the next. */
export interface Step {
  readonly what: string;
  /** New values by JSON pointer; `undefined` removes what is there, `move` puts it elsewhere. */
  readonly edits?: readonly (readonly [pointer: string, value: Json | undefined])[];
  /** Pointers: from, to. */
  readonly moves?: readonly (readonly [from: string, to: string])[];
  /** References, or other texts, replaced wherever they stand. */
  readonly texts?: readonly (readonly [from: string, to: string])[];
  /** What a person changes in the callers' code, where the codemod leaves it to one. */
  readonly person?: readonly (readonly [from: string, to: string])[];
}

/** A document's history, and the code that calls its client from the first version on. */
export interface History {
  readonly document: string;
  readonly options: { readonly name: string; readonly casing?: "camel"; readonly dates?: "Date" };
  readonly callers: string;
  readonly steps: readonly Step[];
}

/** The next version of a document. */
export function applied(document: Json, { edits = [], moves = [], texts = [] }: Step): Json {
  let text = JSON.stringify(document);
  for (const [from, to] of texts) {
    if (!text.includes(from)) throw new Error(`${from} is nowhere`);
    text = text.replaceAll(from, to);
  }
  const next: Json = JSON.parse(text);
  for (const [from, to] of moves) {
    const value = at(next, from);
    put(next, from, undefined);
    put(next, to, value);
  }
  for (const [pointer, value] of edits) put(next, pointer, value);
  return next;
}

function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function at(value: Json, pointer: string): Json {
  return keysOf(pointer).reduce<Json>((holder, key) => {
    const inner = Array.isArray(holder) ? holder[Number(key)] : isObject(holder) ? holder[key] : undefined;
    if (inner === undefined) throw new Error(`${pointer} is nowhere`);
    return inner;
  }, value);
}

/** Where there is nothing on the way, objects are made; behind the end of a list, an item. */
function put(document: Json, pointer: string, value: Json | undefined): void {
  const keys = keysOf(pointer);
  const last = keys.pop() ?? "";
  let holder = document;
  for (const key of keys) {
    if (isObject(holder)) holder[key] ??= {};
    holder = at(holder, `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
  if (Array.isArray(holder)) {
    if (value === undefined) holder.splice(Number(last), 1);
    else holder[Number(last)] = value;
  } else if (isObject(holder)) {
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
