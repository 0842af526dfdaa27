/** A document of several resources, and edits of it. */

type Value = { readonly [key: string]: unknown };

/** The parts of a document that edits change. */
export interface Api {
  readonly paths: { readonly [path: string]: Value };
  readonly schemas: { readonly [name: string]: unknown };
}

const text = { type: "string" };

/** A JSON body or response of a schema. */
export function json(name: string): Value {
  return { content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } };
}

/** Responses of one success. */
export function gives(name: string): Value {
  return { responses: { 200: { description: "Done.", ...json(name) } } };
}

/** Two resources with a model each, and one that both use. */
export const pets: Api = {
  paths: {
    "/pets": {
      get: {
        operationId: "listPets",
        tags: ["pets"],
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer" } },
          { name: "color", in: "query", schema: text },
        ],
        ...gives("PetList"),
      },
      post: {
        operationId: "createPet",
        tags: ["pets"],
        requestBody: { required: true, ...json("Pet") },
        ...gives("Pet"),
      },
    },
    "/pets/{id}": {
      get: {
        operationId: "getPet",
        tags: ["pets"],
        parameters: [{ name: "id", in: "path", required: true, schema: text }],
        ...gives("Pet"),
      },
    },
    "/stores": { get: { operationId: "listStores", tags: ["stores"], ...gives("StoreList") } },
    "/status": { get: { operationId: "getStatus", tags: ["status"], ...gives("Status") } },
  },
  schemas: {
    Pet: {
      type: "object",
      required: ["id"],
      properties: {
        id: text,
        home_address: { $ref: "#/components/schemas/Address" },
        tags: { type: "array", items: { type: "object", properties: { name: text } } },
      },
    },
    PetList: { type: "array", items: { $ref: "#/components/schemas/Pet" } },
    Address: { type: "object", properties: { street: text } },
    Store: { type: "object", properties: { name: text, address: { $ref: "#/components/schemas/Address" } } },
    StoreList: { type: "array", items: { $ref: "#/components/schemas/Store" } },
    Status: { type: "object", properties: { state: { type: "string", enum: ["up", "down"] } } },
  },
};

/** The whole document. */
export function documentOf({ paths, schemas }: Api, more: object = {}): object {
  return {
    openapi: "3.1.0",
    info: { title: "Pet Store", version: "1" },
    servers: [{ url: "https://pets.example" }],
    paths,
    components: { schemas },
    ...more,
  };
}

/** A document with something put in front of everything that it has. */
export function before({ paths, schemas }: Api, more: Partial<Api>): Api {
  return { paths: { ...more.paths, ...paths }, schemas: { ...more.schemas, ...schemas } };
}

/** A document with things replaced where they stand; `undefined` removes them. */
export function replaced({ paths, schemas }: Api, more: { readonly [part in keyof Api]?: Value }): Api {
  const put = (old: Value, changes: Value = {}) =>
    Object.fromEntries(Object.entries({ ...old, ...changes }).filter(([, value]) => value !== undefined));
  // What was an object stays one: only whole members are replaced.
  return { paths: put(paths, more.paths) as Api["paths"], schemas: put(schemas, more.schemas) };
}
