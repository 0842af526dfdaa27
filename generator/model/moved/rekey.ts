/** Turns a lock into one in which what was said of one pointer is said of another. */

import type { Lock, Pointer } from "../types.js";

/** From one pointer to another: `[from, to]`. */
export type Move = readonly [from: Pointer, to: Pointer];

/** The lock with everything that is about one pointer, or inside of it, said of another. */
export function moved(lock: Lock, [from, to]: Move): Lock {
  const isInside = (key: Pointer) => key === from || key.startsWith(`${from}/`) || key.startsWith(`${from}@`);
  return rekeyed(lock, (key) => (isInside(key) ? to + key.slice(from.length) : key));
}

/** The lock with every pointer replaced. What `follow` gives none for is forgotten. */
export function rekeyed(lock: Lock, follow: (pointer: Pointer) => Pointer | undefined): Lock {
  const entries = <Value>(record: { readonly [key: Pointer]: Value }) =>
    Object.fromEntries(
      Object.entries(record).flatMap(([key, value]): [Pointer, Value][] => {
        const to = follow(key);
        return to === undefined ? [] : [[to, value]];
      }),
    );
  return {
    ...lock,
    names: entries(lock.names),
    shapes: entries(lock.shapes),
    parameters: entries(lock.parameters),
    bodies: entries(lock.bodies),
    homes: entries(lock.homes),
    uses: entries(lock.uses),
    members: entries(lock.members),
    chosen: lock.chosen.flatMap((pointer) => follow(pointer) ?? []),
    aliases: entries(lock.aliases),
  };
}
