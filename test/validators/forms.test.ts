/** Holds the forms of a client to each other, over schemas and values made by chance: they judge alike. */

import { describe, expect, it } from "vitest";
import { Chance, randomSchema, randomValue } from "../json-schema/random.js";
import { converted, faithful, validatorsOf } from "./generated.js";

const schemasEach = 12;
const valuesEach = 40;

/** With names that callers have otherwise, and dates among the texts. */
function renamed<Json>(json: Json): Json {
  const text = JSON.stringify(json)
    .replaceAll('"x-1"', '"x_y"')
    .replaceAll('"b"', '"b_c"')
    .replaceAll('"^x-"', '"^x_"');
  return JSON.parse(text.replaceAll('"abc"', '"2024-01-01T00:00:00.000Z"'));
}

/** With every other text a date-time. */
function dated(schema: unknown, chance: Chance): unknown {
  if (Array.isArray(schema)) return schema.map((one) => dated(one, chance));
  if (typeof schema !== "object" || schema === null) return schema;
  const isData = (key: string) => key === "const" || key === "enum";
  const entries = Object.entries(schema).map(([key, inner]) => [key, isData(key) ? inner : dated(inner, chance)]);
  const isDate =
    "type" in schema && schema.type === "string" && !Object.keys(schema).some(isData) && chance.next() < 0.5;
  return { ...Object.fromEntries(entries), ...(isDate && { format: "date-time" }) };
}

describe("validators of a client with codecs", () => {
  it.each([1, 2, 3])("find the same as those without (seed %i)", { timeout: 60_000 }, async (seed) => {
    const chance = new Chance(seed);
    const schemas = Object.fromEntries(
      Array.from({ length: schemasEach }, (_, number) => {
        const schema = dated(renamed(randomSchema(chance, number, schemasEach)), chance);
        return [`Case${number}`, schema] as const;
      }),
    );
    const plain = await validatorsOf(schemas, faithful);
    const both = await validatorsOf(schemas, converted);
    let valid = 0;
    for (const name of Object.keys(schemas)) {
      const model = both(name);
      const wire = both.names.has(`${name}Wire`) ? both(`${name}Wire`) : model;
      for (let count = 0; count < valuesEach; count += 1) {
        const value = renamed(randomValue(chance));
        const text = JSON.stringify(value);
        const judgement = wire["~standard"].validate(value);
        expect(judgement.issues === undefined, `${name}: ${text}`).toBe(plain(name).is(value));
        expect(JSON.stringify(value)).toBe(text);
        if (judgement.issues) continue;
        expect(model.is(judgement.value), `${name}, decoded: ${text}`).toBe(true);
        valid += 1;
      }
    }
    expect(valid).toBeGreaterThan(50);
  });
});
