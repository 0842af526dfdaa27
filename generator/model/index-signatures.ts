/** Finds the index signatures that interfaces can have: one must fit every named property beside it (TS2411). */

import type { NamedModel, Pointer, Shape } from "./types.js";

type Models = ReadonlyMap<Pointer, NamedModel>;

/** Models whose objects say of which type a property that isn't named is, as far as an interface can say it. */
export function withIndexSignatures(models: readonly NamedModel[]): NamedModel[] {
  const byPointer = new Map(models.map((model) => [model.pointer, model]));
  return models.map((model) => {
    const { shape } = model;
    if (shape.kind !== "object" || shape.additional === undefined || shape.properties.length === 0) return model;
    const { additional, properties } = shape;
    const isFitting = properties.every((property) => fits(property.shape, additional, byPointer));
    return { ...model, shape: { ...shape, index: isFitting ? additional : { kind: "unknown" } } };
  });
}

/** Whether every value of a shape is one of another. What can't be seen easily counts as no. */
function fits(shape: Shape, wanted: Shape, models: Models): boolean {
  if (wanted.kind === "unknown" || shape.kind === "never") return true;
  if (shape.kind === "reference" && wanted.kind === "reference" && shape.to === wanted.to) return true;
  if (shape.kind === "union") return shape.members.every((member) => fits(member, wanted, models));
  const alias = aliased(wanted, models);
  if (alias !== undefined) return fits(shape, alias, models);
  const own = aliased(shape, models);
  if (own !== undefined) return fits(own, wanted, models);
  if (wanted.kind === "union") return wanted.members.some((member) => fits(shape, member, models));
  if (shape.kind === "literal") return wanted.kind === typeof shape.value || isSame(shape, wanted);
  if (shape.kind === "other") return wanted.kind === shape.of || isSame(shape, wanted);
  if (shape.kind === "array" && wanted.kind === "array") return fits(shape.items, wanted.items, models);
  return isSame(shape, wanted);
}

/** What a reference to anything but an object stands for. Unions may hold themselves through lists, never directly. */
function aliased(shape: Shape, models: Models): Shape | undefined {
  const target = shape.kind === "reference" ? models.get(shape.to)?.shape : undefined;
  return target === undefined || target.kind === "object" || target.kind === "array" ? undefined : target;
}

function isSame(left: Shape, right: Shape): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
