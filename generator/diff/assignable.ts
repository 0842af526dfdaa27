/**
 * Decides whether every value of one shape is a value of another, as TypeScript would: what it can't prove is not.
 *
 * Two named models that are paired are taken for assignable: each pair is compared by itself, in every direction in which
 * callers meet it, and reported there.
 */

import type { ObjectShape, Property, Shape, UnionShape } from "../model/types.js";
import { isSameShape } from "./same.js";
import type { Side, Sides } from "./sides.js";

/** Where values come from and where they go. */
interface Flow {
  readonly from: Side;
  readonly to: Side;
  /** Whether two names are known to be compared elsewhere. */
  readonly isPaired: (from: string, to: string) => boolean;
  /** Whether callers may have told values apart that the document doesn't know: there must be room for them still. */
  readonly keepsRoom: boolean;
  /** Pairs of references that are being compared further out: nothing speaks against them yet. */
  readonly assumed: ReadonlySet<string>;
}

/** Whether callers who read the old shape can read the new one. */
export function isReadable(before: Shape, after: Shape, { before: old, after: now, paired }: Sides): boolean {
  const flow: Flow = {
    from: now,
    to: old,
    isPaired: (from, to) => paired.get(to) === from,
    keepsRoom: true,
    assumed: new Set(),
  };
  return fits(after, before, flow);
}

/** Whether what callers give by the old shape can be given by the new one. */
export function isGivable(before: Shape, after: Shape, { before: old, after: now, paired }: Sides): boolean {
  const flow: Flow = {
    from: old,
    to: now,
    isPaired: (from, to) => paired.get(from) === to,
    keepsRoom: false,
    assumed: new Set(),
  };
  return fits(before, after, flow);
}

function fits(from: Shape, to: Shape, flow: Flow): boolean {
  if (to.kind === "unknown" || from.kind === "never") return true;
  // What is composed of parts isn't always proven part by part: an intersection of unions isn't multiplied out.
  if (isComposed(from) && isSameShape(from, to, flow.isPaired)) return true;
  if (from.kind === "reference" || to.kind === "reference") return referencesFit(from, to, flow);
  if (from.kind === "union" && flow.keepsRoom && losesRoom(from, to)) return false;
  if (from.kind === "union") return from.members.every((member) => fits(member, to, flow));
  // One member of an intersection is enough, even where it takes all members of a union to hold it.
  if (from.kind === "intersection" && from.members.some((member) => fits(member, to, flow))) return true;
  if (to.kind === "union") return to.members.some((member) => fits(from, member, flow)) || booleansFit(from, to, flow);
  if (to.kind === "intersection") return to.members.every((member) => fits(from, member, flow));
  if (from.kind === "intersection") return intersectionFits(from, to, flow);
  return plainFits(from, to, flow);
}

/** Whether an enum has become closed: a comparison with a value that isn't documented no longer compiles. */
function losesRoom({ members }: UnionShape, to: Shape): boolean {
  const hadRoom = to.kind === "union" && to.members.some(({ kind }) => kind === "other");
  return hadRoom && members.every(({ kind }) => kind === "literal" || kind === "null");
}

function isComposed({ kind }: Shape): boolean {
  return kind === "union" || kind === "intersection";
}

function referencesFit(from: Shape, to: Shape, flow: Flow): boolean {
  if (from.kind === "reference" && to.kind === "reference" && flow.isPaired(from.to, to.to)) return true;
  // A member of a union may be the reference itself.
  if (to.kind === "union" && to.members.some((member) => member.kind === "reference" && fits(from, member, flow)))
    return true;
  const pair = `${identityOf(from)} ${identityOf(to)}`;
  if (flow.assumed.has(pair)) return true;
  const assumed = new Set([...flow.assumed, pair]);
  return fits(flow.from.resolved(from), flow.to.resolved(to), { ...flow, assumed });
}

const identities = new WeakMap<Shape, number>();
let lastIdentity = 0;

/** A number that is a shape's alone: each stands in a model once. */
function identityOf(shape: Shape): number {
  const known = identities.get(shape);
  if (known !== undefined) return known;
  lastIdentity += 1;
  identities.set(shape, lastIdentity);
  return lastIdentity;
}

/** `boolean` is both of its values. */
function booleansFit(from: Shape, to: Shape & { kind: "union" }, flow: Flow): boolean {
  if (from.kind !== "boolean") return false;
  return [true, false].every((value) => to.members.some((member) => fits({ kind: "literal", value }, member, flow)));
}

/** All members together have the properties of each. */
function intersectionFits(from: Shape & { kind: "intersection" }, to: Shape, flow: Flow): boolean {
  const members = from.members.map((member) => flow.from.resolved(member));
  const objects = members.filter((member) => member.kind === "object");
  if (objects.length < members.length) return false;
  return fits({ kind: "object", properties: objects.flatMap(({ properties }) => properties) }, to, flow);
}

function plainFits(from: Shape, to: Shape, flow: Flow): boolean {
  switch (from.kind) {
    case "literal":
      return to.kind === "literal" ? to.value === from.value : kindOf(to) === typeof from.value;
    case "string":
    case "number":
    case "other":
      return kindOf(to) === kindOf(from);
    case "converted":
      return to.kind === "converted" && to.to === from.to;
    case "array":
      return to.kind === "array" && fits(from.items, to.items, flow);
    case "tuple":
      return tupleFits(from, to, flow);
    case "object":
      return to.kind === "object" && objectFits(from, to, flow);
    default:
      return from.kind === to.kind;
  }
}

/** The scalar type of a shape that takes any value of it. */
function kindOf(shape: Shape): string {
  return shape.kind === "other" ? shape.of : shape.kind;
}

function tupleFits(from: Shape & { kind: "tuple" }, to: Shape, flow: Flow): boolean {
  if (to.kind === "array") {
    const all = from.rest === undefined ? from.items : [...from.items, from.rest];
    // A place that may be missing holds undefined as well.
    return from.required === from.items.length && all.every((item) => fits(item, to.items, flow));
  }
  if (to.kind !== "tuple" || from.items.length !== to.items.length || from.required < to.required) return false;
  if ((from.rest === undefined) !== (to.rest === undefined)) return false;
  const restFits = from.rest === undefined || to.rest === undefined || fits(from.rest, to.rest, flow);
  return restFits && from.items.every((item, index) => fits(item, to.items[index] ?? { kind: "never" }, flow));
}

function objectFits(from: ObjectShape, to: ObjectShape, flow: Flow): boolean {
  const known = new Map(from.properties.map((property) => [property.name, property]));
  const isWeak = to.properties.length > 0 && to.properties.every(({ required }) => !required);
  // Objects that have nothing in common are taken for a mistake, and so is a class of names for a single one.
  if (isWeak && from.properties.length > 0 && !to.properties.some(({ name }) => known.has(name))) return false;
  return (
    to.properties.every((target) => propertyFits(known.get(target.name), target, from, flow)) &&
    indexFits(from, to, flow)
  );
}

function propertyFits(
  source: Property | undefined,
  target: Property,
  { properties }: ObjectShape,
  flow: Flow,
): boolean {
  if (source === undefined) return !target.required && properties.length > 0;
  return (source.required || !target.required) && fits(source.shape, target.shape, flow);
}

/** Interfaces without an index signature don't fit one. */
function indexFits(from: ObjectShape, to: ObjectShape, flow: Flow): boolean {
  const wanted = indexOf(to);
  const given = indexOf(from);
  return (
    wanted === undefined ||
    (given !== undefined &&
      (from.properties.length === 0) === (to.properties.length === 0) &&
      fits(given, wanted, flow))
  );
}

function indexOf({ properties, additional, index }: ObjectShape): Shape | undefined {
  return properties.length > 0 ? index : (additional ?? { kind: "never" });
}
