/**
 * The document in one dialect: every version of OpenAPI says each thing in one way here, every `$ref` outside schemas is
 * resolved, every inherited setting stands where it applies. Schemas keep their references, as identities.
 */

import type { Location } from "../diagnostics.js";
import type { JsonObject, JsonValue } from "../load/types.js";

export type { JsonObject, JsonValue };

/**
 * Identity of a schema: the pointer where it is written (`#/components/schemas/Pet`); in another file than the root,
 * prefixed with that file's path relative to the root document (`schemas/pet.yaml#/Pet`).
 */
export type SchemaId = string;

/**
 * A document in one dialect, whatever its version, files and defaults were. What had errors is left out, and named
 * in `omitted`.
 */
export interface Document {
  /** Base name of the file, or the URL, for the header of generated files. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly license?: string;
  readonly servers: readonly Server[];
  readonly tags: readonly Tag[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** The root's security: alternatives (OR) of scheme keys (AND), for requests outside the document's operations. */
  readonly security: readonly (readonly string[])[];
  /** In document order. Webhooks and callbacks are not operations of the client. */
  readonly operations: readonly Operation[];
  /** Requests that the server makes, by name and method, in document order. */
  readonly webhooks: readonly Hook[];
  /** Operations that errors (or `fetch`) keep out of `operations`: what `--keep-going` names. */
  readonly omitted: readonly OmittedOperation[];
  /** Every schema that something refers to and every component schema, by identity, in document order. */
  readonly schemas: ReadonlyMap<SchemaId, Schema>;
  /** What extensions call schemas, named ones and those inside others. */
  readonly schemaNames: ReadonlyMap<SchemaId, SchemaNames>;
  /** Enums of which a user says whether they have room for values to come; it goes before what the schema says. */
  readonly openness: ReadonlyMap<SchemaId, "open" | "closed">;
  /** How callers have the values of single schemas, where a user or an extension says so. */
  readonly forms: ReadonlyMap<SchemaId, ValueForms>;
  readonly at: Location;
}

/** How callers have values that the wire knows only as text or numbers. What is absent is as for all schemas. */
export interface ValueForms {
  readonly dates?: "string" | "Date" | undefined;
  readonly int64?: "number" | "bigint" | "string" | undefined;
  readonly bytes?: "string" | "Uint8Array" | undefined;
}

/** A place that operations are called at. Without `servers` in the document there is none, not `/`. */
export interface Server {
  /** Template as written; `{name}` marks a variable. */
  readonly url: string;
  /** Of OpenAPI 3.2. */
  readonly name?: string;
  readonly description?: string;
  readonly variables: ReadonlyMap<string, { readonly default: string; readonly values?: readonly string[] }>;
  readonly at: Location;
}

/** A name that an extension of the document gives to something. */
export interface GivenName {
  readonly name: string;
  /** Written for clientwright and taken to the letter; names for other generators are cased like derived ones. */
  readonly isExact: boolean;
  readonly at: Location;
}

/** A resource that an extension of the document names, from the root: `["admin", "users"]`. */
export interface GivenPath {
  readonly path: readonly string[];
  readonly isExact: boolean;
  readonly at: Location;
}

/** What a schema's extensions call its type, and the property whose value it describes. */
export interface SchemaNames {
  readonly type?: GivenName;
  readonly property?: GivenName;
  /** Names of the values of an enum, by value as text. */
  readonly values?: ReadonlyMap<string, string>;
}

/** What an operation's extensions call it. */
export interface OperationNames {
  readonly function?: GivenName;
  readonly method?: GivenName;
  /** The resource that has it. */
  readonly group?: GivenPath;
}

/** A group of operations, in document order. */
export interface Tag {
  readonly name: string;
  /** The resource that it stands for, as an extension says. */
  readonly resource?: GivenPath;
  readonly description?: string;
  /** Name of the tag it is below (OpenAPI 3.2). */
  readonly parent?: string;
}

/** A way to authenticate, under the key by which operations name it. */
export type SecurityScheme = {
  readonly key: string;
  readonly givenName?: GivenName;
  readonly description?: string;
  readonly at: Location;
} & (
  | { readonly type: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly type: "basic" }
  /** `http` bearer, and `oauth2` / `openIdConnect`, whose access tokens are sent the same way. */
  | { readonly type: "bearer" }
  /** `http` of any other name: the caller gives the whole `Authorization` header. */
  | { readonly type: "authorization"; readonly scheme: string }
  /** Nothing of it is in a request that a client could write; `reason` says why. */
  | { readonly type: "unsent"; readonly reason: string }
);

/** An operation with its path item and the root merged into it. */
export interface Operation {
  /** Identity: `#/paths/~1pets/get`. */
  readonly id: string;
  readonly operationId?: string;
  readonly method: string; // upper case
  /** Without what isn't the path: a query, and a fragment, which only tells operations apart. */
  readonly path: string;
  /** Pairs of the query that the document writes into the path: sent with every call, as they are. */
  readonly fixedQuery: readonly string[];
  readonly names?: OperationNames;
  readonly tags: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  /** Path-level ones merged in; an operation's own replaces one of the same name and place. */
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  /** Keys as OpenAPI spells them: `200`, `4XX`, `default`; exact ones first, in document order. */
  readonly responses: readonly Response[];
  /** Alternatives (OR) of scheme keys (AND), inherited from the root made explicit. Empty: no security. */
  readonly security: readonly (readonly string[])[];
  /** Of the same alternatives, what each scheme must allow: `oauth read`. */
  readonly scopes: readonly (readonly string[])[];
  /** Own or path-level servers, if any. */
  readonly servers: readonly Server[];
  /** Requests that the server makes because of this one. */
  readonly callbacks: readonly Callback[];
  readonly at: Location;
}

/** A request that the server makes and its reader answers. */
export interface Hook {
  /** Identity: `#/webhooks/newPet/post`. */
  readonly id: string;
  /** The key it stands under. */
  readonly name: string;
  readonly operationId?: string;
  readonly method: string; // upper case
  readonly tags: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  /** What may be answered. */
  readonly responses: readonly Response[];
  readonly at: Location;
}

/** A request that the server makes because of an operation, to a URL that it was told. */
export interface Callback extends Hook {
  /** The URL as runtime expression: `{$request.body#/callbackUrl}`. */
  readonly expression: string;
}

/** An operation of the document that the client doesn't have. */
export interface OmittedOperation {
  readonly operationId?: string;
  readonly method: string; // upper case
  readonly path: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly at: Location;
}

/**
 * How a parameter or a field of a form is written: OpenAPI's styles, `tsv` of Swagger 2.0, and what
 * `x-clientwright-nested` chooses: `dots` and `json`.
 */
export type ParameterStyle = "simple" | "label" | "matrix" | FieldStyle;

/** How a property of a form or a query is written (OpenAPI 3.1 §4.8.12.3), and further ways that documents use. */
export type FieldStyle = "form" | "spaceDelimited" | "pipeDelimited" | "tabDelimited" | "deepObject" | "dots" | "json";

/**
 * A parameter with its style and explode settled: by default `simple` in paths and headers, `form` in queries and
 * cookies, exploded only with `form`.
 */
export interface Parameter {
  readonly name: string;
  /** Its name in the input, as an extension says. */
  readonly givenName?: GivenName;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly schema: Schema;
  /** Media type, for a parameter described by `content`. */
  readonly mediaType?: string;
  readonly examples: readonly JsonValue[];
  readonly at: Location;
}

/** A request body. `required` is false by default. */
export interface RequestBody {
  readonly required: boolean;
  readonly description?: string;
  readonly content: readonly MediaType[];
  readonly at: Location;
}

/** A body or response in one media type. */
export interface MediaType {
  /** As written, without parameters, in lower case: `application/json`, `image/*`. */
  readonly type: string;
  /** Absent: any value. */
  readonly schema?: Schema;
  readonly examples: readonly JsonValue[];
  /** What the document says of single properties of urlencoded and multipart bodies. */
  readonly encoding: ReadonlyMap<string, Encoding>;
  readonly at: Location;
}

/** How one property of a form or multipart body is written. */
export interface Encoding {
  /** One media type, or several with commas between them. */
  readonly contentType?: string;
  /** Absent: as the media type says. */
  readonly style?: FieldStyle | undefined;
  /** Absent: the style's default. */
  readonly explode?: boolean;
  readonly allowReserved?: true;
  /** Headers of the part; `value` is the one that the document allows, if it is one. */
  readonly headers: readonly { readonly name: string; readonly value?: string; readonly at: Location }[];
}

/** A response of an operation, its reference followed. */
export interface Response {
  readonly status: string;
  readonly description?: string;
  readonly content: readonly MediaType[];
  readonly headers: readonly Header[];
  readonly links: readonly Link[];
  readonly at: Location;
}

/** An operation that can follow, with values of a response: documentation. */
export interface Link {
  readonly name: string;
  readonly operationId?: string;
  readonly operationRef?: string;
  /** Identity of the operation that `operationRef` leads to, if it is in the document. */
  readonly operation?: string;
  /** Values or runtime expressions, by parameter. */
  readonly parameters?: JsonObject;
  readonly requestBody?: JsonValue;
  readonly description?: string;
}

/** A header that a response has, always if it is `required`. */
export interface Header {
  readonly name: string;
  readonly description?: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly schema: Schema;
  /** Media type, for a header described by `content`. */
  readonly mediaType?: string;
  /** Whether an object is written as `a=1,b=2` and not as `a,1,b,2`. */
  readonly explode: boolean;
  readonly at: Location;
}

/** How a value is written as XML (OpenAPI 3.1 §4.8.26). */
export interface Xml {
  readonly name?: string;
  readonly namespace?: string;
  readonly prefix?: string;
  readonly attribute?: true;
  readonly wrapped?: true;
}

/** The types of JSON Schema 2020-12. */
export type SchemaType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/**
 * A schema in the words of JSON Schema 2020-12, whatever dialect it was written in (`nullable`, `exclusiveMinimum: true`,
 * `format: binary` and the like are already translated). A keyword that is absent says nothing.
 */
export interface Schema {
  readonly id: SchemaId;
  readonly at: Location;
  /** Of a property: an extension keeps it out of the types. Values still arrive. */
  readonly ignored?: true;
  /** `false`: nothing is valid. `true` schemas are empty schemas. */
  readonly never?: true;
  /** `enum: []`: by the letter nothing is valid. Types pass it over, as nobody means it; validators don't. */
  readonly listsNothing?: true;
  /** The referenced schema; keywords beside it (3.1) apply as well. In 3.0 they are gone already, except descriptions. */
  readonly ref?: SchemaId;
  readonly types?: readonly SchemaType[];
  readonly title?: string;
  readonly description?: string;
  readonly deprecated?: true;
  readonly readOnly?: true;
  readonly writeOnly?: true;
  readonly default?: JsonValue;
  readonly examples?: readonly JsonValue[];
  readonly format?: string;
  readonly pattern?: string;
  /** `const` is a list of one. */
  readonly enum?: readonly JsonValue[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  /** By keyword, the digits of whole numbers that JavaScript would round: what a comment shows. */
  readonly digits?: ReadonlyMap<string, string>;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly properties?: ReadonlyMap<string, Schema>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly unevaluatedItems?: Schema;
  /** By regular expression. */
  readonly patternProperties?: ReadonlyMap<string, Schema>;
  readonly propertyNames?: Schema;
  readonly unevaluatedProperties?: Schema;
  /** What must be there beside a property. */
  readonly dependentRequired?: ReadonlyMap<string, readonly string[]>;
  readonly dependentSchemas?: ReadonlyMap<string, Schema>;
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly discriminator?: {
    readonly propertyName: string;
    /** Tag value to schema, as far as `mapping` says. */
    readonly mapping: ReadonlyMap<string, SchemaId>;
    readonly at: Location;
  };
  /** The tag of this schema below a discriminator, where it isn't its name (`x-ms-discriminator-value`). */
  readonly discriminatorValue?: string;
  /** Names and descriptions of the values of `enum`, in their order; empty texts where one has none. */
  readonly enumNames?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  /** Whether values that `enum` doesn't list are to be expected, where an extension says so. */
  readonly openness?: "open" | "closed";
  /** How callers have this value and those written in it, where extensions say so. */
  readonly forms?: ValueForms;
  /** How bytes are written as text, in small letters: `base64` (also for 3.0 `format: byte`), `base64url`, … */
  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
  /** What the text of `contentMediaType` holds. */
  readonly contentSchema?: Schema;
  readonly xml?: Xml;
  readonly externalDocs?: { readonly url: string; readonly description?: string };
  /** Raw bytes: 3.0 `format: binary`, 3.1 `contentMediaType` without `contentEncoding`, or no type under a binary media type. */
  readonly binary?: true;
}
