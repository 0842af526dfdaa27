/** Turns the `server` option into the text that paths are appended to. */

import { ConfigError } from "./errors.js";
import type { Settings } from "./options.js";
import type { Run } from "./run.js";
import { parseUrl } from "./url.js";

/** Whether a URL is on https, or on the local machine, where plain http is harmless. */
export function isSafe(url: string): boolean {
  return /^(https:|http:\/\/(localhost|127\.[\d.]+|\[::1\])[:/])/.test(url);
}

/**
 * Origin and base path of the server, without a slash at the end: the one that the caller chose, else the operation's own,
 * else the document's.
 *
 * @param own - The operation's.
 * @throws ConfigError without a server, and unless it is an absolute URL on https (or allowed http) with origin and path only.
 */
export function serverBase(
  { settings, definition, context }: Pick<Run, "settings" | "definition" | "context">,
  own?: string,
): string {
  const { server, allowHttp } = settings;
  const known = server === undefined && own !== undefined ? undefined : bases.get(settings);
  if (known !== undefined) return known;
  const choice = typeof server === "string" ? { name: server } : server;
  const url = (choice && definition.servers?.(choice)) ?? (choice ? choice.name : (own ?? definition.server ?? ""));
  const { href = "", origin, pathname }: Partial<URL> = parseUrl(url) ?? {};
  if (href !== `${origin}${pathname}` || !(isSafe(href) || (allowHttp && /^http:/.test(href)))) {
    throw new ConfigError("server must be an https URL without user, query and fragment (see allowHttp)", context);
  }
  const base = href.replace(/\/+$/, "");
  if (server !== undefined || own === undefined) bases.set(settings, base);
  return base;
}

/** A client's options rarely change between calls, and parsing their URL costs more than all else about it. */
const bases = new WeakMap<Settings, string>();
