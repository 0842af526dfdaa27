/** Turns a reply to come into the promise that callers get, with its two other views. */

import type { ApiError, SdkError } from "./errors.js";
import type { Reply } from "./response.js";

/** Data of a successful call with what came along with it. */
export interface WithResponse<Result, Headers = {}> {
  readonly data: Result;
  /** The documented response headers, decoded, under their camelCase names. */
  readonly headers: Headers;
  /** The key that went with each attempt, if one did. */
  readonly idempotencyKey: string | undefined;
  /** Its body has been read. */
  readonly response: Response;
}

/** A successful call as `.result()` gives it. */
export interface SuccessOutcome<Result, Headers = {}> extends WithResponse<Result, Headers> {
  readonly ok: true;
  readonly status: number;
}

/** A documented failure as `.result()` gives it. */
export interface FailureOutcome<Status, Body> {
  readonly ok: false;
  /** The document's key: an exact status, a range (`"4XX"`) or `"default"`. The number is `error.status`. */
  readonly status: Status;
  readonly error: ApiError<Status extends number ? Status : number, Body>;
  readonly headers: Response["headers"];
  readonly response: Response;
}

/** Any other failure as `.result()` gives it: an undocumented answer, or none. */
export interface UnexpectedOutcome {
  readonly ok: false;
  readonly status: undefined;
  readonly error: SdkError;
  readonly headers: Response["headers"] | undefined;
  readonly response: Response | undefined;
}

/** How a call ended. `ok` and `status` tell the members apart. */
export type Outcome<Result, Failures = {}, Headers = {}> =
  | SuccessOutcome<Result, Headers>
  | { [Status in keyof Failures]: FailureOutcome<Status, Failures[Status]> }[keyof Failures]
  | UnexpectedOutcome;

/**
 * A call under way: the promise of its data, with two other views of the same request.
 *
 * The request was sent when the call was made, once, however many views are taken. As a promise it rejects with an
 * `SdkError`.
 */
export interface Call<Result, Failures = {}, Headers = {}> extends Promise<Result> {
  /** The data with the decoded headers and the response. Rejects as the call does. */
  withResponse(): Promise<WithResponse<Result, Headers>>;
  /** Success or failure as a value. Never rejects. */
  result(): Promise<Outcome<Result, Failures, Headers>>;
}

/** Makes the call's promise. Until a view is taken, a failure is an unhandled rejection, as with any promise. */
export function openCall<Result, Failures, Headers>(reply: Promise<Reply>): Call<Result, Failures, Headers> {
  const data = reply.then((settled) => settled.data);
  const handled = (): Promise<Reply> => {
    data.catch(() => {});
    return reply;
  };
  const views = {
    withResponse: () => handled().then(({ response, ...rest }) => hiding(response, rest)),
    result: () =>
      handled().then(
        ({ response, ...rest }) => hiding(response, { ok: true, status: response.status, ...rest }),
        failed,
      ),
  };
  // The operation's types are the document's word for what arrives; nothing at run time can know them.
  return Object.assign(data, views) as unknown as Call<Result, Failures, Headers>;
}

function failed(error: ApiError): object {
  const { documented, response } = error;
  // An exact status is a number to the caller, `4XX` and `default` are not.
  return hiding(response, { ok: false, status: Number(documented) || documented, error, headers: response?.headers });
}

/** Keeps the response out of what `console.log` prints: its URL may hold a key. */
function hiding(response: Response, outcome: object): object {
  return Object.defineProperty(outcome, "response", { value: response });
}
