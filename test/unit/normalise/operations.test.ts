import { describe, expect, test } from "vitest";
import { normaliseText, operationOf, plain } from "./document.js";

const head = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\n';

describe("parameters", () => {
  test.each([
    ["path", "in: path, required: true", { style: "simple", explode: false, required: true }],
    ["query", "in: query", { style: "form", explode: true, required: false }],
    ["header", "in: header", { style: "simple", explode: false, required: false }],
    ["cookie", "in: cookie", { style: "form", explode: true, required: false }],
    ["a form that isn't exploded", "in: query, explode: false", { style: "form", explode: false }],
    ["lists by pipes", "in: query, style: pipeDelimited", { style: "pipeDelimited", explode: false }],
    ["deep objects", "in: query, style: deepObject", { style: "deepObject", explode: true }],
    ["matrix", "in: path, required: true, style: matrix", { style: "matrix", explode: false }],
    ["reserved characters", "in: query, allowReserved: true", { allowReserved: true }],
  ])("%s: defaults are made explicit", async (_, fields, expected) => {
    const path = fields.includes("in: path") ? "/x/{id}" : "/x";
    const operation = await operationOf(`{parameters: [{name: id, ${fields}, schema: {type: string}}]}`, path);
    expect(operation.parameters).toMatchObject([{ name: "id", schema: { types: ["string"] }, ...expected }]);
  });

  test("by content", async () => {
    const content = "{application/json: {schema: {type: object}, example: {a: 1}}}";
    const operation = await operationOf(`{parameters: [{name: f, in: query, content: ${content}}]}`);
    expect(operation.parameters).toMatchObject([{ mediaType: "application/json", schema: { types: ["object"] } }]);
  });

  test("those of the path are merged in, replaced by place and name", async () => {
    const { document } = await normaliseText(`${head}paths:
  /x/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: id, in: query, schema: { type: string } }
      - { name: X-A, in: header, schema: { type: string } }
    get:
      parameters:
        - { name: x-a, in: header, schema: { type: integer } }
        - { name: id, in: query, schema: { type: integer } }`);
    const parameters = document.operations[0]?.parameters.map(({ name, in: place, schema }) => [
      place,
      name,
      schema.types,
    ]);
    expect(parameters).toEqual([
      ["path", "id", ["string"]],
      ["query", "id", ["integer"]],
      ["header", "x-a", ["integer"]],
    ]);
  });

  test("references are followed; a description beside one replaces that of the target", async () => {
    const { document } = await normaliseText(`${head}paths:
  /x:
    get: { parameters: [{ $ref: "#/components/parameters/Limit", description: Here }] }
    post: { parameters: [{ $ref: "#/components/parameters/Limit" }] }
components:
  parameters:
    Limit: { name: limit, in: query, description: There, schema: { type: integer } }`);
    expect(document.operations.map(({ parameters }) => parameters[0]?.description)).toEqual(["Here", "There"]);
  });

  test("examples of either kind are gathered", async () => {
    const { document } = await normaliseText(`${head}paths:
  /x:
    get:
      parameters:
        - { name: a, in: query, schema: {}, examples: { one: { value: 1 }, two: { $ref: "#/components/examples/Two" } } }
        - { name: b, in: query, schema: {}, example: 3 }
components: { examples: { Two: { value: { $ref: data } } } }`);
    expect(document.operations[0]?.parameters.map(({ examples }) => examples)).toEqual([[1, { $ref: "data" }], [3]]);
  });
});

describe("bodies and responses", () => {
  test("media types lose their parameters and their capitals", async () => {
    const content = "{Application/JSON; charset=utf-8: {schema: {type: string}}, image/*: {}}";
    const operation = await operationOf(`{requestBody: {required: true, content: ${content}}}`, "/x", "post");
    expect(operation.requestBody?.required).toBe(true);
    expect(operation.requestBody?.content.map(({ type }) => type)).toEqual(["application/json", "image/*"]);
  });

  test.each([
    ["application/octet-stream: {}", true],
    ["image/png: {schema: {}}", true],
    ["application/pdf: {schema: {description: A file}}", true],
    ["application/octet-stream: {schema: {type: string, format: binary}}", true],
    ["application/octet-stream: {schema: {type: object}}", undefined],
    ["application/json: {schema: {}}", undefined],
    ["text/plain: {schema: {}}", undefined],
    ["image/svg+xml: {schema: {}}", undefined],
  ])("bytes: %s is %s", async (content, binary) => {
    const operation = await operationOf(`{responses: {"200": {description: D, content: {${content}}}}}`);
    expect(operation.responses[0]?.content[0]?.schema?.binary).toBe(binary);
  });

  test("a media type without a schema may be anything", async () => {
    const operation = await operationOf('{responses: {"200": {description: D, content: {application/json: null}}}}');
    expect(operation.responses[0]?.content).toMatchObject([{ type: "application/json", examples: [] }]);
    expect(operation.responses[0]?.content[0]?.schema).toBeUndefined();
  });

  test("responses stand in the order exact, range, default", async () => {
    const texts = ["default", "5XX", "404", "200", "2xx", "x-more"].map((status) => `"${status}": {description: D}`);
    const operation = await operationOf(`{responses: {${texts.join(", ")}}}`);
    expect(operation.responses.map(({ status }) => status)).toEqual(["200", "404", "5XX", "2XX", "default"]);
  });

  test("headers are read, except Content-Type", async () => {
    const headers = "{X-Rate: {required: true, schema: {type: integer}}, content-type: {schema: {}}}";
    const operation = await operationOf(`{responses: {"200": {description: D, headers: ${headers}}}}`);
    expect(operation.responses[0]?.headers).toMatchObject([
      { name: "X-Rate", required: true, deprecated: false, schema: { types: ["integer"] } },
    ]);
  });

  test.each<[string, string, object]>([
    ["multipart/form-data", "{contentType: image/png}", { contentType: "image/png", headers: [] }],
    ["multipart/form-data", "{explode: false}", { style: "form", explode: false, headers: [] }],
    ["a/x-www-form", "{style: deepObject, allowReserved: true}", { style: "deepObject", allowReserved: true }],
    ["a/x-www-form", "{x-clientwright-nested: dots}", { style: "dots" }],
    [
      "multipart/form-data",
      "{headers: {X-A: {schema: {const: 1}}, X-B: {schema: {default: b}}, X-C: {schema: {}}, Content-Type: {}}}",
      { headers: [{ name: "X-A", value: "1" }, { name: "X-B", value: "b" }, { name: "X-C" }] },
    ],
  ])("an encoding of %s: %s", async (type, encoding, expected) => {
    const content = `{${type}: {schema: {type: object}, encoding: {a: ${encoding}}}}`;
    const operation = await operationOf(`{requestBody: {content: ${content}}}`, "/x", "post");
    expect(operation.requestBody?.content[0]?.encoding.get("a")).toMatchObject(expected);
  });

  test.each([204, 205, 304])("an answer with the status %i has no body, whatever is written", async (status) => {
    const operation = await operationOf(
      `{responses: {"${status}": {description: D, content: {application/json: {schema: {type: string}}}}}}`,
    );
    expect(operation.responses[0]?.content).toEqual([]);
  });
});

describe("security", () => {
  const schemes = `components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key, description: A key }
    basic: { type: http, scheme: Basic }
    token: { type: http, scheme: bearer }
    oauth: { type: oauth2, flows: {} }
    oidc: { type: openIdConnect, openIdConnectUrl: "https://example.com" }
    digest: { type: http, scheme: digest }
    tls: { type: mutualTLS }
`;

  test("schemes are what callers give", async () => {
    const { document } = await normaliseText(`${head}${schemes}`);
    expect(document.securitySchemes.map(({ key, type }) => `${key}: ${type}`)).toEqual([
      "key: apiKey",
      "basic: basic",
      "token: bearer",
      "oauth: bearer",
      "oidc: bearer",
      "digest: authorization",
      "tls: unsent",
    ]);
    expect(document.securitySchemes[0]).toMatchObject({ in: "header", name: "X-Key", description: "A key" });
  });

  test("requirements of the document apply where an operation states none", async () => {
    const { document } = await normaliseText(`${head}${schemes}security: [{ key: [] }]
paths:
  /a: { get: {} }
  /b: { get: { security: [] } }
  /c: { get: { security: [{ basic: [], key: [] }, {}] } }`);
    expect(document.security).toEqual([["key"]]);
    expect(document.operations.map(({ security }) => security)).toEqual([[["key"]], [], [["basic", "key"], []]]);
  });
});

describe("operations", () => {
  test("hold what they say of themselves", async () => {
    const text =
      "{operationId: getX, tags: [a, b, a], summary: S, description: D, deprecated: true, servers: [{url: /v2}]}";
    const { responses: _, ...operation } = await operationOf(text);
    expect(operation).toMatchObject({
      id: "#/paths/~1x/get",
      operationId: "getX",
      method: "GET",
      path: "/x",
      tags: ["a", "b"],
      summary: "S",
      description: "D",
      deprecated: true,
      parameters: [],
      security: [],
      servers: [{ url: "/v2" }],
    });
  });

  test("keep their identity where the path item stands elsewhere", async () => {
    const { document } = await normaliseText(`${head}paths:
  /a: { $ref: "#/components/pathItems/Shared" }
  /b: { $ref: "#/components/pathItems/Shared" }
components: { pathItems: { Shared: { get: { summary: S } } } }`);
    expect(document.operations.map(({ id, path, at }) => [id, path, at.pointer])).toEqual([
      ["#/paths/~1a/get", "/a", "/components/pathItems/Shared/get"],
      ["#/paths/~1b/get", "/b", "/components/pathItems/Shared/get"],
    ]);
  });

  test("with an error are left out and named, however far away the error is; the others stay", async () => {
    const { document, diagnostics } = await normaliseText(`${head}paths:
  /direct: { get: { operationId: direct, parameters: [{ name: a }] } }
  /deep: { get: { responses: { "200": { description: D, content: { a/json: { schema: { $ref: "#/components/schemas/A" } } } } } } }
  /fine: { get: { responses: { "200": { description: D, content: { a/json: { schema: { $ref: "#/components/schemas/C" } } } } } } }
components:
  schemas:
    A: { properties: { b: { items: { $ref: "#/components/schemas/B" } } } }
    B: { allOf: [{ properties: { x: { $ref: "#/components/schemas/Gone" } } }] }
    C: { type: string }`);
    expect(document.operations.map(({ path }) => path)).toEqual(["/fine"]);
    expect(document.omitted.map(({ method, path, operationId }) => [method, path, operationId])).toEqual([
      ["GET", "/direct", "direct"],
      ["GET", "/deep", undefined],
    ]);
    expect([...document.schemas.keys()]).toEqual(["#/components/schemas/C"]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["CW2102", "CW2201"]);
  });

  test("that share a faulty parameter: it is reported once", async () => {
    const { document, diagnostics } = await normaliseText(`${head}paths:
  /a: { get: { parameters: [{ $ref: "#/components/parameters/P" }] } }
  /b: { get: { parameters: [{ $ref: "#/components/parameters/P" }] } }
components: { parameters: { P: { in: query, schema: {} } } }`);
    expect(document.omitted).toHaveLength(2);
    expect(diagnostics).toHaveLength(1);
  });
});

describe("the document", () => {
  test("says what it is", async () => {
    const { document } = await normaliseText(`openapi: 3.1.0
info: { title: Pets, version: 1.0.0, description: D, license: { name: MIT } }
servers:
  - { url: "https://{region}.example.com", description: S, variables: { region: { default: eu, enum: [eu, us] } } }
tags: [{ name: pets, description: P }]
paths: {}`);
    expect(plain(document)).toMatchObject({
      name: "<stdin>",
      title: "Pets",
      version: "1.0.0",
      description: "D",
      license: "MIT",
      servers: [
        {
          url: "https://{region}.example.com",
          description: "S",
          variables: { region: { default: "eu", values: ["eu", "us"] } },
        },
      ],
      tags: [{ name: "pets", description: "P" }],
    });
  });
});
