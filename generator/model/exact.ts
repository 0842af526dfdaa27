/** Finds what goes over the wire with whole numbers in it that JSON's own reader and writer would round. */

import type { Api, NamedModel, Operation, Parameter, Pointer, Response, Shape } from "./types.js";
import { closure, innerShapes, invert, referencesOf } from "./walk.js";

function holdsItself(shape: Shape): boolean {
  if (shape.kind === "converted") return shape.to === "bigint" || shape.to === "digits";
  return innerShapes(shape).some(holdsItself);
}

/** Marks bodies, parameters and headers of operations that need every digit. */
export function markExact(api: Api, models: readonly NamedModel[]): Api {
  const own = models.filter((model) => holdsItself(model.shape)).map((model) => model.pointer);
  if (own.length === 0 && !hasExactShapes(api)) return api;
  const users = invert(new Map(models.map((model) => [model.pointer, referencesOf(model.shape)])));
  const exact = closure(own, (pointer) => users.get(pointer) ?? []);
  const byPointer = new Map(models.map((model) => [model.pointer, model.shape]));
  const holds = (shape: Shape) => holdsItself(shape) || referencesOf(shape).some((pointer) => exact.has(pointer));
  const mark = <Content extends { readonly format: string; readonly shape: Shape }>(content: Content): Content =>
    content.format !== "text" && content.format !== "bytes" && holds(content.shape)
      ? { ...content, isExact: true }
      : content;
  const markResponse = (response: Response): Response => ({
    ...response,
    content: response.content.map(mark),
    headers: response.headers.map((header) => (header.format === "json" ? mark(header) : header)),
  });
  const markParameter = (parameter: Parameter): Parameter =>
    holds(parameter.shape) && isJson(parameter, byPointer) ? { ...parameter, isExact: true } : parameter;
  const markOperation = (operation: Operation): Operation => {
    const { input, successes, failures } = operation;
    const body = input.body && { ...input.body, content: input.body.content.map(mark) };
    return {
      ...operation,
      input: { ...input, parameters: input.parameters.map(markParameter), ...(body && { body }) },
      successes: successes.map(markResponse),
      failures: failures.map(markResponse),
    };
  };
  return {
    ...api,
    resources: api.resources.map((resource) => ({ ...resource, operations: resource.operations.map(markOperation) })),
  };
}

function hasExactShapes({ resources }: Api): boolean {
  return resources.some(({ operations }) =>
    operations.some(({ input, successes, failures }) => {
      const bodies = [...(input.body?.content ?? []), ...[...successes, ...failures].flatMap((one) => one.content)];
      const headers = [...successes, ...failures].flatMap((one) => one.headers);
      return [...input.parameters, ...bodies, ...headers].some(({ shape }) => holdsItself(shape));
    }),
  );
}

/** Whether a parameter, or what its style has no form for in it, is written as JSON. */
function isJson({ style, shape }: Parameter, models: ReadonlyMap<Pointer, Shape>): boolean {
  if (style === "json") return true;
  return style !== "dots" && style !== "deepObject" && isDeep(shape, models, 0, new Set());
}

/** Whether there are lists or objects inside of lists or objects. */
function isDeep(shape: Shape, models: ReadonlyMap<Pointer, Shape>, depth: number, path: ReadonlySet<Pointer>): boolean {
  if (shape.kind === "reference") {
    const target = models.get(shape.to);
    if (target === undefined || path.has(shape.to)) return path.has(shape.to);
    return isDeep(target, models, depth, new Set([...path, shape.to]));
  }
  const isLevel = shape.kind === "array" || shape.kind === "object" || shape.kind === "tuple";
  const level = isLevel ? depth + 1 : depth;
  return level > 1 || innerShapes(shape).some((inner) => isDeep(inner, models, level, path));
}
