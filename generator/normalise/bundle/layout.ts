/** Which fields of which objects of OpenAPI hold objects that may be references; all other fields are data. */

/** Kinds of objects. */
export type Kind =
  | "document"
  | "components"
  | "pathItem"
  | "operation"
  | "parameter"
  | "header"
  | "requestBody"
  | "response"
  | "mediaType"
  | "encoding"
  | "schema"
  | "callback"
  | "example"
  | "link"
  | "securityScheme";

/** What a field holds: an object, or several by name. Lists are seen where they are. */
export interface Holding {
  readonly kind: Kind;
  readonly isMap?: true;
}

/** Sections of `components`, by the kind of what is in them. */
export const sections: ReadonlyMap<Kind, string> = new Map([
  ["schema", "schemas"],
  ["parameter", "parameters"],
  ["response", "responses"],
  ["requestBody", "requestBodies"],
  ["header", "headers"],
  ["example", "examples"],
  ["link", "links"],
  ["callback", "callbacks"],
  ["securityScheme", "securitySchemes"],
]);

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
const schemaFields = [
  ...["items", "prefixItems", "additionalProperties", "allOf", "oneOf", "anyOf", "not", "if", "then", "else"],
  ...["contains", "propertyNames", "unevaluatedProperties", "unevaluatedItems", "contentSchema"],
];
const schemaMaps = ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"];

const fields: { readonly [kind in Kind]?: ReadonlyMap<string, Holding> } = {
  document: table({ components: "components" }, { paths: "pathItem", webhooks: "pathItem" }),
  components: table(
    {},
    { ...Object.fromEntries([...sections].map(([kind, section]) => [section, kind])), pathItems: "pathItem" },
  ),
  pathItem: table({ ...named(methods, "operation"), parameters: "parameter" }, {}),
  operation: table(
    { parameters: "parameter", requestBody: "requestBody" },
    { responses: "response", callbacks: "callback" },
  ),
  parameter: table({ schema: "schema" }, { content: "mediaType", examples: "example" }),
  header: table({ schema: "schema" }, { content: "mediaType", examples: "example" }),
  requestBody: table({}, { content: "mediaType" }),
  response: table({}, { headers: "header", content: "mediaType", links: "link" }),
  mediaType: table({ schema: "schema" }, { examples: "example", encoding: "encoding" }),
  encoding: table({}, { headers: "header" }),
  schema: table(named(schemaFields, "schema"), named(schemaMaps, "schema")),
};

/** What a field of an object holds; `undefined` for data. Every field of a callback is the URL of a path item. */
export function holding(kind: Kind, field: string): Holding | undefined {
  if (kind === "callback") return field.startsWith("x-") ? undefined : { kind: "pathItem" };
  return fields[kind]?.get(field);
}

function named(names: readonly string[], kind: Kind): { readonly [field: string]: Kind } {
  return Object.fromEntries(names.map((name) => [name, kind]));
}

function table(
  single: { readonly [field: string]: Kind },
  maps: { readonly [field: string]: Kind },
): ReadonlyMap<string, Holding> {
  return new Map([
    ...Object.entries(single).map(([field, kind]): [string, Holding] => [field, { kind }]),
    ...Object.entries(maps).map(([field, kind]): [string, Holding] => [field, { kind, isMap: true }]),
  ]);
}
