/** Sends a request by the client's policy: attempts, and waits between them. */

import type { Credentials } from "./credentials.js";
import { ApiError, ConfigError, ConnectionError, SdkError, TimeoutError } from "./errors.js";
import { type HeaderTable, headerName } from "./headers.js";
import { throughMiddleware } from "./middleware.js";
import { follow, type Outgoing } from "./redirect.js";
import { discard } from "./response.js";
import { delayBeforeRetry, isPassing, isRepeatable, type RetryRule, type Sent } from "./retry.js";
import { retryAfter } from "./retry-after.js";
import type { Run } from "./run.js";
import { redactError } from "./secrets.js";

/** Retries that a client may make beyond its successes: with a dead server, calls stay below twice their number. */
export const fullBudget = 100;

/** Takes from a response what is needed. */
type Read<T> = (response: Response) => Promise<T>;

/**
 * Repeats the request until it is answered for good.
 *
 * @param read - Runs within the attempt's time limit.
 * @throws ConnectionError, TimeoutError, AbortedError, RedirectError, ConfigError, and what `read` throws of ours.
 */
export function exchange<T>(run: Run, request: Outgoing, credentials: Credentials, read: Read<T>): Promise<T> {
  const { context, settings } = run;
  context.url = request.url.replace(/\?.*/, "");
  const around = (settings.middleware ?? []).filter((one) => one.perCall);
  if (around.length === 0) return repeat(run, request, credentials, read);
  return run.throughout(async (signal) => {
    let reading: Promise<T> | undefined;
    const response = await throughMiddleware(run, around, request, signal, async (sent) => {
      reading = repeat(run, sent, credentials, read);
      // A failure that was answered is a response to a middleware.
      await reading.catch((error) => {
        if (error.name !== "ApiError") throw error;
      });
      return context.response as Response;
    });
    if (response === context.response && reading !== undefined) return await reading;
    return read(response);
  });
}

async function repeat<T>(run: Run, request: Outgoing, credentials: Credentials, read: Read<T>): Promise<T> {
  const { context, settings, clock, budget, deadline } = run;
  const { retries } = settings;
  const rule: RetryRule = Object.assign(
    Object.create(null),
    typeof retries === "object" ? retries : { attempts: retries },
    { clock },
  );
  let { attempts: left = 2 } = rule;
  const { header = "x" } = rule;
  if (!(left >= 0) || !headerName.test(header)) throw new ConfigError("invalid retries", context);
  const isOneShot = request.body instanceof ReadableStream;
  const takeRetry = (delay: number): boolean => {
    if (left < 1 || delay === Infinity || delay > deadline - clock.elapsed()) return false;
    context.retry = isOneShot ? "body-sent" : budget.left < 1 ? "budget-exhausted" : undefined;
    if (context.retry) return false;
    left--;
    budget.left--;
    return true;
  };
  for (let retry = 0; ; retry++) {
    context.response = context.retryAfterMs = context.retry = undefined;
    run.wasSent ||= run.sent.count > 0;
    // Until something is sent, by the request as it was given: a middleware may answer itself.
    const sent: Sent = { count: 0, isRepeatable: isRepeatable(request, context.idempotencyKey) };
    run.sent = sent;
    let delay = 0;
    try {
      const outcome = await run.within(async (signal) => {
        const response = await send(run, request, credentials, signal);
        const { ok, status, headers } = response;
        context.response = response;
        context.retryAfterMs = ok ? undefined : retryAfter(headers, clock);
        // A request that was redirected before may have been acted on.
        const maySendAgain = left > 0 && !isOneShot && (sent.count < 2 || sent.isRepeatable);
        const isRenewed = status === 401 && maySendAgain && credentials.refuse();
        if (!isRenewed) delay = delayBeforeRetry(rule, sent, retry, false, response);
        if (!isRenewed && !takeRetry(delay)) return { value: await read(response) };
        discard(response);
        return undefined;
      });
      if (outcome) {
        budget.left = Math.min(fullBudget, budget.left + 1);
        return outcome.value;
      }
    } catch (cause) {
      const error = failureOf(run, cause);
      const isUnsent = error instanceof ConnectionError && error.phase === "connect";
      delay = delayBeforeRetry(rule, sent, retry, isUnsent);
      if (!isTransient(error) || !takeRetry(delay))
        throw context.retry ? Object.assign(error, { retry: context.retry }) : error;
    }
    await run.pause(delay);
  }
}

/** Sends one attempt. The caller's middlewares stand outside of credentials. */
async function send(run: Run, request: Outgoing, credentials: Credentials, signal: AbortSignal): Promise<Response> {
  const { context, settings } = run;
  const around = (settings.middleware ?? []).filter((one) => !one.perCall);
  const answers: Response[] = [];
  const response = await throughMiddleware(run, around, request, signal, async (sent) => {
    const headers: HeaderTable = Object.assign(Object.create(null), sent.headers);
    const query: string[] = [];
    const adding = credentials.add({ headers, query });
    if (adding !== undefined) await adding;
    const mark = sent.url.includes("?") ? "&" : "?";
    const url = query.length > 0 ? `${sent.url}${mark}${query.join("&")}` : sent.url;
    context.attempts++;
    const answer = await follow(run, { ...sent, headers, url }, signal);
    answers.push(answer);
    return answer;
  });
  // A middleware may give another, or one that has the body of the answer.
  for (const answer of answers) if (answer.body !== response.body) discard(answer);
  if (response.bodyUsed) throw new ConfigError("fetch or a middleware has read the body", context);
  return response;
}

/** The error that a failed attempt stands for. */
export function failureOf(run: Run, cause: unknown): SdkError {
  const { context } = run;
  const { response } = context;
  const details = (): object => ({
    cause: redactError(run, cause),
    phase: response ? "body" : "headers",
    mayHaveBeenProcessed: true,
    retryable: isPassing(cause),
  });
  const error = cause instanceof SdkError ? cause : new ConnectionError("no whole answer", context, { ...details() });
  // The status of a failure says more than that its body broke off or never ended.
  if (!response || response.ok || !isTransient(error)) return error;
  const { status } = response;
  return new ApiError(`answered ${status}`, context, { status, cause: error });
}

/** Whether a failure without an answer may pass. */
function isTransient(error: SdkError): boolean {
  if (error instanceof TimeoutError) return error.kind === "attempt";
  return error instanceof ConnectionError && error.retryable;
}
