/**
 * Holds our types to those of openapi-typescript: after what we choose to say differently (open enums, `| undefined`, forms
 * by direction, bytes), either can be given for the other, but for the differences that `known.json` explains.
 */

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { documentName, findDocuments } from "../corpus/find.js";
import { type Comparison, compare } from "./compare.js";
import { judge, type Known, readKnown } from "./known.js";

const test = dirname(import.meta.dirname);
const examples = dirname(createRequire(import.meta.url).resolve("@readme/oas-examples/package.json"));
const published = [
  "2.0/json/petstore.json",
  "3.0/json/petstore.json",
  "3.0/json/polymorphism.json",
  "3.0/json/schema-enums.json",
  "3.0/json/schema-additional-properties.json",
  "3.0/json/schema-circular.json",
  "3.0/json/star-trek.json",
  "3.1/json/schema-types.json",
  "3.1/json/train-travel.json",
].map((file) => ({ path: join(examples, file), name: documentName(join(examples, file), examples) }));
const documents = [...findDocuments([join(test, "corpus/documents"), join(test, "golden")]), ...published];
const known = readKnown();

describe("our types and openapi-typescript's", () => {
  let comparisons: readonly Comparison[] = [];
  beforeAll(async () => {
    comparisons = await compare(documents);
  }, 240_000);

  it.each(documents.map(({ name }) => name))("%s: agree, but for what is known", (name) => {
    const comparison = comparisons.find(({ document }) => document === name);
    expect(comparison && judge(comparison, known)).toEqual({ document: name, unexplained: [], needless: [] });
  });

  it("were found for many schemas", () => {
    expect(comparisons.reduce((total, { schemas }) => total + schemas, 0)).toBeGreaterThan(150);
  });
});

describe("a known difference", () => {
  const reason = { right: "ours", why: "", message: /never/ } as const;
  const list: Known = { reasons: new Map([["r", reason]]), documents: new Map([["a.yaml", ["r"]]]) };
  const found = (message: string): Comparison => {
    return { document: "a.yaml", schemas: 1, differences: [{ schema: "A", direction: "given", message }] };
  };

  it("is one that a reason of its document explains", () => {
    expect(judge(found("is never"), list)).toMatchObject({ unexplained: [], needless: [] });
  });

  it("is not any other, and a reason without a difference is wrong", () => {
    expect(judge(found("is a text"), list)).toMatchObject({ unexplained: [{ schema: "A" }], needless: ["r"] });
  });

  it("has a reason that says who is right and why, and is used", () => {
    const used = new Set([...known.documents.values()].flat());
    expect([...known.reasons.keys()].filter((name) => !used.has(name))).toEqual([]);
    expect([...used].filter((name) => !known.reasons.has(name))).toEqual([]);
    expect([...known.reasons].filter(([, { why }]) => why.length < 20)).toEqual([]);
  });
});
