/** Fourteen versions of Syllable's document. */

import type { History, Json } from "./steps.js";

const services = "/paths/~1api~1v1~1services";
const create = `${services}/post`;
const schemas = "/components/schemas";
const text = { type: "string" };
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const ok = (schema: Json): Json => ({ "200": { description: "OK", content: { "application/json": { schema } } } });
const query = (name: string, required = false): Json => ({ name, in: "query", required, schema: text });

const callers = `import {
  type ClientLike,
  isFailure,
  type ServiceCreateRequest,
  type ServiceResponse,
  SyllableSDK,
  serviceCreate,
  serviceCreateOperation,
  ToolAuthType,
} from "./api/index.js";

export async function create(client: ClientLike, input: ServiceCreateRequest): Promise<ServiceResponse> {
  try {
    return await serviceCreate(client, { ...input, authType: ToolAuthType.Basic }, { retries: 0 });
  } catch (error) {
    if (isFailure(error, serviceCreateOperation, 422)) throw new Error(error.body.detail?.[0]?.msg);
    throw error;
  }
}

const labels: Record<NonNullable<ServiceResponse["authType"]>, string> = {
  basic: "Password",
  bearer: "Token",
  custom_headers: "Headers",
  oauth2: "OAuth",
};

export function labelOf({ authType }: ServiceResponse): string {
  return authType ? labels[authType] : "None";
}

export async function describe(client: ClientLike): Promise<string> {
  const { services } = new SyllableSDK(client);
  const { id, lastUpdated, lastUpdatedComments = "", tools } = await services.create({
    name: "Weather tools",
    description: "Fetches the weather",
    authType: null,
  });
  return [id + 1, lastUpdated.getFullYear(), lastUpdatedComments ?? "none", ...tools].join(" ");
}
`;

/** Additive, breaking, cosmetic, renames, a split, and what only the wire sees. */
export const syllable: History = {
  document: "syllable.yaml",
  options: { name: "SyllableSDK", casing: "camel", dates: "Date" },
  callers,
  steps: [
    { what: "A description of the document", edits: [["/info/description", "Tools for voice agents."]] },
    {
      what: "A property of the response",
      edits: [[`${schemas}/ServiceResponse/properties/labels`, { type: "array", items: text }]],
    },
    {
      what: "A property of the request that may be left out",
      edits: [[`${schemas}/ServiceCreateRequest/properties/labels`, { type: "array", items: text }]],
    },
    {
      what: "An operation of a resource that is there",
      edits: [
        [
          `${services}/get`,
          {
            tags: ["services"],
            operationId: "service_list",
            responses: ok({ type: "array", items: ref("ServiceResponse") }),
          },
        ],
      ],
    },
    { what: "A parameter that may be left out", edits: [[`${create}/parameters`, [query("trace_id")]]] },
    {
      what: "A value of an enum that is sent and received",
      edits: [[`${schemas}/ToolAuthType/enum/4`, "mtls"]],
      person: [['  oauth2: "OAuth",', '  oauth2: "OAuth",\n  mtls: "Certificate",']],
    },
    {
      what: "Another name for a schema",
      moves: [[`${schemas}/ToolAuthType`, `${schemas}/ServiceAuthType`]],
      texts: [["#/components/schemas/ToolAuthType", "#/components/schemas/ServiceAuthType"]],
    },
    {
      what: "Another name of a property for callers",
      edits: [[`${schemas}/ServiceResponse/properties/last_updated/x-clientwright-name`, "updatedAt"]],
    },
    {
      what: "A property of the response is gone",
      edits: [[`${schemas}/ServiceResponse/properties/last_updated_comments`, undefined]],
      person: [
        [', lastUpdatedComments = ""', ""],
        [', lastUpdatedComments ?? "none"', ""],
      ],
    },
    {
      what: "Another tag",
      edits: [
        [`${create}/tags/0`, "Service administration"],
        ["/tags/0/name", "Service administration"],
      ],
    },
    {
      what: "A model that is sent back, without what only the server sets",
      edits: [
        [`${schemas}/ServiceResponse/properties/id/readOnly`, true],
        [
          `${services}~1{id}/put`,
          {
            tags: ["services"],
            operationId: "service_replace",
            parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
            requestBody: { required: true, content: { "application/json": { schema: ref("ServiceResponse") } } },
            responses: ok(ref("ServiceResponse")),
          },
        ],
      ],
    },
    {
      what: "A parameter that is required",
      edits: [[`${create}/parameters/1`, query("workspace", true)]],
      person: [
        ["{ body: { ...input,", '{ workspace: "main", body: { ...input,'],
        ["services.create({ body:", 'services.create({ workspace: "main", body:'],
      ],
    },
    { what: "Another path", moves: [[services, "/paths/~1api~1v2~1services"]] },
    { what: "Another server", edits: [["/servers/0/url", "https://api.eu.syllable.cloud"]] },
  ],
};
