/** Makes schemas and values by chance, the same for the same seed. */

/** A source of chance. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A number from 0 up to 1. */
  next(): number {
    // Mulberry32.
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }

  /** Up to `count` of what `make` makes. */
  some<Item>(count: number, make: () => Item): Item[] {
    return Array.from({ length: this.below(count + 1) }, make);
  }
}

// What ajv gets wrong is left to cases of our own: it passes over `__proto__`, can't compare objects with a `toString` of their
// own, takes a property called `hasOwnProperty` for evaluated, and 1e21 for no whole number.
const names = ["a", "b", "c", "d", "x-1"] as const;
const texts = ["", "a", "ab", "abc", "b", "x-1", "😀", "😀b"] as const;
const numbers = [0, -0, 1, 2, 3, 4.5, -1, 0.5, 6, 12345678] as const;
const types = ["null", "boolean", "integer", "number", "string", "array", "object"] as const;

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A value that the schemas below have something to say about. */
export function randomValue(chance: Chance, depth = 3): Json {
  const kind = chance.below(depth === 0 ? 4 : 9);
  if (kind === 0) return null;
  if (kind === 1) return chance.next() < 0.5;
  if (kind === 2) return chance.pick(numbers);
  if (kind === 3) return chance.pick(texts);
  if (kind < 6) return chance.some(3, () => randomValue(chance, depth - 1));
  const entries = chance.some(4, () => [chance.pick(names), randomValue(chance, depth - 1)] as const);
  return Object.fromEntries(entries);
}

type Part = readonly [keyword: string, value: Json];

/** A schema; those that it refers to where the same value is judged have greater numbers, so that no circle arises. */
export function randomSchema(chance: Chance, number: number, count: number, depth = 3): Json {
  if (depth === 0 || chance.next() < 0.04) return chance.pick([true, false, {}, { type: chance.pick(types) }]);
  const inner = (): Json => randomSchema(chance, number, count, depth - 1);
  const list = (): Json => [inner(), ...chance.some(2, inner)];
  const map = (keys: readonly [string, ...string[]]): Json =>
    Object.fromEntries(chance.some(3, () => [chance.pick(keys), inner()] as const));
  const reference = (from: number): Json => ({ $ref: `#/components/schemas/Case${from + chance.below(count - from)}` });
  const onwards = (): Json => (number + 1 < count ? reference(number + 1) : {});
  const limit = (): number => chance.below(4);
  const parts: readonly [() => Part[], ...(() => Part[])[]] = [
    () => [["type", chance.pick(types)]],
    () => [["type", [...new Set([chance.pick(types), chance.pick(types)])]]],
    () => [
      ["type", "object"],
      ["properties", map(names)],
    ],
    () => [
      ["type", "array"],
      ["items", inner()],
    ],
    () => [["const", randomValue(chance, 2)]],
    () => [["enum", [randomValue(chance, 2), ...chance.some(2, () => randomValue(chance, 1))]]],
    () => [[chance.pick(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]), chance.pick([0, 1, 2, 4.5])]],
    () => [["multipleOf", chance.pick([1, 2, 0.5, 3])]],
    () => [[chance.pick(["minLength", "maxLength"]), limit()]],
    () => [["pattern", chance.pick(["^a", "b$", "^x-", "^.$", "\\p{L}"])]],
    () => [[chance.pick(["minItems", "maxItems", "minProperties", "maxProperties"]), limit()]],
    () => [["uniqueItems", true]],
    () => [["properties", map(names)]],
    () => [["required", [...new Set(chance.some(2, () => chance.pick(names)))]]],
    () => [["additionalProperties", chance.pick([false, inner()])]],
    () => [
      ["properties", map(names)],
      ["additionalProperties", chance.pick([false, inner()])],
    ],
    () => [["patternProperties", map(["^a", "b", "^x-"])]],
    () => [["propertyNames", inner()]],
    () => [["dependentRequired", { [chance.pick(["a", "b"])]: [chance.pick(names)] }]],
    () => [["dependentSchemas", map(["a", "b"])]],
    () => [
      ["prefixItems", list()],
      ["items", chance.pick([false, inner()])],
    ],
    () => [
      ["contains", inner()],
      ...(chance.next() < 0.5 ? [["minContains", limit()] as const, ["maxContains", limit()] as const] : []),
    ],
    () => [["allOf", list()]],
    () => [["anyOf", list()]],
    () => [["oneOf", list()]],
    () => [["anyOf", [inner(), { type: "null" }]]],
    () => [["not", inner()]],
    () => [
      ["if", inner()],
      ["then", inner()],
      ["else", inner()],
    ],
    () => [["allOf", [onwards()]]],
    () => [["properties", { a: reference(0), b: inner() }]],
    () => [
      ["unevaluatedProperties", chance.pick([false, inner()])],
      ["anyOf", list()],
    ],
  ];
  return Object.fromEntries([0, ...chance.some(2, () => 0)].flatMap(() => chance.pick(parts)()));
}
