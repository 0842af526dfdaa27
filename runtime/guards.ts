/**
 * Tells errors apart by name and fields, so that errors of another copy of this package are recognised too.
 *
 * Each guard is a function of its own, dropped from a bundle that doesn't use it.
 */

import type {
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
import type { Operation } from "./operation.js";

/** Statuses that may be asked about: the documented ones, and any number if `default` is documented. */
export type StatusOf<Failures> = keyof Failures | ("default" extends keyof Failures ? number : never);

/** Body type of a status: of its own description, else of its range's, else of `default`'s. */
export type BodyOf<Failures, Status> = Status extends keyof Failures
  ? Failures[Status]
  : number extends Status
    ? Failures[keyof Failures]
    : RangeOf<Status> extends keyof Failures
      ? Failures[RangeOf<Status>]
      : Failures["default" & keyof Failures];

/** `404` to `"4XX"`. */
type RangeOf<Status> = Status extends number
  ? `${Status}` extends `${infer Digit}${string}`
    ? `${Digit}XX`
    : never
  : never;

/** The error of a documented failure. */
export type FailureError<Failures, Status> = ApiError<
  Status extends number ? Status : number,
  BodyOf<Failures, Status>
>;

/**
 * Whether an error is this operation's documented failure: status and body are as the document says.
 *
 * @param status - An exact status, a range as the document writes it (`"4XX"`), or `"default"`, each for the failures that
 *   the document describes under that very key; or, if `default` is documented, any number.
 */
export function isFailure<Result, Failures, Headers, const Status extends StatusOf<Failures>>(
  error: unknown,
  operation: Operation<Result, Failures, Headers>,
  status: Status,
): error is FailureError<Failures, Status> {
  return (
    isApiError(error) &&
    error.document === operation.document &&
    error.operation === operation.id &&
    error.documented !== undefined &&
    (error.documented === status || error.status === status)
  );
}

const names = [
  "InputError",
  "ConfigError",
  "ConnectionError",
  "TimeoutError",
  "AbortedError",
  "ApiError",
  "RedirectError",
  "DecodeError",
  "ResponseTooLargeError",
];

/** Whether an error is any of a client's. */
export function isSdkError(error: unknown): error is SdkError {
  return names.some((name) => isNamed(error, name));
}

/** Whether the server answered, and not with a success. */
export function isApiError(error: unknown): error is ApiError {
  return isNamed(error, "ApiError");
}

/** Whether no complete answer arrived. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return isNamed(error, "ConnectionError");
}

/** Whether a time limit ran out. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return isNamed(error, "TimeoutError");
}

/** Whether the caller, or closing the client, ended the call. */
export function isAbortedError(error: unknown): error is AbortedError {
  return isNamed(error, "AbortedError");
}

/** Whether the input could not be sent. */
export function isInputError(error: unknown): error is InputError {
  return isNamed(error, "InputError");
}

/** Whether the client's options don't fit the call. */
export function isConfigError(error: unknown): error is ConfigError {
  return isNamed(error, "ConfigError");
}

/** Whether a redirect was refused. */
export function isRedirectError(error: unknown): error is RedirectError {
  return isNamed(error, "RedirectError");
}

/** Whether a success had a body that isn't as documented. */
export function isDecodeError(error: unknown): error is DecodeError {
  return isNamed(error, "DecodeError");
}

/** Whether a success was larger, or its JSON deeper, than allowed. */
export function isResponseTooLargeError(error: unknown): error is ResponseTooLargeError {
  return isNamed(error, "ResponseTooLargeError");
}

/** The platform has errors of the same names; they name no operation. */
function isNamed(error: unknown, name: string): boolean {
  if (typeof error !== "object" || error === null || !("name" in error)) return false;
  return error.name === name && "operation" in error && "attempts" in error;
}
