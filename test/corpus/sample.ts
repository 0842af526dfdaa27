/** Turns a sampled value into what is on the wire and what a caller has, and compares either with what came. */

/** How a client was generated. */
export interface Form {
  readonly casing: "preserve" | "camel";
  readonly dates: "string" | "Date";
}

/**
 * A value made from a schema, which knows what of it the document describes: names that may be cased, text that is an
 * instant, bytes.
 */
export type Sample =
  | { readonly kind: "plain"; readonly value: string | number | boolean | null }
  | { readonly kind: "instant"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "list"; readonly items: readonly Sample[] }
  | { readonly kind: "record"; readonly fields: readonly Field[]; readonly declared: readonly string[] }
  /** Any JSON: the document doesn't describe it, so nothing in it is converted. */
  | { readonly kind: "free"; readonly value: unknown };

export interface Field {
  readonly name: string;
  readonly sample: Sample;
}

/** The value in wire form, as JSON. Bytes stand for themselves. */
export function wireValue(sample: Sample): unknown {
  switch (sample.kind) {
    case "plain":
    case "free":
      return sample.value;
    case "instant":
      return sample.text;
    case "bytes":
      return sample.bytes;
    case "list":
      return sample.items.map(wireValue);
    case "record":
      return record(sample.fields.map(({ name, sample: inner }) => [name, wireValue(inner)]));
  }
}

/** The value as a caller writes it. Bytes are a `Blob`. */
export function callerValue(sample: Sample, form: Form): unknown {
  switch (sample.kind) {
    case "plain":
    case "free":
      return sample.value;
    case "instant":
      return form.dates === "Date" ? new Date(sample.text) : sample.text;
    case "bytes":
      return new Blob([sample.bytes]);
    case "list":
      return sample.items.map((item) => callerValue(item, form));
    case "record": {
      const names = callerNames(sample.declared, form);
      return record(
        sample.fields.map(({ name, sample: inner }) => [names.get(name) ?? name, callerValue(inner, form)]),
      );
    }
  }
}

/** An object whose fields are own properties, `__proto__` too. */
function record(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries);
}

/**
 * What a caller received, back in wire form, by the sample that was sent: names are mapped back, a `Date` becomes the
 * sample's text if it is the same instant. What doesn't fit the sample stays as it is, and so differs.
 */
export function backToWire(received: unknown, sample: Sample, form: Form): unknown {
  switch (sample.kind) {
    case "plain":
    case "free":
    case "bytes":
      return received;
    case "instant":
      if (form.dates === "string") return received;
      if (!(received instanceof Date)) return { "not a Date": received };
      return received.getTime() === Date.parse(sample.text) ? sample.text : received;
    case "list":
      if (!Array.isArray(received)) return received;
      return received.map((item, index) => {
        const inner = sample.items[index];
        return inner === undefined ? item : backToWire(item, inner, form);
      });
    case "record":
      return recordToWire(received, sample, form);
  }
}

function recordToWire(received: unknown, sample: Sample & { readonly kind: "record" }, form: Form): unknown {
  if (typeof received !== "object" || received === null || Array.isArray(received)) return received;
  const names = callerNames(sample.declared, form);
  const byCaller = new Map(sample.fields.map((field) => [names.get(field.name) ?? field.name, field]));
  return record(
    Object.entries(received).map(([key, value]) => {
      const field = byCaller.get(key);
      return field === undefined ? [`${key} (unknown)`, value] : [field.name, backToWire(value, field.sample, form)];
    }),
  );
}

/** The caller's name of each declared name; those that would meet keep their wire names. */
function callerNames(declared: readonly string[], { casing }: Form): ReadonlyMap<string, string> {
  if (casing === "preserve") return new Map();
  const wishes = declared.map((name) => [name, camelCase(name) || name] as const);
  const counts = new Map<string, number>();
  for (const [, wish] of wishes) counts.set(wish, (counts.get(wish) ?? 0) + 1);
  return new Map(wishes.map(([name, wish]) => [name, counts.get(wish) === 1 ? wish : name]));
}

/**
 * Camel case as the documentation describes it: words are parted by whatever is neither letter nor digit and where the
 * case changes; an acronym is one word; digits stay with the word before them.
 */
export function camelCase(name: string): string {
  const words = name
    .normalize("NFC")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/([\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{N})([\p{Ll}\p{Lo}])/gu, "$1 $2")
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== "");
  return words
    .map((word, index) => {
      const [first = "", ...rest] = word.toLowerCase();
      return index === 0 ? first + rest.join("") : first.toUpperCase() + rest.join("");
    })
    .join("");
}

/** The first place where two JSON values differ, as text; `undefined` if they are equal. The order of names is no difference. */
export function difference(actual: unknown, expected: unknown, at = ""): string | undefined {
  if (Object.is(actual, expected)) return undefined;
  if (Array.isArray(actual) && Array.isArray(expected)) {
    if (actual.length !== expected.length) return `${at || "/"}: ${actual.length} items, not ${expected.length}`;
    return first(expected.map((item, index) => () => difference(actual[index], item, `${at}/${index}`)));
  }
  if (isPlainObject(actual) && isPlainObject(expected)) {
    const missing = Object.keys(expected).find((key) => !Object.hasOwn(actual, key));
    if (missing !== undefined) return `${at}/${missing}: missing`;
    const extra = Object.keys(actual).find((key) => !Object.hasOwn(expected, key));
    if (extra !== undefined) return `${at}/${extra}: not expected`;
    return first(Object.keys(expected).map((key) => () => difference(actual[key], expected[key], `${at}/${key}`)));
  }
  return `${at || "/"}: ${shown(actual)}, not ${shown(expected)}`;
}

function first(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const found = check();
    if (found !== undefined) return found;
  }
  return undefined;
}

function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** A value in a message, shortened. */
export function shown(value: unknown): string {
  const text = value instanceof Date ? `Date ${value.toISOString()}` : (JSON.stringify(value) ?? String(value));
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
