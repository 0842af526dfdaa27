/** Turns sampled inputs and answers into a module that is to compile: each must be assignable to the generated types. */

import { type Case, isRedirect } from "./answers.js";
import type { GeneratedOperation } from "./client.js";
import { accepts, concreteType } from "./media.js";
import { callerInput } from "./requests.js";
import type { Script } from "./round-trip.js";
import { callerValue, type Form } from "./sample.js";

/** A module, and what each of its lines is about. */
export interface TypedSamples {
  readonly text: string;
  /** Operation by line, counted from 1. */
  readonly operations: ReadonlyMap<number, string>;
}

/** So many samples of one operation's inputs, and of one answer's bodies, are enough: the others differ in values alone. */
const perPlace = 2;

/**
 * One statement a line: a call for each input, a typed constant for each answer.
 *
 * @param module - Specifier of the client's index.
 */
export function typedSamples(
  module: string,
  scripts: readonly Script[],
  form: Form,
  generatedOf: (script: Script) => GeneratedOperation | undefined,
): TypedSamples {
  const lines = [
    `import * as api from ${JSON.stringify(module)};`,
    "export type Data<F extends (...args: never) => PromiseLike<unknown>> = Awaited<ReturnType<F>>;",
    "export type Outcome<F extends (...args: never) => { result(): Promise<unknown> }> = Awaited<ReturnType<ReturnType<F>['result']>>;",
    "export type Failed<O, S> = O extends { readonly ok: false; readonly status: S; readonly error: infer E } ? E : never;",
    "export type Body<O, S> = Failed<O, S> extends infer E extends { readonly body: unknown } ? E['body'] : never;",
    "declare const client: ReturnType<typeof api.createClient>;",
  ];
  const operations = new Map<number, string>();
  for (const script of scripts) {
    const generated = generatedOf(script);
    if (generated === undefined) continue;
    for (const statement of [...calls(script, form, generated), ...answers(script, form, generated)]) {
      operations.set(lines.push(statement), script.operation.key);
    }
  }
  return { text: `${lines.join("\n")}\n`, operations };
}

function calls({ operation, inputs }: Script, form: Form, generated: GeneratedOperation): string[] {
  const { name } = generated;
  const bodies = new Map<string | undefined, number>();
  return inputs.flatMap((input) => {
    if (input.parameters.some(({ isJudged }) => !isJudged)) return [];
    const count = (bodies.get(input.body?.media.type) ?? 0) + 1;
    bodies.set(input.body?.media.type, count);
    if (count > perPlace) return [];
    const value = callerInput(operation, input, form, generated);
    return [`export const _${name}${bodies.size}_${count} = (): unknown => api.${name}(${arguments_(value)});`];
  });
}

function arguments_(value: unknown): string {
  return value === undefined ? "client" : `client, ${literal(value)}`;
}

function answers({ cases }: Script, form: Form, { name, answerTypes }: GeneratedOperation): string[] {
  const counts = new Map<string, number>();
  return cases.flatMap((sent) => {
    const { content, key } = sent;
    if (
      content === undefined ||
      isRedirect(sent) ||
      !accepts(answerTypes.join(), concreteType(content.media.type, content.format))
    )
      return [];
    const place = `${key} ${content.media.type}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    if (count > perPlace) return [];
    const own = `$${name}${[...counts.keys()].indexOf(place)}_${count}`;
    return [`export const ${own}: ${typeOf(sent, name)} = ${literal(callerValue(content.sample, form))};`];
  });
}

function typeOf({ key, status }: Case, name: string): string {
  if (status < 300) return `Data<typeof api.${name}>`;
  return `Body<Outcome<typeof api.${name}>, ${/^\d+$/.test(key) ? key : JSON.stringify(key)}>`;
}

/** A value as an expression. Bytes are some `Blob`. */
function literal(value: unknown): string {
  if (value instanceof Date) return `new Date(${JSON.stringify(value.toISOString())})`;
  if (value instanceof Blob) return "new Blob()";
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return plainLiteral(value);
  const entries = Object.entries(value).map(([key, inner]) => `${property(key)}: ${literal(inner)}`);
  return `{ ${entries.join(", ")} }`;
}

/** A statement must stay on its line, as TypeScript counts lines. */
function plainLiteral(value: unknown): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** `__proto__` is no property unless it is computed. */
function property(key: string): string {
  return key === "__proto__" ? '["__proto__"]' : plainLiteral(key);
}
