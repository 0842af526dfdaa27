/** Compares whether the document advises against something. */

import type { Docs } from "../model/types.js";
import type { Change } from "./types.js";

/** What callers are told of from now on, or no longer; nothing they write stops working. */
export function compareDeprecation(
  { docs: before }: { readonly docs: Docs },
  { docs: after }: { readonly docs: Docs },
  change: (found: Pick<Change, "bump" | "kind" | "message">) => Change,
): readonly Change[] {
  if (before.deprecated === after.deprecated) return [];
  if (!after.deprecated) return [change({ bump: "patch", kind: "behaviour", message: "is no longer deprecated" })];
  return [change({ bump: "minor", kind: "behaviour", message: "is deprecated" })];
}
