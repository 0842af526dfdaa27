/** Turns the model of a client into code that uses every type of it, in a form that a later client must compile with. */

import { usesOf } from "../diff/reach.js";
import { Side } from "../diff/sides.js";
import type { Model, Operation, Resource } from "../model/types.js";

/** A line of code that stops compiling when something breaks for callers. */
export interface TypeTest {
  /** What it is about, as callers write it. */
  readonly subject: string;
  readonly line: string;
}

/** What the tests stand on; they follow it, a line each. The clients are beside the module, in folders of these names. */
export const preamble: readonly string[] = [
  'import type * as before from "./before/index.js";',
  'import type * as after from "./after/index.js";',
  // What literals of objects may name: of a union, of any of its members; where anything goes, anything.
  "type Keys<T> = unknown extends T ? PropertyKey : T extends readonly unknown[] ? never : T extends object ? keyof T : never;",
  'type Failures<T extends { readonly "~types"?: unknown }> = Field<NonNullable<T["~types"]>, "failures">;',
  'type Headers<T extends { readonly "~types"?: unknown }> = Field<NonNullable<T["~types"]>, "headers">;',
  "type Field<T, Name extends string> = T extends { readonly [key in Name]: infer Value } ? Value : never;",
];

/** Tests of everything that callers of a client can name. */
export function typeTests(model: Model): readonly TypeTest[] {
  const operations = model.resources.flatMap((resource) =>
    resource.operations.flatMap((operation) => operationTests(operation, resource, model)),
  );
  const uses = usesOf(new Side(model));
  const models = model.models.flatMap(({ name, constants, pointer, shape }) => [
    named(name, `export type _ = after.${name};`),
    ...(uses.has(pointer) && shape.kind === "object" && shape.properties.length > 0
      ? [named(name, `export interface _ extends after.${name} {}`)]
      : []),
    ...(uses.get(pointer)?.isGiven === true ? [flow(name, `Keys<before.${name}>`, `Keys<after.${name}>`)] : []),
    ...(constants === undefined ? [] : [flow(name, `typeof after.${name}`, `typeof before.${name}`)]),
  ]);
  const options = model.lock.names["#options"] ?? `${model.name}Options`;
  const client = [
    flow(options, `before.${options}`, `after.${options}`),
    flow(options, `Keys<before.${options}>`, `Keys<after.${options}>`),
    named(model.name, `export type _ = after.${model.name};`),
  ];
  return [...operations, ...models, ...client].map(({ subject, line }, index) => ({
    subject,
    line: line.replace(/^export (const|type|interface) _/, `export $1 _${index}`),
  }));
}

function named(subject: string, line: string): TypeTest {
  return { subject, line };
}

/** Values of one type go where the other is wanted. */
function flow(subject: string, from: string, to: string): TypeTest {
  return { subject, line: `export const _: (value: ${from}) => ${to} = (value) => value;` };
}

function operationTests(operation: Operation, { path }: Resource, model: Model): TypeTest[] {
  const { functionName: name, constantName: constant, input, methodName } = operation;
  const [before, after] = [`typeof before.${name}`, `typeof after.${name}`];
  const members = [...path, methodName].map((part) => `[${JSON.stringify(part)}]`).join("");
  const hasResult = operation.successes.some(({ content, isBodiless }) => content.length > 0 && !isBodiless);
  // Of nothing nobody reads anything.
  const result = hasResult ? [flow(name, `Awaited<ReturnType<${after}>>`, `Awaited<ReturnType<${before}>>`)] : [];
  const literal = `Keys<Parameters<${before}>[1]>`;
  const keys = input.shape === "none" ? [] : [flow(name, literal, `Keys<Parameters<${after}>[1]>`)];
  return [
    named(name, `export type _ = after.${model.name}${members};`),
    flow(name, `Parameters<${before}>`, `Parameters<${after}>`),
    ...keys,
    ...result,
    ...["Failures", "Headers"].map((kind) =>
      flow(name, `${kind}<typeof after.${constant}>`, `${kind}<typeof before.${constant}>`),
    ),
  ];
}
