/** Unions and intersections of shapes, without what adds nothing to them. */

import type { Shape } from "../types.js";
import { wireKind } from "./converted.js";

/** A union without needless members: nested unions flattened, repetitions dropped, `unknown` and `never` absorbed. */
export function unionOf(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) =>
    shape.kind === "union" && shape.discriminator === undefined && !shape.isClosed ? shape.members : [shape],
  );
  if (flat.some((shape) => shape.kind === "unknown")) return { kind: "unknown" };
  const seen = new Set<string>();
  const scalars = new Set<string>(flat.map((shape) => shape.kind));
  const members = flat.filter((shape) => {
    const key = JSON.stringify(shape);
    // "a" | string is just string.
    const isAbsorbed = shape.kind === "literal" && scalars.has(typeof shape.value);
    if (seen.has(key) || isAbsorbed || shape.kind === "never") return false;
    seen.add(key);
    return true;
  });
  const [only] = members;
  if (only === undefined) return { kind: "never" };
  return members.length === 1 ? only : { kind: "union", members };
}

const scalarKinds: ReadonlySet<string> = new Set("null boolean number string literal other converted bytes".split(" "));

/** The scalars that a shape is one of; `undefined` if it may be anything else. */
function scalarsOf(shape: Shape): readonly Shape[] | undefined {
  const members = shape.kind === "union" ? shape.members : [shape];
  return members.every((member) => scalarKinds.has(member.kind)) ? members : undefined;
}

/** The JSON type of a scalar. */
function typeOf(scalar: Shape): string {
  if (scalar.kind === "literal") return typeof scalar.value;
  if (scalar.kind === "other") return scalar.of;
  if (scalar.kind === "converted") return wireKind(scalar);
  return scalar.kind === "bytes" ? "string" : scalar.kind;
}

/** The narrower of two scalars; none if no value is both. */
function meet(left: Shape, right: Shape): readonly Shape[] {
  if (left.kind === "literal" && right.kind === "literal") return left.value === right.value ? [left] : [];
  if (typeOf(left) !== typeOf(right)) return [];
  // The plain type of text or numbers is the widest, a literal the narrowest.
  return [left.kind === typeOf(left) || right.kind === "literal" ? right : left];
}

/** Several choices of scalars as those that all of them allow, in the place of the first; other shapes are left alone. */
function withCommonScalars(shapes: readonly Shape[]): readonly Shape[] {
  const choices = shapes.filter((shape) => scalarsOf(shape) !== undefined);
  const [first, ...others] = choices;
  if (first === undefined || others.length === 0) return shapes;
  const common = others.reduce<readonly Shape[]>((left, other) => {
    const right = scalarsOf(other) ?? [];
    return left.flatMap((one) => right.flatMap((another) => meet(one, another)));
  }, scalarsOf(first) ?? []);
  const union = unionOf(common);
  const isClosed = choices.some((shape) => shape.kind === "union" && shape.isClosed);
  const met: Shape = union.kind === "union" && isClosed ? { ...union, isClosed } : union;
  return shapes.flatMap((shape) => (shape === first ? [met] : choices.includes(shape) ? [] : [shape]));
}

/** Several lists as one, whose items are what all of them say; other shapes are left alone. */
function withCommonItems(shapes: readonly Shape[]): readonly Shape[] {
  const items = shapes.flatMap((shape) => (shape.kind === "array" ? [shape.items] : []));
  if (items.length < 2) return shapes;
  const first = shapes.find((shape) => shape.kind === "array");
  const merged: Shape = { kind: "array", items: intersectionOf(items) };
  return shapes.flatMap<Shape>((shape) => (shape === first ? [merged] : shape.kind === "array" ? [] : [shape]));
}

/** Several shapes that hold at once, without what adds nothing. */
export function intersectionOf(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) => (shape.kind === "intersection" ? shape.members : [shape]));
  const seen = new Set<string>();
  const members = withCommonItems(withCommonScalars(flat)).filter((shape) => {
    const key = JSON.stringify(shape);
    if (shape.kind === "unknown" || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const [only] = members;
  if (only === undefined) return { kind: "unknown" };
  return members.length === 1 ? only : { kind: "intersection", members };
}
