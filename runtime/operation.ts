/**
 * The contract between generated code and the runtime: operations as plain data.
 *
 * A generated operation is one literal of type {@link Operation}. It names only the functions that it needs (parameter
 * styles, body writers, codecs), so that a bundler drops whatever no used operation refers to.
 */

import type { Reading } from "./media-types.js";
import type { RequestDraft } from "./request.js";

/**
 * Turns a value from the caller's form into its wire form, or back. A value it can't convert is returned as it is.
 *
 * Written as a method so that a generated encoder, which names its model as parameter, fits without a cast.
 */
export type Codec = { convert(value: unknown): unknown }["convert"];

/** Reads and writes JSON where the platform's own way loses digits of whole numbers. */
export interface JsonText {
  /**
   * Parses text and converts what it holds.
   *
   * @throws SyntaxError for what is no JSON.
   */
  readonly parse: (text: string, convert: Codec) => unknown;
  readonly stringify: (value: unknown) => string | undefined;
}

/**
 * Writes one parameter as OpenAPI's `style` and `explode` say, into its place in the request.
 *
 * All that parameters need hangs on these functions, so that a client without parameters doesn't carry it.
 */
export type ParameterStyle = (parameter: Parameter, draft: RequestDraft) => void;

/** One path, query, header or cookie parameter. */
export interface Parameter {
  /** Name on the wire. */
  readonly name: string;
  /** Name in the input object, where it differs from `name`. */
  readonly key?: string;
  readonly in: "path" | "query" | "header" | "cookie";
  /** Member of the input that holds it; absent: the input itself does. */
  readonly group?: "path" | "query" | "headers" | "cookies";
  readonly style: ParameterStyle;
  /** Where it differs from the default of the style. */
  readonly explode?: boolean;
  readonly required?: boolean;
  readonly encode?: Codec;
  /** Of a parameter that is JSON: how, where its whole numbers may be too large for the platform's. */
  readonly json?: JsonText;
  /** In queries: leaves characters as they are that have a meaning elsewhere in a URL, such as `/` and `:`. */
  readonly allowReserved?: boolean;
}

/** What `fetch` takes as body, spelled so that it needs neither the DOM's types nor Node's. */
export type RequestBody = NonNullable<RequestInit["body"]>;

/** Bytes as a caller may hand them over. A stream is sent once: a call with it is never repeated. */
export type Binary = Blob | ArrayBuffer | ArrayBufferView | ReadableStream<Uint8Array>;

/** Turns an encoded body into what `fetch` sends, as its media type wants it. Returns `undefined` for no body. */
export type BodyWriter = (value: unknown, content: RequestContent) => RequestBody | undefined;

/** How one property of a form or multipart body is written: OpenAPI's Encoding Object. */
export interface Field {
  /** Media type of the part or text; several may be named, with commas between them. */
  readonly type?: string;
  /** In forms: the property as this style writes it. */
  readonly style?: FieldStyle;
  /** Where it differs from the default of the style. */
  readonly explode?: boolean;
  /** With a style: leaves characters as they are that have a meaning elsewhere in a URL. */
  readonly allowReserved?: boolean;
  /** In multipart bodies: headers that the part always has. */
  readonly headers?: { readonly [name: string]: string };
}

/** `name=value` pairs of one property, joined by `&`. */
export type FieldStyle = (name: string, value: unknown, explode?: boolean) => string;

/** One media type of a request body. */
export interface RequestContent {
  /** Sent as `Content-Type`; of a range (`image/*`) the caller names the type that it is. */
  readonly type: string;
  readonly write: BodyWriter;
  readonly encode?: Codec;
  /** How JSON in it is written, where its whole numbers may be too large for the platform's. */
  readonly json?: JsonText;
  /** By wire name of the property, where the document says more than its media type does. */
  readonly fields?: { readonly [name: string]: Field };
}

/** One media type of a response. */
export interface ResponseContent {
  /** Media type or range (`image/*`) as in the document. */
  readonly type: string;
  /** Where the body is read in another way than the name of the media type says. */
  readonly as?: Reading;
  readonly decode?: Codec;
  /** How its JSON is read, where its whole numbers may be too large for the platform's. */
  readonly json?: JsonText;
}

/** One documented response header. */
export interface ResponseHeader {
  readonly name: string;
  /** Name in the decoded headers object: the camelCase of `name`. */
  readonly key: string;
  readonly decode?: Codec;
}

/** One documented response. Without `content` it has no documented body. */
export interface DocumentedResponse {
  readonly content?: readonly ResponseContent[];
  readonly headers?: readonly ResponseHeader[];
}

/**
 * An operation of the document.
 *
 * @typeParam Result - What a successful call gives.
 * @typeParam Failures - Body type by documented failure: exact statuses, ranges as written (`"4XX"`), `default`.
 * @typeParam Headers - Documented headers of the successful response.
 */
export interface Operation<Result, Failures = {}, Headers = {}> {
  /** Name of the document's client; with `id` it identifies the operation across copies of runtime and client. */
  readonly document: string;
  /** The document's operationId, or method and path where it has none. */
  readonly id: string;
  readonly method: string;
  /** Path template, appended to the server's URL. */
  readonly path: string;
  /** Server of this operation alone, used where the caller names none. */
  readonly server?: string;
  /** Header that every call has an idempotency key in, unless the caller forbids it. */
  readonly idempotencyHeader?: string;
  /** Alternatives (OR) of credential option names that go together (AND). Absent or empty: no credential is sent. */
  readonly security?: readonly (readonly string[])[];
  /** What the input argument is made of. What it has no place for is given in `options.parameters`. */
  readonly input: "none" | "parameters" | "body" | "both";
  readonly parameters?: readonly Parameter[];
  /** Media types of the body; the first takes the plain value, others and ranges take `{ contentType, body }`. */
  readonly body?: readonly RequestContent[];
  /** Whether a call without a body is an error. */
  readonly bodyRequired?: boolean;
  /** By exact status, range (`"2XX"`) or `default`. */
  readonly responses: { readonly [status: string]: DocumentedResponse };
  /** Carries the types; never present at run time. */
  readonly "~types"?: { readonly result: Result; readonly failures: Failures; readonly headers: Headers };
}

/** An operation whatever its types. */
export type AnyOperation = Operation<unknown, unknown, unknown>;
