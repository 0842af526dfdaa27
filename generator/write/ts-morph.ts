/**
 * ts-morph's values. They are required, not imported: imported, Node would scan all of that CommonJS package for names
 * first, which costs more than printing a client.
 */

import { createRequire } from "node:module";

type TsMorph = typeof import("ts-morph");

/** Loads the package, on the first call. */
export function loadTsMorph(): TsMorph {
  return createRequire(import.meta.url)("ts-morph");
}
