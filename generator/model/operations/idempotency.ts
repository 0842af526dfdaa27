/** Finds the header that an operation's document wants an idempotency key in. */

import type * as document from "../../normalise/types.js";

/** Servers have no use for a key where a repetition does no harm. */
const safeMethods = /^(GET|HEAD|OPTIONS|TRACE|QUERY)$/;

/** The header parameter that the client fills in where the caller doesn't; `undefined` if there is none. */
export function idempotencyParameter(operation: document.Operation): document.Parameter | undefined {
  if (safeMethods.test(operation.method)) return undefined;
  return operation.parameters.find((one) => one.in === "header" && /^(x-)?idempotency-key$/i.test(one.name));
}
