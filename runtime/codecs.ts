/**
 * Turns values between wire form and caller's form by tables, one direction each.
 *
 * Reality may differ from the document: what a codec can't convert is returned as it is, unknown names survive.
 */

import type { Codec } from "./operation.js";

/** Properties of `Model` by their wire names: how the caller knows them, and how their values are decoded. */
export interface FieldsFromWire<Model> {
  readonly [wireName: string]: readonly [key: `${keyof Model & (string | number)}`, decode?: Codec];
}

/** Wire names of `Model`'s properties, and how their values are encoded. */
export type FieldsToWire<Model> = {
  readonly [Key in keyof Model]?: readonly [wireName: string, encode?: Codec];
};

/**
 * Renames and converts the properties of an object, in either direction.
 *
 * Own properties only, in their order; unknown ones are kept. Where a known and an unknown one get the same name, the known
 * one stays. Anything but an object is returned as it is.
 */
export function mapFields<Model>(value: unknown, fields: FieldsFromWire<Model>): Model;
export function mapFields<Model>(value: unknown, fields: FieldsToWire<Model>): unknown;
export function mapFields<Model>(value: unknown, fields: FieldsFromWire<Model> | FieldsToWire<Model>): unknown {
  // Either table holds the same at run time: a name and perhaps a codec under each known name.
  const table = fields as { readonly [name: string]: readonly [string, Codec?] };
  if (!isRecord(value)) return value;
  const result: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const name of Object.keys(value)) {
    const field = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!field) {
      if (!known.has(name)) setOwn(result, name, value[name]);
      continue;
    }
    const [key, codec] = field;
    known.add(key);
    setOwn(result, key, codec && value[name] !== undefined ? codec(value[name]) : value[name]);
  }
  return result;
}

/** Converts the items of an array. Anything else is returned as it is. */
export function mapItems(value: unknown, codec: Codec): unknown {
  return Array.isArray(value) ? value.map((item) => codec(item)) : value;
}

/** Converts an array's items place by place, those beyond by `rest`; a place without a codec keeps its value. */
export function mapTuple(value: unknown, codecs: readonly (Codec | undefined)[], rest?: Codec): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item, index) => {
    const codec = index < codecs.length ? codecs[index] : rest;
    return codec ? codec(item) : item;
  });
}

/** Converts the values of a record; its keys are data and stay. Anything but an object is returned as it is. */
export function mapValues(value: unknown, codec: Codec): unknown {
  if (!isRecord(value)) return value;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) setOwn(result, key, codec(value[key]));
  return result;
}

/**
 * Converts an object by the codec that its tag selects. With an unknown tag, or none, it is returned as it is.
 *
 * @param tag - Name of the property that holds the tag, in the form that the value is in.
 */
export function mapUnion(value: unknown, tag: string, codecs: { readonly [tag: string]: Codec }): unknown {
  if (!isRecord(value) || !Object.hasOwn(value, tag)) return value;
  const selected = String(value[tag]);
  const codec = Object.hasOwn(codecs, selected) ? codecs[selected] : undefined;
  return codec ? codec(value) : value;
}

/** What an object of one member of a union looks like, in the form that the value is in. */
export interface VariantTable {
  /** Properties that it always has. */
  readonly required?: readonly string[];
  /** Properties with fixed values. */
  readonly fixed?: { readonly [name: string]: readonly unknown[] };
  /** Properties that it may have. */
  readonly known: readonly string[];
  readonly codec?: Codec;
}

/**
 * Converts an object by the member of a union that it looks like: of those whose required properties it has and whose fixed
 * values it holds, the one that knows most of its properties, and the first of equals. If there is none it is returned as
 * it is.
 */
export function mapVariant(value: unknown, variants: readonly VariantTable[]): unknown {
  if (!isRecord(value)) return value;
  const has = (name: string): boolean => Object.hasOwn(value, name);
  const fitting = variants.filter(({ required = [], fixed = {} }) => {
    return (
      required.every(has) && Object.entries(fixed).every(([name, values]) => !has(name) || values.includes(value[name]))
    );
  });
  const score = ({ known }: VariantTable): number => known.filter(has).length;
  const [best] = fitting.sort((left, right) => score(right) - score(left));
  return best?.codec ? best.codec(value) : value;
}

/** Converts by one codec after the other: each leaves alone what is not of its kind. */
export function mapKinds(value: unknown, codecs: readonly Codec[]): unknown {
  return codecs.reduce((converted, codec) => codec(converted), value);
}

const instant = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** A `Date` from an RFC 3339 date-time; digits beyond milliseconds are lost. Anything else is returned as it is. */
export function decodeInstant(value: unknown): unknown {
  const [text, day] = typeof value === "string" ? (instant.exec(value) ?? []) : [];
  if (!text || !day) return value;
  // `Date` takes February 30 for March 2, and prints it so.
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return value;
  return new Date(text.toUpperCase());
}

/**
 * RFC 3339 text in UTC from a `Date`. Anything else is returned as it is.
 *
 * @throws RangeError for an invalid `Date`; a call turns it into an `InputError`.
 */
export function encodeInstant(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

/** A number from a header's text. Text that isn't a JSON number is returned as it is. */
export function decodeNumber(value: unknown): unknown {
  return typeof value === "string" && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) ? Number(value) : value;
}

/** A boolean from a header's text `true` or `false`. Anything else is returned as it is. */
export function decodeBoolean(value: unknown): unknown {
  return value === "true" || (value === "false" ? false : value);
}

/** Objects with properties: not arrays, dates, blobs and the like. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** Assigning to `__proto__` would change what the object inherits. */
function setOwn(record: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(record, key, { value, enumerable: true, writable: true, configurable: true });
  } else {
    record[key] = value;
  }
}
