/** Lets redirects leave the origin, for clients that ask for it. */

import type { RedirectPolicy } from "./redirect.js";
import { isSafe } from "./server.js";

/**
 * Follows redirects to some other origins, over TLS only. Nothing goes there but the method and what the client accepts: no
 * credential, no other header and no body.
 *
 * @param origins - Such as `https://files.example`.
 */
export function allowRedirects(...origins: readonly string[]): RedirectPolicy {
  return ({ origin, href, username, password }, { method, headers }) => {
    if (!origins.includes(origin) || !isSafe(href) || username || password) return undefined;
    const { accept } = headers;
    return { method, url: href, headers: accept === undefined ? {} : { accept }, body: null };
  };
}
