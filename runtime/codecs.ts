/**
 * Turns values between wire form and caller's form by tables, one direction each.
 *
 * Reality may differ from the document: what a codec can't convert is returned as it is, unknown names survive.
 */

import { noteMisfit, within } from "./misfits.js";
import type { Codec } from "./operation.js";

/** A codec that may look at the name that a value stands under. */
type NamedCodec = (value: unknown, name: string) => unknown;

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
 *
 * @param further - Converts the values of unknown properties. Default: they are kept as they are.
 */
export function mapFields<Model>(value: unknown, fields: FieldsFromWire<Model>, further?: NamedCodec): Model;
export function mapFields<Model>(value: unknown, fields: FieldsToWire<Model>, further?: NamedCodec): unknown;
export function mapFields<Model>(
  value: unknown,
  fields: FieldsFromWire<Model> | FieldsToWire<Model>,
  further?: NamedCodec,
): unknown {
  // Either table holds the same at run time: a name and perhaps a codec under each known name.
  const table = fields as { readonly [name: string]: readonly [string, Codec?] };
  if (!isRecord(value)) return noteMisfit(value, "object");
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const field = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!field) {
      // What has the name already is known.
      if (!Object.hasOwn(result, name)) setOwn(result, name, converted(value[name], name, further));
      continue;
    }
    const [key, codec] = field;
    setOwn(result, key, converted(value[name], name, codec));
  }
  return result;
}

function converted(value: unknown, name: string, codec: NamedCodec | undefined): unknown {
  return codec && value !== undefined ? within(name, value, codec) : value;
}

/** Converts the items of an array. Anything else is returned as it is. */
export function mapItems(value: unknown, codec: Codec): unknown {
  if (!Array.isArray(value)) return noteMisfit(value, "array");
  return value.map((item, index) => within(index, item, codec));
}

/** Converts an array's items place by place, those beyond by `rest`; a place without a codec keeps its value. */
export function mapTuple(value: unknown, codecs: readonly (Codec | undefined)[], rest?: Codec): unknown {
  if (!Array.isArray(value)) return noteMisfit(value, "array");
  return value.map((item, index) => {
    const codec = index < codecs.length ? codecs[index] : rest;
    return codec ? within(index, item, codec) : item;
  });
}

/** Converts the values of a record; its keys are data and stay. Anything but an object is returned as it is. */
export function mapValues(value: unknown, codec: NamedCodec): unknown {
  if (!isRecord(value)) return noteMisfit(value, "object");
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) setOwn(result, key, within(key, value[key], codec));
  return result;
}

/**
 * Converts a value of a record by the first pattern that its key fits, and by `rest` if it fits none; without a codec it
 * is returned as it is.
 *
 * @param codecs - Regular expressions, read as Unicode, that may fit any part of a key.
 */
export function mapNamed(
  value: unknown,
  name: string,
  codecs: readonly (readonly [pattern: string, codec?: Codec])[],
  rest?: Codec,
): unknown {
  const row = codecs.find(([pattern]) => new RegExp(pattern, "u").test(name));
  const codec = row ? row[1] : rest;
  return codec ? codec(value) : value;
}

declare const otherTag: unique symbol;

/**
 * A tag that the document doesn't know. At run time it is the text or number that was received; its type has nothing in
 * common with text, since only so does TypeScript leave, where a tag is compared with a documented one, the members that
 * have it. `String(tag)` gives the text.
 */
export interface OtherTag {
  readonly [otherTag]: never;
  toString(): string;
}

/**
 * Converts an object by the codec that its tag selects; a known tag without one keeps the object as it is.
 *
 * @param tag - Name of the property that holds the tag, in the form that the value is in.
 * @param codecs - By the text of the tag.
 * @param otherwise - Converts objects with an unknown tag, or none. Default: they are returned as they are.
 */
export function mapUnion(
  value: unknown,
  tag: string,
  codecs: { readonly [tag: string]: Codec | undefined },
  otherwise?: Codec,
): unknown {
  if (!isRecord(value)) return noteMisfit(value, "object");
  const held = Object.hasOwn(value, tag) ? value[tag] : undefined;
  const isKnown = held !== undefined && typeof held !== "object" && Object.hasOwn(codecs, String(held));
  const codec = isKnown ? codecs[String(held)] : otherwise;
  return codec ? codec(value) : value;
}

/** What an object looks like, in the form that the value is in. */
export interface Looks {
  /** Properties that it always has. */
  readonly required?: readonly string[];
  /** Properties with fixed values. */
  readonly fixed?: { readonly [name: string]: readonly unknown[] };
  /** Kinds of values: what `typeof` says, but `null`, `array`, and for what is converted that of its form on the wire. */
  readonly kinds?: { readonly [name: string]: readonly string[] };
  /** Properties that it may have. */
  readonly known: readonly string[];
  /** What the objects in its properties look like, or the first one of a list there. */
  readonly within?: { readonly [name: string]: Looks };
}

/** What an object of one member of a union looks like, and how it is converted. */
export interface VariantTable extends Looks {
  readonly codec?: Codec;
}

/**
 * Converts an object by the member of a union that it looks like: of those whose required properties it has and whose fixed
 * values and kinds it holds, the one that knows most of its properties, and the first of equals. What doesn't fit within
 * its properties counts against a member, but rules none out. If there is none it is returned as it is.
 */
export function mapVariant(value: unknown, variants: readonly VariantTable[]): unknown {
  if (!isRecord(value)) return noteMisfit(value, "object");
  let best: VariantTable | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const variant of variants) {
    const fit = fitOf(value, variant);
    if (fit === undefined || fit <= most) continue;
    most = fit;
    best = variant;
  }
  if (!best) return noteMisfit(value, "one of several objects");
  return best.codec ? best.codec(value) : value;
}

/** A misfit within weighs more than any number of known properties. */
const misfit = -1e6;

/** How many properties are known, here and within; `undefined`: the object doesn't look so. */
function fitOf(object: Readonly<Record<string, unknown>>, looks: Looks): number | undefined {
  // What is absent must not be inherited.
  const own: Looks = Object.assign(Object.create(null), looks);
  const { required = [], fixed = {}, kinds = {}, known, within = {} } = own;
  const has = (name: string): boolean => Object.hasOwn(object, name) && object[name] !== undefined;
  const holds = ([name, values]: [string, readonly unknown[]]): boolean => !has(name) || values.includes(object[name]);
  const isOf = ([name, list]: [string, readonly string[]]): boolean =>
    !has(name) || list.includes(kindOf(object[name]));
  if (!required.every(has) || !Object.entries(fixed).every(holds) || !Object.entries(kinds).every(isOf))
    return undefined;
  let fit = known.filter(has).length;
  for (const [name, inside] of Object.entries(within)) {
    const held = has(name) ? object[name] : undefined;
    const inner: unknown = Array.isArray(held) ? held[0] : held;
    if (isRecord(inner)) fit += fitOf(inner, inside) ?? misfit;
  }
  return fit;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (value instanceof Date || value instanceof Uint8Array) return "string";
  if (typeof value === "bigint" || value instanceof BigInt) return "number";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Converts by one codec after the other: each leaves alone what is not of its kind, and none finds fault with that. */
export function mapKinds(value: unknown, codecs: readonly Codec[]): unknown {
  return codecs.reduce((converted, codec) => within(undefined, converted, codec), value);
}

/** Converts any value but null. */
export function mapNullable(value: unknown, codec: Codec): unknown {
  return value === null ? value : codec(value);
}

const instant = /^(\d{4}-\d\d-(\d\d))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/** A `Date` from an RFC 3339 date-time; digits beyond milliseconds are lost. Anything else is returned as it is. */
export function decodeInstant(value: unknown): unknown {
  const [text = "", date = "", day = ""] = typeof value === "string" ? (instant.exec(value) ?? []) : [];
  const moment = new Date(text.toUpperCase());
  // `Date` takes February 30 for March 2.
  const isMoved = day > "28" && new Date(date).getUTCDate() !== Number(day);
  return isMoved || Number.isNaN(moment.getTime()) ? noteMisfit(value, "date-time") : moment;
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
  const isNumber = typeof value === "string" && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value);
  return isNumber ? Number(value) : noteMisfit(value, "number");
}

/** A boolean from a header's text `true` or `false`. Anything else is returned as it is. */
export function decodeBoolean(value: unknown): unknown {
  return value === "true" || (value === "false" ? false : noteMisfit(value, "boolean"));
}

/** Objects with properties: not arrays, dates, blobs and the like. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** Sets an own property. Assigning to `__proto__` would change what the object inherits, and other inherited names may be frozen. */
export function setOwn(record: Record<string, unknown>, key: string, value: unknown): void {
  if (key in Object.prototype) {
    Object.defineProperty(record, key, { value, enumerable: true, writable: true, configurable: true });
  } else {
    record[key] = value;
  }
}
