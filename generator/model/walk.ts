/** Walks shapes: which models a shape refers to, and which models an operation sends and receives. */

import type {
  Api,
  Hook,
  Operation,
  PatternShapes,
  Pointer,
  RequestContent,
  Response,
  ResponseContent,
  Shape,
} from "./types.js";

/** The shapes directly inside a shape. */
export function innerShapes(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case "array":
      return [shape.items];
    case "tuple":
      return shape.rest === undefined ? shape.items : [...shape.items, shape.rest];
    case "object": {
      const properties = shape.properties.map((property) => property.shape);
      const { rows = [], rest } = shape.patterns ?? {};
      const further = [shape.additional, ...rows.map((row) => row.shape), rest];
      return [...properties, ...further.flatMap((one) => one ?? [])];
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
        ...(shape.patterns && { patterns: mapPatterns(shape.patterns, change) }),
      };
    case "union":
    case "intersection":
      return { ...shape, members: shape.members.map(change) };
    default:
      return shape;
  }
}

function mapPatterns({ rows, rest }: PatternShapes, change: (inner: Shape) => Shape): PatternShapes {
  const changed = rows.map((row) => ({ ...row, shape: change(row.shape) }));
  return { rows: changed, ...(rest && { rest: change(rest) }) };
}

/** What to put in the place of shapes, by direction; `format` is that of the body, or text for parameters and headers. */
export interface ShapeChange {
  readonly sent: (shape: Shape, format: RequestContent["format"]) => Shape;
  readonly received: (shape: Shape, format: RequestContent["format"]) => Shape;
}

/** All operations and webhooks with their shapes replaced. */
export function mapApi(api: Api, change: ShapeChange): Api {
  return {
    resources: api.resources.map((resource) => ({
      ...resource,
      operations: resource.operations.map((operation) => mapOperation(operation, change)),
    })),
    webhooks: api.webhooks.map((hook) => mapHook(hook, change)),
  };
}

function mapOperation(operation: Operation, change: ShapeChange): Operation {
  const { input, successes, failures, callbacks } = operation;
  const { parameters, body } = input;
  const content = body?.content.map((one) => ({ ...one, shape: change.sent(one.shape, one.format) }));
  const mapResponse = (response: Response): Response => ({
    ...response,
    content: response.content.map((one) => ({ ...one, shape: change.received(one.shape, one.format) })),
    headers: response.headers.map((header) => ({ ...header, shape: change.received(header.shape, "text") })),
  });
  return {
    ...operation,
    input: {
      ...input,
      parameters: parameters.map((parameter) => ({ ...parameter, shape: change.sent(parameter.shape, "text") })),
      ...(body && content && { body: { ...body, content } }),
    },
    successes: successes.map(mapResponse),
    failures: failures.map(mapResponse),
    callbacks: callbacks.map((hook) => mapHook(hook, change)),
  };
}

/** A hook goes the other way: its body is received, its answers are sent. */
function mapHook(hook: Hook, { sent, received }: ShapeChange): Hook {
  const { payload, answers } = hook;
  const mapContent = (content: readonly ResponseContent[], change: ShapeChange["sent"]) =>
    content.map((one) => ({ ...one, shape: change(one.shape, one.format) }));
  return {
    ...hook,
    ...(payload && { payload: { ...payload, content: mapContent(payload.content, received) } }),
    answers: answers.map((answer) => ({ ...answer, content: mapContent(answer.content, sent) })),
  };
}

/** Every model that a shape names, not following them. */
export function referencesOf(shape: Shape): Pointer[] {
  if (shape.kind === "reference") return [shape.to];
  return innerShapes(shape).flatMap(referencesOf);
}

/** Shapes by direction. */
export interface WireShapes {
  readonly sent: readonly Shape[];
  readonly received: readonly Shape[];
}

/** The shapes of an operation and its callbacks. */
export function operationShapes(operation: Operation): WireShapes {
  const { input, successes, failures, callbacks } = operation;
  const hooks = callbacks.map(hookShapes);
  const responses = [...successes, ...failures];
  return {
    sent: [
      ...input.parameters.map((parameter) => parameter.shape),
      ...shapesOf(input.body?.content),
      ...hooks.flatMap(({ sent }) => sent),
    ],
    received: [
      ...responses.flatMap(({ content, headers }) => [...shapesOf(content), ...headers.map((header) => header.shape)]),
      ...hooks.flatMap(({ received }) => received),
    ],
  };
}

/** The shapes of a request that the server makes. */
export function hookShapes({ payload, answers }: Hook): WireShapes {
  return { sent: answers.flatMap(({ content }) => shapesOf(content)), received: shapesOf(payload?.content) };
}

/** The shapes of all operations and webhooks. */
export function apiShapes({ resources, webhooks }: Api): WireShapes {
  const operations = resources.flatMap((resource) => resource.operations).map(operationShapes);
  const all = [...operations, ...webhooks.map(hookShapes)];
  return { sent: all.flatMap(({ sent }) => sent), received: all.flatMap(({ received }) => received) };
}

function shapesOf(content: readonly { readonly shape: Shape }[] = []): Shape[] {
  return content.map(({ shape }) => shape);
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
