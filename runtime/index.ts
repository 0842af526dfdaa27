/** The public surface: what generated code stands on, and what it passes on to callers. */

export { allowRedirects } from "./allow-redirects.js";
export { asStream } from "./as-stream.js";
export { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from "./base64.js";
export { binaryBody, jsonBody, textBody } from "./body.js";
export type {
  Call,
  FailureOutcome,
  Outcome,
  SuccessOutcome,
  UnexpectedOutcome,
  WithResponse,
} from "./call.js";
export { ApiClient, type Client, type ClientLike, openClient } from "./client.js";
export type { Clock } from "./clock.js";
export {
  decodeBoolean,
  decodeInstant,
  decodeNumber,
  encodeInstant,
  type FieldsFromWire,
  type FieldsToWire,
  mapFields,
  mapItems,
  mapKinds,
  mapNamed,
  mapNullable,
  mapTuple,
  mapUnion,
  mapValues,
  mapVariant,
  type OtherTag,
  type VariantTable,
} from "./codecs.js";
export type { ClientDefinition, CredentialScheme, Security } from "./definition.js";
export { type CredentialVariable, environment } from "./environment.js";
export {
  AbortedError,
  ApiError,
  ConfigError,
  ConnectionError,
  DecodeError,
  InputError,
  RedirectError,
  ResponseTooLargeError,
  SdkError,
  TimeoutError,
} from "./errors.js";
export { formBody, multipartBody } from "./forms.js";
export {
  type BodyOf,
  type FailureError,
  isAbortedError,
  isApiError,
  isConfigError,
  isConnectionError,
  isDecodeError,
  isFailure,
  isInputError,
  isRedirectError,
  isResponseTooLargeError,
  isSdkError,
  isTimeoutError,
  type StatusOf,
} from "./guards.js";
export { headerFields, headerItems, headerJson, headerPairs } from "./header-values.js";
export { bigIntFromText, decodeBigInt, decodeDigits, encodeDigits, exactJson, nestedJson } from "./integers.js";
export type { Issue, Validation } from "./issues.js";
export { type LogEntry, type LoggerOptions, logger } from "./logger.js";
export type { Middleware, MiddlewareRequest } from "./middleware.js";
export type { Misfit } from "./misfits.js";
export type {
  Binary,
  BodyWriter,
  Codec,
  DocumentedResponse,
  Field,
  FieldStyle,
  JsonText,
  Operation,
  Parameter,
  ParameterStyle,
  RequestBody,
  RequestContent,
  ResponseContent,
  ResponseHeader,
} from "./operation.js";
export type {
  BasicCredential,
  ClientOptions,
  CredentialProvider,
  CredentialRequest,
  Fetch,
  HeaderOptions,
  Mismatch,
  RequestOptions,
  RetryOptions,
  SchemaMismatch,
  ServerChoice,
  StatusMismatch,
  TimeoutOptions,
  ValueMismatch,
} from "./options.js";
export {
  deepObject,
  dots,
  fixedQuery,
  form,
  jsonParameter,
  label,
  matrix,
  pipeDelimited,
  simple,
  spaceDelimited,
  tabDelimited,
} from "./parameters.js";
export { received } from "./received.js";
export type { Outgoing, RedirectPolicy } from "./redirect.js";
export { Resource } from "./resource.js";
export {
  basic,
  bearer,
  type CredentialSender,
  keyInCookie,
  keyInHeader,
  keyInQuery,
  type RequestParts,
} from "./schemes.js";
export { type NamedServer, namedServers, type ServerVariable } from "./servers.js";
export {
  deepObject as deepObjectField,
  dots as dotsField,
  form as formField,
  pipeDelimited as pipeDelimitedField,
  spaceDelimited as spaceDelimitedField,
  tabDelimited as tabDelimitedField,
} from "./styles.js";
