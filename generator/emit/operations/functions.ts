/** Prints an operation as a function, and as a method of its resource. */

import type { FunctionDeclarationStructure, MethodDeclarationStructure } from "ts-morph";
import type { Operation } from "../../model/types.js";
import { type Layout, list, print } from "../layout.js";
import type { TypeScope } from "../shapes.js";
import { type Signature, signature } from "../signature.js";
import { StructureKind } from "../ts-morph.js";
import { bodyType, genericType, operationComment } from "./types.js";

/** The type of the input argument; `undefined` if there is none. */
function inputType({ input: { shape, typeName, body } }: Operation, scope: TypeScope): Layout | undefined {
  if (shape === "none") return undefined;
  if (shape === "body") return body && bodyType(body, scope);
  return typeName;
}

/** The type of the options that all operations have. Those of the client name its servers. */
function ownOptions({ imports, index: { serverOptions } }: TypeScope): string {
  const own = imports.runtimeType("RequestOptions");
  if (serverOptions === undefined) return own;
  return `${own}<${imports.localType("client.ts", serverOptions)}["server"]>`;
}

/** The type of the options; where parameters are younger than the shape of the input, they are given there. */
function optionsType({ input: { shape, typeName } }: Operation, scope: TypeScope): Layout {
  const own = ownOptions(scope);
  const isLate = shape === "none" || shape === "body";
  return isLate && typeName !== undefined ? `${own} & { parameters?: ${typeName} | undefined }` : own;
}

/** Parameters after `client`: the input, unless there is none, and the options. */
function callParameters(operation: Operation, scope: TypeScope): Layout[] {
  const type = inputType(operation, scope);
  const options = ["options?: ", optionsType(operation, scope)];
  if (type === undefined) return [options];
  return [[operation.input.optional ? "input?: " : "input: ", type], options];
}

/** `return callee(…);` */
function returnCall(callee: string, values: readonly string[], level: number): string {
  return print(["return ", callee, list("(", values, ")"), ";"], { level });
}

/** `serviceCreate(client, input, options)`. */
export function operationFunction(operation: Operation, scope: TypeScope): FunctionDeclarationStructure {
  const { functionName, constantName } = operation;
  const client = `client: ${scope.imports.runtimeType("ClientLike")}`;
  const parts: Signature = {
    head: `export function ${functionName}`,
    parameters: [client, ...callParameters(operation, scope)],
    returnType: genericType("Call", operation, scope),
    level: 0,
  };
  const input = operation.input.shape === "none" ? "undefined" : "input";
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: functionName,
    docs: operationComment(operation),
    ...signature(parts),
    statements: returnCall("client.client.send", [constantName, input, "options"], 1),
  };
}

/** `create(input, options)` of the resource class. */
export function operationMethod(operation: Operation, scope: TypeScope): MethodDeclarationStructure {
  return method(operation.methodName, operationComment(operation), operation, scope);
}

/** The same method by the name that it had before it was renamed. */
export function aliasMethod(alias: string, operation: Operation, scope: TypeScope): MethodDeclarationStructure {
  return method(alias, [`@deprecated Renamed: \`${operation.methodName}\`.`], operation, scope);
}

function method(name: string, docs: string[], operation: Operation, scope: TypeScope): MethodDeclarationStructure {
  const input = operation.input.shape === "none" ? [] : ["input"];
  const parts: Signature = {
    head: name,
    parameters: callParameters(operation, scope),
    returnType: genericType("Call", operation, scope),
    level: 1,
  };
  return {
    kind: StructureKind.Method,
    name,
    docs,
    ...signature(parts),
    statements: returnCall(operation.functionName, ["this.client", ...input, "options"], 2),
  };
}
