/** Thirteen versions of Octave's document. */

import type { History, Json } from "./steps.js";

const create = "/paths/~1api~1v2~1service~1create/post";
const schemas = "/components/schemas";
const text = { type: "string" };
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const ok = (schema: Json): Json => ({ "200": { description: "OK", content: { "application/json": { schema } } } });

const callers = `import { createClient, Octave, type Service, type ServiceData, serviceCreate } from "./api/index.js";

const octave = new Octave({ apiKey: "key" });

export async function create(name: string): Promise<Service> {
  const { data } = await octave.services.create({ name, internalName: name, customFields: [{ title: "Tier", value: ["1"] }] });
  return data;
}

export function summaryOf({ summary = "", deliverables = [] }: ServiceData): string {
  return [summary, ...deliverables].join(": ");
}

export async function nameOf(): Promise<string> {
  const { data, _metadata } = await serviceCreate(createClient(), { name: "Onboarding" });
  const questions = data.qualifyingQuestions?.map(({ question }) => question) ?? [];
  return [data.name, data.user?.firstName, _metadata.requestId, ...questions].join();
}
`;

/** Additive, breaking, cosmetic, renames, and a shape that one operation no longer has. */
export const octave: History = {
  document: "octave.yaml",
  options: { name: "Octave" },
  callers,
  steps: [
    {
      what: "Another description of a property",
      edits: [[`${schemas}/Service/properties/name/description`, "What people call it."]],
    },
    { what: "Another order of schemas", moves: [[`${schemas}/ServiceUser`, `${schemas}/ServiceUser`]] },
    {
      what: "A schema in front, whose name another wishes for",
      edits: [[`${schemas}/service`, { type: "object", properties: { id: text } }]],
    },
    {
      what: "A failure",
      edits: [
        [
          `${create}/responses/429`,
          {
            description: "Too many.",
            content: { "application/json": { schema: { type: "object", properties: { retry: { type: "integer" } } } } },
          },
        ],
      ],
    },
    {
      what: "A second failure",
      edits: [
        [
          `${create}/responses/409`,
          { description: "There already.", content: { "application/json": { schema: text } } },
        ],
      ],
    },
    {
      what: "A header of the response",
      edits: [[`${create}/responses/200/headers`, { "X-Request-Id": { schema: text } }]],
    },
    {
      what: "A new resource",
      edits: [
        [
          "/paths/~1api~1v2~1workspace/get",
          { operationId: "workspace_get", tags: ["workspaces"], responses: ok(ref("ServiceWorkspace")) },
        ],
      ],
    },
    {
      what: "A parameter of an operation without any",
      edits: [["/paths/~1api~1v2~1workspace/get/parameters", [{ name: "expand", in: "query", schema: text }]]],
    },
    {
      what: "A property that must be given",
      edits: [[`${schemas}/ServiceCreateRequest/required/1`, "primaryUrl"]],
      person: [
        ["{ name, internalName: name,", '{ name, primaryUrl: "https://a.example", internalName: name,'],
        ['{ name: "Onboarding" }', '{ name: "Onboarding", primaryUrl: "https://a.example" }'],
      ],
    },
    {
      what: "A property of another type",
      edits: [[`${schemas}/ServiceData/properties/summary`, { type: "object", properties: { text } }]],
      person: [
        ['summary = ""', "summary = {}"],
        ["[summary,", '[summary.text ?? "",'],
      ],
    },
    {
      what: "Another name for a schema",
      moves: [[`${schemas}/ServiceData`, `${schemas}/ServiceContent`]],
      texts: [["#/components/schemas/ServiceData", "#/components/schemas/ServiceContent"]],
    },
    { what: "Another name of the method", edits: [[`${create}/x-clientwright-method`, "add"]] },
    { what: "Another place of the credential", edits: [["/components/securitySchemes/api_key/name", "X-Api-Key"]] },
  ],
};
