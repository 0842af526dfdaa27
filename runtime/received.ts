/** Turns what a server has sent of its own accord, a webhook or a callback, into the form that its document promises. */

import type { Codec } from "./operation.js";

/**
 * The payload of a webhook in the caller's form. As with responses, the document is believed: nothing is judged.
 *
 * @param value - Parsed JSON.
 * @param decode - From the form of the wire.
 */
export function received<Payload>(value: unknown, decode: Codec): Payload {
  // A codec can't say what it makes: the generated function that hands it over does.
  return decode(value) as Payload;
}
