/** Turns the `server` option into the text that paths are appended to. */

import { ConfigError } from "./errors.js";
import type { Settings } from "./options.js";
import type { Run } from "./run.js";

/** Where plain http is harmless. */
const local = /^http:\/\/(localhost|127\.[\d.]+|\[::1\])[:/]/;

/**
 * Origin and base path of the server, without a slash at the end.
 *
 * @param own - Taken instead of the option.
 * @throws ConfigError without a server, and unless it is an absolute URL on https (or allowed http) with origin and path only.
 */
export function serverBase({ settings, context }: Pick<Run, "settings" | "context">, own?: string): string {
  const known = own === undefined ? bases.get(settings) : undefined;
  if (known !== undefined) return known;
  const { allowHttp } = settings;
  const server = own ?? settings.server ?? "";
  const { href = "", origin, pathname }: Partial<URL> = URL.canParse(server) ? new URL(server) : {};
  if (href !== `${origin}${pathname}` || !(/^https:/.test(href) || (allowHttp ? /^http:/ : local).test(href))) {
    throw new ConfigError("server must be an https URL without user, query and fragment (see allowHttp)", context);
  }
  const base = href.replace(/\/+$/, "");
  if (own === undefined) bases.set(settings, base);
  return base;
}

/** A client's options rarely change between calls, and parsing their URL costs more than all else about it. */
const bases = new WeakMap<Settings, string>();
