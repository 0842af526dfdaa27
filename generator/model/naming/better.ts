/** Turns two locks into proposals: things whose names were fixed by earlier runs, and that would get better ones today. */

import type { Lock, Pointer } from "../types.js";
import { isFree } from "./rename.js";
import { isDerived, roleOf } from "./roles.js";

/** A name that could be better. */
export interface BetterName {
  readonly pointer: Pointer;
  readonly name: string;
  readonly better: string;
}

/**
 * Compares the names in force with those that a first run would choose. What a person chose, what follows from another
 * name and what something else is called by now is left out.
 *
 * @param present - The lock after this run.
 * @param fresh - The lock of a run of the same document that knows no earlier one.
 */
export function betterNames(present: Lock, fresh: Lock): readonly BetterName[] {
  const chosen = new Set(present.chosen);
  return Object.entries(present.names).flatMap(([pointer, name]): readonly BetterName[] => {
    const better = Object.hasOwn(fresh.names, pointer) ? fresh.names[pointer] : undefined;
    if (better === undefined || better === name || chosen.has(pointer)) return [];
    if (isDerived(pointer) || roleOf(pointer) === "file" || pointer === "#client") return [];
    return isFree(present, pointer, better) ? [{ pointer, name, better }] : [];
  });
}
