/** Turns the examples of a document into inputs of calls. */

import type { JsonValue, Model, Operation } from "../model/types.js";

/** Input of a call as a client with grouped arguments takes it. */
export interface CallInput {
  readonly path?: JsonObject;
  readonly query?: JsonObject;
  readonly headers?: JsonObject;
  readonly cookies?: JsonObject;
  readonly body?: JsonValue;
}

type JsonObject = { readonly [name: string]: JsonValue };

/** Every operation of a model. */
export function operationsOf(model: Model): readonly Operation[] {
  return model.resources.flatMap(({ operations }) => operations);
}

/** The operation that a person calls by its id, its function, or method and path. */
export function operationNamed(model: Model, name: string): Operation | undefined {
  return operationsOf(model).find(
    ({ id, functionName, method, path }) => id === name || functionName === name || `${method} ${path}` === name,
  );
}

/** An input of what must be given, or what of that has no example. */
export function inputFromExamples({
  input,
}: Operation): { readonly input: CallInput } | { readonly missing: string[] } {
  const groups: { [group: string]: { [name: string]: JsonValue } } = {};
  const missing: string[] = [];
  for (const { in: place, name, required, example: value } of input.parameters) {
    const group = input.groups?.find((one) => one.in === place)?.name;
    if (!required || group === undefined) continue;
    if (value === undefined) missing.push(name);
    else groups[group] = { ...groups[group], [name]: value };
  }
  const example = input.body?.content[0]?.example;
  if (input.body?.required && example === undefined) missing.push("body");
  return missing.length > 0 ? { missing } : { input: { ...groups, ...(example !== undefined && { body: example }) } };
}
