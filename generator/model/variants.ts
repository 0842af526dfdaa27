/** Tells the members of unions apart by their properties, where values must be converted and no discriminator helps. */

import type { BuildContext } from "./context.js";
import type {
  NamedModel,
  Operation,
  Pointer,
  Property,
  PropertyName,
  Resource,
  Scalar,
  Shape,
  UnionShape,
  Variant,
} from "./types.js";
import { innerShapes, mapInner, mapReceived, mapSent } from "./walk.js";

type Models = ReadonlyMap<Pointer, NamedModel>;

/** Whether a value of a shape is converted on its way. */
function converts(shape: Shape, models: Models): boolean {
  if (shape.kind === "instant") return true;
  if (shape.kind === "reference") {
    const target = models.get(shape.to);
    return (target?.decode ?? target?.encode) !== undefined;
  }
  return innerShapes(shape).some((inner) => converts(inner, models));
}

/** What is known of the objects of a shape; `undefined` if it has none. */
interface ObjectFacts {
  readonly required: ReadonlyMap<string, Property>;
  readonly known: ReadonlyMap<string, Property>;
}

function objectFacts(properties: readonly Property[]): ObjectFacts {
  const byName = (list: readonly Property[]) => new Map(list.map((property) => [property.wireName, property]));
  return { required: byName(properties.filter((property) => property.required)), known: byName(properties) };
}

/** Facts that hold for one of several shapes (a union) or for all at once (an intersection). */
function combine(facts: readonly ObjectFacts[], isUnion: boolean): ObjectFacts | undefined {
  const [first, ...others] = facts;
  if (first === undefined) return undefined;
  const known = new Map(facts.flatMap((one) => [...one.known]));
  const everywhere = [...first.required].filter(([name]) => others.every((one) => one.required.has(name)));
  return { known, required: isUnion ? new Map(everywhere) : new Map(facts.flatMap((one) => [...one.required])) };
}

function factsOf(shape: Shape, models: Models, path: readonly Pointer[] = []): ObjectFacts | undefined {
  if (shape.kind === "object") return objectFacts(shape.properties);
  if (shape.kind === "reference") {
    const target = models.get(shape.to);
    return target === undefined || path.includes(shape.to)
      ? undefined
      : factsOf(target.shape, models, [...path, shape.to]);
  }
  if (shape.kind !== "union" && shape.kind !== "intersection") return undefined;
  const facts = shape.members.flatMap((member) => factsOf(member, models, path) ?? []);
  return combine(facts, shape.kind === "union");
}

/** The values that a property is fixed to, by a literal or a closed enum; `undefined` if any will do. */
function fixedValues(shape: Shape, models: Models): readonly Scalar[] | undefined {
  if (shape.kind === "reference") {
    const target = models.get(shape.to)?.shape;
    return target === undefined || target.kind === "reference" ? undefined : fixedValues(target, models);
  }
  const members = shape.kind === "union" ? shape.members : [shape];
  const values = members.flatMap((member) => (member.kind === "literal" ? [member.value] : []));
  return values.length === members.length ? values : undefined;
}

function variantOf(member: number, { required, known }: ObjectFacts, models: Models): Variant {
  const nameOf = ({ wireName, name }: Property): PropertyName => ({ wireName, name });
  return {
    member,
    required: [...required.values()].map(nameOf),
    known: [...known.values()].map(nameOf),
    fixed: [...known.values()].flatMap((property) => {
      const values = fixedValues(property.shape, models);
      return values === undefined ? [] : [{ property: nameOf(property), values }];
    }),
  };
}

/** The variants of a union, if conversion has to choose between objects. */
function variantsOf(shape: UnionShape, models: Models): Variant[] | undefined {
  if (shape.discriminator !== undefined || !converts(shape, models)) return undefined;
  const variants = shape.members.flatMap((member, index): Variant[] => {
    const facts = factsOf(member, models);
    return facts === undefined ? [] : [variantOf(index, facts, models)];
  });
  return variants.length > 1 ? variants : undefined;
}

function withVariants(shape: Shape, models: Models): Shape {
  const inner = mapInner(shape, (one) => withVariants(one, models));
  if (inner.kind !== "union") return inner;
  const variants = variantsOf(inner, models);
  return variants === undefined ? inner : { ...inner, variants };
}

function looksOf({ required, known, fixed }: Variant): string {
  const names = (list: readonly PropertyName[]) => list.map((property) => property.wireName).sort();
  return JSON.stringify([names(required), names(known), fixed]);
}

/** Says so where two members look alike: the first of them is taken. */
function reportTwins(shape: Shape, model: NamedModel, context: BuildContext): void {
  if (shape.kind === "union" && shape.variants !== undefined) {
    const looks = new Set(shape.variants.map(looksOf));
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
  resources: readonly Resource[],
  context: BuildContext,
): { models: NamedModel[]; resources: Resource[] } {
  const byPointer = new Map(models.map((model) => [model.pointer, model]));
  const resolve = (shape: Shape): Shape => withVariants(shape, byPointer);
  const resolved = models.map((model) => {
    if ((model.decode ?? model.encode) === undefined) return model;
    const withChoices = { ...model, shape: resolve(model.shape) };
    reportTwins(withChoices.shape, withChoices, context);
    return withChoices;
  });
  const operations = (list: readonly Operation[]) => list.map((one) => mapReceived(mapSent(one, resolve), resolve));
  return {
    models: resolved,
    resources: resources.map((resource) => ({ ...resource, operations: operations(resource.operations) })),
  };
}
