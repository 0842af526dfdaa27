/** What validators make of choices: of values that nobody knows yet, of deep trees, of tags that are no tags. */

import { beforeAll, describe, expect, it } from "vitest";
import { faithful, validatorsOf, wrongIn } from "./generated.js";

const to = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const words = (...values: readonly string[]): object => ({
  type: "string",
  enum: values,
  "x-clientwright-enum": "open",
});
const tagged = (...values: readonly string[]): object => ({
  type: "object",
  required: ["kind"],
  properties: { kind: words(...values) },
});
const expression = (operator: string): object => ({
  type: "object",
  required: ["op", "args"],
  properties: { args: { type: "array", items: to("Expression") }, op: { const: operator } },
});

const schemas = {
  Size: words("small", "large"),
  Colour: words("red", "blue"),
  Cat: tagged("cat", "kitten"),
  Dog: tagged("dog", "puppy"),
  Open: {
    type: "object",
    properties: {
      one: { oneOf: [to("Size"), to("Colour")] },
      pet: { oneOf: [to("Cat"), to("Dog")] },
      none: { allOf: [{ type: "string" }, { not: to("Size") }] },
      list: { type: "array", contains: to("Size"), maxContains: 1 },
      both: { type: "object", oneOf: [to("Cat"), to("Dog")], unevaluatedProperties: false },
    },
    ["if"]: { properties: { word: words("a", "b") }, required: ["word"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    ["then"]: { required: ["more"] },
  },
  Expression: { oneOf: [to("And"), to("Or"), to("Not"), to("Leaf")] },
  And: expression("and"),
  Or: expression("or"),
  Not: expression("not"),
  Leaf: { type: "object", required: ["leaf"], properties: { leaf: { type: "string" } } },
  Pet: {
    oneOf: [to("Bird"), to("Fish")],
    discriminator: { propertyName: "kind", mapping: { bird: "#/components/schemas/Bird" } },
  },
  Bird: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
  Fish: { type: "object", required: ["kind", "fins"], properties: { kind: { type: "string" }, fins: {} } },
};

let validator: Awaited<ReturnType<typeof validatorsOf>>;
beforeAll(async () => {
  validator = await validatorsOf(schemas, faithful);
});

describe("values of an enum that has room for more", () => {
  it.each([
    ["a value of one list", { one: "red" }],
    ["a value of none", { one: "green" }],
    ["objects that differ in their values", { pet: { kind: "puppy" } }],
    ["an object with a value of none", { pet: { kind: "hamster" } }],
    ["what must not be one of them", { none: "green" }],
    ["one that is listed among others", { list: ["small", "green"] }],
    ["only others", { list: ["green", "red"] }],
    ["one that meets no condition", { word: "c" }],
    ["beside unevaluated properties", { both: { kind: "kitten" } }],
  ])("fit: %s", (_, value) => {
    expect(wrongIn(validator("Open"), value)).toEqual([]);
  });

  it.each([
    ["of another type", { one: 1 }, "one oneOf"],
    ["where they must not be", { none: "small" }, "none not"],
    ["too often", { list: ["small", "large"] }, "list maxContains"],
    ["under a condition", { word: "a" }, "more required"],
  ])("are judged: %s", (_, value, issue) => {
    expect(wrongIn(validator("Open"), value)).toEqual([issue]);
  });
});

it("of which several allow null may be null where `nullable` says so", async () => {
  const nullable = {
    Word: { type: "string", enum: ["a"] },
    Blank: { enum: [""] },
    Nothing: { enum: [null] },
    Case: {
      type: "object",
      properties: { word: { nullable: true, oneOf: [to("Word"), to("Blank"), to("Nothing")] } },
    },
  };
  const validators = await validatorsOf(nullable, faithful, "3.0.3");
  const found = [null, "a", "", 1].map((word) => validators("Case").is({ word }));
  expect(found).toEqual([true, true, true, false]);
});

describe("a tree of choices", () => {
  it("takes no more time for each level than for the one before", () => {
    let tree: unknown = { leaf: "x" };
    for (let level = 0; level < 100; level += 1) tree = { op: "not", args: [tree] };
    expect(validator("Expression").is(tree)).toBe(true);
    expect(validator("Expression").is({ op: "and", args: [tree, { leaf: 1 }] })).toBe(false);
  });
});

describe("a tag that is none", () => {
  const hostile = Object.assign(() => "bird", { toString: 1, valueOf: 1 });
  it.each([[{ toString: 1 }], [["bird"]], ["__proto__"], ["constructor"], [null], [hostile], [Symbol("bird")]])(
    "is refused: %o",
    (kind) => {
      expect(wrongIn(validator("Pet"), { kind })).toEqual(["kind discriminator"]);
    },
  );
});
