import { expect, test } from "vitest";
import { type Filters, Selector, selectOperations } from "../../../generator/normalise/select.js";
import { normaliseText } from "./document.js";

const done = 'responses: {"204": {description: Done}}';
const gives = (name: string): string =>
  `responses: {"200": {description: Done, content: {application/json: {schema: {$ref: "#/components/schemas/${name}"}}}}}`;
const text = `{openapi: 3.1.0, info: {title: T, version: "1"},
  webhooks: {petEvent: {post: {tags: [pets], ${done}}}},
  paths: {
    /pets: {get: {operationId: listPets, tags: [pets], ${gives("Pets")}}, post: {operationId: addPet, tags: [pets], ${done}}},
    "/pets/{id}": {parameters: [{name: id, in: path, required: true, schema: {type: string}}],
      get: {operationId: getPet, tags: [pets], deprecated: true, ${gives("Pet")}}},
    /orders: {get: {operationId: listOrders, tags: [orders], security: [{key: []}], ${gives("Order")}}},
    /broken: {get: {operationId: getBroken, ${gives("Nothing")}}}},
  components: {
    securitySchemes: {key: {type: apiKey, in: header, name: X-Key}},
    schemas: {
      Pets: {type: array, items: {$ref: "#/components/schemas/Pet"}},
      Pet: {type: object, discriminator: {propertyName: kind}, properties: {kind: {type: string}, owner: {$ref: "#/components/schemas/Owner"}}},
      Cat: {allOf: [{$ref: "#/components/schemas/Pet"}, {type: object}]},
      Kitten: {allOf: [{$ref: "#/components/schemas/Cat"}]},
      Owner: {type: object, patternProperties: {^a: {$ref: "#/components/schemas/Note"}}},
      Note: {type: string}, Order: {type: object}, Unused: {type: object}}}}`;

async function selected(
  filters: Filters,
): Promise<{ operations: string; schemas: string; unmatched: readonly string[] }> {
  const { document } = await normaliseText(text);
  const result = selectOperations(document, new Selector(filters));
  return {
    operations: result.document.operations.map(({ operationId }) => operationId).join(" "),
    schemas: [...result.document.schemas.keys()].map((id) => id.slice(id.lastIndexOf("/") + 1)).join(" "),
    unmatched: result.unmatched,
  };
}

const all = "listPets addPet getPet listOrders";

test("without filters everything stays", async () => {
  const { operations, schemas } = await selected({});
  expect(operations).toBe(all);
  expect(schemas).toBe("Pets Pet Cat Kitten Owner Note Order Unused");
});

test.each<[string, Filters, string]>([
  ["tags", { include: { tags: ["orders"] } }, "listOrders"],
  ["a path", { include: { paths: ["/pets"] } }, "listPets addPet"],
  ["a segment of a path", { include: { paths: ["/pets/*"] } }, "getPet"],
  ["the rest of a path", { include: { paths: ["/pets**"] } }, "listPets addPet getPet"],
  ["a method and a path", { include: { paths: ["get /*"] } }, "listPets listOrders"],
  ["operationIds", { include: { operationIds: ["list*", "getPet"] } }, "listPets getPet listOrders"],
  ["one thing or another", { include: { tags: ["orders"], operationIds: ["addPet"] } }, "addPet listOrders"],
  ["what they aren't", { exclude: { tags: ["pets"] } }, "listOrders"],
  ["what they are and aren't", { include: { tags: ["pets"] }, exclude: { paths: ["POST **"] } }, "listPets getPet"],
  ["not being deprecated", { deprecated: false }, "listPets addPet listOrders"],
  ["nothing", { include: {} }, ""],
])("operations are chosen by %s", async (_, filters, operations) => {
  expect((await selected(filters)).operations).toBe(operations);
});

test("schemas that nothing needs go; those that extend a discriminated one stay with it", async () => {
  expect((await selected({ include: { tags: ["pets"] } })).schemas).toBe("Pets Pet Cat Kitten Owner Note");
  expect((await selected({ include: { tags: ["orders"] } })).schemas).toBe("Order");
  expect((await selected({ include: { tags: ["orders"] }, prune: false })).schemas).toContain("Unused");
  expect((await selected({ prune: true })).schemas).toBe("Pets Pet Cat Kitten Owner Note Order");
});

test("security schemes, webhooks and omitted operations follow", async () => {
  const { document } = await normaliseText(text);
  const pets = selectOperations(document, new Selector({ include: { tags: ["pets"] } })).document;
  expect(pets.securitySchemes).toEqual([]);
  expect(pets.webhooks).toHaveLength(1);
  expect(pets.omitted).toEqual([]);
  const orders = selectOperations(document, new Selector({ exclude: { tags: ["pets"] } })).document;
  expect(orders.securitySchemes).toHaveLength(1);
  expect(orders.webhooks).toEqual([]);
  expect(orders.omitted).toMatchObject([{ operationId: "getBroken" }]);
});

test("patterns that fit nothing are named", async () => {
  const filters = { include: { tags: ["pets", "cats"], paths: ["/a.c"] }, exclude: { operationIds: ["nope"] } };
  expect((await selected(filters)).unmatched).toEqual(["cats", "/a.c", "nope"]);
});
