/** Walks shapes: which models a shape refers to, and which models an operation sends and receives. */

import type { Operation, Pointer, Shape } from "./types.js";

/** The shapes directly inside a shape. */
export function innerShapes(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case "array":
      return [shape.items];
    case "tuple":
      return shape.rest === undefined ? shape.items : [...shape.items, shape.rest];
    case "object": {
      const properties = shape.properties.map((property) => property.shape);
      return shape.additional === undefined ? properties : [...properties, shape.additional];
    }
    case "union":
    case "intersection":
      return shape.members;
    default:
      return [];
  }
}

/** Every model that a shape names, not following them. */
export function referencesOf(shape: Shape): Pointer[] {
  if (shape.kind === "reference") return [shape.to];
  return innerShapes(shape).flatMap(referencesOf);
}

/** The shapes that callers hand to an operation. */
export function sentShapes(operation: Operation): Shape[] {
  const { parameters, body } = operation.input;
  return [...parameters.map((parameter) => parameter.shape), ...(body?.content ?? []).map((content) => content.shape)];
}

/** The shapes that callers get from an operation. */
export function receivedShapes(operation: Operation): Shape[] {
  const responses = [...operation.successes, ...operation.failures];
  return responses.flatMap((response) => [
    ...response.content.map((content) => content.shape),
    ...response.headers.map((header) => header.shape),
  ]);
}

/** All models reachable from some, themselves included. */
export function closure(from: readonly Pointer[], edges: (pointer: Pointer) => readonly Pointer[]): Set<Pointer> {
  const reached = new Set<Pointer>();
  const queue = [...from];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    queue.push(...edges(next));
  }
  return reached;
}
