/** Holds one call under way: what it waits for, its time limits, and what ends it early. */

import type { ClientPolicy } from "./client.js";
import { type Clock, systemClock } from "./clock.js";
import type { ClientDefinition } from "./definition.js";
import { AbortedError, type CallContext, ConfigError, type SdkError, TimeoutError } from "./errors.js";
import type { Settings, TimeoutOptions } from "./options.js";
import type { Sent } from "./retry.js";
import { redact } from "./secrets.js";

/** A call from its start to its end: waits for its parts, within their limits, until it has ended. */
export class Run {
  readonly context: CallContext;
  readonly settings: Settings;
  readonly definition: ClientDefinition;
  readonly budget: ClientPolicy["budget"];
  /** Texts that must not be shown. */
  readonly secrets: Set<string> = new Set();
  readonly clock: Clock;
  /** What the present attempt has sent. */
  sent: Sent = { count: 0, isRepeatable: false };
  /** Whether a server may have seen a request of an earlier attempt. */
  wasSent = false;
  /** When the time of the whole call runs out, on the clock's `elapsed`. */
  readonly deadline: number;
  readonly #attempt: number;
  readonly #stopTimer: () => void;
  readonly #stopWatching: () => void;
  #ended: SdkError | undefined;
  readonly #interrupts = new Set<(error: SdkError) => void>();

  /**
   * Starts the time limit of the whole call and listens to the caller's signal.
   *
   * @throws ConfigError for limits that are none.
   */
  constructor(context: CallContext, settings: Settings, { definition, budget }: ClientPolicy) {
    const { timeout, signal, clock = systemClock } = settings;
    // What is absent must not be inherited.
    const limits: TimeoutOptions = Object.assign(
      Object.create(null),
      typeof timeout === "object" ? timeout : { attempt: timeout },
    );
    const { attempt = 60_000, total = Infinity } = limits;
    if (!(attempt > 0 && total > 0)) throw new ConfigError("invalid timeout", context);
    this.context = context;
    context.redact = (text) => redact(this, text);
    this.settings = settings;
    this.definition = definition;
    this.budget = budget;
    this.clock = clock;
    this.deadline = clock.elapsed() + total;
    this.#attempt = attempt;
    // First: it throws for what is no signal, and would leave the timer behind.
    this.#stopWatching = watch(signal, () =>
      this.stop(new AbortedError("aborted", context, { cause: signal?.reason })),
    );
    this.#stopTimer = this.#after(total, () =>
      this.stop(new TimeoutError("total timeout", context, { kind: "total" })),
    );
  }

  /** Settles as `work` does, unless an attempt's time runs out or the call ends first: then it rejects, and `work`'s signal is aborted. */
  within<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const expired = (): SdkError => new TimeoutError("attempt timeout", this.context, { kind: "attempt" });
    return this.#until(this.#attempt, (_, interrupt) => interrupt(expired()), work);
  }

  /** Settles as `work` does, unless the call ends first. */
  throughout<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#until(Infinity, () => {}, work);
  }

  /** Waits, unless the call ends first. */
  pause(milliseconds: number): Promise<void> {
    return this.#until<void>(
      milliseconds,
      (resolve) => resolve(),
      () => new Promise(() => {}),
    );
  }

  /** Ends the call: what it waits for rejects with `error` at once, and so does what it would start later. */
  stop(error: SdkError): void {
    this.#ended ??= error;
    for (const interrupt of this.#interrupts) interrupt(error);
  }

  /** Leaves nothing behind: no timer, no listener. */
  end(): void {
    this.#stopTimer();
    this.#stopWatching();
  }

  #until<T>(
    milliseconds: number,
    expire: (resolve: (value: T) => void, interrupt: (error: SdkError) => void) => void,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    return new Promise<T>((resolve, reject) => {
      if (this.#ended) throw this.#ended;
      const interrupt = (error: SdkError): void => {
        reject(error);
        controller.abort(error);
        leave();
      };
      const stopTimer = this.#after(milliseconds, () => expire(resolve, interrupt));
      const leave = () => {
        stopTimer();
        this.#interrupts.delete(interrupt);
      };
      this.#interrupts.add(interrupt);
      work(controller.signal).then(
        (value) => {
          leave();
          resolve(value);
        },
        (cause) => {
          leave();
          reject(cause);
          // What it leaves unread ends too.
          controller.abort(cause);
        },
      );
    });
  }

  /** Timers don't count beyond 2^31 ms: one that is longer would fire at once. */
  #after(milliseconds: number, callback: () => void): () => void {
    return milliseconds < 2 ** 31 ? this.clock.after(milliseconds, callback) : () => {};
  }
}

/** Who watches a signal, and the one listener that tells them: platforms warn of more than ten on one signal. */
interface Watch {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const watches = new WeakMap<AbortSignal, Watch>();

/** Calls back when the signal is aborted, at once if it is. Returns what ends that. */
function watch(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (!signal) return () => {};
  if (signal.aborted) callback();
  const { callbacks, listener } = watches.get(signal) ?? startWatch(signal);
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size > 0) return;
    signal.removeEventListener("abort", listener);
    watches.delete(signal);
  };
}

function startWatch(signal: AbortSignal): Watch {
  const callbacks = new Set<() => void>();
  const listener = (): void => {
    for (const callback of callbacks) callback();
  };
  signal.addEventListener("abort", listener);
  watches.set(signal, { callbacks, listener });
  return { callbacks, listener };
}
