/** The error family: one root, one class per kind of trouble, each telling which call failed and what was sent. */

import type { Issue } from "./issues.js";

/** What every error says about its call. Kept up to date while the call runs. */
export interface CallContext {
  readonly document: string;
  readonly operation: string;
  readonly method: string;
  /** Without query, fragment and user information; the path template until the server is known. */
  url: string;
  attempts: number;
  /** Takes the credentials out of a text. */
  redact?: (text: string) => string;
  /** The answer of the present attempt. */
  response?: Response | undefined;
  /** How long the last answer asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** Sent with each attempt. */
  idempotencyKey?: string | undefined;
  /** Why the last failure was not followed by an attempt that it would otherwise have had. */
  retry?: "budget-exhausted" | "body-sent" | undefined;
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
  /** How long the server asks to wait, in milliseconds, if it says so in a valid `Retry-After` or `retry-after-ms`. */
  declare readonly retryAfterMs: number | undefined;
  /** The key that went with each attempt: repeat the call with it, and the server acts once. */
  declare readonly idempotencyKey: string | undefined;
  /**
   * Why the call was given up where it would have been repeated: the client's failures have used up its retries
   * (`"budget-exhausted"`), or its body was a stream, which can't be sent again (`"body-sent"`).
   */
  declare readonly retry: "budget-exhausted" | "body-sent" | undefined;
  /** The server's name for the request: its `x-request-id` or `request-id` header. */
  declare readonly requestId: string | undefined;
  /** The answer, if there was one; its body has been read or cancelled. */
  declare readonly response: Response | undefined;

  constructor(message: string, context: CallContext, details?: ErrorDetails) {
    super(printable(`${context.operation}: ${message} (${context.method} ${context.url})`), details);
    const { redact = String, ...said } = context;
    const headers = context.response?.headers;
    const id = headers?.get("x-request-id") ?? headers?.get("request-id");
    const known = Object.entries(said).filter(([, value]) => value !== undefined);
    Object.assign(this, Object.fromEntries(known), { requestId: id ? redact(id) : undefined }, details);
    // Kept out of what `console.log` prints: a server's headers and a wrong body may hold secrets.
    for (const field of ["response", "excerpt"]) {
      if (field in this) Object.defineProperty(this, field, { enumerable: false });
    }
  }

  override get name(): string {
    return "SdkError";
  }
}

/** At most 2 KiB, and no characters that a terminal acts on. */
function printable(message: string): string {
  const line = message.length > 2000 ? `${message.slice(0, 2000)}…` : message;
  return line.replace(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The caller's input can't be sent. Nothing was. */
export class InputError extends SdkError {
  /** What is wrong with it, where calls are judged. */
  declare readonly issues: readonly Issue[] | undefined;

  override get name(): "InputError" {
    return "InputError";
  }
}

/**
 * The client's options don't fit the call: no server, a missing credential, a bad time limit; or a function among them, a
 * middleware or a provider of credentials, failed.
 */
export class ConfigError extends SdkError {
  override get name(): "ConfigError" {
    return "ConfigError";
  }
}

/** No complete answer arrived. */
export class ConnectionError extends SdkError {
  /** Of the last attempt. `connect`: nothing was sent. `headers`: no whole answer came. `body`: the connection broke within the answer's body. */
  declare readonly phase: "connect" | "headers" | "body";
  /** Whether the server may have acted on any attempt of the call. `false` only if it can't have seen one. */
  declare readonly mayHaveBeenProcessed: boolean;
  /** Whether the failure may pass. `false` for what looks like a mistake in a `fetch` of the caller's. */
  declare readonly retryable: boolean;

  override get name(): "ConnectionError" {
    return "ConnectionError";
  }
}

/** A time limit ran out. */
export class TimeoutError extends SdkError {
  /** Which limit: that of one attempt, of the wait for a stream's next piece, or of the whole call. */
  declare readonly kind: "attempt" | "idle" | "total";

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
  /**
   * `empty`: no body. `syntax`: not valid JSON. `media type`: none that the document names. `schema`: not what its schema
   * says, where calls are judged.
   */
  declare readonly reason: "empty" | "syntax" | "media type" | "schema";
  /** What isn't as the schema says, with names as on the wire. */
  declare readonly issues: readonly Issue[] | undefined;
  /** Of a mistake in JSON: how many characters stand before it, where the engine tells. */
  declare readonly offset: number | undefined;
  /** Media type of the answer. */
  declare readonly contentType: string | undefined;
  /** How the server says that the body is compressed. */
  declare readonly contentEncoding: string | undefined;
  /** How the body begins, if it is text: 512 characters at most, credentials left out. `console.log` doesn't print it. */
  declare readonly excerpt: string | undefined;
  declare readonly response: Response;

  override get name(): "DecodeError" {
    return "DecodeError";
  }
}

/** The answer is larger than the client's `maxResponseBytes`, or JSON nested more than 1000 deep. */
export class ResponseTooLargeError extends SdkError {
  declare readonly response: Response;

  override get name(): "ResponseTooLargeError" {
    return "ResponseTooLargeError";
  }
}
