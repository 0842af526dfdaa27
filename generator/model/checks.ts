/** Finds what the model can express in types but not yet convert between wire and caller. */

import type { BuildContext } from "./context.js";
import type { NamedModel, Pointer, Shape } from "./types.js";
import { innerShapes } from "./walk.js";

/** Whether a value of a shape is converted on its way, given which models are. */
function converts(shape: Shape, converted: ReadonlySet<Pointer>): boolean {
  if (shape.kind === "instant") return true;
  if (shape.kind === "reference") return converted.has(shape.to);
  return innerShapes(shape).some((inner) => converts(inner, converted));
}

/** Whether a value of a shape is an object, as far as a converter that must choose a union's member can see. */
function isObject(shape: Shape, models: ReadonlyMap<Pointer, NamedModel>, path: readonly Pointer[] = []): boolean {
  if (shape.kind === "reference") {
    const target = models.get(shape.to);
    return target !== undefined && !path.includes(shape.to) && isObject(target.shape, models, [...path, shape.to]);
  }
  if (shape.kind === "intersection" || shape.kind === "union") {
    return shape.members.some((member) => isObject(member, models, path));
  }
  return shape.kind === "object";
}

function isAmbiguous(shape: Shape, models: ReadonlyMap<Pointer, NamedModel>, converted: ReadonlySet<Pointer>): boolean {
  if (shape.kind === "union" && shape.discriminator === undefined) {
    const arrays = shape.members.filter((member) => member.kind === "array" || member.kind === "tuple");
    const objects = shape.members.filter((member) => isObject(member, models));
    for (const group of [arrays, objects]) {
      if (group.length > 1 && group.some((member) => converts(member, converted))) return true;
    }
  }
  return innerShapes(shape).some((inner) => isAmbiguous(inner, models, converted));
}

/**
 * Reports models with a union whose members can't be told apart while a value is converted. Without a discriminator only
 * an object can be told from an array or a plain value.
 */
export function checkConversions(models: readonly NamedModel[], context: BuildContext): void {
  const byPointer = new Map(models.map((model) => [model.pointer, model]));
  const converted = new Set(
    models.filter((model) => (model.decode ?? model.encode) !== undefined).map((model) => model.pointer),
  );
  for (const model of models) {
    if (!converted.has(model.pointer) || !isAmbiguous(model.shape, byPointer, converted)) continue;
    const at = context.schema(model.pointer.replace(/@object$/, ""))?.at ?? context.document.at;
    context.within(model.pointer, () => {
      const message = `The members of a union in "${model.name}" can't be told apart without a discriminator, which converting them needs.`;
      context.report(
        "CW3917",
        "error",
        message,
        at,
        'Add a discriminator, or keep the document\'s own form with casing "preserve" and dates "string".',
      );
    });
  }
}
