/** Walks shapes: which models a shape refers to, and which models an operation sends and receives. */

import type { Operation, Pointer, Response, Shape } from "./types.js";

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

/** A shape with every shape directly inside it replaced. */
export function mapInner(shape: Shape, change: (inner: Shape) => Shape): Shape {
  switch (shape.kind) {
    case "array":
      return { ...shape, items: change(shape.items) };
    case "tuple":
      return { ...shape, items: shape.items.map(change), ...(shape.rest && { rest: change(shape.rest) }) };
    case "object":
      return {
        ...shape,
        properties: shape.properties.map((property) => ({ ...property, shape: change(property.shape) })),
        ...(shape.additional && { additional: change(shape.additional) }),
      };
    case "union":
    case "intersection":
      return { ...shape, members: shape.members.map(change) };
    default:
      return shape;
  }
}

/** An operation with the shapes that callers hand over replaced. */
export function mapSent(operation: Operation, change: (shape: Shape) => Shape): Operation {
  const { parameters, body } = operation.input;
  const content = body?.content.map((one) => ({ ...one, shape: change(one.shape) }));
  const input = {
    ...operation.input,
    parameters: parameters.map((parameter) => ({ ...parameter, shape: change(parameter.shape) })),
    ...(body && content && { body: { ...body, content } }),
  };
  return { ...operation, input };
}

/** An operation with the shapes that callers get replaced. */
export function mapReceived(operation: Operation, change: (shape: Shape) => Shape): Operation {
  const mapResponse = (response: Response): Response => ({
    ...response,
    content: response.content.map((one) => ({ ...one, shape: change(one.shape) })),
    headers: response.headers.map((header) => ({ ...header, shape: change(header.shape) })),
  });
  const { successes, failures } = operation;
  return { ...operation, successes: successes.map(mapResponse), failures: failures.map(mapResponse) };
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

/** Edges the other way round: from each model to those that refer to it. */
export function invert(edges: ReadonlyMap<Pointer, readonly Pointer[]>): Map<Pointer, Pointer[]> {
  const inverted = new Map<Pointer, Pointer[]>();
  for (const [from, targets] of edges) {
    for (const to of targets) {
      const known = inverted.get(to);
      if (known === undefined) inverted.set(to, [from]);
      else known.push(from);
    }
  }
  return inverted;
}
