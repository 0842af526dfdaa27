/**
 * Random documents and random values of them: what generated codecs make of a value is what docs/codecs.md says, and comes
 * back as it was.
 */

import { deepStrictEqual } from "node:assert";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../../runtime/operation.js";
import { generateInto, importClient, linkPackages } from "../corpus/client.js";
import { Callers, componentsOf, jsonText, modelsOf, type Options, type Type, type Wire, Wires } from "./types.js";

const seed = 20_240_501;
const documents = 10;
const modelsEach = 8;
const valuesEach = 30;
const depth = 4;

const options: fc.Arbitrary<Options> = fc.record({
  casing: fc.constantFrom("camel", "camel", "preserve"),
  dates: fc.constantFrom("Date", "Date", "string"),
  int64: fc.constantFrom("bigint", "string", "number"),
  bytes: fc.constantFrom("Uint8Array", "string"),
});

/** A document of random models, its client, and the codecs of each model as operations have them. */
interface Sample {
  readonly models: readonly Type[];
  readonly options: Options;
  readonly codecs: readonly Codecs[];
  /** Values with dates as `toISOString` has them, and in any form. */
  readonly canonical: Wires;
  readonly anyForm: Wires;
}

interface Codecs {
  /** From the text of a response's body to what callers have. */
  readonly decode: (text: string) => unknown;
  /** From what callers give to the text of a request's body. */
  readonly encode: (value: unknown) => string;
}

function documentOf(models: readonly Type[]): object {
  const content = (index: number) => ({
    content: { "application/json": { schema: { $ref: `#/components/schemas/Model${index}` } } },
  });
  const paths = models.map((_, index) => [
    `/models/${index}`,
    {
      put: {
        operationId: `put${index}`,
        requestBody: { required: true, ...content(index) },
        responses: { 200: { description: "Put.", ...content(index) } },
      },
    },
  ]);
  return {
    openapi: "3.1.0",
    info: { title: "Random", version: "1" },
    servers: [{ url: "https://example.com" }],
    paths: Object.fromEntries(paths),
    components: { schemas: componentsOf(models) },
  };
}

function codecsOf(operation: Operation<unknown>): Codecs {
  const request = operation.body?.[0];
  const response = operation.responses["200"]?.content?.[0];
  const decode = response?.decode ?? ((value) => value);
  const { stringify } = request?.json ?? JSON;
  return {
    decode: (text) => (response?.json ? response.json.parse(text, decode) : decode(JSON.parse(text))),
    encode: (value) => stringify(request?.encode ? request.encode(value) : value) ?? "",
  };
}

function isOperation(value: unknown): value is Operation<unknown> {
  return typeof value === "object" && value !== null && "responses" in value;
}

let folder = "";
const samples: Sample[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "clientwright-property-"));
  const drawn = fc.sample(fc.tuple(modelsOf(modelsEach), options), { seed, numRuns: documents });
  for (const [index, [models, chosen]] of drawn.entries()) {
    const own = join(folder, String(index));
    mkdirSync(own);
    linkPackages(own);
    const path = join(own, "openapi.json");
    writeFileSync(path, JSON.stringify(documentOf(models)));
    const generated = await generateInto(own, path, chosen);
    const { exports } = await importClient(own, generated);
    const codecs = models.map((_, place) => {
      const operation = exports[`put${place}Operation`];
      if (!isOperation(operation)) throw new Error(`put${place} is missing`);
      return codecsOf(operation);
    });
    const canonical = new Wires(models, chosen, true);
    samples.push({ models, options: chosen, codecs, canonical, anyForm: new Wires(models, chosen, false) });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Holds a property for values of every model of every document. */
function forAll(isCanonical: boolean, property: (wire: Wire, codecs: Codecs, expected: unknown) => void): void {
  for (const { models, options: chosen, codecs, canonical, anyForm } of samples) {
    const wires = isCanonical ? canonical : anyForm;
    const callers = new Callers(models, chosen);
    for (const [index, own] of codecs.entries()) {
      const model: Type = { kind: "model", index };
      const check = fc.property(wires.of(model, depth), (wire) => property(wire, own, callers.of(model, wire)));
      fc.assert(check, { seed, numRuns: valuesEach });
    }
  }
}

describe("random documents", () => {
  test("are generated whole, with all forms among them", () => {
    expect(samples).toHaveLength(documents);
    for (const [name, values] of Object.entries({ casing: 2, dates: 2, int64: 3, bytes: 2 }))
      expect(
        new Set(samples.map((sample) => Object.entries(sample.options).find(([key]) => key === name)?.[1])).size,
      ).toBe(values);
  });

  test("decode every field to its own name and form, and keep unknown ones", () => {
    forAll(false, (wire, { decode }, expected) => deepStrictEqual(decode(jsonText(wire)), expected));
  });

  test("give back what was received, byte for byte where dates are as `toISOString` has them", () => {
    forAll(true, (wire, { decode, encode }) => {
      const text = jsonText(wire);
      expect(encode(decode(text))).toBe(text);
    });
  });

  test("give back the same instants where dates are written in other ways", () => {
    forAll(false, (wire, { decode, encode }, expected) => {
      deepStrictEqual(decode(encode(decode(jsonText(wire)))), expected);
    });
  });

  test("receive again what callers have sent", () => {
    forAll(true, (_, { decode, encode }, given) => deepStrictEqual(decode(encode(given)), given));
  });

  test("leave what callers give as it was", () => {
    forAll(true, (_, { encode }, given) => {
      encode(frozen(given));
    });
  });
});

/** The same, so that changing it throws. Bytes can't be frozen. */
function frozen(value: unknown): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
