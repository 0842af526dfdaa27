/** Parses URLs. */

/**
 * A URL, or `undefined` for what is none.
 *
 * Not by `URL.canParse`: in code that has run often, that of Node 20 and 22 takes letters outside of ASCII for no URL.
 */
export function parseUrl(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}
