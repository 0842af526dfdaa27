import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadDocument, renderDiagnostics } from "../../../generator/load/index.js";
import { normalise } from "../../../generator/normalise/index.js";
import type { Document, Operation } from "../../../generator/normalise/types.js";
import { normaliseText, plain } from "./document.js";

const head = 'swagger: "2.0", info: {title: T, version: "1"}';

/** The document of a root with these fields; fails if anything is said about it. */
async function documentOf(fields: string): Promise<Document> {
  const { document, diagnostics } = await normaliseText(`{${head}, ${fields}}`);
  expect(diagnostics).toEqual([]);
  return document;
}

/** The only operation, `POST /x`, of a root with these fields. */
async function operationOf(text: string, fields = "definitions: {}"): Promise<Operation> {
  const { operations } = await documentOf(`${fields}, paths: {/x: {post: ${text}}}`);
  const [operation] = operations;
  if (!operation) throw new Error("There is no operation.");
  return operation;
}

const done = 'responses: {"204": {description: Done}}';

test.each([
  ["host: a.example, basePath: /v1/, schemes: [http, https]", ["https://a.example/v1", "http://a.example/v1"]],
  ["host: a.example", ["https://a.example"]],
  ["host: a.example, schemes: [http, wss]", ["http://a.example"]],
  ["basePath: /v1", ["/v1"]],
  ["basePath: /", []],
])("the servers of %s", async (fields, urls) => {
  const { servers } = await documentOf(`${fields}, paths: {}`);
  expect(servers.map(({ url }) => url)).toEqual(urls);
});

test("a definition has the identity that it has as a component", async () => {
  const { schemas } = await documentOf(
    "definitions: {Pet: {type: object, properties: {friend: {$ref: '#/definitions/Pet'}}}}, paths: {}",
  );
  expect(plain(schemas)).toMatchObject({
    "#/components/schemas/Pet": { properties: { friend: { ref: "#/components/schemas/Pet" } } },
  });
});

test.each([
  ["in: query", "", { style: "form", explode: false }],
  ["in: query", "collectionFormat: csv", { style: "form", explode: false }],
  ["in: query", "collectionFormat: multi", { style: "form", explode: true }],
  ["in: query", "collectionFormat: ssv", { style: "spaceDelimited", explode: false }],
  ["in: query", "collectionFormat: pipes", { style: "pipeDelimited", explode: false }],
  ["in: query", "collectionFormat: tsv", { style: "tabDelimited", explode: false }],
  ["in: header", "collectionFormat: csv", { style: "simple", explode: false }],
  ["in: header", "collectionFormat: pipes", { style: "pipeDelimited", explode: false }],
])("an array %s with %s", async (place, format, expected) => {
  const { parameters } = await operationOf(
    `{parameters: [{name: ids, ${place}, type: array, items: {type: integer, maximum: 9}, ${format}}], ${done}}`,
  );
  expect(parameters).toMatchObject([
    { name: "ids", ...expected, schema: { types: ["array"], items: { types: ["integer"], maximum: 9 } } },
  ]);
});

test("a separator that nobody knows is not passed over in silence", async () => {
  const { diagnostics } = await normaliseText(`{${head}, paths: {/x: {get: {
    parameters: [{name: ids, in: query, type: array, items: {type: string}, collectionFormat: dots}], ${done}}}}}`);
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "CW2103" }]);
});

test("headers that bodies and credentials decide are no parameters; a Content-Type says what is consumed", async () => {
  const headers = [
    "{name: content-Type, in: header, type: string, enum: [application/x-tar]}",
    "{name: Accept, in: header, type: string}",
    "{name: Authorization, in: header, type: string}",
  ].join(", ");
  const body = "{name: file, in: body, schema: {type: string, format: binary}}";
  const { document, diagnostics } =
    await normaliseText(`{${head}, securityDefinitions: {key: {type: basic}}, paths: {/x: {
    get: {parameters: [${headers}], security: [{key: []}], ${done}},
    post: {parameters: [${headers}, ${body}], ${done}}}}}`);
  expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual(Array(5).fill("CW2106 information"));
  const [closed, open] = document?.operations ?? [];
  expect(closed?.parameters).toEqual([]);
  expect(open?.parameters).toMatchObject([{ name: "Authorization" }]);
  expect(open?.requestBody?.content).toMatchObject([{ type: "application/x-tar" }]);
});

test("a body parameter is the body, in the media types of the operation, else of the document", async () => {
  const body = "{name: pet, in: body, required: true, description: A pet., schema: {$ref: '#/definitions/Pet'}}";
  const fields = "definitions: {Pet: {type: object}}, consumes: [application/xml]";
  const own = await operationOf(`{consumes: [application/json, text/csv], parameters: [${body}], ${done}}`, fields);
  expect(plain(own.requestBody)).toMatchObject({
    required: true,
    description: "A pet.",
    content: [
      { type: "application/json", schema: { ref: "#/components/schemas/Pet" } },
      { type: "text/csv", schema: { ref: "#/components/schemas/Pet" } },
    ],
  });
  const inherited = await operationOf(`{parameters: [${body}], ${done}}`, fields);
  expect(inherited.requestBody?.content.map(({ type }) => type)).toEqual(["application/xml"]);
});

test("form fields are the body, with everything that is said of them", async () => {
  const { requestBody, parameters } = await operationOf(
    `{consumes: [application/x-www-form-urlencoded], parameters: [
      {name: kind, in: formData, type: string, enum: [a, b], required: true, description: Which.},
      {name: tags, in: formData, type: array, items: {type: string}, collectionFormat: multi}], ${done}}`,
  );
  expect(parameters).toEqual([]);
  expect(plain(requestBody)).toMatchObject({
    required: true,
    content: [
      {
        type: "application/x-www-form-urlencoded",
        encoding: { tags: { style: "form", explode: true } },
        schema: {
          types: ["object"],
          required: ["kind"],
          properties: {
            kind: { types: ["string"], enum: ["a", "b"], description: "Which." },
            tags: { types: ["array"], items: { types: ["string"] } },
          },
        },
      },
    ],
  });
});

test("a file among the form fields goes as multipart", async () => {
  const { requestBody } = await operationOf(`{parameters: [{name: image, in: formData, type: file}], ${done}}`);
  expect(plain(requestBody?.content)).toMatchObject([
    { type: "multipart/form-data", schema: { properties: { image: { types: ["string"], binary: true } } } },
  ]);
});

test("bodies and form fields of a path and of the document's `parameters` are those of its operations", async () => {
  const { operations } = await documentOf(`
    parameters: {Pet: {name: pet, in: body, schema: {type: string}}, Note: {name: note, in: formData, type: string}},
    paths: {
      /a: {parameters: [{$ref: "#/parameters/Pet"}], post: {${done}}},
      /b: {parameters: [{$ref: "#/parameters/Note"}], post: {parameters: [{name: more, in: formData, type: string}], ${done}}}}`);
  const [a, b] = operations;
  expect(a?.parameters).toEqual([]);
  expect(a?.requestBody?.content).toMatchObject([{ type: "application/json", schema: { types: ["string"] } }]);
  expect([...(b?.requestBody?.content[0]?.schema?.properties?.keys() ?? [])]).toEqual(["note", "more"]);
});

test("a response that operations share has the media types of each", async () => {
  const { operations } = await documentOf(`produces: [application/json],
    responses: {Text: {description: T, schema: {type: string}, headers: {X-Rate: {type: integer}}}},
    paths: {/a: {get: {responses: {"200": {$ref: "#/responses/Text"}}},
      put: {produces: [text/plain], responses: {"200": {$ref: "#/responses/Text"}}}}}`);
  expect(operations.map(({ responses }) => responses[0]?.content.map(({ type }) => type))).toEqual([
    ["application/json"],
    ["text/plain"],
  ]);
  expect(operations[0]?.responses[0]?.headers).toMatchObject([{ name: "X-Rate", schema: { types: ["integer"] } }]);
});

test("a response without a schema has no body", async () => {
  expect((await operationOf(`{${done}}`)).responses).toMatchObject([{ status: "204", content: [] }]);
});

test("a file as response is bytes, and no JSON", async () => {
  const { responses } = await operationOf('{responses: {"200": {description: F, schema: {type: file}}}}');
  expect(responses[0]?.content).toMatchObject([{ type: "application/octet-stream", schema: { binary: true } }]);
});

test("what 2.0 says differently in schemas", async () => {
  const { schemas } = await documentOf(`paths: {}, definitions: {
    Name: {type: string, x-nullable: true}, Pet: {type: object, discriminator: kind, properties: {kind: {type: string}}}}`);
  expect(plain(schemas)).toMatchObject({
    "#/components/schemas/Name": { types: ["string", "null"] },
    "#/components/schemas/Pet": { discriminator: { propertyName: "kind" } },
  });
});

test("security definitions", async () => {
  const { securitySchemes } = await documentOf(`paths: {}, securityDefinitions: {
    a: {type: basic}, b: {type: apiKey, in: query, name: key},
    c: {type: oauth2, flow: implicit, authorizationUrl: "https://a.example", scopes: {}}}`);
  expect(securitySchemes).toMatchObject([
    { key: "a", type: "basic" },
    { key: "b", type: "apiKey", in: "query", name: "key" },
    { key: "c", type: "bearer" },
  ]);
});

test("an operation that only http reaches has a server of its own", async () => {
  const operation = await operationOf(`{schemes: [http], ${done}}`, "host: a.example, schemes: [https]");
  expect(operation.servers.map(({ url }) => url)).toEqual(["http://a.example"]);
});

/** Loads and normalises a document of several files. */
async function filesOf(files: { readonly [path: string]: string }): Promise<{ document?: Document; said: string }> {
  const cwd = mkdtempSync(join(tmpdir(), "clientwright-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  const { source, texts, diagnostics } = await loadDocument({ document: "api.yaml", cwd });
  const result = source && normalise(source);
  const said = renderDiagnostics([...diagnostics, ...(result?.diagnostics ?? [])], texts);
  return { ...(result?.document && { document: result.document }), said };
}

const severalFiles = {
  "api.yaml": `swagger: "2.0"
info: { title: T, version: "1" }
paths:
  /pets: { $ref: "paths/pets.yaml#/pets" }
definitions:
  Pet: { type: object, properties: { name: { $ref: "common.yaml#/definitions/Name" } } }
`,
  "paths/pets.yaml": `pets:
  post:
    parameters:
      - $ref: "../common.yaml#/parameters/pet"
      - $ref: "../common.yaml#/parameters/tags"
    responses:
      "200": { $ref: "../common.yaml#/responses/pet" }
`,
  "common.yaml": `parameters:
  pet: { name: pet, in: body, schema: { $ref: "api.yaml#/definitions/Pet" } }
  tags: { name: tags, in: query, type: array, items: { type: string } }
responses:
  pet: { description: A pet., schema: { $ref: "api.yaml#/definitions/Pet" } }
definitions:
  Name: { type: string }
`,
};

test("a document of several files", async () => {
  const { document, said } = await filesOf(severalFiles);
  expect(said).toBe("");
  expect(plain(document?.operations)).toMatchObject([
    {
      method: "POST",
      path: "/pets",
      parameters: [{ name: "tags", style: "form", explode: false }],
      requestBody: { content: [{ type: "application/json", schema: { ref: "#/components/schemas/Pet" } }] },
      responses: [{ status: "200", content: [{ schema: { ref: "#/components/schemas/Pet" } }] }],
    },
  ]);
  expect(document?.schemas.get("common.yaml#/components/schemas/Name")).toMatchObject({ types: ["string"] });
});

test("what is wrong is shown where the user wrote it, after conversion too", async () => {
  const { said } = await filesOf({
    ...severalFiles,
    "common.yaml": severalFiles["common.yaml"].replace("items: { type: string }", "items: { type: 5 }"),
  });
  expect(said).toContain(`common.yaml:3:62 error CW2101: A type must be text but is a number.

  1 | parameters:
  2 |   pet: { name: pet, in: body, schema: { $ref: "api.yaml#/definitions/Pet" } }
> 3 |   tags: { name: tags, in: query, type: array, items: { type: 5 } }
    |                                                              ^
`);
});
