/** The API whose validators are timed: Syllable's service, a list of it, and a page of nested sessions. */

const text = { type: "string" };
const moment = { type: "string", format: "date-time" };
const optional = (/** @type {object} */ schema) => ({ anyOf: [schema, { type: "null" }] });
const ref = (/** @type {string} */ name) => ({ $ref: `#/components/schemas/${name}` });

/** @param {Record<string, object>} required @param {Record<string, object>} more */
const object = (required, more = {}) => ({
  type: "object",
  required: Object.keys(required),
  properties: { ...required, ...more },
});

const schemas = {
  AuthType: { enum: ["basic", "bearer", "custom_headers", "oauth2"] },
  Service: object(
    {
      id: { type: "integer" },
      name: text,
      description: text,
      last_updated: moment,
      last_updated_by: text,
      tools: { type: "array", items: text },
    },
    {
      auth_type: optional(ref("AuthType")),
      auth_value_keys: { type: ["array", "null"], items: text },
      last_updated_comments: { type: ["string", "null"] },
    },
  ),
  ServiceList: object({
    items: { type: "array", items: ref("Service") },
    total_count: { type: "integer", minimum: 0 },
  }),
  Person: object({ user_id: { type: "string", pattern: "^u-[0-9]+$" }, full_name: text, joined_at: moment }),
  TextEvent: object({ event_type: { const: "text" }, from_agent: { type: "boolean" }, text_body: text }),
  CallEvent: object({
    event_type: { const: "call" },
    started_at: moment,
    duration_seconds: { type: "number", minimum: 0 },
  }),
  Session: object(
    {
      session_id: text,
      session_state: { enum: ["open", "waiting", "closed"] },
      created_at: moment,
      owner_person: ref("Person"),
      label_values: { type: "object", additionalProperties: text },
      all_events: { type: "array", items: ref("Event") },
    },
    { closed_at: optional(moment), score_value: { type: "number", minimum: 0, maximum: 1 } },
  ),
  Event: {
    oneOf: [ref("TextEvent"), ref("CallEvent")],
    discriminator: { propertyName: "event_type", mapping: { text: "TextEvent", call: "CallEvent" } },
  },
  SessionPage: object(
    { page_items: { type: "array", items: ref("Session") }, page_number: { type: "integer", minimum: 1 } },
    { next_page: text },
  ),
};

const answers = ["Service", "ServiceList", "SessionPage"].map((name) => [
  `/${name.toLowerCase()}`,
  {
    get: {
      operationId: `get${name}`,
      responses: { 200: { description: "ok", content: { "application/json": { schema: ref(name) } } } },
    },
  },
]);

/** The document as text. */
export const validatedDocument = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Validated", version: "1" },
  paths: Object.fromEntries(answers),
  components: { schemas },
});

const service = {
  id: 1,
  name: "Weather tools",
  description: "Service containing tools for fetching weather information",
  last_updated: "2024-01-01T12:00:00Z",
  last_updated_by: "user@email.com",
  tools: ["hangup", "summary"],
  auth_type: "basic",
  auth_value_keys: ["username", "password"],
  last_updated_comments: "Updated description to correct typo",
};

const session = (/** @type {number} */ index) => ({
  session_id: `session-${index}`,
  session_state: "closed",
  created_at: "2024-03-05T07:08:09.123Z",
  owner_person: { user_id: `u-${index}`, full_name: "Ada Lovelace", joined_at: "2020-01-01T00:00:00+02:00" },
  label_values: { team: "support", language: "en", channel: "phone" },
  all_events: [
    { event_type: "text", from_agent: true, text_body: "Hello, how can I help you today?" },
    { event_type: "call", started_at: "2024-03-05T07:09:00Z", duration_seconds: 61.5 },
    { event_type: "text", from_agent: false, text_body: "Thank you for the call." },
  ],
  closed_at: "2024-03-05T07:20:00Z",
  score_value: 0.75,
});

/** Values on the wire, by the validator that judges them. */
export const payloads = {
  ServiceWire: service,
  ServiceListWire: { items: Array.from({ length: 25 }, (_, id) => ({ ...service, id })), total_count: 25 },
  SessionPageWire: {
    page_items: Array.from({ length: 10 }, (_, index) => session(index)),
    page_number: 1,
    next_page: "abc",
  },
};
