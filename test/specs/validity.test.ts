import { validate } from "@hyperjump/json-schema/openapi-3-1";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { at, type DocumentName, documentNames, type JsonObject, readDocument } from "./document.js";

/** Two engines that share no code: one stands on ajv, the other is an interpreter of its own with its own copy of the schemas. */
const validators: readonly [name: string, isValid: (document: JsonObject) => Promise<boolean>][] = [
  ["@seriousme/openapi-schema-validator", async (document) => (await new Validator().validate({ ...document })).valid],
  ["@hyperjump/json-schema", isValidForHyperjump],
];

/** Breaks a document in place, so that we know that a validator looks at that part of it. */
const breaks: readonly [what: string, change: (document: JsonObject) => void][] = [
  ["info without version", (document) => remove(at(document, "info"), "version")],
  ["a response without description", (document) => remove(success(document), "description")],
  ["an unknown field", (document) => set(operation(document), "operationID", "x")],
  ["a security scheme in an unknown place", (document) => set(scheme(document), "in", "body")],
  ["a media type that isn't an object", (document) => set(at(success(document), "content"), "application/json", "x")],
];

describe.each(validators)("%s", (_validator, isValid) => {
  it.each(documentNames)("finds %s valid", async (name) => {
    expect(await isValid(readDocument(name))).toBe(true);
  });

  describe.each(documentNames)("finds a broken %s invalid", (name) => {
    it.each(breaks)("%s", async (_what, change) => {
      const document = readDocument(name);
      change(document);
      expect(await isValid(document)).toBe(false);
    });
  });
});

it.each(documentNames)("both engines judge the schemas of %s, too", async (name) => {
  const document = readDocument(name);
  set(requestSchema(document), "type", "record");
  expect(await isValidForHyperjump(document)).toBe(false);
  // The OpenAPI schema for ajv leaves Schema Objects open; compiling them is what judges them.
  expect(() => new Ajv2020({ strict: false }).compile(Object(requestSchema(document)))).toThrow("type must be");
});

it.each<[DocumentName, string]>([
  ["octave", "https://app.octavehq.com"],
  ["syllable", "https://api.syllable.cloud"],
])("%s is an OpenAPI 3.1 document with its host and security at the root", (name, url) => {
  const document = readDocument(name);
  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url }] });
  expect(document["security"]).toEqual([
    { [Object.keys(Object(at(document, "components", "securitySchemes")))[0] ?? ""]: [] },
  ]);
  expect(operation(document)).not.toHaveProperty("security");
});

async function isValidForHyperjump(document: JsonObject): Promise<boolean> {
  const value = JSON.parse(JSON.stringify(document));
  return (await validate("https://spec.openapis.org/oas/3.1/schema-base", value)).valid;
}

function operation(document: JsonObject): unknown {
  const path = Object.keys(Object(document["paths"]))[0] ?? "";
  return at(document, "paths", path, "post");
}

function success(document: JsonObject): unknown {
  return at(operation(document), "responses", "200");
}

function scheme(document: JsonObject): unknown {
  return Object.values(Object(at(document, "components", "securitySchemes")))[0];
}

function requestSchema(document: JsonObject): unknown {
  return at(document, "components", "schemas", "ServiceCreateRequest");
}

function set(target: unknown, key: string, value: unknown): void {
  Object.assign(Object(target), { [key]: value });
}

function remove(target: unknown, key: string): void {
  Reflect.deleteProperty(Object(target), key);
}
