/** Turns schemas into short descriptions by which they are known again when they stand in another place of a list. */

import type { Schema } from "../../normalise/types.js";

/** As deep as parts of a composition and items are looked at. */
const depthLimit = 3;

/** So many properties of a property are named. */
const breadthLimit = 6;

/** How much of two descriptions must be the same. */
const threshold = 0.5;

/**
 * What a schema looks like, in words: its types and values, and its properties with their types (`name:string`), those with
 * one value with that (`kind=a`), those that it always has with `!`. Empty for a reference: what it leads to has a name of
 * its own.
 */
export function descriptionOf(schema: Schema): string {
  return schema.ref === undefined ? [...new Set(wordsOf(schema, depthLimit))].sort().join(" ") : "";
}

function wordsOf(schema: Schema, depth: number): readonly string[] {
  if (schema.ref !== undefined) return [schema.ref];
  const { types = [], enum: values = [], properties = new Map<string, Schema>(), required = [], items } = schema;
  const { allOf = [], oneOf = [], anyOf = [] } = schema;
  const members = [...properties].map(
    ([name, property]) => `${word(name)}${about(property)}${required.includes(name) ? "!" : ""}`,
  );
  const inner = depth === 0 ? [] : [...allOf, ...oneOf, ...anyOf].flatMap((part) => wordsOf(part, depth - 1));
  const item = depth === 0 || items === undefined ? [] : wordsOf(items, depth - 1).map((one) => `[${one}]`);
  return [...types, ...values.map((value) => `=${word(value)}`), ...members, ...inner, ...item];
}

/** The one value of a property, else its types and the properties inside, or the name of the schema that it refers to. */
function about({ enum: values, types = [], format, ref, properties, items }: Schema): string {
  if (values?.length === 1) return `=${word(values[0])}`;
  if (ref !== undefined) return `:${word(ref.replace(/^.*\//, ""))}`;
  const inside = [...(properties ?? items?.properties ?? new Map<string, Schema>()).keys()]
    .slice(0, breadthLimit)
    .join(",");
  const kind = [...types, ...(format === undefined ? [] : [format])].join("|") + (inside === "" ? "" : `[${inside}]`);
  return kind === "" ? "" : `:${word(kind)}`;
}

/** A value as one word: without what stands between words and within them. */
function word(value: unknown): string {
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).replaceAll(/[\s:=!]+/g, "_");
}

/**
 * Which of the things that were described before each of the present ones is; `undefined`: none, it is new. First those
 * that look the same, in their order, then those that look most alike.
 */
export function sameThings(before: readonly string[], now: readonly string[]): readonly (number | undefined)[] {
  const found = new Map<number, number>();
  const left = new Set(before.keys());
  const take = (from: number, to: number) => {
    if (!left.delete(from)) return;
    found.set(to, from);
  };
  for (const [to, description] of now.entries()) {
    const from = [...left].find((one) => before[one] === description);
    if (from !== undefined) take(from, to);
  }
  const open = [...now.keys()].filter((to) => !found.has(to));
  const pairs = open.flatMap((to) =>
    [...left].map((from) => ({ from, to, share: likeness(before[from] ?? "", now[to] ?? "") })),
  );
  const distance = ({ from, to }: { from: number; to: number }) => Math.abs(from - to);
  const best = pairs
    .filter(({ share }) => share >= threshold)
    .sort((left, right) => right.share - left.share || distance(left) - distance(right));
  for (const { from, to } of best) if (!found.has(to)) take(from, to);
  return [...now.keys()].map((to) => found.get(to));
}

/** How much two descriptions have in common, up to 1; more if a property has the same one value, nothing if it has another. */
function likeness(one: string, other: string): number {
  const [left, right] = [parsed(one), parsed(other)];
  const tagged = [...left].filter(([name, value]) => isTag(value) && isTag(right.get(name)));
  if (tagged.some(([name, value]) => value !== right.get(name))) return 0;
  const common = [...left]
    .filter(([name]) => right.has(name))
    .map(([name, value]) => (value === right.get(name) ? 1 : 0.5));
  const share = common.reduce((sum, each) => sum + each, 0) / new Set([...left.keys(), ...right.keys()]).size;
  return tagged.length > 0 ? 1 + share : share;
}

function isTag(value: string | undefined): boolean {
  return value?.startsWith("=") === true;
}

/** What is said of each word; it makes no difference what is always there. */
function parsed(description: string): ReadonlyMap<string, string> {
  const words = description.split(" ").map((one) => /^(.[^:=]*)(.*?)!?$/.exec(one));
  return new Map(
    words.flatMap((parts): [string, string][] => (parts === null ? [] : [[parts[1] ?? "", parts[2] ?? ""]])),
  );
}
