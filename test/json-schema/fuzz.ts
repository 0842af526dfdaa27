/** Compares generated validators with ajv over schemas and values made by chance. */

import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv2020 } from "ajv/dist/2020.js";
import { validatorsOf } from "./case.js";
import { Chance, randomSchema, randomValue } from "./random.js";

/** What came of one document of schemas. */
export interface Comparison {
  readonly pairs: number;
  /** Pairs in which both find the value valid. */
  readonly valid: number;
  /** Pairs in which a third validator agrees with ours, and ajv is wrong. */
  readonly explained: number;
  readonly differences: readonly string[];
}

/**
 * Schemas about which the two differ for a known reason: what normalisation reads otherwise than by the letter, because
 * everybody who writes it means that, and what ajv gets wrong.
 */
function isMeantOtherwise(schema: unknown): boolean {
  if (typeof schema !== "object" || schema === null) return false;
  if (Array.isArray(schema)) return schema.some(isMeantOtherwise);
  const keys = Object.keys(schema);
  // A list of values converts them to the type beside it, and null in either is null in both.
  if (keys.includes("type") && keys.includes("enum")) return true;
  if (keys.includes("const") && (keys.includes("enum") || keys.includes("type"))) return true;
  // ajv forgets `contains` of an empty list beside `prefixItems`, and takes what a failing `if` spoke about for evaluated.
  if (keys.includes("prefixItems") && keys.includes("contains")) return true;
  if (keys.includes("unevaluatedProperties") && keys.includes("if")) return true;
  return Object.entries(schema).some(([key, inner]) => key !== "const" && key !== "enum" && isMeantOtherwise(inner));
}

/** What ajv says; nothing where its own code fails, as it does on some `unevaluatedProperties`. */
function verdict(judge: (value: unknown) => unknown, value: unknown): boolean | undefined {
  try {
    return judge(value) === true;
  } catch {
    return undefined;
  }
}

const dialect = "https://json-schema.org/draft/2020-12/schema";

/** What a slow validator that keeps to the letter says. */
async function thirdVerdict(named: object, name: string, value: unknown): Promise<boolean> {
  const id = "https://case.example/third";
  const document = { $schema: dialect, $ref: `#/$defs/${name}`, $defs: named };
  const text = JSON.stringify(document).replaceAll('"#/components/schemas/', '"#/$defs/');
  const schema: Parameters<typeof registerSchema>[0] = JSON.parse(text);
  registerSchema(schema, id);
  const { valid } = await validate(id, JSON.parse(JSON.stringify(value)));
  unregisterSchema(id);
  return valid;
}

/** Judges `values` values by each of `count` schemas. */
export async function compare(seed: number, count: number, values: number): Promise<Comparison> {
  const chance = new Chance(seed);
  const schemas = Array.from({ length: count }, (_, number) => {
    for (;;) {
      const schema = randomSchema(chance, number, count);
      if (!isMeantOtherwise(schema)) return schema;
    }
  });
  const named = Object.fromEntries(schemas.map((schema, number) => [`Case${number}`, schema]));
  const validators = await validatorsOf(named);
  const ajv = new Ajv2020({ strict: false, logger: false, ownProperties: true });
  ajv.addSchema({ $id: "https://case.example/document", components: { schemas: named } });
  let pairs = 0;
  let valid = 0;
  let explained = 0;
  const differences: string[] = [];
  for (const [name, schema] of Object.entries(named)) {
    const judge = ajv.compile({ $ref: `https://case.example/document#/components/schemas/${name}` });
    for (let round = 0; round < values; round += 1) {
      const value = randomValue(chance);
      const theirs = verdict(judge, value);
      if (theirs === undefined) continue;
      pairs += 1;
      const ours = validators[name]?.is(value);
      if (ours && theirs) valid += 1;
      if (ours === theirs) continue;
      if (ours === (await thirdVerdict(named, name, value))) explained += 1;
      else
        differences.push(
          `${JSON.stringify(value)} is ${ours ? "valid" : "invalid"} by ours: ${JSON.stringify(schema)}`,
        );
    }
  }
  return { pairs, valid, explained, differences };
}
