/** What generated validators make of each keyword: schemas become documents, documents clients, and these judge values. */

import { describe, expect, it } from "vitest";
import { textOf, validatorOf } from "./case.js";

type Rows = readonly (readonly [
  what: string,
  schema: unknown,
  valid: readonly unknown[],
  invalid: readonly unknown[],
])[];

const parsed = (text: string): unknown => JSON.parse(text);
const nested = (depth: number): unknown => parsed(`${'{"next":'.repeat(depth)}{}${"}".repeat(depth)}`);

const keywords: Rows = [
  ["true", true, [1, null, {}], []],
  ["false", false, [], [1, null, {}]],
  ["type string", { type: "string" }, [""], [1, null, undefined, []]],
  ["type integer", { type: "integer" }, [1, 1.0, -0], [1.5, "1", Number.POSITIVE_INFINITY, Number.NaN]],
  ["type number", { type: "number" }, [1.5, 0], [parsed("1e400"), "1", true]],
  ["type null", { type: "null" }, [null], [0, undefined, ""]],
  ["type boolean", { type: "boolean" }, [true, false], [0, "true"]],
  ["type array", { type: "array" }, [[]], [{}, "[]"]],
  ["type object", { type: "object" }, [{}], [[], null]],
  ["several types", { type: ["string", "integer"] }, ["a", 1], [1.5, null]],
  ["a type or null", { type: ["integer", "null"], minimum: 1 }, [1, null], [0, "1"]],
  ["enum", { enum: [1, "a", null, [1], { a: { b: 1 } }] }, [1, 1.0, "a", null, [1], { a: { b: 1 } }], [2, [1, 2], {}]],
  ["enum less what its type forbids", { type: "string", enum: ["a", null, 1] }, ["a"], [1, 2]],
  ["const", { const: { a: [1] } }, [{ a: [1.0] }], [{ a: [1, 1] }, { a: [1], b: 1 }]],
  ["const of a scalar", { const: 0 }, [0, -0], [false, "0", null]],
  ["minimum and maximum", { minimum: 1, maximum: 3 }, [1, 3, "x"], [0.9, 3.1]],
  ["exclusive bounds", { exclusiveMinimum: 1, exclusiveMaximum: 3 }, [2, null], [1, 3]],
  ["multipleOf by decimal digits", { multipleOf: 0.1 }, [0.3, 1.1, 0, 1e22], [0.35, 1e-7]],
  ["multipleOf of whole numbers", { multipleOf: 3 }, [9, -3, 3e21], [10, 4.5]],
  [
    "lengths in characters, not in units",
    { minLength: 2, maxLength: 3 },
    ["ab", "😀😀", "😀😀😀", 1],
    ["a", "😀", "abcd", "😀😀😀😀"],
  ],
  ["pattern anywhere in the text, with Unicode", { pattern: "\\p{L}\\d$" }, ["é1", "--a9"], ["1a", "é"]],
  ["items", { items: { type: "integer" } }, [[], [1, 2], {}], [["a"], [1, null]]],
  [
    "prefixItems",
    { prefixItems: [{ type: "string" }], items: { type: "integer" } },
    [[], ["a"], ["a", 1]],
    [[1], ["a", "b"]],
  ],
  ["counts of items", { minItems: 1, maxItems: 2 }, [[1], [1, 2], "abc"], [[], [1, 2, 3]]],
  [
    "uniqueItems",
    { uniqueItems: true },
    [[1, "1", true, [1], { a: 1, b: 2 }]],
    [
      [1, 1.0],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [[], []],
    ],
  ],
  ["contains", { contains: { const: 1 } }, [[0, 1], {}], [[], [2]]],
  ["minContains and maxContains", { contains: { const: 1 }, minContains: 0, maxContains: 1 }, [[], [1]], [[1, 1]]],
  ["properties", { properties: { a: { type: "string" } } }, [{}, { a: "", b: 1 }, []], [{ a: 1 }]],
  ["required without properties", { required: ["a"] }, [{ a: null }, 1], [{}, { a: undefined }]],
  [
    "names that objects inherit",
    { required: ["toString"], properties: { constructor: { type: "number" }, ["__proto__"]: { type: "number" } } },
    [parsed('{"toString":1}'), parsed('{"toString":1,"__proto__":2,"constructor":3}')],
    [{}, parsed('{"toString":1,"__proto__":"x"}'), { toString: 1, constructor: "x" }],
  ],
  [
    "additionalProperties: false",
    { properties: { a: {} }, patternProperties: { "^x": { type: "number" } }, additionalProperties: false },
    [{ a: 1, x1: 2 }],
    [{ b: 1 }, { x1: "" }],
  ],
  ["additionalProperties as a schema", { additionalProperties: { type: "integer" } }, [{}, { a: 1 }], [{ a: "" }]],
  ["propertyNames", { propertyNames: { maxLength: 1 } }, [{ a: 1 }, "abc"], [{ ab: 1 }]],
  ["counts of properties", { minProperties: 1, maxProperties: 1 }, [{ a: 1 }, []], [{}, { a: 1, b: 2 }]],
  ["dependentRequired", { dependentRequired: { a: ["b"] } }, [{}, { b: 1 }, { a: 1, b: 2 }], [{ a: 1 }]],
  ["dependentSchemas", { dependentSchemas: { a: { maxProperties: 1 } } }, [{ a: 1 }, { b: 1, c: 1 }], [{ a: 1, b: 1 }]],
  ["allOf", { allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1, 2, ""], [0, 3]],
  ["anyOf", { anyOf: [{ type: "string" }, { minimum: 5 }] }, ["", 5], [1]],
  ["oneOf", { oneOf: [{ multipleOf: 2 }, { multipleOf: 3 }] }, [2, 3], [6, 1]],
  ["oneOf with null", { oneOf: [{ type: "string" }, { type: "null" }] }, ["", null], [1]],
  ["oneOf with null on both sides", { oneOf: [{ type: ["string", "null"] }, { type: "null" }] }, [""], [1, null]],
  ["not", { not: { type: "string" } }, [1, null], [""]],
  [
    "if, then, else",
    parsed('{"if":{"minimum":10},"then":{"multipleOf":10},"else":{"multipleOf":3}}'),
    [10, 9, 20],
    [11, 8],
  ],
  ["$ref beside other keywords", { $ref: "#/$defs/a", maximum: 3, $defs: { a: { minimum: 1 } } }, [1, 3], [0, 4]],
  [
    "$ref to itself",
    { properties: { next: { $ref: "#" } }, additionalProperties: false },
    [{ next: { next: {} } }],
    [{ next: { last: 1 } }],
  ],
  [
    "$id and $anchor",
    {
      $id: "https://a.example/s",
      $ref: "t#x",
      $defs: { t: { $id: "t", $defs: { x: { $anchor: "x", type: "integer" } } } },
    },
    [1],
    ["1"],
  ],
  [
    "$dynamicRef",
    {
      $id: "https://a.example/strict",
      $dynamicAnchor: "node",
      $ref: "tree",
      unevaluatedProperties: false,
      $defs: {
        tree: {
          $id: "tree",
          $dynamicAnchor: "node",
          properties: { data: true, children: { items: { $dynamicRef: "#node" } } },
        },
      },
    },
    [{ children: [{ data: 1 }] }],
    [{ children: [{ daat: 1 }] }],
  ],
  [
    "unevaluatedProperties",
    { properties: { a: {} }, anyOf: [{ required: ["b"], properties: { b: {} } }, true], unevaluatedProperties: false },
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ c: 1 }, { b: 1, c: 2 }],
  ],
  [
    "unevaluatedItems",
    { prefixItems: [{}], anyOf: [{ prefixItems: [{}, { const: 1 }] }, { maxItems: 1 }], unevaluatedItems: false },
    [[0], [0, 1]],
    [
      [0, 1, 2],
      [0, 2],
    ],
  ],
];

const formats: Rows = [
  [
    "date-time",
    { format: "date-time" },
    [
      "2024-02-29T23:59:59Z",
      "1990-12-31T23:59:60Z",
      "0000-01-01t00:00:00.123456+23:59",
      "1990-12-31T15:59:60-08:00",
      1,
    ],
    [
      "2023-02-29T00:00:00Z",
      "2024-01-01T00:00:00",
      "2024-01-01 00:00:00Z",
      "2024-01-01T24:00:00Z",
      "2024-01-01T12:00:60Z",
      "2024-01-01T00:00:00.Z",
      "2024-13-01T00:00:00Z",
      "2024-01-01T00:00:00+24:00",
      "2024-01-01T00:00:00Zx",
      "",
    ],
  ],
  [
    "date",
    { format: "date" },
    ["2024-02-29", "2000-02-29", "2024-04-30"],
    ["1900-02-29", "2024-04-31", "2024-1-01", "2024-01-01T", "20240101"],
  ],
  [
    "time",
    { format: "time" },
    ["23:59:59Z", "08:30:06.283185+00:20", "23:59:60Z"],
    ["24:00:00Z", "12:00:00", "12:00:60Z", "1:00:00Z"],
  ],
  [
    "duration",
    { format: "duration" },
    ["P4DT12H30M5S", "PT36H", "P1W", "P1Y2M3D"],
    ["P", "PT", "P1D2H", "P1W2D", "4DT1H", "P1YT", "PT1D", "P2D1Y"],
  ],
  [
    "email",
    { format: "email" },
    ["joe@example.com", "te~st@example.com", '"joe bloggs"@example.com', "a@[127.0.0.1]", "a@[IPv6:::1]"],
    ["joe", ".a@b.c", "a..b@c.d", "a@", "a@b_c", "a b@c.d", "a@[127.0.0.300]"],
  ],
  [
    "uuid",
    { format: "uuid" },
    ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"],
    ["2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08aa9811eab4aa73b441d16380"],
  ],
  [
    "uri",
    { format: "uri" },
    ["https://a.example/b?c=d#e", "urn:isbn:1", "http://[::1]:80/", "mailto:a@b"],
    ["/a", "//a", "http://a b", "http://[::1", "1a:b", "http://a/%zz", "http://a/<b>"],
  ],
  ["uri-reference", { format: "uri-reference" }, ["/a", "#a", "", "a?b", "//a/b"], ["a b", "\\a", "a#b#c"]],
  [
    "hostname",
    { format: "hostname" },
    ["a.example", "xn--4gbwdl.xn--wgbh1c", "a-b", "1.2"],
    ["-a", "a-", "a_b", "a..b", `${"a".repeat(64)}.b`, ""],
  ],
  ["ipv4", { format: "ipv4" }, ["192.168.0.1", "0.0.0.0"], ["256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4.5"]],
  [
    "ipv6",
    { format: "ipv6" },
    ["::1", "::", "1::d6:192.168.0.1", "1:2:3:4:5:6:7:8"],
    ["1:2", ":::", "1::2::3", "12345::", "::1%eth0", "1:2:3:4:5:6:7:8:9", "1.2.3.4::"],
  ],
  ["byte", { format: "byte" }, ["", "YQ==", "YWI=", "YWJj"], ["YQ", "Y===", "YW_j", "=YQ="]],
  ["int32", { type: "integer", format: "int32" }, [2147483647, -2147483648], [2147483648, -2147483649]],
  ["int64", { type: "integer", format: "int64" }, [9007199254740991], [parsed("9007199254740993")]],
  ["one that is unknown", { format: "color" }, ["x"], []],
];

const older: Rows = [
  ["nullable", { type: "string", nullable: true, enum: ["a"] }, ["a", null], ["b"]],
  ["exclusiveMinimum as a flag", { minimum: 1, exclusiveMinimum: true }, [2], [1]],
  ["nothing beside $ref", { $ref: "#/definitions/a", maximum: 1, definitions: { a: { minimum: 0 } } }, [5], [-1]],
];

describe.each([
  ["JSON Schema 2020-12", keywords, {}],
  ["formats", formats, { formats: true }],
  ["OpenAPI 3.0", older, { openapi: "3.0.3" }],
])("%s", (_, rows, options) => {
  it.each(rows)("%s", async (_name, schema, valid, invalid) => {
    const validator = await validatorOf(schema, options);
    expect(valid.filter((value) => !validator.is(value))).toEqual([]);
    expect(invalid.filter((value) => validator.is(value))).toEqual([]);
  });
});

describe("an issue", () => {
  const schema = {
    type: "object",
    required: ["id", "owner"],
    properties: {
      id: { type: "integer", minimum: 1 },
      owner: { type: "object", properties: { names: { type: "array", items: { type: "string", maxLength: 3 } } } },
      choice: { oneOf: [{ type: "string" }, { type: "object", required: ["x"] }] },
      record: { type: "object", additionalProperties: { const: "on" } },
    },
    additionalProperties: false,
  };

  it("says where, which keyword and what is expected, and nothing of the value", async () => {
    const validator = await validatorOf(schema);
    const secret = "hunter2";
    const value = {
      id: 0,
      owner: { names: ["abc", secret, 7] },
      choice: { y: secret },
      record: { a: secret },
      more: secret,
    };
    const result = validator["~standard"].validate(value);
    const issues = result.issues ?? [];
    expect(issues.map(({ path, keyword, expected }) => [path.join("/"), keyword, expected])).toEqual([
      ["more", "additionalProperties", "absent: no property of this name is declared"],
      ["id", "minimum", "at least 1"],
      ["owner/names/1", "maxLength", "at most 3 characters long"],
      ["owner/names/2", "type", "a string"],
      ["choice", "oneOf", "of exactly one of the described forms, not none"],
      ["record/a", "const", '"on"'],
    ]);
    expect(JSON.stringify(issues)).not.toContain(secret);
    expect(() => validator.parse(value)).toThrow("owner.names.1 must be at most 3 characters long");
    expect(() => validator.assert(value)).not.toThrow(secret);
  });

  it("of a missing value is that it is missing", async () => {
    const validator = await validatorOf(schema);
    const { issues } = validator["~standard"].validate({ id: 1 });
    expect(issues).toEqual([{ path: ["owner"], keyword: "required", expected: "a value", message: "is missing" }]);
  });

  it("is one of a hundred at most", async () => {
    const validator = await validatorOf({ items: { type: "string" } });
    expect(validator["~standard"].validate(Array.from({ length: 1000 }, () => 1)).issues).toHaveLength(100);
  });

  it("is all that becomes of a value that is nested too deep", async () => {
    const validator = await validatorOf({ properties: { next: { $ref: "#" } } });
    expect(validator.is(nested(900))).toBe(true);
    const expected = {
      path: [],
      keyword: "depth",
      expected: "nested less deeply",
      message: "must be nested less deeply",
      actual: "object",
    };
    expect(validator["~standard"].validate(nested(100_000)).issues).toEqual([expected]);
    const unique = await validatorOf({ uniqueItems: true });
    expect(unique.is([nested(100_000), 1])).toBe(false);
  });
});

describe("patterns", () => {
  it("are not tried on texts that are too long, which is told", async () => {
    const validator = await validatorOf({
      properties: { linear: { pattern: "^a+$" }, polynomial: { pattern: "a.*b.*c$" } },
    });
    const long = "b".repeat(5000);
    expect(validator.is({ linear: long })).toBe(false);
    const result = validator["~standard"].validate({ linear: "b".repeat(70_000), polynomial: long });
    expect(result.issues).toBeUndefined();
    const unjudged = "unjudged" in result ? (result.unjudged ?? []) : [];
    expect(unjudged.map(({ path, keyword }) => [...path, keyword])).toEqual([
      ["linear", "pattern"],
      ["polynomial", "pattern"],
    ]);
  });

  it("of exponential growth are not tried at all", async () => {
    const validator = await validatorOf({ pattern: "^(a+)+$", maxLength: 50 });
    expect(validator.is(`${"a".repeat(40)}!`)).toBe(true);
    expect(validator.is("a".repeat(60))).toBe(false);
  });
});

it("follows what was spoken about only where something asks for it", async () => {
  const plain = {
    allOf: [{ properties: { a: {} } }],
    properties: { b: { $ref: "#/$defs/c" } },
    $defs: { c: { anyOf: [{ type: "string" }] } },
  };
  expect(await textOf(plain, {})).not.toContain("Evaluated");
  expect(await textOf({ ...plain, unevaluatedProperties: false }, {})).toContain("Evaluated");
});
