import { expect, test } from "vitest";
import { normaliseText, operationOf, plain } from "./document.js";

const done = 'responses: {"204": {description: Done}}';

test("webhooks have a name, a method and the body that is sent", async () => {
  const { document } = await normaliseText(`{openapi: 3.1.0, info: {title: T, version: "1"}, webhooks: {
    newPet: {post: {operationId: onPet, summary: A pet., requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}, ${done}}},
    gone: {$ref: "#/components/pathItems/Gone"}},
    components: {schemas: {Pet: {type: object}}, pathItems: {Gone: {delete: {${done}}}}}}`);
  expect(plain(document.webhooks)).toMatchObject([
    {
      id: "#/webhooks/newPet/post",
      name: "newPet",
      method: "POST",
      operationId: "onPet",
      summary: "A pet.",
      requestBody: { content: [{ type: "application/json", schema: { ref: "#/components/schemas/Pet" } }] },
      responses: [{ status: "204" }],
    },
    { name: "gone", method: "DELETE" },
  ]);
  expect(document.operations).toEqual([]);
});

test("callbacks belong to their operation and say where they go", async () => {
  const { callbacks } = await operationOf(
    `{callbacks: {onPet: {"{$request.body#/url}": {post: {requestBody: {content: {text/plain: {}}}, ${done}}}}}, ${done}}`,
  );
  expect(callbacks).toMatchObject([
    {
      name: "onPet",
      expression: "{$request.body#/url}",
      method: "POST",
      requestBody: { content: [{ type: "text/plain" }] },
    },
  ]);
});

test("a callback that leads to itself is read once", async () => {
  const { document } = await normaliseText(`{openapi: 3.1.0, info: {title: T, version: "1"},
    paths: {/x: {post: {callbacks: {again: {$ref: "#/components/callbacks/Again"}}, ${done}}}},
    components: {callbacks: {Again: {"{$url}": {post: {callbacks: {again: {$ref: "#/components/callbacks/Again"}}, ${done}}}}}}}`);
  expect(document.operations[0]?.callbacks).toMatchObject([{ name: "again", method: "POST" }]);
});

test("a webhook of a schema with an error is left out", async () => {
  const { document } = await normaliseText(`{openapi: 3.1.0, info: {title: T, version: "1"}, webhooks: {
    a: {post: {requestBody: {content: {application/json: {schema: {type: 5}}}}, ${done}}}, b: {post: {${done}}}}}`);
  expect(document.webhooks.map(({ name }) => name)).toEqual(["b"]);
});

test("links are kept, whatever they lead to", async () => {
  const { responses } = await operationOf(`{responses: {"200": {description: Done, links: {
    next: {operationId: getNext, description: The next one.}, missing: {$ref: "#/components/links/Missing"}}}}}`);
  expect(responses[0]?.links).toEqual([{ name: "next", operationId: "getNext", description: "The next one." }]);
});
