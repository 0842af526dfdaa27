/** Turns an operation's function into one that hands over the body of its success unread, as a stream. */

import { type Call, openCall } from "./call.js";
import type { Client, ClientLike } from "./client.js";
import { ConfigError, ResponseTooLargeError, TimeoutError } from "./errors.js";
import { failureOf } from "./exchange.js";
import type { AnyOperation } from "./operation.js";
import type { RequestOptions, TimeoutOptions } from "./options.js";
import { discard, type Reply, readReply } from "./response.js";
import type { Run } from "./run.js";
import { sendOperation } from "./send.js";
import { openTransport } from "./transport.js";

const transport = /* @__PURE__ */ openTransport();

/**
 * Makes of an operation's function one that gives the bytes of its success as they come, for answers that are too large to
 * hold: `await asStream(fileDownload)(client, { id })`.
 *
 * The call settles when status and headers are there; a failure rejects it as ever. The bytes are handed over as they are,
 * whatever the document says of them, of any length unless `maxResponseBytes` is set. The limit of an attempt ends where
 * the stream begins; from there on `timeout.idle` limits the wait for each piece. The caller's signal, `timeout.total` and
 * `close()` end the stream too: reading it then throws what a call would reject with. A stream that nobody reads keeps its
 * connection until one of these, or its own `cancel()`, ends it.
 */
export function asStream<Input extends readonly unknown[], Failures, Headers>(
  send: (client: ClientLike, ...input: Input) => Call<unknown, Failures, Headers>,
): (client: ClientLike, ...input: Input) => Call<ReadableStream<Uint8Array>, Failures, Headers> {
  return ({ client }, ...input) => {
    const streaming: Client = {
      get client() {
        return streaming;
      },
      send: (operation, value, options) => openCall(openStream(client, operation, value, options)),
      withOptions: (options) => client.withOptions(options),
      close: () => client.close(),
      [Symbol.asyncDispose]: () => client.close(),
      "~run": (operation, options, work) => client["~run"](operation, options, work),
      "~policy": client["~policy"],
    };
    // The operation's type says what its body holds; this client's calls give the body.
    return send(streaming, ...input) as Call<ReadableStream<Uint8Array>, Failures, Headers>;
  };
}

/** Resolves where the stream begins. The call goes on until the stream ends. */
function openStream(
  client: Client,
  operation: AnyOperation,
  input: unknown,
  options: RequestOptions | undefined,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const work = async (run: Run): Promise<void> => {
      const idle = idleLimit(run);
      const reply = await sendOperation(run, transport, operation, input, leaveUnread);
      await new Promise<void>((ended) => {
        resolve({ ...reply, data: streamOf(reply.response, run, idle, ended) });
      });
    };
    client["~run"](operation, options, work).catch(reject);
  });
}

async function leaveUnread(operation: AnyOperation, response: Response, run: Run): Promise<Reply> {
  try {
    return await readReply(operation, response, run, true);
  } catch (error) {
    discard(response);
    throw error;
  }
}

/** @throws ConfigError for a limit that is none. */
function idleLimit({ settings, context }: Run): number {
  const { timeout } = settings;
  // What is absent must not be inherited.
  const limits: TimeoutOptions = Object.assign(Object.create(null), typeof timeout === "object" && timeout);
  const { idle = 60_000 } = limits;
  if (!(idle > 0)) throw new ConfigError("invalid timeout", context);
  // Timers don't count further: that is 24 days.
  return Math.min(idle, 2 ** 31 - 1);
}

/** The body within the call's limits. A response without one gives an empty stream. */
function streamOf(response: Response, run: Run, idle: number, ended: () => void): ReadableStream<Uint8Array> {
  const { context, clock, settings } = run;
  const reader = response.body?.getReader();
  let left = settings.maxResponseBytes ?? Number.POSITIVE_INFINITY;
  let finish = (): void => {};
  // Cancelled where it may have failed already: that failure was told.
  const cancel = async (reason: unknown): Promise<void> => reader?.cancel(reason).catch(() => {});
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const whole = new Promise<void>((resolve) => {
          finish = resolve;
        });
        run
          .throughout(() => whole)
          .catch((error) => {
            controller.error(error);
            return cancel(error);
          })
          .finally(ended);
      },
      async pull(controller) {
        const stopTimer = clock.after(idle, () =>
          run.stop(new TimeoutError("idle timeout", context, { kind: "idle" })),
        );
        try {
          const { done = true, value } = (await reader?.read()) ?? {};
          left -= value?.length ?? 0;
          if (left < 0) throw new ResponseTooLargeError("answered more than maxResponseBytes", context);
          if (value) controller.enqueue(value);
          if (!done) return;
          controller.close();
          finish();
        } catch (cause) {
          run.stop(failureOf(run, cause));
        } finally {
          stopTimer();
        }
      },
      cancel(reason) {
        finish();
        return cancel(reason);
      },
    },
    // Nothing is read before it is asked for.
    { highWaterMark: 0 },
  );
}
