/** Finds out which models callers read and which they give, and through which functions. */

import type { Hook, Operation, Pointer, Shape } from "../model/types.js";
import type { Side } from "./sides.js";

/** How callers meet a model. */
export interface Use {
  isRead: boolean;
  isGiven: boolean;
  /** Functions whose callers do, in the order of the client. */
  readonly functions: Set<string>;
}

/** Every model that a call, webhook or callback leads to. What nothing leads to is known by its name alone. */
export function usesOf(side: Side): ReadonlyMap<Pointer, Use> {
  const uses = new Map<Pointer, Use>();
  const visit = (shape: Shape, direction: "isRead" | "isGiven", name: string | undefined) => {
    if (shape.kind !== "reference") {
      for (const inner of innerShapes(shape)) visit(inner, direction, name);
      return;
    }
    const use = uses.get(shape.to) ?? { isRead: false, isGiven: false, functions: new Set<string>() };
    const isKnown = use[direction] && (name === undefined || use.functions.has(`${direction} ${name}`));
    if (isKnown) return;
    use[direction] = true;
    if (name !== undefined) use.functions.add(`${direction} ${name}`);
    uses.set(shape.to, use);
    const model = side.get(shape.to);
    if (model !== undefined) visit(model.shape, direction, name);
  };
  for (const { operation } of side.operations) {
    const { given, read } = shapesOf(operation);
    for (const shape of given) visit(shape, "isGiven", operation.functionName);
    for (const shape of read) visit(shape, "isRead", operation.functionName);
  }
  const hooks = [...side.model.webhooks, ...side.operations.flatMap(({ operation }) => operation.callbacks)];
  for (const { given, read } of hooks.map(hookShapes)) {
    for (const shape of given) visit(shape, "isGiven", undefined);
    for (const shape of read) visit(shape, "isRead", undefined);
  }
  return uses;
}

/** Names of the functions of a use. */
export function functionsOf({ functions }: Use): readonly string[] {
  return [...new Set([...functions].map((one) => one.slice(one.indexOf(" ") + 1)))];
}

function shapesOf({ input, successes, failures }: Operation): { given: readonly Shape[]; read: readonly Shape[] } {
  const responses = [...successes, ...failures];
  return {
    given: [...input.parameters, ...(input.body?.content ?? [])].map(({ shape }) => shape),
    read: responses.flatMap(({ content, headers }) => [...content, ...headers].map(({ shape }) => shape)),
  };
}

function hookShapes({ payload, answers }: Hook): { given: readonly Shape[]; read: readonly Shape[] } {
  return {
    given: answers.flatMap(({ content }) => content.map(({ shape }) => shape)),
    read: (payload?.content ?? []).map(({ shape }) => shape),
  };
}

function innerShapes(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case "array":
      return [shape.items];
    case "tuple":
      return [...shape.items, ...(shape.rest === undefined ? [] : [shape.rest])];
    case "object":
      return [
        ...shape.properties.map((property) => property.shape),
        ...(shape.additional === undefined ? [] : [shape.additional]),
      ];
    case "union":
    case "intersection":
      return shape.members;
    default:
      return [];
  }
}
