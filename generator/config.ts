/** Turns what a user wants, a value in `clientwright.config.ts`, into typed options; holds their defaults. */

/** The whole config file. Paths in it are relative to the file. */
export interface Config {
  /** Clients by a name of your choice, which `--client` takes. */
  readonly clients: { readonly [name: string]: ClientConfig };
}

/** One client: where it comes from, where it goes, how it is written. */
export interface ClientConfig {
  /** File or http(s) URL of the OpenAPI document. */
  readonly document: string;
  /**
   * OpenAPI Overlays (1.0, 1.1), files or URLs: changes to a document that is somebody else's, applied in this order
   * before anything else looks at it. Default: none.
   */
  readonly overlays?: readonly string[] | undefined;
  /** Folder that the client is written to. It belongs to the generator. */
  readonly output: string;
  /** Name of the client class. Default: the document's title in PascalCase, without a trailing API or Specification. */
  readonly name?: string | undefined;
  /** Property names: as in the document (`preserve`, the default), or camelCase with codecs (`camel`). */
  readonly casing?: "preserve" | "camel" | undefined;
  /** `format: date-time`: text as on the wire (`string`, the default), or a `Date`. */
  readonly dates?: "string" | "Date" | undefined;
  /**
   * `format: int64`: a `number` (the default), which rounds what lies beyond 2^53; a `bigint`, or its digits as `string`,
   * both lossless.
   */
  readonly int64?: "number" | "bigint" | "string" | undefined;
  /** Base64 (`format: byte`, `contentEncoding: base64`): text as on the wire (`string`, the default), or a `Uint8Array`. */
  readonly bytes?: "string" | "Uint8Array" | undefined;
  /** Enums of models that are only received: with room for values to come (`open`, the default), or not (`closed`). */
  readonly enums?: "open" | "closed" | undefined;
  /** Also write `schema.ts` and `raw.ts`: openapi-typescript's types and an openapi-fetch instance. Default: false. */
  readonly raw?: boolean | undefined;
  /**
   * Also write `validators.ts`: a validator for each model, behind the entry point `./validators`. With `formats: false` they
   * take formats (`email`, `uri`, …) for documentation. Default: false.
   */
  readonly validators?: boolean | ValidatorsConfig | undefined;
  /** Depend on `@clientwright/runtime` (`package`, the default), or copy it beside the client (`vendored`). */
  readonly runtime?: "package" | "vendored" | undefined;
  /** Make the client a package of its own that can be published. Default: source files only. */
  readonly package?: PackageConfig | undefined;
  /** Only these operations, and the schemas that they need. Default: all. */
  readonly include?: OperationFilter | undefined;
  /** Not these operations, even if they are included. Default: none. */
  readonly exclude?: ExclusionFilter | undefined;
  /** How operations take their input: one object (`flat`, the default), or one with `path`, `query`, … (`grouped`). */
  readonly arguments?: "flat" | "grouped" | undefined;
  /** Names instead of those that the document's extensions give or the rules make. Default: none. */
  readonly rename?: Renames | undefined;
  /** What is said of single schemas, by name (`Pet`) or pointer (`#/components/schemas/Pet/properties/kind`). Default: none. */
  readonly schemas?: { readonly [schema: string]: SchemaOverride } | undefined;
  /** What is said of single parameters, by operation (`*`: every one) and name on the wire. Default: none. */
  readonly parameters?:
    | { readonly [operation: string]: { readonly [parameter: string]: ParameterOverride } }
    | undefined;
  /**
   * Environment variables that a client reads where a credential's option is absent, by that option's name:
   * `{ apiKey: "ACME_API_KEY" }`. Default: none.
   */
  readonly env?: CredentialVariables | undefined;
  /** Hosts (`example.com`, `localhost:8080`) that the document's references may lead to. Default: none but its own. */
  readonly allowHosts?: readonly string[] | undefined;
  /** Folder of the client's recordings, for `record` and `verify`. Default: `test/recordings/<name of the client>`. */
  readonly recordings?: string | undefined;
  /** Folders outside the document's own that its references may lead into. Default: none. */
  readonly allowFolders?: readonly string[] | undefined;
}

/** What a schema is taken for, whatever the document or the options for all schemas say. */
export interface SchemaOverride {
  /** An enum with room for values to come (`open`) or none (`closed`), whoever sends or receives it. */
  readonly enum?: "open" | "closed" | undefined;
  /** How callers have date-times: this schema itself, or all that are written inside it (not those that it refers to). */
  readonly dates?: "string" | "Date" | undefined;
  /** As `dates`, of `format: int64`. */
  readonly int64?: "number" | "bigint" | "string" | undefined;
  /** As `dates`, of base64. */
  readonly bytes?: "string" | "Uint8Array" | undefined;
}

/** How a parameter is written, whatever the document says. */
export interface ParameterOverride {
  /**
   * In queries: arrays and objects inside the value as `a[b]=1` (`brackets`), `a.b=1` (`dots`) or the whole as `json`.
   * Default: what the document's style has, and JSON inside of that.
   */
  readonly nested?: "brackets" | "dots" | "json" | undefined;
}

/** What validators check. */
export interface ValidatorsConfig {
  /** Whether texts are held to their `format`. Default: true. */
  readonly formats?: boolean | undefined;
}

/** Names of environment variables by credential; of basic authentication, one for each part. */
export interface CredentialVariables {
  readonly [credential: string]: string | { readonly username: string; readonly password: string };
}

/** Operations of a document: those that any of the patterns fits. */
export interface OperationFilter {
  /** Names of tags. */
  readonly tags?: readonly string[] | undefined;
  /** `/pets/**`, or with a method `GET /pets/*`: `*` stands for any text within a segment, `**` for any text. */
  readonly paths?: readonly string[] | undefined;
  /** operationIds: `get*`. `*` stands for any text. */
  readonly operations?: readonly string[] | undefined;
}

/** Operations that are left out. */
export interface ExclusionFilter extends OperationFilter {
  /** Also those that are deprecated. Default: false. */
  readonly deprecated?: boolean | undefined;
}

/**
 * Names of a user's own, by what has them. A schema is called by its name (`Pet`) or its pointer
 * (`#/components/schemas/Pet/properties/owner`, `common.yaml#/Pet`); an operation by its operationId, by method and path
 * (`GET /pets`) or by its pointer.
 */
export interface Renames {
  /** Types. */
  readonly schemas?: { readonly [schema: string]: string } | undefined;
  /** Properties as callers see them, by schema and name on the wire. */
  readonly properties?: { readonly [schema: string]: { readonly [property: string]: string } } | undefined;
  /** Names of the values of enums, by schema and value. */
  readonly constants?: { readonly [schema: string]: { readonly [value: string]: string } } | undefined;
  /** Functions; or function, method and resource. */
  readonly operations?: { readonly [operation: string]: string | OperationRename } | undefined;
  /** Members of inputs, by operation (`*`: every one) and name on the wire (`query:id` where several places have it). */
  readonly parameters?: { readonly [operation: string]: { readonly [parameter: string]: string } } | undefined;
  /** Resources, by tag: `admin.users` is inside `admin`. */
  readonly tags?: { readonly [tag: string]: string } | undefined;
  /** Options of the client, by key of the security scheme. */
  readonly credentials?: { readonly [scheme: string]: string } | undefined;
}

/** Names of one operation. What is left out is named as always. */
export interface OperationRename {
  readonly function?: string | undefined;
  readonly method?: string | undefined;
  /** Where the method is: `users`, `admin.users`. */
  readonly resource?: string | undefined;
}

/** What can't be known from the document about the package of a client. */
export interface PackageConfig {
  /** Name on the registry: `@acme/billing`. */
  readonly name: string;
  /** Default: made from the document's title. */
  readonly description?: string | undefined;
  /** SPDX identifier. Default: MIT. */
  readonly license?: string | undefined;
  /** URL of the repository. */
  readonly repository?: string | undefined;
}

/** Gives a config file its types; returns its argument. */
export function defineConfig(config: Config): Config {
  return config;
}

/** How a client is written: the options of {@link ClientConfig} with their defaults. */
export interface ClientOptions {
  /** Absolute paths, or URLs. */
  readonly overlays: readonly string[];
  readonly name?: string;
  readonly casing: "preserve" | "camel";
  readonly dates: "string" | "Date";
  readonly int64: "number" | "bigint" | "string";
  readonly bytes: "string" | "Uint8Array";
  readonly enums: "open" | "closed";
  readonly raw: boolean;
  readonly validators: boolean | ValidatorsConfig;
  readonly runtime: "package" | "vendored";
  readonly package?: PackageConfig;
  readonly include?: OperationFilter;
  readonly exclude?: ExclusionFilter;
  readonly arguments: "flat" | "grouped";
  readonly rename?: Renames;
  readonly schemas?: { readonly [schema: string]: SchemaOverride };
  readonly parameters?: { readonly [operation: string]: { readonly [parameter: string]: ParameterOverride } };
  readonly env?: CredentialVariables;
  readonly allowHosts: readonly string[];
  readonly allowFolders: readonly string[];
}

/** Fills in the defaults. */
export function withDefaults(client: ClientConfig): ClientOptions {
  return {
    overlays: client.overlays ?? [],
    ...(client.name !== undefined && { name: client.name }),
    casing: client.casing ?? "preserve",
    dates: client.dates ?? "string",
    int64: client.int64 ?? "number",
    bytes: client.bytes ?? "string",
    enums: client.enums ?? "open",
    raw: client.raw ?? false,
    validators: client.validators ?? false,
    runtime: client.runtime ?? "package",
    ...(client.package !== undefined && { package: client.package }),
    ...(client.include !== undefined && { include: client.include }),
    ...(client.exclude !== undefined && { exclude: client.exclude }),
    arguments: client.arguments ?? "flat",
    ...(client.rename !== undefined && { rename: client.rename }),
    ...(client.schemas !== undefined && { schemas: client.schemas }),
    ...(client.parameters !== undefined && { parameters: client.parameters }),
    ...(client.env !== undefined && { env: client.env }),
    allowHosts: client.allowHosts ?? [],
    allowFolders: client.allowFolders ?? [],
  };
}
