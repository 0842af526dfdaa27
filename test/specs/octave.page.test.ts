/** What Octave's reference page prints, and that the document says the same. */

import { describe, expect, it } from "vitest";
import { at, readDocument, resolve } from "./document.js";
import { type PageProperty, pageProperties, sourcesOf } from "./page.js";

const document = readDocument("octave");
const operation = at(document, "paths", "/api/v2/service/create", "post");
const schemas = at(document, "components", "schemas");

/** The request properties in the page's order: name, type, requirement, description, example. */
const request: readonly PageProperty[] = [
  ["name", "string", "required", "The external name of the service", "Managed Analytics Onboarding"],
  ["internalName", "string", "", "The internal name of the service", "Analytics Onboarding Service"],
  [
    "description",
    "string",
    "",
    "A description of the service",
    "Hands-on onboarding engagement that configures and validates customer analytics dashboards",
  ],
  ["primaryUrl", "string<uri>", "", "The primary URL of the service", "https://www.example.com/services/onboarding"],
  ["summary", "string", "", "A brief summary of the service", "6-week onboarding engagement for enterprise customers"],
  [
    "deliverables",
    "string[]",
    "",
    "Key deliverables of the service",
    ["Onboarding plan", "Integration runbook", "Training session"],
  ],
  [
    "competencies",
    "string[]",
    "",
    "Key competencies required for the service",
    ["Data engineering", "Customer success"],
  ],
  [
    "comparativeAdvantage",
    "string[]",
    "",
    "The comparative advantage of the service",
    ["Faster time to value", "Dedicated success engineer"],
  ],
  [
    "likelyAlternative",
    "string[]",
    "",
    "The likely alternative to the service",
    ["In-house rollout", "Generalist consulting firm"],
  ],
  [
    "challengesAddressed",
    "string[]",
    "",
    "The challenges addressed by the service",
    ["Slow time to insight", "Ad-hoc data pipelines"],
  ],
  [
    "customerBenefits",
    "string[]",
    "",
    "The customer benefits of the service",
    ["Reliable reporting", "Reduced internal engineering load"],
  ],
  ["customFields", "object[]", "", "Custom fields for additional service information", undefined],
];

/** Properties of the printed response, with the types that its values show and the examples that aren't placeholders. */
const response: Readonly<Record<string, readonly PageProperty[]>> = {
  ServiceCreateResponse: [
    ["_metadata", "object", "required", undefined, undefined],
    ["data", "object", "required", undefined, undefined],
  ],
  ResponseMetadata: [
    ["requestId", "string", "", undefined, "requestId"],
    ["timestamp", "string<date-time>", "", undefined, "2021-01-01T00:00:00.000Z"],
    ["usage", "number", "", undefined, 0],
    ["message", "string", "", undefined, "message"],
  ],
  Service: [
    ["oId", "string", "", undefined, "p_1234"],
    ["createdAt", "string<date>", "", undefined, "2021-01-01"],
    ["data", "object", "", undefined, undefined],
    ["user", "object", "", undefined, undefined],
    ["workspace", "object", "", undefined, undefined],
    ["updatedAt", "string<date> | null", "", undefined, "2021-01-01"],
    ["archivedAt", "string<date> | null", "", undefined, "2021-01-01"],
    ["deletedAt", "string<date> | null", "", undefined, "2021-01-01"],
    ["name", "string", "", undefined, "Service Name"],
    ["internalName", "string", "", undefined, "Service Internal Name"],
    ["description", "string", "", undefined, "Service Description"],
    ["primaryUrl", "string", "", undefined, "https://www.service.com"],
    ["active", "boolean", "", undefined, true],
    ["qualifyingQuestions", "object[]", "", undefined, undefined],
  ],
  ServiceData: [
    ["type", "string", "", undefined, "SERVICE"],
    ["summary", "string", "", undefined, undefined],
    ["deliverables", "string[]", "", undefined, ["Deliverable 1", "Deliverable 2"]],
    ["competencies", "string[]", "", undefined, ["Competency 1", "Competency 2"]],
    ["comparativeAdvantage", "string[]", "", undefined, ["Advantage 1", "Advantage 2"]],
    ["likelyAlternative", "string[]", "", undefined, ["Alternative 1", "Alternative 2"]],
    ["challengesAddressed", "string[]", "", undefined, ["Challenge 1", "Challenge 2"]],
    ["customerBenefits", "string[]", "", undefined, ["Benefit 1", "Benefit 2"]],
    ["customFields", "object[]", "", undefined, undefined],
  ],
  ServiceUser: [
    ["oId", "string", "", undefined, "u_1234"],
    ["firstName", "string", "", undefined, "John"],
    ["lastName", "string", "", undefined, "Doe"],
  ],
  ServiceWorkspace: [["oId", "string", "", undefined, "wa_1234"]],
  QualifyingQuestion: [
    ["question", "string", "", undefined, undefined],
    ["rationale", "string", "", undefined, undefined],
    ["fitType", "string", "", undefined, "GOOD"],
    ["weight", "string", "", undefined, "MEDIUM"],
    ["archivedAt", "string | null", "", undefined, undefined],
  ],
  CustomField: [
    ["title", "string", "", undefined, undefined],
    ["value", "string[]", "", undefined, undefined],
  ],
};

it("has the operation of the page", () => {
  expect(Object.keys(Object(at(document, "paths")))).toContain("/api/v2/service/create");
  expect(operation).toMatchObject({
    summary: "Create Service",
    operationId: "service_create",
    tags: ["services"],
    requestBody: { required: true, description: "Service creation input" },
    responses: { "200": { description: "Service created successfully" } },
  });
  expect(document).toMatchObject({ info: { title: "Octave", version: "2" }, tags: [{ name: "services" }] });
});

it("has the authorization of the page", () => {
  expect(at(document, "components", "securitySchemes")).toMatchObject({
    api_key: { type: "apiKey", in: "header", name: "api_key" },
  });
});

it("has the request properties of the page, and name's minimum length", () => {
  expect(pageProperties(document, at(schemas, "ServiceCreateRequest"))).toEqual(request);
  expect(at(schemas, "ServiceCreateRequest", "properties", "name", "minLength")).toBe(1);
});

it("has the request example of the page", () => {
  const printed = Object.fromEntries(request.map(([name, , , , example]) => [name, example]));
  const example = at(operation, "requestBody", "content", "application/json", "example");
  expect(example).toEqual({ ...printed, customFields: [{ title: "<string>", value: ["<string>"] }] });
  expect(Object.keys(Object(example))).toEqual(request.map(([name]) => name));
});

describe("the response", () => {
  it.each(Object.entries(response))("%s has the properties of the printed example", (name, properties) => {
    expect(pageProperties(document, at(schemas, name))).toEqual(properties);
  });

  it("has no schema beyond these", () => {
    expect(Object.keys(Object(schemas)).sort()).toEqual(["ServiceCreateRequest", ...Object.keys(response)].sort());
  });

  it("has the example of the page", () => {
    const example = at(operation, "responses", "200", "content", "application/json", "example");
    const schema = at(operation, "responses", "200", "content", "application/json", "schema");
    expect(example).toEqual(printedExample(schema));
  });
});

it("marks whatever the page doesn't print as chosen", () => {
  expect(sourcesOf(document, "vendor")).toEqual([]);
  expect(sourcesOf(document, "chosen")).toEqual([
    "/openapi",
    "/info/title",
    "/info/version",
    "/tags/0/name",
    "/security/0/api_key",
    "/paths/~1api~1v2~1service~1create/post/tags/0",
    "/paths/~1api~1v2~1service~1create/post/operationId",
    "/paths/~1api~1v2~1service~1create/post/requestBody/required",
    "/components/schemas/Service/properties/updatedAt/type/0",
    "/components/schemas/Service/properties/updatedAt/type/1",
    "/components/schemas/Service/properties/archivedAt/type/0",
    "/components/schemas/Service/properties/archivedAt/type/1",
    "/components/schemas/Service/properties/deletedAt/type/0",
    "/components/schemas/Service/properties/deletedAt/type/1",
    "/components/schemas/QualifyingQuestion/properties/archivedAt/type/0",
    "/components/schemas/QualifyingQuestion/properties/archivedAt/type/1",
  ]);
});

/** Builds the printed example back from the properties: their examples, and placeholders where there are none. */
function printedExample(schema: unknown): unknown {
  const { properties, items, type, examples } = resolve(document, schema);
  if (properties !== undefined) {
    const entries = Object.entries(Object(properties)).map(([name, property]) => [name, printedExample(property)]);
    return Object.fromEntries(entries);
  }
  if (Array.isArray(examples)) return examples[0];
  return type === "array" ? [printedExample(items)] : "<string>";
}
