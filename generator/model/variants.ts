/** Tells the members of unions apart by their properties, where values must be converted and no discriminator helps. */

import type { BuildContext } from "./context.js";
import { looksOfAll, type Models } from "./looks.js";
import type { Api, NamedModel, Shape, UnionShape, Variant } from "./types.js";
import { innerShapes, mapApi, mapInner } from "./walk.js";

/** Whether a value of a shape is converted on its way. */
function converts(shape: Shape, models: Models): boolean {
  if (shape.kind === "converted") return true;
  if (shape.kind === "reference") {
    const target = models.get(shape.to);
    return (target?.decode ?? target?.encode) !== undefined;
  }
  return innerShapes(shape).some((inner) => converts(inner, models));
}

/** The variants of a union, if conversion has to choose between objects. */
function variantsOf(shape: UnionShape, models: Models): Variant[] | undefined {
  if (!converts(shape, models)) return undefined;
  const open = shape.discriminator?.open ?? shape.members.keys();
  const candidates = [...open].flatMap((member) => {
    const one = shape.members[member];
    return one === undefined ? [] : [{ member, shape: one }];
  });
  const looks = looksOfAll(
    candidates.map((candidate) => candidate.shape),
    models,
  );
  const variants = candidates.flatMap(({ member }, index): Variant[] => {
    const own = looks[index];
    return own === undefined ? [] : [{ member, ...own }];
  });
  return variants.length > 1 ? variants : undefined;
}

function withVariants(shape: Shape, models: Models): Shape {
  const inner = mapInner(shape, (one) => withVariants(one, models));
  if (inner.kind !== "union") return inner;
  const variants = variantsOf(inner, models);
  return variants === undefined ? inner : { ...inner, variants };
}

function textOf({ member, ...looks }: Variant): string {
  return JSON.stringify(looks);
}

/** Says so where two members look alike: the first of them is taken. */
function reportTwins(shape: Shape, model: NamedModel, context: BuildContext): void {
  if (shape.kind === "union" && shape.variants !== undefined) {
    const looks = new Set(shape.variants.map(textOf));
    const at = context.schema(model.pointer.replace(/@.*/, ""))?.at ?? context.document.at;
    const message = `Members of a union in "${model.name}" look alike: a value is converted as the first that fits.`;
    const help = "Add a discriminator, or a property with a fixed value.";
    if (looks.size < shape.variants.length) context.report("CW3917", "information", message, at, help);
  }
  for (const inner of innerShapes(shape)) reportTwins(inner, model, context);
}

/** Models and operations with the variants of their unions worked out. */
export function resolveVariants(
  models: readonly NamedModel[],
  api: Api,
  context: BuildContext,
): { models: NamedModel[]; api: Api } {
  const byPointer = new Map(models.map((model) => [model.pointer, model]));
  const resolve = (shape: Shape): Shape => withVariants(shape, byPointer);
  const resolved = models.map((model) => {
    if ((model.decode ?? model.encode) === undefined) return model;
    const withChoices = { ...model, shape: resolve(model.shape) };
    reportTwins(withChoices.shape, withChoices, context);
    return withChoices;
  });
  return { models: resolved, api: mapApi(api, { sent: resolve, received: resolve }) };
}
