/** Finds unions whose members callers can't tell apart by anything in their types, and says so. */

import type { Location } from "../diagnostics.js";
import type { BuildContext } from "./context.js";
import type { Models } from "./looks.js";
import type { Api, ConvertedShape, NamedModel, Pointer, Property, Shape, UnionShape } from "./types.js";
import { innerShapes, operationShapes } from "./walk.js";

/** What `typeof`, `Array.isArray` and `instanceof` can tell of a value. */
type Category =
  | "null"
  | "boolean"
  | "number"
  | "bigint"
  | "string"
  | "instant"
  | "array of bytes"
  | "bytes"
  | "list"
  | "object";

const categories: { readonly [To in ConvertedShape["to"]]: Category } = {
  instant: "instant",
  bigint: "bigint",
  digits: "string",
  base64: "array of bytes",
  base64url: "array of bytes",
};

/** One of the types that a union comes down to. */
interface Leaf {
  readonly category: Category;
  /** The value of a literal. */
  readonly literal?: string | number | boolean;
  readonly properties?: ReadonlyMap<string, Property>;
  /** Any name may be there: `in` proves nothing. */
  readonly isOpen?: boolean;
}

/** Counts (CW3918) the unions that TypeScript can't narrow. */
export function reportUnnarrowable(models: readonly NamedModel[], { resources }: Api, context: BuildContext): void {
  const byPointer = new Map(models.map((model) => [model.pointer, model]));
  const check = (shape: Shape, at: Location): void => {
    if (shape.kind === "union" && !isNarrowable(shape, byPointer)) context.tally("CW3918", at);
    for (const inner of innerShapes(shape)) check(inner, at);
  };
  for (const { pointer, shape } of models) check(shape, placeOf(pointer, context));
  const places = new Map(context.document.operations.map((operation) => [operation.id, operation.at]));
  for (const operation of resources.flatMap((resource) => resource.operations)) {
    const at = places.get(operation.pointer) ?? context.document.at;
    const { sent, received } = operationShapes(operation);
    for (const shape of [...sent, ...received]) check(shape, at);
  }
}

function placeOf(pointer: Pointer, context: BuildContext): Location {
  return context.schema(pointer.replace(/@.*/, ""))?.at ?? context.document.at;
}

function isNarrowable({ members, discriminator }: UnionShape, models: Models): boolean {
  const tagged = new Set(discriminator?.tags.map((tag) => tag.member));
  if (tagged.size === members.length) return true;
  const leaves = members.map((member) => leavesOf(member, models));
  return leaves.every((own, left) =>
    leaves.slice(left + 1).every((others, step) => {
      const isTold = tagged.has(left) && tagged.has(left + 1 + step);
      return isTold || own.every((one) => others.every((other) => differ(one, other, models)));
    }),
  );
}

function leavesOf(shape: Shape, models: Models, path: readonly Pointer[] = []): readonly Leaf[] {
  switch (shape.kind) {
    case "null":
    case "boolean":
    case "number":
    case "string":
    case "bytes":
      return [{ category: shape.kind }];
    case "converted":
      return [{ category: categories[shape.to] }];
    case "literal":
      return [{ category: categoryOf(shape.value), literal: shape.value }];
    // Values that are none of the literals beside them.
    case "other":
    case "otherTag":
    case "never":
    case "unknown":
      return [];
    case "array":
    case "tuple":
      return [{ category: "list" }];
    case "object": {
      const { properties, additional } = shape;
      return [
        {
          category: "object",
          properties: new Map(properties.map((property) => [property.name, property])),
          isOpen: additional !== undefined,
        },
      ];
    }
    case "union":
      return shape.members.flatMap((member) => leavesOf(member, models, path));
    case "intersection":
      return crossed(shape.members.map((member) => leavesOf(member, models, path)));
    case "reference": {
      const target = path.includes(shape.to) ? undefined : models.get(shape.to);
      return target === undefined ? [] : leavesOf(target.shape, models, [...path, shape.to]);
    }
  }
}

function categoryOf(value: string | number | boolean): Category {
  if (typeof value === "string") return "string";
  return typeof value === "number" ? "number" : "boolean";
}

/** What holds for a value of all of several types: each choice of one combined with each of the others. */
function crossed(lists: readonly (readonly Leaf[])[]): readonly Leaf[] {
  const [first = [], ...others] = lists.filter((list) => list.length > 0);
  return others.reduce((left, right) => left.flatMap((one) => right.map((other) => both(one, other))), first);
}

function both(one: Leaf, other: Leaf): Leaf {
  const literal = one.literal ?? other.literal;
  if (one.category !== "object" || other.category !== "object") {
    return literal === undefined ? one : { category: one.category, literal };
  }
  const properties = new Map(one.properties);
  for (const [name, property] of other.properties ?? []) {
    const before = properties.get(name);
    const shape: Shape =
      before === undefined ? property.shape : { kind: "intersection", members: [before.shape, property.shape] };
    properties.set(name, { ...property, shape, required: property.required || before?.required === true });
  }
  return { category: "object", properties, isOpen: one.isOpen === true || other.isOpen === true };
}

function differ(one: Leaf, other: Leaf, models: Models): boolean {
  if (one.category !== other.category) return true;
  if (one.literal !== undefined && other.literal !== undefined) return one.literal !== other.literal;
  if (one.properties === undefined || other.properties === undefined) return false;
  return demandsMore(one, other) || demandsMore(other, one) || haveTags(one, other, models);
}

/** Whether `in` proves a value to be of the first: it has a property that the second can't have. */
function demandsMore(one: Leaf, other: Leaf): boolean {
  if (other.isOpen) return false;
  return [...(one.properties ?? [])].some(([name, { required }]) => required && !other.properties?.has(name));
}

/** Whether a property of both has values that can be compared, none of them in common. */
function haveTags(one: Leaf, other: Leaf, models: Models): boolean {
  return [...(one.properties ?? [])].some(([name, property]) => {
    const counterpart = other.properties?.get(name);
    if (counterpart === undefined) return false;
    const own = tagsOf(property.shape, models);
    const others = tagsOf(counterpart.shape, models);
    return own !== undefined && others !== undefined && !own.some((tag) => others.includes(tag));
  });
}

/** The values of a property as text, if all can be compared with `===`; tags to come are one of them. */
function tagsOf(shape: Shape, models: Models, path: readonly Pointer[] = []): readonly string[] | undefined {
  if (shape.kind === "literal") return [JSON.stringify(shape.value)];
  if (shape.kind === "null" || shape.kind === "otherTag") return [shape.kind];
  if (shape.kind === "reference") {
    const target = path.includes(shape.to) ? undefined : models.get(shape.to);
    return target && tagsOf(target.shape, models, [...path, shape.to]);
  }
  if (shape.kind === "intersection") {
    return shape.members.map((member) => tagsOf(member, models, path)).find((tags) => tags !== undefined);
  }
  if (shape.kind !== "union") return undefined;
  const lists = shape.members.map((member) => tagsOf(member, models, path));
  return lists.every((list) => list !== undefined) ? lists.flatMap((list) => list ?? []) : undefined;
}
