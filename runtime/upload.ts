/** Turns a caller's stream into a body that tells, should it break, whose failure that was. */

import { ConnectionError, InputError, type SdkError } from "./errors.js";
import type { Run } from "./run.js";
import { redactError } from "./secrets.js";

/** A stream on its way out. */
export interface Upload extends ReadableStream<Uint8Array> {
  /** What its failure means for the call that sends it; `undefined` if it didn't fail. */
  failure(run: Run): SdkError | undefined;
}

/**
 * The same bytes, read when they are asked for. What the stream throws before its first piece is an InputError, since nothing
 * was sent; what it throws later a ConnectionError, since the server may have acted on the pieces that it got.
 */
export function uploadOf(stream: ReadableStream<Uint8Array>): Upload {
  const reader = stream.getReader();
  let hasBegun = false;
  let failed: { readonly cause: unknown } | undefined;
  const upload = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) return controller.close();
          hasBegun = true;
          controller.enqueue(value);
        } catch (cause) {
          failed = { cause };
          throw cause;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return Object.assign(upload, {
    failure(run: Run): SdkError | undefined {
      if (!failed) return undefined;
      const { context } = run;
      const cause = redactError(run, failed.cause);
      if (!hasBegun) return new InputError("the body's stream failed", context, { cause });
      const details = { cause, phase: "headers", mayHaveBeenProcessed: true, retryable: false };
      return new ConnectionError("the body's stream failed", context, details);
    },
  });
}
