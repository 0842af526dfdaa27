/// <reference lib="esnext.disposable" preserve="true" />

/** Opens clients: what sends operations by one set of options. */

import { type Call, openCall } from "./call.js";
import type { ClientDefinition } from "./definition.js";
import { AbortedError, type CallContext, ConfigError, InputError, SdkError } from "./errors.js";
import { fullBudget } from "./exchange.js";
import type { AnyOperation, Operation } from "./operation.js";
import { type ClientOptions, mergeOptions, type RequestOptions, type Settings } from "./options.js";
import { ownOnly } from "./own.js";
import { Run } from "./run.js";
import { redactError } from "./secrets.js";
import { sendOperation } from "./send.js";
import { openTransport, type Transport } from "./transport.js";

/** A client or what holds one. Functions of operations take either. */
export interface ClientLike {
  readonly client: Client;
}

/** Sends operations. Holds no connection; {@link Client.close} ends what is in flight. */
export interface Client extends ClientLike {
  /** Sends an operation at once. Every error is a rejection of the call. */
  send<Result, Failures, Headers>(
    operation: Operation<Result, Failures, Headers>,
    input?: unknown,
    options?: RequestOptions,
  ): Call<Result, Failures, Headers>;
  /** A client of its own with these options put over this one's. Closing either leaves the other open. */
  withOptions(options: ClientOptions): Client;
  /** Aborts what is in flight and resolves when all of it has settled. Later calls reject with an `AbortedError`. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /** Runs a call under this client's policy. `raw` stands on it. */
  "~run"<T>(operation: AnyOperation, options: RequestOptions | undefined, work: (run: Run) => Promise<T>): Promise<T>;
  /** What the client was opened with. */
  readonly "~policy": ClientPolicy;
}

/** What a client was opened with. */
export interface ClientPolicy {
  readonly definition: ClientDefinition;
  readonly settings: Settings;
  /** How many retries the client and those made from it may still make: failures use it up, successes refill it. */
  readonly budget: { left: number };
}

/** Opens a client. Options are judged when a call is made. */
export function openClient(definition: ClientDefinition, options: ClientOptions): Client {
  const own = ownOnly(definition);
  const defaults = own.defaults && mergeOptions(undefined, own.defaults());
  return new CoreClient({ definition: own, settings: mergeOptions(defaults, options), budget: { left: fullBudget } });
}

/** Base of a generated client class: opens a client, or takes one that is open. */
export class ApiClient implements ClientLike {
  readonly client: Client;

  constructor(definition: ClientDefinition, options: ClientOptions | ClientLike) {
    this.client = isClientLike(options) ? options.client : openClient(definition, options);
  }

  /** Aborts what is in flight and resolves when all of it has settled. Later calls reject with an `AbortedError`. */
  close(): Promise<void> {
    return this.client.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.client.close();
  }
}

/** A field that every object inherits makes no client; a client's own class has it as a getter. */
function isClientLike(options: ClientOptions | ClientLike): options is ClientLike {
  const prototype: unknown = Object.getPrototypeOf(options);
  return [options, prototype === Object.prototype ? null : prototype].some(
    (one) => one && Object.hasOwn(one, "client"),
  );
}

class CoreClient implements Client {
  readonly #policy: ClientPolicy;
  readonly #transport: Transport = openTransport();
  readonly #running = new Map<Run, Promise<unknown>>();
  #isClosed = false;

  constructor(policy: ClientPolicy) {
    this.#policy = policy;
  }

  get client(): Client {
    return this;
  }

  get "~policy"(): ClientPolicy {
    return this.#policy;
  }

  send<Result, Failures, Headers>(
    operation: Operation<Result, Failures, Headers>,
    input?: unknown,
    options?: RequestOptions,
  ): Call<Result, Failures, Headers> {
    return openCall(this["~run"](operation, options, (run) => sendOperation(run, this.#transport, operation, input)));
  }

  withOptions(options: ClientOptions): Client {
    return new CoreClient({ ...this.#policy, settings: mergeOptions(this.#policy.settings, options) });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const run of this.#running.keys()) run.stop(closedError(run.context));
    await Promise.allSettled(this.#running.values());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async "~run"<T>(
    { document, id, method, path }: AnyOperation,
    options: RequestOptions | undefined,
    work: (run: Run) => Promise<T>,
  ): Promise<T> {
    // Without a prototype: fields that are absent must not be found there.
    const context: CallContext = Object.assign(Object.create(null), {
      document,
      operation: id,
      method,
      url: path,
      attempts: 0,
    });
    const { definition, settings } = this.#policy;
    if (document !== definition.document) throw new ConfigError(`not an operation of ${definition.document}`, context);
    if (this.#isClosed) throw closedError(context);
    if (typeof settings.idempotencyKey === "string") {
      throw new ConfigError("idempotencyKey on the client: a text is the key of one call", context);
    }
    const run = this.#open(context, options);
    try {
      const outcome = work(run);
      this.#running.set(run, outcome);
      return await outcome;
    } catch (cause) {
      if (cause instanceof SdkError) throw cause;
      throw new InputError("the input can't be sent", context, { cause: redactError(run, cause) });
    } finally {
      run.end();
      this.#running.delete(run);
    }
  }

  #open(context: CallContext, options: RequestOptions | undefined): Run {
    const { settings } = this.#policy;
    try {
      return new Run(context, options ? mergeOptions(settings, options) : settings, this.#policy);
    } catch (cause) {
      if (cause instanceof SdkError) throw cause;
      // What the platform says of them may quote a header.
      throw new ConfigError("invalid headers, signal or clock", context);
    }
  }
}

function closedError(context: CallContext): AbortedError {
  return new AbortedError("the client is closed", context);
}
