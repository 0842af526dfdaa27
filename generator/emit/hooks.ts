/** Prints `webhooks.ts`: what the server sends by webhooks and callbacks, and the functions that give it the caller's form. */

import type { InterfaceDeclarationStructure, PropertySignatureStructure } from "ts-morph";
import type { Hook, HookParameters, Model, ResponseContent } from "../model/types.js";
import { asCall, type Conversion, callWith, conversionOf } from "./codecs.js";
import { comment } from "./comments.js";
import { type Layout, print, printHanging } from "./layout.js";
import { objectType } from "./literals.js";
import { statusKey, unionOfLayouts } from "./operations/types.js";
import { memberTypes, type TypeScope } from "./shapes.js";
import { propertyKey } from "./text.js";
import { StructureKind } from "./ts-morph.js";
import type { Statement } from "./types.js";

/** Path of the module in the output folder. */
export const hooksPath = "webhooks.ts";

/** Operations that have callbacks. */
function callersBack(model: Model) {
  return model.resources.flatMap(({ operations }) => operations).filter(({ callbacks }) => callbacks.length > 0);
}

/** Every webhook and callback of a client. */
export function hooksOf(model: Model): readonly Hook[] {
  return [...model.webhooks, ...callersBack(model).flatMap(({ callbacks }) => callbacks)];
}

/** Names that the module exports: types, and functions. */
export function hookNames(model: Model): { readonly types: readonly string[]; readonly functions: readonly string[] } {
  const hooks = hooksOf(model);
  const { webhooks, callbacks } = model.hookMaps;
  return {
    types: [
      ...[webhooks, callbacks].flatMap((name) => name ?? []),
      ...hooks.flatMap(({ typeName, headers, query }) => [
        typeName,
        ...[headers, query].flatMap((group) => group?.typeName ?? []),
      ]),
    ],
    functions: hooks.flatMap(({ payload, answers }) => [
      ...(payload?.decode === undefined ? [] : [payload.decode]),
      ...answers.flatMap(({ encode }) => encode ?? []),
    ]),
  };
}

function signature(name: string, type: Layout, docs: string[], isOptional = false): PropertySignatureStructure {
  const key = propertyKey(name);
  const column = key.length + (isOptional ? 3 : 2);
  return {
    kind: StructureKind.PropertySignature,
    name: key,
    hasQuestionToken: isOptional,
    type: printHanging(type, { level: 1, column, after: 1 }),
    docs,
  };
}

function declared(
  name: string,
  docs: string[],
  properties: PropertySignatureStructure[],
): InterfaceDeclarationStructure {
  return { kind: StructureKind.Interface, isExported: true, name, docs, properties };
}

function mapOf(hooks: readonly Hook[]): PropertySignatureStructure[] {
  return hooks.map(({ key, typeName }) => signature(key, typeName, []));
}

function maps(model: Model): Statement[] {
  const { webhooks, callbacks } = model.hookMaps;
  const byOperation = callersBack(model).map(({ functionName, callbacks: own }) =>
    signature(functionName, objectType(own.map(({ key, typeName }) => [propertyKey(key), typeName])), []),
  );
  const webhooksText = "What the server sends of its own accord, by name of the webhook.";
  const callbacksText = "What the server sends because of an operation, by its function and the callback's name.";
  return [
    ...(webhooks === undefined ? [] : [declared(webhooks, [webhooksText], mapOf(model.webhooks))]),
    ...(callbacks === undefined ? [] : [declared(callbacks, [callbacksText], byOperation)]),
  ];
}

function contentType(content: readonly ResponseContent[], scope: TypeScope): Layout {
  return content.length === 0 ? "undefined" : unionOfLayouts(content.flatMap(({ shape }) => memberTypes(shape, scope)));
}

function parametersInterface(group: HookParameters | undefined, title: string, hook: Hook): Statement[] {
  if (group === undefined) return [];
  const members = group.members.map(({ name, required, docs }) =>
    signature(name, required ? "string" : "string | undefined", comment(docs), !required),
  );
  return [declared(group.typeName, [`${title} of {@link ${hook.typeName}}, as they arrive: text.`], members)];
}

function hookInterface(hook: Hook, scope: TypeScope): InterfaceDeclarationStructure {
  const { typeName, payload, headers, query, answers, method, expression, docs } = hook;
  const target = expression === undefined ? "" : ` to \`${expression.replaceAll("`", "'")}\``;
  const answerMembers = answers.map(({ status, content }) => [statusKey(status), contentType(content, scope)] as const);
  return declared(typeName, comment({ ...docs, notes: [`Sent by \`${method}\`${target}.`] }), [
    ...(payload === undefined ? [] : [signature("payload", contentType(payload.content, scope), [])]),
    ...(headers === undefined ? [] : [signature("headers", headers.typeName, [])]),
    ...(query === undefined ? [] : [signature("query", query.typeName, [])]),
    signature("responses", objectType(answerMembers), ["The answers that the server expects: the body by status."]),
  ]);
}

/** The conversion of a body that may have several media types: that of the first that needs one. */
function codecOf(content: readonly ResponseContent[], direction: "decode" | "encode", scope: TypeScope): Conversion {
  const [conversion] = content.flatMap(({ shape }) => conversionOf(shape, direction, scope) ?? []);
  return conversion ?? { body: "value" };
}

function decodeFunction({ payload, typeName }: Hook, scope: TypeScope): Statement[] {
  if (payload?.decode === undefined) return [];
  const callee = scope.imports.runtime("received");
  const call = callWith(callee, codecOf(payload.content, "decode", scope));
  return [
    {
      kind: StructureKind.Function,
      isExported: true,
      name: payload.decode,
      docs: [`The payload of {@link ${typeName}} from the parsed JSON of its body.`],
      parameters: [{ name: "value", type: "unknown" }],
      returnType: `${typeName}["payload"]`,
      statements: print(["return ", call, ";"], { level: 1 }),
    },
  ];
}

function encodeFunctions({ answers, typeName }: Hook, scope: TypeScope): Statement[] {
  return answers.flatMap(({ encode, status, content }): Statement[] => {
    if (encode === undefined) return [];
    const call = asCall(codecOf(content, "encode", scope));
    return [
      {
        kind: StructureKind.Function,
        isExported: true,
        name: encode,
        docs: [`An answer to {@link ${typeName}} as the server expects it: to be written as JSON.`],
        parameters: [
          { name: "value", type: `${typeName}["responses"][${statusKey(status).replace(/^[a-z]+$/, '"$&"')}]` },
        ],
        returnType: "unknown",
        statements: print(["return ", call, ";"], { level: 1 }),
      },
    ];
  });
}

/** Statements of the module. */
export function emitHooks(model: Model, scope: TypeScope): Statement[] {
  return [
    ...maps(model),
    ...hooksOf(model).flatMap((hook) => [
      hookInterface(hook, scope),
      ...parametersInterface(hook.headers, "Headers", hook),
      ...parametersInterface(hook.query, "Query parameters", hook),
      ...decodeFunction(hook, scope),
      ...encodeFunctions(hook, scope),
    ]),
  ];
}
