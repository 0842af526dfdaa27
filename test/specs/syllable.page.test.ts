/** What Syllable's reference page prints, and that the document says the same. */

import { expect, it } from "vitest";
import { at, readDocument } from "./document.js";
import { type PageProperty, pageProperties, sourcesOf } from "./page.js";

const document = readDocument("syllable");
const operation = at(document, "paths", "/api/v1/services", "post");
const schemas = at(document, "components", "schemas");
const json = (value: unknown): unknown => at(value, "content", "application/json");

const authTypes = ["basic", "bearer", "custom_headers", "oauth2"];
const credentials = { password: "my-password", username: "my-username" };
const serviceText = "Service containing tools for fetching weather information";
const authTypeText = "The type of authentication to use for the service's tools";
const authValuesText =
  'The values to use for the authentication, as a dict. Should contain "username" and "password" keys if auth type is ' +
  'basic, "token" key if auth type is bearer, arbitrary header keys if auth type is custom_headers. or "client_id", ' +
  '"client_secret", and "auth_url" keys if auth type is oauth2. On an update, leave a value for a given key null and ' +
  "the value in the database will not be updated. (If a key is omitted entirely, any existing value for that key will " +
  "be removed.)";

/** Name, type, requirement, description, example, in the page's order. */
const request: readonly PageProperty[] = [
  ["name", "string", "required", "The name of the service", "Weather tools"],
  ["description", "string", "required", "The description of the service", serviceText],
  ["auth_type", "enum<string> | null", "", authTypeText, "basic"],
  ["auth_values", "any", "", authValuesText, credentials],
];

const response: readonly PageProperty[] = [
  ["id", "integer", "required", "The internal ID of the service", 1],
  ["name", "string", "required", "The name of the service", "Weather tools"],
  ["description", "string", "required", "The description of the service", serviceText],
  [
    "last_updated",
    "string<date-time>",
    "required",
    "The timestamp of the most recent update to the service",
    "2024-01-01T12:00:00Z",
  ],
  ["last_updated_by", "string", "required", "The email of the user who last updated the service", undefined],
  ["tools", "string[]", "required", "Names of tools that belong to the service", ["hangup", "summary"]],
  ["auth_type", "enum<string> | null", "", authTypeText, "basic"],
  ["auth_value_keys", "string[] | null", "", "Auth value keys (values omitted for security)", ["username", "password"]],
  [
    "last_updated_comments",
    "string | null",
    "",
    "Free text providing comment about what was updated",
    "Updated description to correct typo",
  ],
];

it("has the operation of the page and the vendor's names", () => {
  expect(operation).toMatchObject({
    operationId: "service_create",
    tags: ["services"],
    requestBody: { required: true },
    responses: { "200": { description: "Successful Response" }, "422": { description: "Validation Error" } },
  });
  expect(document).toMatchObject({ info: { title: "SyllableSDK", version: "1" }, tags: [{ name: "services" }] });
});

it("has the authorization of the page", () => {
  expect(at(document, "components", "securitySchemes")).toMatchObject({
    APIKeyHeader: { type: "apiKey", in: "header", name: "Syllable-API-Key" },
  });
});

it("has the request properties of the page", () => {
  const schema = at(schemas, "ServiceCreateRequest");
  expect(pageProperties(document, schema)).toEqual(request);
  expect(schema).toMatchObject({ description: "Request model to create a service." });
});

it("has the response properties of the page", () => {
  const schema = at(schemas, "ServiceResponse");
  expect(pageProperties(document, schema)).toEqual(response);
  const description = "Response model for service operations. A service is a collection of tools.";
  expect(schema).toMatchObject({ description });
});

it("offers the four kinds of authentication of the page", () => {
  expect(at(schemas, "ToolAuthType", "enum")).toEqual(authTypes);
});

it("has the examples of the page", () => {
  expect(at(json(at(operation, "requestBody")), "example")).toEqual({
    name: "Weather tools",
    description: serviceText,
    auth_type: "basic",
    auth_values: credentials,
  });
  expect(at(json(at(operation, "responses", "200")), "example")).toEqual({
    id: 123,
    name: "<string>",
    description: "<string>",
    last_updated: "2023-11-07T05:31:56Z",
    last_updated_by: "<string>",
    tools: ["<string>"],
    auth_type: "basic",
    auth_value_keys: ["username", "password"],
    last_updated_comments: "Updated description to correct typo",
  });
});

it("describes the vendor's 422", () => {
  expect(at(json(at(operation, "responses", "422")), "schema")).toEqual({
    $ref: "#/components/schemas/HTTPValidationError",
  });
  expect(pageProperties(document, at(schemas, "HTTPValidationError"))).toEqual([
    ["detail", "object[]", "", undefined, undefined],
  ]);
  expect(pageProperties(document, at(schemas, "ValidationError"))).toEqual([
    ["loc", "string | integer[]", "required", undefined, undefined],
    ["msg", "string", "required", undefined, undefined],
    ["type", "string", "required", undefined, undefined],
  ]);
});

it("marks whatever the page doesn't print as the vendor's or chosen", () => {
  const post = "/paths/~1api~1v1~1services/post";
  expect(sourcesOf(document, "chosen")).toEqual([
    "/openapi",
    "/info/title",
    "/info/version",
    "/security/0/APIKeyHeader",
    `${post}/requestBody/required`,
  ]);
  const vendor = sourcesOf(document, "vendor").filter((pointer) => !pointer.includes("ValidationError/"));
  expect(vendor).toEqual([
    "/servers/0/url",
    "/tags/0/name",
    `${post}/tags/0`,
    `${post}/operationId`,
    `${post}/responses/422/description`,
    `${post}/responses/422/content/application~1json/schema/$ref`,
  ]);
});
