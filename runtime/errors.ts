/** The error family: one root, one class per kind of trouble, each telling which call failed and what was sent. */

import { retryAfter } from "./retry-after.js";

/** What every error says about its call. Kept up to date while the call runs. */
export interface CallContext {
  readonly document: string;
  readonly operation: string;
  readonly method: string;
  /** Without query, fragment and user information; the path template until the server is known. */
  url: string;
  attempts: number;
  /** The answer of the present attempt. */
  response?: Response | undefined;
}

/** Fields that a subclass adds, and the cause. */
interface ErrorDetails {
  readonly [field: string]: unknown;
}

/** Root of all errors that a client rejects with. Messages never hold a header value, a credential or a payload. */
export class SdkError extends Error {
  /** Name of the document's client. */
  declare readonly document: string;
  /** The operation's id. */
  declare readonly operation: string;
  declare readonly method: string;
  /** Without query, fragment and user information; the path template if the server was not known yet. */
  declare readonly url: string;
  /** How many attempts were started, the failed one included. */
  declare readonly attempts: number;
  /** The server's name for the request: its `x-request-id` or `request-id` header. */
  declare readonly requestId: string | undefined;
  /** The answer, if there was one; its body has been read or cancelled. */
  declare readonly response: Response | undefined;

  constructor(message: string, context: CallContext, details?: ErrorDetails) {
    super(`${context.operation}: ${message} (${context.method} ${context.url})`, details);
    const headers = context.response?.headers;
    const requestId = headers?.get("x-request-id") ?? headers?.get("request-id") ?? undefined;
    Object.assign(this, context, { requestId }, details);
    // Kept out of what `console.log` prints: a server may echo secrets in its headers.
    Object.defineProperty(this, "response", { value: context.response, enumerable: false });
  }

  override get name(): string {
    return "SdkError";
  }
}

/** The caller's input can't be sent. Nothing was. */
export class InputError extends SdkError {
  override get name(): "InputError" {
    return "InputError";
  }
}

/** The client's options don't fit the call: no server, a missing credential, a bad time limit. Nothing was sent. */
export class ConfigError extends SdkError {
  override get name(): "ConfigError" {
    return "ConfigError";
  }
}

/** No complete answer arrived. */
export class ConnectionError extends SdkError {
  /** `connect`: nothing was sent. `response`: no answer came. `body`: the connection broke within the answer's body. */
  declare readonly phase: "connect" | "response" | "body";
  /** Whether the server may have acted on the request. `false` only if it can't have seen it. */
  declare readonly mayHaveBeenProcessed: boolean;

  override get name(): "ConnectionError" {
    return "ConnectionError";
  }
}

/** A time limit ran out. */
export class TimeoutError extends SdkError {
  /** Which limit: that of one attempt, or that of the whole call. */
  declare readonly kind: "attempt" | "total";

  override get name(): "TimeoutError" {
    return "TimeoutError";
  }
}

/** The caller's signal was aborted (`cause` is its reason), or the client was closed. */
export class AbortedError extends SdkError {
  override get name(): "AbortedError" {
    return "AbortedError";
  }
}

/** The server answered, and the answer is not a success. */
export class ApiError<Status extends number = number, Body = unknown> extends SdkError {
  declare readonly status: Status;
  /** Decoded if documented, else the parsed JSON or the text as it came; `undefined` if empty. */
  declare readonly body: Body;
  /** The key of the documented response that status and body match: `"422"`, `"4XX"` or `"default"`. */
  declare readonly documented: string | undefined;
  declare readonly response: Response;

  override get name(): "ApiError" {
    return "ApiError";
  }

  get headers(): Response["headers"] {
    return this.response.headers;
  }

  /** How long the server asks to wait, in milliseconds, if it says so in a valid `Retry-After`. */
  get retryAfter(): number | undefined {
    return retryAfter(this.response.headers);
  }
}

/** The server redirects where the client doesn't follow: another origin, a loop, too many hops. Nothing was sent there. */
export class RedirectError extends SdkError {
  /** Origin of the target, if it is known. */
  declare readonly target: string | undefined;
  declare readonly response: Response;

  override get name(): "RedirectError" {
    return "RedirectError";
  }
}

/** The answer is a success and its body isn't what the document says. */
export class DecodeError extends SdkError {
  /** `empty`: no body. `syntax`: not valid JSON. `media type`: none that the document names. */
  declare readonly reason: "empty" | "syntax" | "media type";
  declare readonly response: Response;

  override get name(): "DecodeError" {
    return "DecodeError";
  }
}
