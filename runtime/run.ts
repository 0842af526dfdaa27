/** Holds one call under way: what it waits for, its time limits, and what ends it early. */

import type { ClientDefinition } from "./definition.js";
import { AbortedError, type CallContext, ConfigError, type SdkError, TimeoutError } from "./errors.js";
import type { Settings } from "./options.js";

/** A call from its start to its end. */
export interface Run {
  readonly context: CallContext;
  readonly settings: Settings;
  readonly definition: ClientDefinition;
  /** When the time of the whole call runs out, in milliseconds since 1970. */
  readonly deadline: number;
  /**
   * Settles as `work` does, unless its time runs out or the call ends first: then it rejects, and `work`'s signal is aborted.
   *
   * @param limit - In milliseconds; that of an attempt unless given.
   */
  within<T>(work: (signal: AbortSignal) => Promise<T>, limit?: number): Promise<T>;
  /** Ends the call: what it waits for rejects with `error` at once, and so does what it would start later. */
  stop(error: SdkError): void;
  /** Leaves nothing behind: no timer, no listener. */
  end(): void;
}

/**
 * Starts the time limit of the whole call and listens to the caller's signal.
 *
 * @throws ConfigError for limits that are none.
 */
export function openRun(context: CallContext, settings: Settings, definition: ClientDefinition): Run {
  const { timeout, retries, signal } = settings;
  const { attempt = 60_000, total = Infinity } = typeof timeout === "number" ? { attempt: timeout } : timeout;
  if (!(attempt > 0 && total > 0 && retries >= 0)) throw new ConfigError("invalid timeout or retries", context);
  let ended: SdkError | undefined;
  let interrupt: ((error: SdkError) => void) | undefined;
  const stop = (error: SdkError): void => {
    ended ??= error;
    interrupt?.(error);
  };
  const startTimer = (kind: TimeoutError["kind"], limit: number, expire: (error: SdkError) => void) => {
    // A timer beyond this would fire at once.
    if (limit >= 2 ** 31) return undefined;
    return setTimeout(() => expire(new TimeoutError(`${kind} timeout`, context, { kind })), limit);
  };
  const onAbort = (): void => stop(new AbortedError("aborted", context, { cause: signal?.reason }));
  const totalTimer = startTimer("total", total, stop);
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) onAbort();
  return {
    context,
    settings,
    definition,
    deadline: Date.now() + total,
    stop,
    within: (work, limit = attempt) =>
      new Promise((resolve, reject) => {
        if (ended) throw ended;
        const controller = new AbortController();
        interrupt = (error) => {
          clearTimeout(timer);
          reject(error);
          controller.abort(error);
        };
        const timer = startTimer("attempt", limit, interrupt);
        work(controller.signal)
          .then(resolve, reject)
          .then(() => clearTimeout(timer));
      }),
    end: () => {
      clearTimeout(totalTimer);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

/** Waits; stops waiting, and leaves no timer behind, when the signal is aborted. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
