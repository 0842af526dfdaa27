/** Turns a call that must fail into its error. */

import { expect } from "vitest";

/** What the call rejects with; fails the test if it resolves. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (value) => expect.fail(`resolved to ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
}
