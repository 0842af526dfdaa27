import { expect, test } from "vitest";
import type { Document } from "../../../generator/normalise/types.js";
import { normaliseText, plain } from "./document.js";

/** A document of these component schemas, about which nothing is said. */
async function documentOf(schemas: string): Promise<Document> {
  const { document, diagnostics } = await normaliseText(
    `{openapi: 3.1.0, info: {title: T, version: "1"}, paths: {}, components: {schemas: {${schemas}}}}`,
  );
  expect(diagnostics).toEqual([]);
  return document;
}

const component = (name: string): string => `#/components/schemas/${name}`;

test.each([
  ["an anchor", "{$ref: '#pet'}", "Pet: {$anchor: pet, type: object}"],
  ["a dynamic anchor", "{$ref: '#pet'}", "Pet: {$dynamicAnchor: pet, type: object}"],
  ["an absolute identifier", "{$ref: 'https://a.example/pet'}", "Pet: {$id: 'https://a.example/pet', type: object}"],
  ["a relative identifier", "{$ref: pet.json}", "Pet: {$id: pet.json, type: object}"],
  ["an identifier that is a name", "{$ref: Animal}", "Pet: {$id: Animal, type: object}"],
  ["the name of a schema alone", "{$ref: Pet}", "Pet: {type: object}"],
  ["a dynamic reference without a dynamic anchor", "{$dynamicRef: '#pet'}", "Pet: {$anchor: pet, type: object}"],
])("a reference to %s", async (_, reference, target) => {
  const { schemas } = await documentOf(`X: ${reference}, ${target}`);
  expect(schemas.get(component("X"))?.ref).toBe(component("Pet"));
});

test("a reference inside a schema with an identifier is relative to it, else to the document", async () => {
  const { schemas } = await documentOf(`
    Pet: {$id: "https://a.example/pets/pet", type: object, $defs: {name: {type: string}}, properties: {
      self: {$ref: "#"}, name: {$ref: "#/$defs/name"}, near: {$ref: "tag"}, far: {$ref: "#/components/schemas/Far"}}},
    Tag: {$id: "https://a.example/pets/tag", type: string}, Far: {type: string}`);
  expect(plain(schemas.get(component("Pet"))?.properties)).toMatchObject({
    self: { ref: component("Pet") },
    name: { ref: component("Pet/$defs/name") },
    near: { ref: component("Tag") },
    far: { ref: component("Far") },
  });
});

test("the same anchor in two schemas with identifiers is each one's own", async () => {
  const { schemas } = await documentOf(`
    A: {$id: "https://a.example/a", properties: {x: {$ref: "#x"}}, $defs: {x: {$anchor: x, type: string}}},
    B: {$id: "https://a.example/b", properties: {x: {$ref: "#x"}, y: {$ref: "a#x"}}, $defs: {x: {$anchor: x, type: number}}}`);
  expect(plain(schemas.get(component("B"))?.properties)).toMatchObject({
    x: { ref: component("B/$defs/x") },
    y: { ref: component("A/$defs/x") },
  });
});

test.each([
  ["%7Bid%7D", "{id}"],
  ["n%C3%A4me", "näme"],
  ["日本", "日本"],
  ["a~1b~0c", "a/b~c"],
  ["100%25", "100%"],
  ["a%20b", "a%20b"],
])("the escapes of %s", async (written, name) => {
  const { schemas } = await documentOf(`X: {$ref: "#/components/schemas/${written}"}, "${name}": {type: string}`);
  const target = schemas.get(component("X"))?.ref;
  expect(target === undefined ? undefined : schemas.get(target)?.types).toEqual(["string"]);
});

test("identifiers and anchors in examples, enums and names of properties are data", async () => {
  const { schemas } = await documentOf(`
    A: {properties: {$anchor: {type: string}}, default: {$anchor: pet}, examples: [{$anchor: pet}], const: {$id: pet}},
    Pet: {$anchor: pet, type: object}, X: {$ref: "#pet"}`);
  expect(schemas.get(component("X"))?.ref).toBe(component("Pet"));
});

test("a schema that gives a dynamic anchor a new meaning makes the other one distinct", async () => {
  const { schemas } = await documentOf(`
    Page: {$id: page, $defs: {item: {$dynamicAnchor: item, not: {}}}, type: object,
      properties: {items: {type: array, items: {$dynamicRef: "#item"}}}},
    Pet: {type: object}, Order: {type: object},
    Pets: {$ref: page, description: Some pets., $defs: {item: {$dynamicAnchor: item, $ref: "#/components/schemas/Pet"}}},
    Orders: {$ref: page, $defs: {item: {$dynamicAnchor: item, $ref: "#/components/schemas/Order"}}}`);
  const itemsOf = (name: string): string | undefined =>
    schemas.get(component(name))?.properties?.get("items")?.items?.ref;
  expect(itemsOf("Pets")).toBe(component("Pet"));
  expect(itemsOf("Orders")).toBe(component("Order"));
  expect(itemsOf("Page")).toBe(component("Page/$defs/item"));
  expect(schemas.get(component("Pets"))).toMatchObject({ id: component("Pets"), description: "Some pets." });
});

test("a tree that is extended holds what extends it", async () => {
  const { schemas } = await documentOf(`
    Tree: {$id: tree, $dynamicAnchor: node, type: object, properties: {children: {type: array, items: {$dynamicRef: "#node"}}}},
    Named: {$id: named, $dynamicAnchor: node, allOf: [{$ref: tree}, {type: object, properties: {name: {type: string}}}]}`);
  expect(schemas.get(component("Tree"))?.properties?.get("children")?.items?.ref).toBe(component("Tree"));
  const [base] = schemas.get(component("Named"))?.allOf ?? [];
  expect(base?.properties?.get("children")?.items?.ref).toBe(component("Named"));
  expect(base?.id).toBe(component("Named/allOf/0"));
});

test("a schema that refers to itself is read once for each meaning", async () => {
  const { schemas } = await documentOf(`
    List: {$id: list, $defs: {item: {$dynamicAnchor: item}}, type: object,
      properties: {head: {$dynamicRef: "#item"}, tail: {$ref: list}}},
    Pets: {$ref: list, $defs: {item: {$dynamicAnchor: item, type: string}}}`);
  expect(plain(schemas.get(component("Pets"))?.properties)).toMatchObject({
    head: { ref: component("Pets/$defs/item") },
    tail: { ref: component("Pets") },
  });
});
