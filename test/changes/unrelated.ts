/** Edits of any document that are none of its callers' business: other orders, and things that come beside what is there. */

import type { Model } from "../../generator/model/types.js";
import type { Json } from "../history/steps.js";

/** A JSON object under edit. */
export type JsonObject = { [key: string]: Json };

/** Changes a document in place; the model is that of the document before. */
export type Edit = (document: JsonObject, model: Model) => void;

const methods: readonly string[] = "get put post delete options head patch trace query".split(" ");
const text: Json = { type: "string" };

/** Whether a value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Visits every object, but no data. */
function everywhere(value: Json, visit: (object: JsonObject, key: string) => void, key = ""): void {
  if (Array.isArray(value)) for (const inner of value) everywhere(inner, visit, key);
  if (!isObject(value)) return;
  visit(value, key);
  for (const [name, inner] of Object.entries(value)) {
    if (!/^(default|example|examples|enum|const|x-.*)$/.test(name) || key === "properties")
      everywhere(inner, visit, name);
  }
}

/** Gives an object these entries and no others. Names like `__proto__` are names as any. */
function fill(object: JsonObject, entries: readonly (readonly [string, Json])[]): void {
  for (const key of Object.keys(object)) delete object[key];
  for (const [key, value] of entries) {
    Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
  }
}

/** Turns the entries of an object, or the items of a list, round in place. */
function turn(value: Json | undefined): void {
  if (Array.isArray(value)) value.reverse();
  if (isObject(value)) fill(value, Object.entries(value).reverse());
}

/** Puts entries before those that are there. */
function prepend(object: JsonObject, more: JsonObject): void {
  fill(object, [...Object.entries(more), ...Object.entries(object)]);
}

function inner(document: JsonObject, ...keys: readonly string[]): JsonObject {
  return keys.reduce<JsonObject>((holder, key) => {
    const value = holder[key];
    if (isObject(value)) return value;
    const made: JsonObject = {};
    holder[key] = made;
    return made;
  }, document);
}

function schemasOf(document: JsonObject): JsonObject {
  return "swagger" in document ? inner(document, "definitions") : inner(document, "components", "schemas");
}

function operationsOf(document: JsonObject): JsonObject[] {
  return Object.values(inner(document, "paths")).flatMap((item) =>
    isObject(item) ? methods.flatMap((method) => (isObject(item[method]) ? [item[method]] : [])) : [],
  );
}

function turnLists(document: JsonObject, keywords: readonly string[]): void {
  everywhere(document, (object, key) => {
    if (key !== "properties") for (const keyword of keywords) if (Array.isArray(object[keyword])) turn(object[keyword]);
  });
}

/** Turns one member of each operation round. */
function turnMembers(document: JsonObject, member: string): void {
  for (const operation of operationsOf(document)) turn(operation[member]);
}

/** A response with a schema, in the words of the document's version. */
function answer(document: JsonObject, schema: Json): JsonObject {
  const body = "swagger" in document ? { schema } : { content: { "application/json": { schema } } };
  return { description: "Done.", ...body };
}

/** A name in another spelling that gives the same words. */
function respelled(name: string): string {
  return `${name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_`;
}

const own: Json = { type: "object", properties: { own: { type: "object", properties: { a: text } } } };

/** The same in another order, or in other words. */
export const orders: readonly (readonly [what: string, edit: Edit])[] = [
  ["paths", (document) => turn(document["paths"])],
  ["methods", (document) => Object.values(inner(document, "paths")).forEach(turn)],
  ["schemas", (document) => turn(schemasOf(document))],
  ["tags of the document", (document) => turn(document["tags"])],
  ["tags of operations", (document) => turnMembers(document, "tags")],
  ["parameters", (document) => turnLists(document, ["parameters"])],
  ["statuses", (document) => turnMembers(document, "responses")],
  ["media types", (document) => everywhere(document, ({ content }, key) => key !== "properties" && turn(content))],
  ["members of unions and compositions", (document) => turnLists(document, ["oneOf", "anyOf", "allOf"])],
  ["what is required", (document) => turnLists(document, ["required"])],
  ["properties", (document) => everywhere(document, (object, key) => key === "properties" && turn(object))],
  [
    "security schemes",
    (document) => everywhere(document, (object, key) => /^security(Schemes|Definitions)$/.test(key) && turn(object)),
  ],
  [
    "titles of inline objects",
    (document) =>
      everywhere(document, (object, key) => {
        if (isObject(object["properties"]) && key !== "properties") object["title"] ??= "Some Title";
      }),
  ],
  [
    "tags, another first",
    (document) =>
      operationsOf(document).forEach((operation) => {
        const { tags } = operation;
        operation["tags"] = ["another", ...(Array.isArray(tags) ? tags : [])];
      }),
  ],
];

/** Something that comes beside what is there, and before it. */
export const additions: readonly (readonly [what: string, edit: Edit])[] = [
  [
    "schemas that want the names of others",
    (document, { lock }) => {
      const schemas = schemasOf(document);
      const wanted = Object.entries(lock.names).flatMap(([key, name]) =>
        /@(file|resource)$/.test(key) ? [] : [name, respelled(name)],
      );
      const fitting = wanted.filter((name) => /^[\w.-]+$/.test(name) && !Object.hasOwn(schemas, name));
      prepend(schemas, Object.fromEntries(fitting.map((name) => [name, structuredClone(own)])));
    },
  ],
  [
    "operations that want the names of others",
    (document) => {
      const operations = operationsOf(document);
      const ids = new Set(operations.map(({ operationId }) => operationId));
      const more = operations.flatMap(({ operationId, tags = [] }, index): [string, Json][] => {
        if (typeof operationId !== "string" || ids.has(respelled(operationId))) return [];
        const responses = { 200: answer(document, own) };
        return [[`/a${index}`, { get: { operationId: respelled(operationId), tags, responses } }]];
      });
      prepend(inner(document, "paths"), Object.fromEntries(more));
    },
  ],
  [
    "operations without a name",
    (document) => {
      const more = Object.keys(inner(document, "paths")).map((path): [string, Json] => [
        `/a/${path.replaceAll(/[{}?#].*/g, "x").replace(/^\//, "")}`,
        Object.fromEntries(
          ["get", "post", "delete"].map((method) => [method, { responses: { 204: { description: "Done." } } }]),
        ),
      ]);
      prepend(inner(document, "paths"), Object.fromEntries(more));
    },
  ],
  [
    "operations that send and receive every schema",
    (document) => {
      const root = "swagger" in document ? "#/definitions/" : "#/components/schemas/";
      const more = Object.keys(schemasOf(document)).map((name, index): [string, Json] => {
        const schema = { $ref: root + name.replaceAll("~", "~0").replaceAll("/", "~1") };
        const sent =
          "swagger" in document
            ? { parameters: [{ name: "sent", in: "body", schema }] }
            : { requestBody: { content: { "application/json": { schema } } } };
        return [`/a${index}`, { post: { tags: ["another"], ...sent, responses: { 200: answer(document, schema) } } }];
      });
      prepend(inner(document, "paths"), Object.fromEntries(more));
    },
  ],
  [
    "parameters that callers needn't give",
    (document) => {
      const typed = "swagger" in document ? text : { schema: text };
      for (const operation of operationsOf(document)) {
        const { parameters } = operation;
        const more: Json[] = ["query", "header"].map((place) => ({
          name: "aNew",
          in: place,
          ...(isObject(typed) ? typed : {}),
        }));
        operation["parameters"] = [...more, ...(Array.isArray(parameters) ? parameters : [])];
      }
    },
  ],
  [
    "members of unions in requests",
    (document) =>
      operationsOf(document).forEach(({ requestBody }) => {
        if (requestBody === undefined) return;
        everywhere(requestBody, (object, key) => {
          for (const keyword of ["oneOf", "anyOf"]) {
            const list = object[keyword];
            if (Array.isArray(list) && key !== "properties" && !("discriminator" in object))
              list.splice(1, 0, structuredClone(own));
          }
        });
      }),
  ],
  [
    "media types of requests",
    (document) =>
      everywhere(document, ({ requestBody }) => {
        if (isObject(requestBody) && isObject(requestBody["content"]))
          prepend(requestBody["content"], { "text/a": { schema: text } });
      }),
  ],
  [
    "failures",
    (document) =>
      operationsOf(document).forEach(({ responses }) => {
        if (isObject(responses)) responses["418"] ??= answer(document, own);
      }),
  ],
  [
    "a resource",
    (document) =>
      prepend(inner(document, "paths"), {
        "/aNew": { get: { tags: ["aNew"], responses: { 204: { description: "Done." } } } },
      }),
  ],
];
