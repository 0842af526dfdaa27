/** What validators make of schemas that extend each other: each is judged by what its type says. */

import { beforeAll, describe, expect, it } from "vitest";
import { converted, faithful, type Validators, validatorsIn, validatorsOf, wrongIn } from "./generated.js";

const to = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const time = "2024-01-01T00:00:00Z";

describe("a base with a discriminator", () => {
  const kind = { type: "string" };
  const extending = (base: string, properties: object, required: readonly string[] = []): object => ({
    allOf: [to(base), { type: "object", properties, required }],
  });
  const schemas = {
    Pet: {
      type: "object",
      required: ["kind"],
      properties: { kind, born_at: { type: "string", format: "date-time" } },
      discriminator: {
        propertyName: "kind",
        mapping: { cat: "#/components/schemas/Cat", lion: "#/components/schemas/Lion" },
      },
    },
    Cat: extending("Pet", { lives_left: { type: "integer" } }, ["lives_left"]),
    Lion: extending("Cat", { mane_length: { type: "number" } }),
    Dog: extending("Pet", { barks_at: { type: "string", format: "date-time" } }),
    Box: { type: "object", properties: { the_pet: to("Pet"), pets: { type: "array", items: to("Pet") } } },
    Listing: {
      type: "object",
      required: ["kind"],
      properties: { kind, age: { type: "integer" } },
      oneOf: [to("Fish"), to("Bird")],
      discriminator: { propertyName: "kind" },
    },
    Fish: extending("Listing", { fins: { type: "integer" } }),
    Bird: extending("Listing", { wings: { type: "integer" } }),
  };
  let plain: Validators;
  let both: Validators;
  beforeAll(async () => {
    plain = await validatorsOf(schemas, faithful, "3.0.3");
    both = await validatorsOf(schemas, converted, "3.0.3");
  });

  it.each([
    ["the subtype that is tagged", { kind: "cat" }, ["lives_left required"]],
    ["one that extends that", { kind: "lion", mane_length: "x" }, ["lives_left required", "mane_length type"]],
    ["one that is tagged by its name", { kind: "Dog", barks_at: 1 }, ["barks_at type"]],
    ["the base, where the tag is unknown", { kind: "cow", born_at: 1, lives_left: "x" }, ["born_at type"]],
    ["the base, without a tag", {}, ["kind required"]],
  ])("is judged by %s", (_, value, issues) => {
    expect(wrongIn(plain("Pet"), value)).toEqual(issues);
    expect(wrongIn(both("PetWire"), value)).toEqual(issues);
    expect(wrongIn(plain("Box"), { the_pet: value })).toEqual(issues.map((issue) => `the_pet/${issue}`));
  });

  it("is decoded by the subtype", () => {
    const cat = { kind: "cat", bornAt: new Date(time), livesLeft: 9 };
    expect(both("PetWire").parse({ kind: "cat", born_at: time, lives_left: 9 })).toEqual(cat);
    expect(both("Pet").is(cat)).toBe(true);
    expect(wrongIn(both("Pet"), { ...cat, livesLeft: "9" })).toEqual(["livesLeft type"]);
    const box = both("BoxWire").parse({ pets: [{ kind: "Dog", barks_at: time }] });
    expect(box).toEqual({ pets: [{ kind: "Dog", barksAt: new Date(time) }] });
  });

  it("may list those that extend it", () => {
    expect(wrongIn(plain("Listing"), { kind: "Fish", age: 1, fins: 2, wings: "x" })).toEqual([]);
    expect(wrongIn(plain("Fish"), { kind: "Fish", age: "1", fins: "2" })).toEqual(["age type", "fins type"]);
    expect(plain("Listing").is({ kind: "Bird", wings: "x" })).toBe(false);
  });
});

describe("what is extended in the other direction", () => {
  const schemas = {
    NewUser: {
      type: "object",
      required: ["name", "password"],
      properties: {
        name: { type: "string" },
        password: { type: "string", writeOnly: true },
        role: { type: "string", enum: ["admin", "guest"] },
      },
    },
    User: { allOf: [to("NewUser"), { type: "object", required: ["id"], properties: { id: { type: "integer" } } }] },
  };
  const content = (name: string): object => ({ "application/json": { schema: to(name) } });
  const document = {
    openapi: "3.1.0",
    info: { title: "Sample", version: "1" },
    paths: {
      "/users": {
        post: {
          operationId: "create",
          requestBody: { required: true, content: content("NewUser") },
          responses: { 200: { description: "", content: content("User") } },
        },
      },
    },
    components: { schemas },
  };

  it("is judged as its own direction has it", async () => {
    const validators = await validatorsIn(document, faithful);
    expect(wrongIn(validators("User"), { id: 1, name: "x", role: "owner" })).toEqual([]);
    expect(wrongIn(validators("User"), { id: 1, role: 7 })).toEqual(["name required", "role type"]);
    expect(wrongIn(validators("NewUser"), { name: "x", role: "owner" })).toEqual(["password required", "role enum"]);
  });
});

describe("a property that several parts write", () => {
  const part = (inner: object): object => ({
    type: "object",
    properties: { at_home: { type: "object", properties: inner, required: Object.keys(inner) } },
  });
  const schemas = {
    House: {
      allOf: [
        part({ door_key: { type: "string", minLength: 3 } }),
        part({ open_at: { type: "string", format: "date-time" } }),
      ],
    },
  };

  it("is judged by all of them, by itself too", async () => {
    const validators = await validatorsOf(schemas, converted);
    expect(validators("HouseWire").parse({ at_home: { door_key: "abc", open_at: time } })).toEqual({
      atHome: { doorKey: "abc", openAt: new Date(time) },
    });
    expect(wrongIn(validators("HouseAtHome"), {})).toEqual(["doorKey required", "openAt required"]);
    expect(wrongIn(validators("HouseAtHomeWire"), { door_key: "a", open_at: time })).toEqual(["door_key minLength"]);
  });
});

describe("what no codec converts", () => {
  const schemas = {
    Loose: {
      not: { type: "object", required: ["old_name"], properties: { made_at: { type: "string", format: "date-time" } } },
    },
    Strict: {
      type: "object",
      properties: { new_name: { type: "string" } },
      not: { required: ["old_name"] },
      dependentRequired: { new_name: ["other_name"] },
    },
  };

  it("keeps its names, and so do those that only conditions speak of", async () => {
    const validators = await validatorsOf(schemas, converted);
    expect(wrongIn(validators("Loose"), { oldName: 1 })).toEqual([]);
    expect(wrongIn(validators("Loose"), { old_name: 1, made_at: time })).toEqual(["not"]);
    expect(wrongIn(validators("Strict"), { old_name: 1 })).toEqual(["not"]);
    expect(wrongIn(validators("Strict"), { newName: "x" })).toEqual(["other_name required"]);
    expect(wrongIn(validators("StrictWire"), { new_name: "x", other_name: "y" })).toEqual([]);
  });
});
