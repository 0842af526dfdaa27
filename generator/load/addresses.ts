/** Turns what is written in a reference into the address of a file, and a pointer in it. */

import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * The URI of what a reference names, without its fragment, one spelling for each file.
 *
 * @returns `undefined` if it is none.
 */
export function resolveAddress(address: string, base: string): string | undefined {
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  url.hash = "";
  if (url.protocol !== "file:") return url.href;
  try {
    // What is escaped, and a query, make no difference to a path.
    return pathToFileURL(fileURLToPath(url)).href;
  } catch {
    return undefined;
  }
}

/** A fragment as a pointer; `undefined` for what is none, such as an anchor. */
export function decodeFragment(fragment: string): string | undefined {
  if (!fragment.startsWith("/")) return undefined;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
