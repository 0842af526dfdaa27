/** Holds one call under way: what it waits for, its time limits, and what ends it early. */

import type { ClientDefinition } from "./definition.js";
import { AbortedError, type CallContext, ConfigError, type SdkError, TimeoutError } from "./errors.js";
import type { Settings } from "./options.js";

/** A call from its start to its end: waits for its parts, within their limits, until it has ended. */
export class Run {
  readonly context: CallContext;
  readonly settings: Settings;
  readonly definition: ClientDefinition;
  /** When the time of the whole call runs out, in milliseconds since 1970. */
  readonly deadline: number;
  readonly #attempt: number;
  readonly #timer: Timer | undefined;
  readonly #onAbort: (() => void) | undefined;
  #ended: SdkError | undefined;
  #interrupt: ((error: SdkError) => void) | undefined;

  /**
   * Starts the time limit of the whole call and listens to the caller's signal.
   *
   * @throws ConfigError for limits that are none.
   */
  constructor(context: CallContext, settings: Settings, definition: ClientDefinition) {
    const { timeout, retries, signal } = settings;
    const { attempt = 60_000, total = Infinity } = typeof timeout === "number" ? { attempt: timeout } : timeout;
    if (!(attempt > 0 && total > 0 && retries >= 0)) throw new ConfigError("invalid timeout or retries", context);
    this.context = context;
    this.settings = settings;
    this.definition = definition;
    this.deadline = Date.now() + total;
    this.#attempt = attempt;
    this.#timer = startTimer(total, () => this.stop(new TimeoutError("total timeout", context, { kind: "total" })));
    if (!signal) return;
    this.#onAbort = () => this.stop(new AbortedError("aborted", context, { cause: signal.reason }));
    signal.addEventListener("abort", this.#onAbort);
    if (signal.aborted) this.#onAbort();
  }

  /**
   * Settles as `work` does, unless its time runs out or the call ends first: then it rejects, and `work`'s signal is aborted.
   *
   * @param limit - In milliseconds; that of an attempt unless given.
   */
  within<T>(work: (signal: AbortSignal) => Promise<T>, limit: number = this.#attempt): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#ended) throw this.#ended;
      const controller = new AbortController();
      const interrupt = (error: SdkError): void => {
        clearTimeout(timer);
        reject(error);
        controller.abort(error);
      };
      const timer = startTimer(limit, () => {
        interrupt(new TimeoutError("attempt timeout", this.context, { kind: "attempt" }));
      });
      this.#interrupt = interrupt;
      work(controller.signal).then(
        (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        (error: unknown) => {
          clearTimeout(timer);
          reject(error);
        },
      );
    });
  }

  /** Ends the call: what it waits for rejects with `error` at once, and so does what it would start later. */
  stop(error: SdkError): void {
    this.#ended ??= error;
    this.#interrupt?.(error);
  }

  /** Leaves nothing behind: no timer, no listener. */
  end(): void {
    clearTimeout(this.#timer);
    if (this.#onAbort) this.settings.signal?.removeEventListener("abort", this.#onAbort);
  }
}

type Timer = ReturnType<typeof setTimeout>;

/** A timer, unless it would be one that fires at once: they don't count beyond 2^31 ms. */
function startTimer(limit: number, expire: () => void): Timer | undefined {
  return limit < 2 ** 31 ? setTimeout(expire, limit) : undefined;
}

/** Waits; stops waiting, and leaves no timer behind, when the signal is aborted. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
