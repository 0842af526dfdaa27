/** Pairs the things of two models: what callers go on calling by one name is one thing, whatever the document calls it. */

import type { Model, NamedModel, Operation, Pointer, Resource, Shape } from "../model/types.js";

/** A model with ways to find things in it. */
export class Side {
  readonly model: Model;
  readonly operations: readonly OperationPlace[];
  readonly #byPointer: ReadonlyMap<Pointer, NamedModel>;
  readonly #byName: ReadonlyMap<string, NamedModel>;

  constructor(model: Model) {
    this.model = model;
    this.operations = model.resources.flatMap((resource) =>
      resource.operations.map((operation) => ({ operation, resource })),
    );
    this.#byPointer = new Map(model.models.map((one) => [one.pointer, one]));
    this.#byName = new Map(model.models.map((one) => [one.name, one]));
  }

  get(pointer: Pointer): NamedModel | undefined {
    return this.#byPointer.get(pointer);
  }

  named(name: string): NamedModel | undefined {
    return this.#byName.get(name);
  }

  /** The shape behind references; a reference that leads nowhere says nothing. */
  resolved(shape: Shape): Shape {
    let found = shape;
    for (const seen = new Set<Pointer>(); found.kind === "reference"; ) {
      if (seen.has(found.to)) return { kind: "unknown" };
      seen.add(found.to);
      found = this.get(found.to)?.shape ?? { kind: "unknown" };
    }
    return found;
  }
}

/** An operation and the resource that has it. */
export interface OperationPlace {
  readonly operation: Operation;
  readonly resource: Resource;
}

/** Two models, and which things in them are the same. */
export interface Sides {
  readonly before: Side;
  readonly after: Side;
  /** The pointer in the new model by that in the old one. */
  readonly paired: ReadonlyMap<Pointer, Pointer>;
}

/** Pairs named models by name, then by where the document has them. */
export function pairSides(before: Side, after: Side): Sides {
  const paired = new Map<Pointer, Pointer>();
  const taken = new Set<Pointer>();
  const pair = (one: NamedModel, other: NamedModel | undefined) => {
    if (other === undefined || taken.has(other.pointer) || paired.has(one.pointer)) return;
    paired.set(one.pointer, other.pointer);
    taken.add(other.pointer);
  };
  for (const one of before.model.models) pair(one, after.named(one.name));
  for (const one of before.model.models) pair(one, after.get(one.pointer));
  return { before, after, paired };
}

/** Pairs operations by function, then by where the document has them. */
export function pairOperations({ before, after }: Sides): ReadonlyMap<OperationPlace, OperationPlace> {
  const byName = new Map(after.operations.map((one) => [one.operation.functionName, one]));
  const byPointer = new Map(after.operations.map((one) => [one.operation.pointer, one]));
  const paired = new Map<OperationPlace, OperationPlace>();
  const taken = new Set<OperationPlace>();
  const pair = (one: OperationPlace, other: OperationPlace | undefined) => {
    if (other === undefined || taken.has(other) || paired.has(one)) return;
    paired.set(one, other);
    taken.add(other);
  };
  for (const one of before.operations) pair(one, byName.get(one.operation.functionName));
  for (const one of before.operations) pair(one, byPointer.get(one.operation.pointer));
  return paired;
}
