/** Unions and intersections of shapes, without what adds nothing to them. */

import type { Shape } from "../types.js";

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

/** Several lists of literals as the values that all of them have; other shapes are left alone. */
function withCommonLiterals(shapes: readonly Shape[]): readonly Shape[] {
  const lists = shapes.filter((shape) => literalTypes(shape) !== undefined);
  const [first, ...others] = lists.map((shape) => (shape.kind === "union" ? shape.members : [shape]));
  if (first === undefined || others.length === 0) return shapes;
  const texts = others.map((list) => new Set(list.map((one) => JSON.stringify(one))));
  const common = unionOf(first.filter((one) => texts.every((list) => list.has(JSON.stringify(one)))));
  return shapes.flatMap((shape) => (shape === lists[0] ? [common] : lists.includes(shape) ? [] : [shape]));
}

/** Several shapes that hold at once, without what adds nothing. */
export function intersectionOf(shapes: readonly Shape[]): Shape {
  const seen = new Set<string>();
  const members = withCommonLiterals(
    shapes.flatMap((shape) => (shape.kind === "intersection" ? shape.members : [shape])),
  ).filter((shape) => {
    const key = JSON.stringify(shape);
    if (shape.kind === "unknown" || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  // A list of literals is narrower than the type of its values.
  const isNarrowed = (shape: Shape) => members.some((other) => other !== shape && literalTypes(other)?.has(shape.kind));
  const kept = members.filter((shape) => !isNarrowed(shape));
  const [only] = kept;
  if (only === undefined) return { kind: "unknown" };
  return kept.length === 1 ? only : { kind: "intersection", members: kept };
}

/** The kinds that a literal or a union of literals narrows; `undefined` for any other shape. */
function literalTypes(shape: Shape): Set<string> | undefined {
  const members = shape.kind === "union" ? shape.members : [shape];
  if (!members.every((member) => member.kind === "literal")) return undefined;
  return new Set(members.map((member) => (member.kind === "literal" ? typeof member.value : "")));
}
