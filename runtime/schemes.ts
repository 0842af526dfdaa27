/** Puts one credential into a request, one function per kind of security scheme; a client carries those that it names. */

import { type CallContext, ConfigError } from "./errors.js";
import { type HeaderTable, setHeader } from "./headers.js";

/** The parts of a request that a credential may go into. */
export interface RequestParts {
  readonly headers: HeaderTable;
  /** Percent-encoded `name=value` pairs. */
  readonly query: string[];
}

/**
 * Sends a credential. Returns the texts that must never be shown.
 *
 * @param name - Of header, query parameter or cookie; elsewhere that of the option.
 * @throws ConfigError for a value that can't be sent.
 */
export type CredentialSender = (value: unknown, parts: RequestParts, context: CallContext, name: string) => string[];

/** An API key in a header. */
export function keyInHeader(value: unknown, { headers }: RequestParts, context: CallContext, name: string): string[] {
  const text = textOf(value, context, name);
  setHeader(headers, name, text, context, ConfigError);
  return [text];
}

/** An API key in the query. */
export function keyInQuery(value: unknown, { query }: RequestParts, context: CallContext, name: string): string[] {
  const text = textOf(value, context, name);
  query.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
  return [text];
}

/** An API key in a cookie. */
export function keyInCookie(value: unknown, { headers }: RequestParts, context: CallContext, name: string): string[] {
  const text = textOf(value, context, name);
  const pair = `${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
  setHeader(headers, "cookie", headers["cookie"] ? `${headers["cookie"]}; ${pair}` : pair, context, ConfigError);
  return [text];
}

/** A bearer token in the `Authorization` header. */
export function bearer(value: unknown, { headers }: RequestParts, context: CallContext, name: string): string[] {
  const text = textOf(value, context, name);
  setHeader(headers, "authorization", `Bearer ${text}`, context, ConfigError);
  return [text];
}

/** User name and password in the `Authorization` header (RFC 7617, as UTF-8). */
export function basic(value: unknown, { headers }: RequestParts, context: CallContext, name: string): string[] {
  if (typeof value !== "object") throw new ConfigError(`${name} must have username and password`, context);
  const { username = "", password = "" } = value as { username?: unknown; password?: unknown };
  const text = btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)));
  setHeader(headers, "authorization", `Basic ${text}`, context, ConfigError);
  return [`${password}`, text];
}

function textOf(value: unknown, context: CallContext, name: string): string {
  if (typeof value !== "string") throw new ConfigError(`${name} must be a text`, context);
  return value;
}
