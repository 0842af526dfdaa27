/** Turns the vocabulary into an OpenAPI document of 176 operations, the same one every time. */

import { fields, remarks, resources } from "./vocabulary.mjs";

/** @typedef {Record<string, unknown>} Json */
/** @typedef {{ name: string, plural: string, meaning: string, index: number, segment: string, key: string }} Subject */

/** @type {readonly Subject[]} */
const subjects = resources.map(([name = "", plural = "", meaning = ""], index) => ({
  name,
  plural,
  meaning,
  index,
  segment: plural.toLowerCase(),
  key: `${name.toLowerCase()}_id`,
}));

/** @param {string} name */
const ref = (name) => ({ $ref: `#/components/schemas/${name}` });

/**
 * @param {string} name
 * @param {string} description
 */
const json = (name, description) => ({ description, content: { "application/json": { schema: ref(name) } } });

/**
 * The document.
 *
 * @returns {Json} OpenAPI 3.1 with 176 operations and 313 schemas.
 */
export function benchDocument() {
  return {
    openapi: "3.1.0",
    info: { title: "Bench API", version: "1.0.0", description: "A service desk, made up to measure generators with." },
    servers: [{ url: "https://api.example.com" }],
    security: [{ bearerAuth: [] }],
    tags: subjects.map(({ segment, meaning }) => ({ name: segment, description: `Each is a ${meaning}.` })),
    paths: Object.assign({}, ...subjects.map(pathsOf)),
    components: {
      securitySchemes: { bearerAuth: { type: "http", scheme: "bearer" } },
      schemas: Object.assign(sharedSchemas(), ...subjects.map(schemasOf)),
    },
  };
}

/** @returns {Json} */
function sharedSchemas() {
  const text = (/** @type {string} */ description) => ({ type: "string", description });
  return {
    Problem: {
      type: "object",
      description: "What went wrong, in a form that programs can read.",
      required: ["code", "message"],
      properties: {
        code: text("Stable identifier of the kind of problem"),
        message: text("Explanation for the developer who reads the log"),
        request_id: text("Identifier to quote to support"),
      },
    },
    ValidationProblem: {
      type: "object",
      required: ["issues"],
      properties: { issues: { type: "array", items: ref("ValidationIssue") } },
    },
    ValidationIssue: {
      type: "object",
      required: ["location", "message"],
      properties: {
        location: { type: "array", items: { anyOf: [{ type: "string" }, { type: "integer" }] } },
        message: text("What is wrong with the value at that location"),
      },
    },
    Money: {
      type: "object",
      required: ["amount", "currency"],
      properties: { amount: text("Decimal number in a string"), currency: text("ISO 4217 code") },
    },
    Address: {
      type: "object",
      required: ["street", "city", "country"],
      properties: {
        street: text("Street and number"),
        city: text("City or town"),
        postal_code: text("As written in that country"),
        country: text("ISO 3166 code of two letters"),
      },
    },
  };
}

/**
 * A share of the fields, described; each resource begins at another place and takes every third or every second.
 *
 * @param {Subject} subject
 * @param {number} offset
 * @param {number} count
 * @returns {Record<string, Json>}
 */
function someFields({ name, index }, offset, count) {
  /** @type {Record<string, Json>} */
  const chosen = {};
  for (let step = 0; Object.keys(chosen).length < count; step++) {
    const at = (index * 7 + offset + step) % fields.length;
    const [key, schema, meaning] = fields[at] ?? [];
    const remark = remarks[(index + offset + step) % remarks.length];
    chosen[String(key)] = { ...Object(schema), description: `${meaning} of the ${name.toLowerCase()}. ${remark}` };
  }
  return chosen;
}

/**
 * @param {string} description
 * @param {readonly string[]} required
 * @param {Record<string, unknown>} properties
 */
const object = (description, required, properties) => ({ type: "object", description, required, properties });

/**
 * @param {Subject} subject
 * @returns {Json}
 */
function schemasOf(subject) {
  const { name, meaning } = subject;
  const title = {
    type: "string",
    minLength: 1,
    description: `Name of the ${name.toLowerCase()}, unique in the account.`,
  };
  const identifier = { type: "string", format: "uuid", description: `Identifier of the ${name.toLowerCase()}.` };
  const moment = (/** @type {string} */ what) => ({
    type: "string",
    format: "date-time",
    description: `When it ${what}.`,
  });
  return {
    [name]: object(`A ${meaning}.`, ["id", "title", "status", "created_at", "owner", "settings"], {
      id: identifier,
      title,
      kind: ref(`${name}Kind`),
      status: ref(`${name}Status`),
      created_at: moment("was created"),
      updated_at: { ...moment("was last changed"), type: ["string", "null"] },
      owner: ref(`${name}Owner`),
      settings: ref(`${name}Settings`),
      recent_changes: { type: "array", items: ref(`${name}Change`), description: "The newest changes, newest first." },
      ...someFields(subject, 0, 9),
    }),
    [`${name}Kind`]: {
      type: "string",
      enum: ["standard", "temporary", "imported"],
      description: "Where it comes from.",
    },
    [`${name}Status`]: { type: "string", enum: ["draft", "active", "paused", "archived"], description: "Its state." },
    [`${name}Owner`]: object("Who answers for it.", ["user_id"], {
      user_id: identifier,
      team_name: { type: ["string", "null"], description: "Team of the owner at the time of the last change." },
      ...someFields(subject, 9, 3),
    }),
    [`${name}Settings`]: object("How it behaves.", ["limits"], {
      limits: ref(`${name}Limits`),
      notify: { type: "array", items: { type: "string", format: "email" }, description: "Who is told of changes." },
      ...someFields(subject, 12, 5),
    }),
    [`${name}Limits`]: object("Bounds that are enforced.", ["per_day"], {
      per_day: { type: "integer", minimum: 1, description: "Most uses in one day." },
      per_user: { type: ["integer", "null"], description: "Most uses by one user in a day, or null for no bound." },
    }),
    [`${name}CreateRequest`]: object(`What a new ${name.toLowerCase()} starts with.`, ["title"], {
      title,
      kind: ref(`${name}Kind`),
      settings: ref(`${name}Settings`),
      ...someFields(subject, 0, 8),
    }),
    [`${name}UpdateRequest`]: object("What is to change; the rest stays as it is.", [], {
      title,
      status: ref(`${name}Status`),
      settings: { anyOf: [ref(`${name}Settings`), { type: "null" }] },
      ...someFields(subject, 2, 6),
    }),
    [`${name}List`]: page(name),
    [`${name}ArchiveRequest`]: object("Why it is put away.", ["reason"], {
      reason: { type: "string", description: "Shown in the history." },
      effective_at: moment("takes effect; at once if omitted"),
    }),
    [`${name}HistoryList`]: page(`${name}Change`),
    [`${name}Change`]: {
      description: "One change in the history.",
      oneOf: [ref(`${name}FieldChange`), ref(`${name}StatusChange`)],
      discriminator: {
        propertyName: "change",
        mapping: {
          field: `#/components/schemas/${name}FieldChange`,
          status: `#/components/schemas/${name}StatusChange`,
        },
      },
    },
    [`${name}FieldChange`]: object("A field got another value.", ["change", "field", "changed_at"], {
      change: { type: "string", const: "field" },
      field: { type: "string", description: "Name of the field." },
      before: { description: "The value that it had." },
      after: { description: "The value that it has." },
      changed_at: moment("was changed"),
    }),
    [`${name}StatusChange`]: object("The status moved on.", ["change", "from", "to", "changed_at"], {
      change: { type: "string", const: "status" },
      from: ref(`${name}Status`),
      to: ref(`${name}Status`),
      changed_at: moment("was changed"),
    }),
  };
}

/** @param {string} item */
function page(item) {
  return object("One page of a list.", ["items", "total"], {
    items: { type: "array", items: ref(item), description: "In the order asked for." },
    total: { type: "integer", description: "How many there are on all pages." },
    next_cursor: { type: ["string", "null"], description: "Give it back to get the next page; null on the last one." },
  });
}

/**
 * @param {Subject} subject
 * @returns {Json}
 */
function pathsOf({ name, plural, segment, key }) {
  const own = {
    name: key,
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
    description: `Which ${name.toLowerCase()}.`,
  };
  const failures = {
    422: json("ValidationProblem", "The input is not acceptable."),
    default: json("Problem", "Anything else that went wrong."),
  };
  const missing = { 404: json("Problem", `There is no such ${name.toLowerCase()}.`), ...failures };
  const body = (/** @type {string} */ suffix) => ({
    required: true,
    content: { "application/json": { schema: ref(`${name}${suffix}`) } },
  });
  const operation = (/** @type {string} */ operationId, /** @type {string} */ summary, /** @type {Json} */ rest) => ({
    tags: [segment],
    operationId,
    summary,
    description: `${summary}. Needs the permission of the same name; calls are counted against the limits of the account.`,
    ...rest,
  });
  const one = { 200: json(name, `The ${name.toLowerCase()} as it is now.`), ...missing };
  return {
    [`/v1/${segment}`]: {
      get: operation(`list${plural}`, `List ${segment}`, {
        parameters: [
          ...paging(),
          { name: "status", in: "query", schema: { type: "array", items: ref(`${name}Status`) } },
        ],
        responses: { 200: json(`${name}List`, "One page."), ...failures },
      }),
      post: operation(`create${name}`, `Create a ${name.toLowerCase()}`, {
        requestBody: body("CreateRequest"),
        responses: { 201: json(name, "It was created."), ...failures },
      }),
    },
    [`/v1/${segment}/{${key}}`]: {
      parameters: [own],
      get: operation(`get${name}`, `Read a ${name.toLowerCase()}`, { responses: one }),
      put: operation(`replace${name}`, `Replace a ${name.toLowerCase()}`, {
        requestBody: body("CreateRequest"),
        responses: one,
      }),
      patch: operation(`update${name}`, `Change a ${name.toLowerCase()}`, {
        requestBody: body("UpdateRequest"),
        responses: one,
      }),
      delete: operation(`delete${name}`, `Delete a ${name.toLowerCase()}`, {
        responses: { 204: { description: "It is gone." }, ...missing },
      }),
    },
    [`/v1/${segment}/{${key}}/archive`]: {
      parameters: [own],
      post: operation(`archive${name}`, `Put a ${name.toLowerCase()} away`, {
        requestBody: body("ArchiveRequest"),
        responses: one,
      }),
    },
    [`/v1/${segment}/{${key}}/history`]: {
      parameters: [own],
      get: operation(`list${name}History`, `List the changes of a ${name.toLowerCase()}`, {
        parameters: paging(),
        responses: { 200: json(`${name}HistoryList`, "One page."), ...missing },
      }),
    },
  };
}

function paging() {
  return [
    {
      name: "limit",
      in: "query",
      schema: { type: "integer", minimum: 1, maximum: 200, default: 50 },
      description: "Most items on a page.",
    },
    {
      name: "cursor",
      in: "query",
      schema: { type: "string" },
      description: "Where the page begins; the first one if omitted.",
    },
  ];
}
