import { describe, expect, test } from "vitest";
import { normaliseText, plain, schemaOf } from "./document.js";

const id = "#/components/schemas/X";
const pet = "#/components/schemas/Pet";

/** The schema without what all have, and without the pointers and locations inside. */
function meaning(value: unknown): unknown {
  return JSON.parse(JSON.stringify(plain(value), (key, inner) => (["at", "id"].includes(key) ? undefined : inner)));
}

describe("both dialects", () => {
  test.each([
    ["bounds", "{minimum: 1, maximum: 2, multipleOf: 3}", { minimum: 1, maximum: 2, multipleOf: 3 }],
    ["sizes", "{minLength: 1, maxItems: 2, minProperties: 3}", { minLength: 1, maxItems: 2, minProperties: 3 }],
    [
      "texts",
      "{title: A, description: B, pattern: c, format: uri}",
      { title: "A", description: "B", pattern: "c", format: "uri" },
    ],
    [
      "flags that are set",
      "{readOnly: true, deprecated: true, uniqueItems: true}",
      { readOnly: true, deprecated: true, uniqueItems: true },
    ],
    ["flags that are not", "{readOnly: false, deprecated: false, uniqueItems: false}", {}],
    ["a null default", "{default: null}", { default: null }],
    ["one example", "{example: {$ref: data}}", { examples: [{ $ref: "data" }] }],
    ["a constant", "{const: 5, enum: [5, 6]}", { enum: [5] }],
    ["an enum with null", "{enum: [a, null]}", { enum: ["a", null] }],
    ["a list", "{type: array, items: {type: string}}", { types: ["array"], items: { types: ["string"] } }],
    ["closed objects", "{additionalProperties: false}", { additionalProperties: { never: true } }],
    ["open objects", "{additionalProperties: true}", { additionalProperties: {} }],
    ["required names, each once", "{required: [a, a, b]}", { required: ["a", "b"] }],
    [
      "composition",
      "{allOf: [{$ref: '#/components/schemas/Pet'}], anyOf: [{}], oneOf: [{}]}",
      { allOf: [{ ref: pet }], anyOf: [{}], oneOf: [{}] },
    ],
    ["bytes", "{type: string, format: binary}", { types: ["string"], format: "binary", binary: true }],
    ["base64", "{type: string, format: byte}", { types: ["string"], format: "byte", contentEncoding: "base64" }],
    ["what has no meaning here", "{externalDocs: {}, $comment: c, x-y: z}", {}],
  ])("%s", async (_, text, expected) => {
    expect(meaning(await schemaOf("3.0.3", text))).toEqual(expected);
    expect(meaning(await schemaOf("3.1.0", text))).toEqual(expected);
  });

  test("properties keep their order, and names that objects have already", async () => {
    const schema = await schemaOf("3.1.0", "{properties: {z: {}, __proto__: {type: string}, constructor: {}, a: {}}}");
    expect([...(schema.properties?.keys() ?? [])]).toEqual(["z", "__proto__", "constructor", "a"]);
    expect(schema.properties?.get("__proto__")?.types).toEqual(["string"]);
  });

  test("exclusive bounds in either form", async () => {
    const flags = "{minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false}";
    expect(meaning(await schemaOf("3.0.3", flags))).toEqual({ exclusiveMinimum: 1, maximum: 2 });
    expect(meaning(await schemaOf("3.1.0", "{exclusiveMinimum: 1}"))).toEqual({ exclusiveMinimum: 1 });
    expect(meaning(await schemaOf("3.0.3", "{exclusiveMinimum: 1}"))).toEqual({ exclusiveMinimum: 1 });
  });

  test("identities are pointers, escaped", async () => {
    const schema = await schemaOf("3.1.0", '{properties: {"a/b~c": {items: {}}}}');
    expect(schema.properties?.get("a/b~c")?.items?.id).toBe(`${id}/properties/a~1b~0c/items`);
  });
});

describe("nullable", () => {
  test.each([
    ["beside type", "{type: string, nullable: true}", { types: ["string", "null"] }],
    ["not set", "{type: string, nullable: false}", { types: ["string"] }],
    ["beside enum", "{type: string, enum: [a], nullable: true}", { types: ["string", "null"], enum: ["a", null] }],
    ["beside enum with null", "{enum: [a, null], nullable: true}", { enum: ["a", null] }],
    ["beside nothing", "{nullable: true}", {}],
    ["beside properties", "{properties: {}, nullable: true}", { types: ["object", "null"], properties: {} }],
    ["beside items", "{items: {}, nullable: true}", { types: ["array", "null"], items: {} }],
    [
      "beside oneOf",
      "{oneOf: [{type: string}], nullable: true}",
      { oneOf: [{ types: ["string"] }, { types: ["null"] }] },
    ],
    [
      "beside oneOf that has null",
      "{oneOf: [{type: string}, {type: 'null'}], nullable: true}",
      { oneOf: [{ types: ["string"] }, { types: ["null"] }] },
    ],
    [
      "beside $ref",
      "{$ref: '#/components/schemas/Pet', nullable: true, description: D}",
      { description: "D", anyOf: [{ ref: pet }, { types: ["null"] }] },
    ],
    [
      "beside allOf",
      "{allOf: [{$ref: '#/components/schemas/Pet'}], nullable: true, readOnly: true, maxProperties: 2}",
      { readOnly: true, anyOf: [{ allOf: [{ ref: pet }], maxProperties: 2 }, { types: ["null"] }] },
    ],
  ])("%s", async (_, text, expected) => {
    expect(meaning(await schemaOf("3.0.3", text))).toEqual(expected);
  });

  test("null among the values but not among the types is allowed", async () => {
    expect(meaning(await schemaOf("3.1.0", "{type: string, enum: [a, null]}"))).toEqual({
      types: ["string", "null"],
      enum: ["a", null],
    });
  });
});

describe("3.0", () => {
  test("beside $ref only the description has an effect", async () => {
    const text = "{$ref: '#/components/schemas/Pet', description: D, title: T, required: [a], readOnly: true}";
    expect(meaning(await schemaOf("3.0.3", text))).toEqual({ ref: pet, description: "D" });
  });
});

describe("3.1", () => {
  test.each([
    ["keywords beside $ref", "{$ref: '#/components/schemas/Pet', required: [a]}", { ref: pet, required: ["a"] }],
    ["lists of types", "{type: [string, 'null', string]}", { types: ["string", "null"] }],
    ["boolean schemas", "{properties: {a: true, b: false}}", { properties: { a: {}, b: { never: true } } }],
    [
      "tuples",
      "{prefixItems: [{type: string}], items: false}",
      { prefixItems: [{ types: ["string"] }], items: { never: true } },
    ],
    ["several examples", "{example: 1, examples: [2, 3]}", { examples: [2, 3] }],
    [
      "bytes by media type",
      "{type: string, contentMediaType: image/png}",
      { types: ["string"], contentMediaType: "image/png", binary: true },
    ],
    [
      "text by media type",
      "{type: string, contentMediaType: application/json}",
      { types: ["string"], contentMediaType: "application/json" },
    ],
    [
      "encoded bytes",
      "{type: string, contentMediaType: image/png, contentEncoding: BASE64}",
      { types: ["string"], contentMediaType: "image/png", contentEncoding: "base64" },
    ],
    ["what must not be", "{not: {type: string}}", { not: { types: ["string"] } }],
    [
      "conditions",
      "{if: {minimum: 1}, then: {maximum: 2}, else: false}",
      JSON.parse('{"if":{"minimum":1},"then":{"maximum":2},"else":{"never":true}}'),
    ],
    [
      "names by pattern",
      "{patternProperties: {^a: {type: string}}}",
      { patternProperties: { "^a": { types: ["string"] } } },
    ],
    ["names of properties", "{propertyNames: {pattern: ^a}}", { propertyNames: { pattern: "^a" } }],
    [
      "what the rest is",
      "{unevaluatedProperties: false, unevaluatedItems: {type: string}}",
      { unevaluatedProperties: { never: true }, unevaluatedItems: { types: ["string"] } },
    ],
    [
      "what depends on a property",
      "{dependentRequired: {a: [b, c]}, dependentSchemas: {a: {minProperties: 2}}}",
      { dependentRequired: { a: ["b", "c"] }, dependentSchemas: { a: { minProperties: 2 } } },
    ],
    [
      "what a list contains",
      "{contains: {type: string}, minContains: 2, maxContains: 3}",
      { contains: { types: ["string"] }, minContains: 2, maxContains: 3 },
    ],
    [
      "names of values",
      "{enum: [1, 2], x-enum-varnames: [One, Two], x-enum-descriptions: [A, B]}",
      { enum: [1, 2], enumNames: ["One", "Two"], enumDescriptions: ["A", "B"] },
    ],
    [
      "descriptions by value",
      "{enum: [a, b], x-enumDescriptions: {b: The second.}}",
      { enum: ["a", "b"], enumDescriptions: ["", "The second."] },
    ],
    ["XML", "{xml: {name: pet, attribute: true, wrapped: false}}", { xml: { name: "pet", attribute: true } }],
    [
      "further reading",
      "{externalDocs: {url: https://a.example, description: More.}}",
      { externalDocs: { url: "https://a.example", description: "More." } },
    ],
  ])("%s", async (_, text, expected) => {
    expect(meaning(await schemaOf("3.1.0", text))).toEqual(expected);
  });

  test("`$recursiveRef` leads to the component that it stands in", async () => {
    const { items } = await schemaOf("3.1.0", "{type: array, items: {$recursiveRef: '#'}}");
    expect(items?.ref).toBe(id);
  });
});

describe("references", () => {
  const head = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: {}\n';

  test("lead to identities, through escapes, into nested places and through other references", async () => {
    const { document, diagnostics } = await normaliseText(`${head}components:
  schemas:
    A: { $ref: "#/components/schemas/a%20~1~0%7Bb%7D" }
    a /~{b}: { properties: { inner: { type: string } } }
    Nested: { $ref: "#/components/schemas/a%20~1~0%7Bb%7D/properties/inner" }
    Through: { $ref: "#/components/schemas/A/properties/inner" }`);
    expect(diagnostics).toEqual([]);
    const target = "#/components/schemas/a ~1~0{b}";
    const ref = (name: string): string | undefined => document.schemas.get(`#/components/schemas/${name}`)?.ref;
    expect([ref("A"), ref("Nested"), ref("Through")]).toEqual([
      target,
      `${target}/properties/inner`,
      `${target}/properties/inner`,
    ]);
    // The schema that is referred to is the very one that stands there.
    expect(document.schemas.get(`${target}/properties/inner`)).toBe(
      document.schemas.get(target)?.properties?.get("inner"),
    );
  });

  test("the schemas are those of the components in document order, then others that are referred to", async () => {
    const { document } = await normaliseText(`${head}x-shared: { Z: { type: string } }
components:
  schemas:
    B: { properties: { a: { $ref: "#/components/schemas/A" }, z: { $ref: "#/x-shared/Z" } } }
    A: { type: object, properties: { b: { $ref: "#/components/schemas/B" } } }`);
    expect([...document.schemas.keys()]).toEqual(["#/components/schemas/B", "#/components/schemas/A", "#/x-shared/Z"]);
  });

  test("a discriminator's mapping holds names or references", async () => {
    const schema = await schemaOf(
      "3.1.0",
      "{oneOf: [{$ref: '#/components/schemas/Pet'}], discriminator: {propertyName: kind, mapping: {a: Pet, b: '#/components/schemas/Pet', c: Gone}}}",
    );
    expect(schema.discriminator?.propertyName).toBe("kind");
    expect([...(schema.discriminator?.mapping ?? [])]).toEqual([
      ["a", pet],
      ["b", pet],
    ]);
  });

  test("circles through properties are fine", async () => {
    const { document, diagnostics } = await normaliseText(`${head}components:
  schemas:
    Tree: { properties: { left: { $ref: "#/components/schemas/Tree" }, all: { items: { $ref: "#/components/schemas/Tree" } } } }
    Pet: { oneOf: [{ $ref: "#/components/schemas/Cat" }] }
    Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }] }`);
    expect(diagnostics).toEqual([]);
    expect(document.schemas.size).toBe(3);
  });

  test("a chain of thousands of references needs no stack", async () => {
    const links = Array.from(
      { length: 5_000 },
      (_, index) => `S${index}: { $ref: "#/components/schemas/S${index + 1}" }`,
    );
    const { diagnostics } = await normaliseText(
      `${head}components: { schemas: { ${links.join(", ")}, S5000: { type: string } } }`,
    );
    expect(diagnostics).toEqual([]);
  });
});
