/**
 * Collects the values that codecs could not convert while they run, with the way to each.
 *
 * Codecs are plain functions of a value, which anyone may call. Decoding is synchronous, so one list per module is enough: it
 * is there only while somebody listens.
 */

import { type JsonType, jsonType } from "./json-types.js";

/** A value that isn't what a codec converts, and so stayed as it was. The value itself isn't kept: it may be secret. */
export interface Misfit {
  /** Names on the wire and indices, from the whole value inwards. */
  readonly path: readonly (string | number)[];
  /** What the document says that it is: `date-time`, `int64`, `base64`, `number`, `boolean`, `object`, `array`, … */
  readonly expected: string;
  /** What it is. */
  readonly actual?: JsonType | undefined;
}

let found: (Omit<Misfit, "path"> & { readonly path: (string | number)[] })[] | undefined;

/** Runs a conversion and gives its result, and what it could not convert: the first 100. */
export function listened<T>(convert: () => T): { readonly value: T; readonly misfits: readonly Misfit[] } {
  const outer = found;
  const misfits: NonNullable<typeof found> = [];
  found = misfits;
  try {
    return { value: convert(), misfits };
  } finally {
    found = outer;
  }
}

/** Takes note of a value that can't be converted, and returns it as it is. */
export function noteMisfit(value: unknown, expected: string): unknown {
  if (found && found.length < 100) found.push({ path: [], expected, actual: jsonType(value) });
  return value;
}

/**
 * Converts a value inside another.
 *
 * @param key - Where it is; `undefined`: it is the whole, of which the codec converts one kind among others. Then only what
 *   is wrong inside it counts.
 */
export function within(
  key: string | number | undefined,
  value: unknown,
  codec: (value: unknown, name: string) => unknown,
): unknown {
  const start = found?.length ?? 0;
  const converted = codec(value, String(key));
  // Nearly always there is nothing to do here.
  if (!found || found.length === start) return converted;
  if (key === undefined) found.splice(start, found.length - start, ...found.slice(start).filter(isInside));
  else for (const misfit of found.slice(start)) misfit.path.unshift(key);
  return converted;
}

function isInside({ path }: Misfit): boolean {
  return path.length > 0;
}
