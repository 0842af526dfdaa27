/** Turns a lock into that of a document which has the same operations at other paths: what callers use is not moved by that. */

import type { Document } from "../normalise/types.js";
import { asIdentifier, camelCase } from "./naming/casing.js";
import type { Lock, Pointer } from "./types.js";

/**
 * Lets operations keep what was decided for them when their path or method changes. They are known by their operationId:
 * one that is new in the document and gave its name to the function of one that is gone.
 */
export function followMoved(lock: Lock, { operations }: Pick<Document, "operations">): Lock {
  const present = new Set(operations.map(({ id }) => id));
  const gone = Object.keys(lock.shapes).filter((pointer) => !present.has(pointer));
  const moves = operations.flatMap(({ id, operationId }): [Pointer, Pointer][] => {
    if (operationId === undefined || Object.hasOwn(lock.shapes, id)) return [];
    const name = asIdentifier(camelCase(operationId));
    const [from, ...others] = gone.filter((pointer) => lock.names[pointer] === name);
    return from === undefined || others.length > 0 ? [] : [[from, id]];
  });
  return moves.reduce((kept, [from, to]) => moved(kept, from, to), lock);
}

/** The lock with everything that is about one pointer, or inside of it, said of another. */
function moved(lock: Lock, from: Pointer, to: Pointer): Lock {
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
