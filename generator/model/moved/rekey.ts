/** Turns a lock into one in which what was said of one pointer is said of another. */

import type { Lock, Pointer } from "../types.js";

/** From one pointer to another: `[from, to]`. */
export type Move = readonly [from: Pointer, to: Pointer];

/** The lock with everything that is about one pointer, or inside of it, said of another. */
export function moved(lock: Lock, [from, to]: Move): Lock {
  const isInside = (key: Pointer) => key === from || key.startsWith(`${from}/`) || key.startsWith(`${from}@`);
  const follow = (key: Pointer) => (isInside(key) ? to + key.slice(from.length) : key);
  const rekeyed = <Value>(record: { readonly [key: Pointer]: Value }) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [follow(key), value]));
  return {
    ...lock,
    names: rekeyed(lock.names),
    shapes: rekeyed(lock.shapes),
    parameters: rekeyed(lock.parameters),
    homes: rekeyed(lock.homes),
    chosen: lock.chosen.map(follow),
    aliases: rekeyed(lock.aliases),
  };
}
