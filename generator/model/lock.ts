/** Turns what one run decided into the lock that the next one starts from. */

import type { Document } from "../normalise/types.js";
import type { BuildContext } from "./context.js";
import { describeMembers } from "./moved/members.js";
import type { Lock, NamedModel, Pointer, Resource } from "./types.js";

/** The lock of a client that was never generated. */
export const emptyLock: Lock = {
  names: {},
  shapes: {},
  parameters: {},
  bodies: {},
  resources: [],
  homes: {},
  uses: {},
  members: {},
  chosen: [],
  aliases: {},
};

/** What the manifest keeps of this run. What errors left out of it may come back: that is kept as it was. */
export function lockOf(resources: readonly Resource[], models: readonly NamedModel[], context: BuildContext): Lock {
  const { lock, ledger, document, broken } = context;
  const operations = resources.flatMap((resource) => resource.operations);
  const shapes = Object.fromEntries(operations.map(({ pointer, input }) => [pointer, input.shape]));
  const parameters = Object.fromEntries(
    operations.flatMap(({ pointer, input }) => {
      const order = input.parameters.map(({ in: place, wireName }) => `${place}:${wireName}`);
      // One alone has no order.
      return order.length < 2 ? [] : [[pointer, order]];
    }),
  );
  const bodies = Object.fromEntries(
    operations.flatMap(({ pointer, input }) =>
      (input.body?.content ?? []).slice(0, 1).map((main) => [pointer, main.mediaType]),
    ),
  );
  const order = resources.map(({ path }) => path.join("/"));
  const homes = Object.fromEntries(models.map(({ pointer, home = "" }) => [pointer, home]));
  const isPartial = document.omitted.length > 0 || broken.size > 0;
  if (isPartial) ledger.keepAll();
  const { names } = ledger;
  const members = describeMembers(names, document);
  const isNamed = (pointer: Pointer) => Object.hasOwn(names, pointer);
  return {
    names,
    shapes: isPartial ? { ...lock.shapes, ...shapes } : shapes,
    parameters: isPartial ? { ...lock.parameters, ...parameters } : parameters,
    bodies: isPartial ? { ...lock.bodies, ...bodies } : bodies,
    resources: isPartial ? [...new Set([...lock.resources, ...order])] : order,
    homes: isPartial ? { ...lock.homes, ...homes } : homes,
    uses: Object.fromEntries(
      [...Object.entries(isPartial ? lock.uses : {}), ...context.uses].filter(([pointer]) => isNamed(pointer)),
    ),
    members: isPartial ? { ...lock.members, ...members } : members,
    chosen: lock.chosen.filter(isNamed),
    aliases: aliasesBeside(names, lock),
  };
}

/** Former names of what is still there. One that is in force again is none. */
function aliasesBeside(names: Lock["names"], { aliases }: Lock): Lock["aliases"] {
  const kept = Object.entries(aliases).flatMap(([pointer, former]): [Pointer, readonly string[]][] => {
    const others = Object.hasOwn(names, pointer) ? former.filter((alias) => alias !== names[pointer]) : [];
    return others.length === 0 ? [] : [[pointer, others]];
  });
  return Object.fromEntries(kept);
}

/** Things in the order of the lock; those that it doesn't know come last, as they stand. */
export function inLockedOrder<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string,
  locked: readonly string[] = [],
): readonly Thing[] {
  const places = new Map(locked.map((key, index) => [key, index]));
  const placeOf = (thing: Thing) => places.get(keyOf(thing)) ?? locked.length;
  return [...things].sort((left, right) => placeOf(left) - placeOf(right));
}

/** A lock under which an operation takes its input as the document alone would have it. */
export function withoutShape(lock: Lock, operation: Document["operations"][number]): Lock {
  const { [operation.id]: _shape, ...shapes } = lock.shapes;
  const { [operation.id]: _order, ...parameters } = lock.parameters;
  const { [operation.id]: _body, ...bodies } = lock.bodies;
  return { ...lock, shapes, parameters, bodies };
}
