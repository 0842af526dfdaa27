/**
 * The model: what the client *is*. No OpenAPI word is left unresolved, no TypeScript text is in it yet.
 *
 * Read this file first. `model/build.ts` makes it from the normalised document and the lock; the emitters read nothing
 * else; `diff` compares two of them.
 */

import type { FieldStyle, JsonValue, ParameterStyle } from "../normalise/types.js";
import type { Checks, PatternGrowth } from "./checks/types.js";

export type {
  Check,
  Checks,
  ContentCheck,
  ModelCheck,
  OperationCheck,
  PatternGrowth,
  PropertyCheck,
  TaggedCheck,
} from "./checks/types.js";
export type { FieldStyle, JsonValue, ParameterStyle };

/** Where something stands in the document: a JSON pointer, prefixed with the file's relative path outside the root. */
export type Pointer = string;

/** A client, complete: every name is given, every shape resolved. Lists are in the order in which they are printed. */
export interface Model {
  /** Name of the client class: `SyllableSDK`. Operations carry it as `document`. */
  readonly name: string;
  /** Base name or URL of the document, for header lines. */
  readonly source: string;
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** Server URL that is used when the caller names none; absent if the document has none or only a relative one. */
  readonly server?: string;
  /** Servers that callers choose by name; empty if there is but one, and nothing in its URL to choose. */
  readonly servers: readonly NamedServer[];
  /** SPDX expression or name, as the document has it. */
  readonly license?: string;
  readonly credentials: readonly Credential[];
  /** The root's security, in credential names: what requests outside the operations send. */
  readonly security: readonly (readonly string[])[];
  readonly models: readonly NamedModel[];
  readonly resources: readonly Resource[];
  /** Requests that the server makes of its own accord. */
  readonly webhooks: readonly Hook[];
  /** Names of the maps of webhooks and callbacks; absent: there are none. */
  readonly hookMaps: { readonly webhooks?: string; readonly callbacks?: string };
  /** What validators are printed from; absent: none are wanted. */
  readonly checks?: Checks;
  /** Names and shapes as decided in this run: what the manifest keeps. */
  readonly lock: Lock;
}

/** What the manifest fixes, so that it never moves because something else came into the document. Keys are pointers. */
export interface Lock {
  readonly names: { readonly [pointer: Pointer]: string };
  /** How operations take their input. */
  readonly shapes: { readonly [pointer: Pointer]: InputShape };
  /** Parameters of operations in their order, as `query:limit`. */
  readonly parameters: { readonly [pointer: Pointer]: readonly string[] };
  /** The media type of operations' bodies that is given as it is, without being named. */
  readonly bodies: { readonly [pointer: Pointer]: string };
  /** Resources in their order: `path` joined by `/`. */
  readonly resources: readonly string[];
  /** Where models are declared: the `path` of a resource joined by `/`, or an empty text for `shared.ts`. */
  readonly homes: { readonly [pointer: Pointer]: string };
  /** Which way the values of models went when these came into use: what callers have had so stays so. */
  readonly uses: { readonly [pointer: Pointer]: ModelUse };
  /**
   * What the members of lists of schemas (`oneOf`, `allOf` and the like) look like, in their order, where names hang on
   * them: they are known by that, not by their number.
   */
  readonly members: { readonly [pointer: Pointer]: readonly string[] };
  /** Things whose names a person chose: no better one is proposed for them. */
  readonly chosen: readonly Pointer[];
  /** What things were called before a person renamed them: those names stay beside the new ones. */
  readonly aliases: { readonly [pointer: Pointer]: readonly string[] };
}

/** Which way values of a model go. */
export type ModelUse = "sent" | "received" | "both";

/** A server that callers choose by name. */
export interface NamedServer {
  readonly name: string;
  /** Template; `{region}` marks a variable. */
  readonly url: string;
  readonly description?: string;
  readonly variables: readonly ServerVariable[];
}

/** What callers may choose in the URL of a server. */
export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  /** The only values, if there are such. */
  readonly values?: readonly string[];
}

/** What a caller gives to satisfy a security scheme. */
export interface Credential {
  /** Option name: `apiKeyHeader`. */
  readonly name: string;
  /** Key of the scheme in the document. */
  readonly scheme: string;
  readonly description?: string;
  /** Environment variable that is read where the option is absent; of basic authentication, one for each part. */
  readonly variable?: CredentialVariable;
  readonly kind:
    | { readonly type: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
    | { readonly type: "basic" }
    | { readonly type: "bearer" };
}

/** Name of an environment variable, or of those for user name and password. */
export type CredentialVariable = string | { readonly username: string; readonly password: string };

/** Text for a JSDoc comment, as the document has it. Escaping and wrapping are the printer's business. */
export interface Docs {
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  /** `@defaultValue`. */
  readonly default?: JsonValue;
  /** `@example`, the first one. */
  readonly example?: JsonValue;
  /** `@see`: a URL and perhaps what is found there. */
  readonly see?: string;
  /** Constraints in words: `Format: uri`, `Minimum length: 1`. */
  readonly notes: readonly string[];
}

/** A shape with a name of its own: an interface or a type alias. */
export interface NamedModel {
  readonly pointer: Pointer;
  readonly name: string;
  readonly docs: Docs;
  readonly shape: Shape;
  /** Of an enum of strings: names by which callers may write its values. */
  readonly constants?: readonly EnumConstant[];
  /** The one resource whose module holds it (its `path` joined by `/`), or `undefined` for `shared.ts`. */
  readonly home?: string;
  /** Present where wire and caller's form differ and values are received. */
  readonly decode?: CodecNames;
  /** Present where wire and caller's form differ and values are sent. */
  readonly encode?: CodecNames;
}

/** A value of an enum and the name that callers may write for it: `Active` for `"active"`. */
export interface EnumConstant {
  readonly name: string;
  readonly value: string | number;
  /** What the document's extensions say of the value. */
  readonly description?: string;
}

/** Names of a generated codec: `decodeService` and the table `serviceFromWire` that it reads. */
export interface CodecNames {
  readonly function: string;
  readonly table: string;
}

/**
 * What a value looks like to the caller. What it looks like on the wire follows from the wire names and converted
 * scalars in it.
 */
export type Shape =
  | { readonly kind: "unknown" }
  | { readonly kind: "never" }
  | { readonly kind: "null" }
  | { readonly kind: "boolean" }
  | { readonly kind: "number" }
  | { readonly kind: "string" }
  | ConvertedShape
  /** Raw bytes: a `Blob` when received; `Blob`, `ArrayBuffer` or a typed array when sent. */
  | { readonly kind: "bytes" }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  /** Beside literals in a union: values that the document doesn't know yet. */
  | { readonly kind: "other"; readonly of: "string" | "number" }
  /** The tag of a value that is none of the documented subtypes': no documented tag is equal to it. */
  | { readonly kind: "otherTag" }
  | { readonly kind: "array"; readonly items: Shape }
  /** The first `required` places are always there; `rest` is the type of those beyond, of which there are none without it. */
  | { readonly kind: "tuple"; readonly items: readonly Shape[]; readonly required: number; readonly rest?: Shape }
  | ObjectShape
  | UnionShape
  | { readonly kind: "intersection"; readonly members: readonly Shape[] }
  /** Another named model, by pointer. */
  | { readonly kind: "reference"; readonly to: Pointer };

/**
 * A scalar that callers have in another form than the wire. `instant`: a `Date`, RFC 3339 text on the wire; `bigint` and
 * `digits` (text): a whole number; `base64` and `base64url`: a `Uint8Array`, text on the wire.
 */
export interface ConvertedShape {
  readonly kind: "converted";
  readonly to: "instant" | "bigint" | "digits" | "base64" | "base64url";
}

/** An object: properties by name, and perhaps further ones. Without properties, a record whose keys are data. */
export interface ObjectShape {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** Type of further properties; absent: none are declared (unknown ones still arrive unchanged). */
  readonly additional?: Shape;
  /**
   * Where the name of a further property decides how its value is converted: the first pattern that it fits does, and
   * `rest` if it fits none. `additional` is the union of all.
   */
  readonly patterns?: PatternShapes;
  /**
   * Of an interface with further properties, the type of its index signature: that of `additional` if all named properties
   * fit it too, else unknown.
   */
  readonly index?: Shape;
}

/** Shapes of further properties by what their names look like. The first row that fits decides. */
export interface PatternShapes {
  /** Regular expressions (ECMA-262, Unicode) that fit any part of a name. */
  readonly rows: readonly { readonly pattern: string; readonly shape: Shape }[];
  readonly rest?: Shape;
}

/** A property of an object. */
export interface Property {
  readonly wireName: string;
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
  readonly docs: Docs;
  /** `read`: only the server sets it; `write`: only the caller does. Absent: both. Gone once directions are split. */
  readonly access?: "read" | "write";
}

/** One of several shapes. Without `discriminator` and `variants`, members are told apart by the kind of value. */
export interface UnionShape {
  readonly kind: "union";
  readonly members: readonly Shape[];
  readonly discriminator?: Discriminator;
  /** Of an enum that has no room for values to come, whoever receives it. */
  readonly isClosed?: true;
  /**
   * How to tell members that are objects apart where no discriminator does, or where it leaves several; only where a
   * conversion needs it.
   */
  readonly variants?: readonly Variant[];
}

/** What an object looks like from outside, as far as it takes to know it from others. */
export interface Looks {
  /** Properties that it always has. */
  readonly required: readonly PropertyName[];
  /** Properties that it may have, required ones included. */
  readonly known: readonly PropertyName[];
  /** Properties with fixed values. */
  readonly fixed: readonly { readonly property: PropertyName; readonly values: readonly Scalar[] }[];
  /** Properties whose values are of other kinds than those of the others. */
  readonly kinds: readonly { readonly property: PropertyName; readonly kinds: readonly ValueKind[] }[];
  /** Properties whose own objects, or those in their lists, look different from those of the others. */
  readonly within: readonly { readonly property: PropertyName; readonly looks: Looks }[];
}

/** The kind of a JSON value: of what is converted, that of its form on the wire. */
export type ValueKind = "null" | "boolean" | "number" | "string" | "array" | "object";

/** What an object of one member of a union looks like. */
export interface Variant extends Looks {
  /** Index into `members`. */
  readonly member: number;
}

/** A JSON value that is no list, object or null. */
export type Scalar = string | number | boolean;

/** A property as the wire and as the caller calls it. */
export interface PropertyName {
  readonly wireName: string;
  readonly name: string;
}

/** The property by whose value a union's members are told apart. */
export interface Discriminator {
  readonly wireName: string;
  readonly name: string;
  /** Tag value and the member (index into `members`) it selects. No two have the same text. */
  readonly tags: readonly { readonly value: Scalar; readonly member: number }[];
  /** Members (indices) that a value may be of whose tag is missing or not in `tags`. */
  readonly open: readonly number[];
}

/** A noun with operations: a class, and a property of its parent. */
export interface Resource {
  /** Property names from the root: `["channels", "twilio"]`. */
  readonly path: readonly string[];
  /** Module name below `resources/`, kebab-case, nested with `/` replaced by `-`. */
  readonly file: string;
  /** `Services`. */
  readonly className: string;
  readonly description?: string;
  readonly operations: readonly Operation[];
}

/**
 * `none`: no argument; `parameters`: one object; `body`: the body itself; `both`: parameters and `body`; `grouped`: an object
 * of parameters for each place, and `body`.
 */
export type InputShape = "none" | "parameters" | "body" | "both" | "grouped";

/** One call: a function, a method, and the constant that describes both. */
export interface Operation {
  readonly pointer: Pointer;
  /** operationId, or `GET /path`. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Pairs of the query that every call has. */
  readonly fixedQuery: readonly string[];
  /** Server of this operation alone. */
  readonly server?: string;
  /** Header that every call has an idempotency key in. */
  readonly idempotencyHeader?: string;
  /** `serviceCreate`. */
  readonly functionName: string;
  /** `serviceCreateOperation`. */
  readonly constantName: string;
  /** `create`. */
  readonly methodName: string;
  readonly docs: Docs;
  readonly security: readonly (readonly string[])[];
  /** What credentials must allow, in the same alternatives: `oauth read`, by the key of the scheme. */
  readonly scopes: readonly (readonly string[])[];
  readonly input: Input;
  /** Name of the interface of the documented headers of its successes, if there are any. */
  readonly headersName?: string;
  /** Name of the interface of its failures, if several are documented; a single one is written where it is used. */
  readonly failuresName?: string;
  readonly successes: readonly Response[];
  readonly failures: readonly Response[];
  /** Requests that the server makes because of this one. */
  readonly callbacks: readonly Hook[];
}

/** A request that the server makes, and what it expects for an answer: a webhook or a callback. */
export interface Hook {
  readonly pointer: Pointer;
  /** Key in the map of its kind: `order.created`. */
  readonly key: string;
  /** `OrderCreatedWebhook`. */
  readonly typeName: string;
  readonly method: string;
  readonly docs: Docs;
  /** Where a callback goes, as a runtime expression. */
  readonly expression?: string;
  /** Its body; absent: none is described. */
  readonly payload?: HookPayload;
  /** Headers and query, which arrive as text. */
  readonly headers?: HookParameters;
  readonly query?: HookParameters;
  readonly answers: readonly HookAnswer[];
}

/** The body of a webhook or callback. */
export interface HookPayload {
  readonly content: readonly ResponseContent[];
  /** Name of the function that gives the caller's form; absent: it is that of the wire. */
  readonly decode?: string;
}

/** Headers or query of a webhook or callback, as one interface. */
export interface HookParameters {
  readonly typeName: string;
  readonly members: readonly HookParameter[];
}

/** A header or query parameter of a webhook or callback. */
export interface HookParameter {
  /** On the wire; of a header in small letters, as servers give them. */
  readonly name: string;
  readonly required: boolean;
  readonly docs: Docs;
}

/** An answer that the server expects. */
export interface HookAnswer {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly docs: Docs;
  readonly content: readonly ResponseContent[];
  /** Name of the function that gives the form of the wire; absent: the caller's is the same. */
  readonly encode?: string;
}

/** All that goes over the wire, in both directions. */
export type Api = Pick<Model, "resources" | "webhooks">;

/**
 * What an operation takes, as its one argument. Where the shape is older than the parameters (`none` and `body` have no
 * place for them), they are given in `options.parameters`, and so is the body of `none`.
 */
export interface Input {
  readonly shape: InputShape;
  /** Name of the interface that holds the parameters: the input, or what is given in `options.parameters`. */
  readonly typeName?: string;
  /** Whether the argument may be left out. */
  readonly optional: boolean;
  readonly parameters: readonly Parameter[];
  /** Where parameters are grouped: the places that have some. */
  readonly groups?: readonly InputGroup[];
  readonly body?: Body;
}

/** The parameters of one place, as one member of a grouped input. */
export interface InputGroup {
  readonly name: "path" | "query" | "headers" | "cookies";
  readonly in: Parameter["in"];
  /** Name of its interface. */
  readonly typeName: string;
  /** Whether it may be left out: all of its parameters may. */
  readonly optional: boolean;
}

/** A parameter of an operation, with everything that its way onto the wire needs; nothing is left to defaults. */
export interface Parameter {
  readonly wireName: string;
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  /** In queries: characters with a meaning elsewhere in a URL stay as they are. */
  readonly allowReserved: boolean;
  readonly shape: Shape;
  /** It holds whole numbers that JSON's own reader and writer would round. */
  readonly isExact?: true;
  readonly docs: Docs;
  /** A value that the document shows, in wire form: an example, else the default. */
  readonly example?: JsonValue;
}

/** The request body of an operation. */
export interface Body {
  readonly required: boolean;
  readonly docs: Docs;
  /** The plain one first. */
  readonly content: readonly RequestContent[];
}

/** One media type that a body can be sent in. */
export interface RequestContent {
  /** Of a range (`image/*`) the caller names the type. */
  readonly mediaType: string;
  readonly format: "json" | "text" | "bytes" | "form" | "multipart";
  readonly shape: Shape;
  /** It holds whole numbers that JSON's own reader and writer would round. */
  readonly isExact?: true;
  /** Of forms: how single properties are written, where the document says so. */
  readonly fields: readonly BodyField[];
  /** The document's first example, in wire form. */
  readonly example?: JsonValue;
}

/** How one property of a form is written. Default: as its media type has it. */
export interface BodyField {
  readonly wireName: string;
  /** One media type, or several with commas between them. */
  readonly mediaType?: string;
  readonly style?: Exclude<FieldStyle, "json">;
  /** Absent: the style's default. */
  readonly explode?: boolean;
  readonly allowReserved?: true;
  /** Headers that the part always has. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** What a server answers with one status. */
export interface Response {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly description?: string;
  readonly content: readonly ResponseContent[];
  readonly headers: readonly Header[];
  /** No body ever comes with it: an answer to HEAD. What `content` names is only asked for. */
  readonly isBodiless: boolean;
}

/** One media type of a response. */
export interface ResponseContent {
  readonly mediaType: string;
  /** How the body is read, whatever the media type is called. */
  readonly format: "json" | "text" | "bytes";
  readonly shape: Shape;
  /** It holds whole numbers that JSON's own reader and writer would round. */
  readonly isExact?: true;
}

/** A documented header of a response. */
export interface Header {
  readonly wireName: string;
  readonly name: string;
  readonly required: boolean;
  /** How its text is read: as one value, as values with commas between them, as names and values, or as JSON. */
  readonly format: "value" | "list" | "fields" | "pairs" | "json";
  readonly shape: Shape;
  /** It holds whole numbers that JSON's own reader and writer would round. */
  readonly isExact?: true;
  readonly docs: Docs;
}

/** What a user chose about the model; the defaults are wire-faithful. */
export interface ModelOptions {
  /** Class name. Default: the document's title in PascalCase without a trailing API, OpenAPI or Specification. */
  readonly name?: string;
  /** Property names: as in the document, or camelCase. */
  readonly casing: "preserve" | "camel";
  /** `format: date-time`: text as on the wire, or a `Date`. */
  readonly dates: "string" | "Date";
  /** `format: int64`: a number, which rounds beyond 2^53, a `bigint`, or text. */
  readonly int64: "number" | "bigint" | "string";
  /** Base64: text as on the wire, or a `Uint8Array`. */
  readonly bytes: "string" | "Uint8Array";
  /** Enums of models that are only received: with room for values to come, or closed. */
  readonly enums: "open" | "closed";
  /** The input of operations: one object, or one with a member for each place. */
  readonly arguments: "flat" | "grouped";
  /** Environment variables by name of the credential. Default: none is read. */
  readonly env?: { readonly [credential: string]: CredentialVariable };
  /** Build the checks that validators are made of: whether they check formats, and how the document's patterns grow. */
  readonly checks?: { readonly formats: boolean; readonly patterns: PatternGrowth };
}
