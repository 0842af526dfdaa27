/** Sends a request by the client's policy: attempts, and waits between them. */

import { ConnectionError, SdkError } from "./errors.js";
import { follow, type Outgoing } from "./redirect.js";
import { discard } from "./response.js";
import { delayBeforeRetry, isTransient, isUnsent } from "./retry.js";
import { type Run, sleep } from "./run.js";

/** The longest wait, in milliseconds, even if the server asks for more. */
const longestWait = 60_000;

/**
 * Repeats the request until it is answered for good.
 *
 * @param read - Takes from the response what is needed while the attempt's time limit runs.
 * @throws ConnectionError, TimeoutError, AbortedError, RedirectError, and what `read` throws of ours.
 */
export async function exchange<T>(run: Run, request: Outgoing, read: (response: Response) => Promise<T>): Promise<T> {
  const { context, settings, deadline } = run;
  context.url = request.url.replace(/\?.*/, "");
  // A stream can be read once.
  const retries = request.body instanceof ReadableStream ? 0 : settings.retries;
  for (let retry = 0; ; retry++) {
    const mayWait = (delay: number): boolean => {
      return retry < retries && delay <= Math.min(longestWait, deadline - Date.now());
    };
    context.attempts++;
    context.response = undefined;
    let delay: number;
    try {
      const outcome = await run.within(async (signal) => {
        const response = await follow(run, request, signal);
        context.response = response;
        const pause = delayBeforeRetry(context.method, retry, false, response);
        if (!mayWait(pause)) return { value: await read(response) };
        discard(response);
        return pause;
      });
      if (typeof outcome === "object") return outcome.value;
      delay = outcome;
    } catch (cause) {
      const unsent = !context.response && isUnsent(cause);
      const phase = context.response ? "body" : unsent ? "connect" : "response";
      const details = { cause, phase, mayHaveBeenProcessed: !unsent };
      const error = cause instanceof SdkError ? cause : new ConnectionError("no answer", context, details);
      delay = delayBeforeRetry(context.method, retry, unsent);
      if (!isTransient(error) || !mayWait(delay)) throw error;
    }
    await run.within((signal) => sleep(delay, signal), Infinity);
  }
}
