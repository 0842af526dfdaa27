/** Pairs models that a document calls otherwise than before: what is the same in every respect but its name is one thing. */

import type { NamedModel, Pointer, Shape } from "../model/types.js";
import { isGivable, isReadable } from "./assignable.js";
import type { Sides } from "./sides.js";

/** The same sides, with the pairs that nothing else can be meant by. */
export function pairRenamed(sides: Sides): Sides {
  const { before, after, paired } = sides;
  const taken = new Set(paired.values());
  const added = after.model.models.filter(({ pointer }) => !taken.has(pointer));
  const gone = before.model.models.filter(({ pointer }) => !paired.has(pointer));
  const found = gone.flatMap((old): [Pointer, Pointer][] => {
    const [only, ...others] = added.filter((now) => isSame(old, now, sides));
    // If two old ones look like it, nobody knows which of them it was.
    const rivals = only === undefined ? [] : gone.filter((one) => one !== old && isSame(one, only, sides));
    return only === undefined || others.length + rivals.length > 0 ? [] : [[old.pointer, only.pointer]];
  });
  return { ...sides, paired: new Map([...paired, ...found]) };
}

function isSame(before: NamedModel, after: NamedModel, sides: Sides): boolean {
  const [old, now] = [before.shape, after.shape];
  if (!isTelling(old)) return false;
  if (old.kind !== "object" || now.kind !== "object") return old.kind === now.kind && isAlike(old, now, sides);
  // By their names on the wire: those that callers know may change at the same time.
  const byName = new Map(now.properties.map((property) => [property.wireName, property]));
  const isKept = old.properties.every(({ wireName, required, shape }) => {
    const same = byName.get(wireName);
    return same !== undefined && same.required === required && isAlike(shape, same.shape, sides);
  });
  return isKept && old.properties.length === now.properties.length;
}

function isAlike(before: Shape, after: Shape, sides: Sides): boolean {
  return isReadable(before, after, sides) && isGivable(before, after, sides);
}

/** Whether a shape is enough to know something by: two texts are alike without being the same thing. */
function isTelling(shape: Shape): boolean {
  if (shape.kind === "object") return shape.properties.length > 0;
  return shape.kind === "union" && shape.members.length > 1;
}
