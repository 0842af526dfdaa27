/** Turns the sources of headers into one table of lower-case names and checked values. */

import { type CallContext, type ConfigError, InputError } from "./errors.js";

/** Lower-case names and their values; has no prototype. */
export interface HeaderTable {
  [name: string]: string;
}

/** How the name of a header is written (RFC 9110, 5.6.2). */
export const headerName: RegExp = /^[\w!#$%&'*+.^`|~-]+$/;

/** What belongs to the connection and the framing of messages (RFC 9110, 7.6.1), which are not the caller's. */
const hopByHop = /^(connection|content-length|host|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade)$/i;

/**
 * Sets a header, or removes it if `value` is `null`; `undefined` changes nothing.
 *
 * The check stands here because `fetch` prints a value that it refuses, which may be a key.
 *
 * @param Refusal - Class of the error.
 * @throws InputError or ConfigError for a name or value that HTTP doesn't allow, without the value.
 */
export function setHeader(
  table: HeaderTable,
  name: string,
  value: string | null | undefined,
  context: CallContext,
  Refusal: typeof InputError | typeof ConfigError = InputError,
): void {
  if (value === undefined) return;
  if (!headerName.test(name) || hopByHop.test(name) || /[^\t -~\x80-\xff]/.test(value ?? "")) {
    throw new Refusal(`header ${JSON.stringify(name)} has a forbidden name or character`, context);
  }
  if (value === null) delete table[name.toLowerCase()];
  // Assigned, `__proto__` would be no header.
  else if (name === "__proto__") Object.defineProperty(table, name, { value, enumerable: true, configurable: true });
  else table[name.toLowerCase()] = value;
}
