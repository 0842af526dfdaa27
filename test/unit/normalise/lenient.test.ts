import { expect, test } from "vitest";
import { normaliseText, operationOf, plain, schemaOf } from "./document.js";

/** Codes and severities of what is said about a document of one operation, `GET /x`. */
async function saidOf(operation: string, path = "/x"): Promise<readonly string[]> {
  const { diagnostics } = await normaliseText(
    `{openapi: 3.1.0, info: {title: T, version: "1"}, paths: {"${path}": {get: ${operation}}}}`,
  );
  return diagnostics.map(({ severity, code }) => `${severity} ${code}`);
}

const done = 'responses: {"204": {description: Done}}';

test.each([
  ["{.id}", "label", false],
  ["{;id}", "matrix", false],
  ["{id*}", "simple", true],
  ["{;id*}", "matrix", true],
])("a path says %s", async (written, style, explode) => {
  const operation = await operationOf(
    `{parameters: [{name: id, in: path, required: true, schema: {type: array}}], ${done}}`,
    `/x/${written}`,
  );
  expect(operation.path).toBe("/x/{id}");
  expect(operation.parameters).toMatchObject([{ name: "id", style, explode }]);
  expect(
    await saidOf(`{parameters: [{name: id, in: path, required: true, schema: {}}], ${done}}`, `/x/${written}`),
  ).toEqual(["warning CW2302"]);
});

test("what a path's query expression names are parameters of the query", async () => {
  const operation = await operationOf(
    `{parameters: [{name: q, in: query, schema: {type: string}}], ${done}}`,
    "/x{?q}",
  );
  expect(operation.path).toBe("/x");
  expect(operation.parameters.map(({ name }) => name)).toEqual(["q"]);
});

test("a variable of the path that isn't declared is a required text", async () => {
  const operation = await operationOf(`{${done}}`, "/x/{id}");
  expect(operation.parameters).toMatchObject([
    { name: "id", in: "path", required: true, schema: { types: ["string"] } },
  ]);
  expect(await saidOf(`{${done}}`, "/x/{id}")).toEqual(["warning CW2301"]);
});

test("a variable of the query in a path that isn't declared is a text", async () => {
  const operation = await operationOf(
    `{parameters: [{name: size, in: path, required: true, schema: {type: integer}}], ${done}}`,
    "/x?q={term}&size={size}&kind=a&{page}",
  );
  expect(operation.path).toBe("/x");
  expect(operation.parameters).toMatchObject([
    { name: "size", in: "query", required: true, schema: { types: ["integer"] } },
    { name: "q", in: "query", required: false, schema: { types: ["string"] } },
    { name: "page", in: "query", required: false, schema: { types: ["string"] } },
  ]);
  expect(await saidOf(`{parameters: [{name: q, in: query, schema: {}}], ${done}}`, "/x?q={term}")).toEqual([
    "warning CW2302",
  ]);
});

test("a path parameter that isn't in the path is ignored", async () => {
  const text = `{parameters: [{name: id, in: path, required: true, schema: {}}], ${done}}`;
  expect((await operationOf(text)).parameters).toEqual([]);
  expect(await saidOf(text)).toEqual(["warning CW2301"]);
});

test("a path parameter that differs from the path only in capitals is the one in the path", async () => {
  const operation = await operationOf(
    `{parameters: [{name: petID, in: path, required: true, schema: {type: integer}}], ${done}}`,
    "/x/{petId}",
  );
  expect(operation.parameters).toMatchObject([{ name: "petId", schema: { types: ["integer"] } }]);
});

test.each([
  ["int", ["integer"]],
  ["String", ["string"]],
  ["float", ["number"]],
  ["bool", ["boolean"]],
  ["any", undefined],
  ["[string, any]", undefined],
  ["frobnicate", undefined],
])("the type %s", async (written, types) => {
  expect((await schemaOf("3.1.0", `{type: ${written}}`)).types).toEqual(types);
});

test.each([
  ["{type: string, enum: a}", { enum: ["a"] }],
  ["{type: string, enum: [1, b, true]}", { enum: ["1", "b", "true"] }],
  ['{type: integer, enum: ["1", 2]}', { enum: [1, 2] }],
  ['{type: boolean, enum: ["true"]}', { enum: [true] }],
  ["{type: string, minLength: many, pattern: 5}", { types: ["string"] }],
  ["{allOf: {type: string}}", { allOf: [{ types: ["string"] }] }],
  ["{type: object, required: name}", { required: ["name"] }],
  ['{type: string, readOnly: "true"}', { readOnly: true }],
  ["{oneOf: [{type: object}], discriminator: {mapping: {}}}", { oneOf: [{ types: ["object"] }] }],
])("the schema %s", async (written, expected) => {
  expect(plain(await schemaOf("3.0.3", written))).toMatchObject(expected);
});

test.each([
  ["2xx", "2XX"],
  ["200 OK", "200"],
  ["Default", "default"],
])("the status %s", async (written, status) => {
  const { responses } = await operationOf(`{responses: {"${written}": {description: Done}}}`);
  expect(responses.map((response) => response.status)).toEqual([status]);
});

test("a response under no status is left out, and its operation isn't", async () => {
  const { responses } = await operationOf(`{responses: {ok: {description: Done}, "204": {description: Done}}}`);
  expect(responses.map(({ status }) => status)).toEqual(["204"]);
});

test.each([
  ["json", ["application/json"]],
  ["nonsense", []],
  ['"text/csv, text/plain"', ["text/csv", "text/plain"]],
])("the media type %s of a response", async (written, types) => {
  const { responses } = await operationOf(
    `{responses: {"200": {description: Done, content: {${written}: {schema: {type: string}}}}}}`,
  );
  expect(responses[0]?.content.map(({ type }) => type)).toEqual(types);
});

test("a body of no media type that is one costs its operation", async () => {
  const { document } = await normaliseText(`{openapi: 3.1.0, info: {title: T, version: "1"}, paths: {/x: {post: {
    requestBody: {content: {nonsense: {schema: {type: string}}}}, ${done}}}}}`);
  expect(document.operations).toEqual([]);
  expect(document.omitted).toMatchObject([{ method: "POST", path: "/x" }]);
});

test("a body or response with `schema` and no `content` is JSON", async () => {
  const { requestBody, responses } = await operationOf(
    `{requestBody: {schema: {type: string}}, responses: {"200": {description: Done, schema: {type: string}}}}`,
    "/x",
    "post",
  );
  expect(requestBody?.content).toMatchObject([{ type: "application/json", schema: { types: ["string"] } }]);
  expect(responses[0]?.content).toMatchObject([{ type: "application/json", schema: { types: ["string"] } }]);
});

test("a parameter with its type beside its name", async () => {
  const { parameters } = await operationOf(
    `{parameters: [{name: q, in: Query, type: array, items: {type: integer}}], ${done}}`,
  );
  expect(parameters).toMatchObject([
    { name: "q", in: "query", schema: { types: ["array"], items: { types: ["integer"] } } },
  ]);
  expect(parameters[0]?.schema.items?.id).toBe("#/paths/~1x/get/parameters/query:q/items");
});

test("a security scheme that isn't declared is left out of the alternatives", async () => {
  const { document, diagnostics } = await normaliseText(`{openapi: 3.1.0, info: {title: T, version: "1"},
    components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}},
    paths: {/x: {get: {security: [{other: []}, {key: []}], ${done}}}}}`);
  expect(document.operations[0]?.security).toEqual([["key"]]);
  expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(["warning CW2401"]);
});

test("the fields beside a path item's `$ref` are on top of those it leads to", async () => {
  const { document } = await normaliseText(`{openapi: 3.1.0, info: {title: T, version: "1"}, paths: {
    /a: {$ref: "#/components/pathItems/A", delete: {${done}}}},
    components: {pathItems: {A: {get: {${done}}}}}}`);
  expect(document.operations.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /a", "DELETE /a"]);
});
