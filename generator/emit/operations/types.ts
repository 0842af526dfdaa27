/** Prints the types of an operation: what goes in, what comes out, and how it can fail. */

import type { PropertySignatureStructure } from "ts-morph";
import type { Body, Header, Input, Operation, RequestContent, Response, Shape } from "../../model/types.js";
import { comment } from "../comments.js";
import { type Layout, list, print, printHanging } from "../layout.js";
import { objectType } from "../literals.js";
import { type Member, propertySignature } from "../models.js";
import { memberTypes, type TypeScope, unionType } from "../shapes.js";
import { mediaRangeType, stringLiteral } from "../text.js";
import { StructureKind } from "../ts-morph.js";
import type { Statement } from "../types.js";

/** Several types as one, repetitions dropped. */
export function unionOfLayouts(layouts: readonly Layout[]): Layout {
  const unique = new Map(layouts.map((layout) => [print(layout), layout]));
  if (unique.has("unknown")) return "unknown";
  return unionType([...unique.values()]);
}

function hasBody({ content, isBodiless }: Response): boolean {
  return content.length > 0 && !isBodiless;
}

function responseTypes(response: Response, empty: string, scope: TypeScope): Layout[] {
  if (!hasBody(response)) return [empty];
  return response.content.flatMap((content) => memberTypes(content.shape, scope));
}

/** What a successful call gives. */
function resultType(operation: Operation, scope: TypeScope): Layout {
  if (operation.successes.length === 0) return "void";
  const isNothing = !operation.successes.some(hasBody);
  const empty = isNothing ? "void" : "undefined";
  return unionOfLayouts(operation.successes.flatMap((response) => responseTypes(response, empty, scope)));
}

/** A status as key of a type: ranges are no numbers. */
export function statusKey(status: string): string {
  return /^\d/.test(status) && !/^\d{3}$/.test(status) ? stringLiteral(status) : status;
}

function failureMembers(operation: Operation, scope: TypeScope): [string, Layout][] {
  return operation.failures.map((response) => [
    statusKey(response.status),
    // Where no body is described, one may come all the same.
    unionOfLayouts(responseTypes(response, response.isBodiless ? "undefined" : "unknown", scope)),
  ]);
}

function failuresType(operation: Operation, scope: TypeScope): Layout {
  return operation.failuresName ?? objectType(failureMembers(operation, scope));
}

/** `Call<…>` or `Operation<…>` of an operation; what isn't documented is left to the defaults. */
export function genericType(name: "Call" | "Operation", operation: Operation, scope: TypeScope): Layout {
  const argumentsOf: Layout[] = [resultType(operation, scope)];
  const { headersName } = operation;
  if (operation.failures.length > 0) argumentsOf.push(failuresType(operation, scope));
  else if (headersName !== undefined) argumentsOf.push("Record<never, never>");
  if (headersName !== undefined) argumentsOf.push(headersName);
  return [scope.imports.runtimeType(name), list("<", argumentsOf, ">", { trailing: false })];
}

/** Documented headers of all successes; one that not all of them have is optional. */
function successHeaders(operation: Operation): Header[] {
  const names = new Set(operation.successes.flatMap((response) => response.headers.map((header) => header.name)));
  return [...names].flatMap((name) => {
    const found = operation.successes.flatMap((response) => response.headers.filter((header) => header.name === name));
    const [first] = found;
    const isAlways = found.length === operation.successes.length && found.every((header) => header.required);
    return first === undefined ? [] : [{ ...first, required: isAlways }];
  });
}

function bytesType(scope: TypeScope): Layout {
  return scope.imports.runtimeType("Binary");
}

function contentTypes(content: RequestContent, scope: TypeScope): Layout[] {
  return content.format === "bytes" ? [bytesType(scope)] : memberTypes(content.shape, scope);
}

/** What a caller hands over as body: the plain value, or another media type by name. */
export function bodyType(body: Body, scope: TypeScope, isOptional = false): Layout {
  if (body.content.length === 0) return "unknown";
  const types = body.content.flatMap((content, index): Layout[] => {
    const { mediaType } = content;
    const isRange = mediaType.includes("*");
    if (index === 0 && !isRange) return contentTypes(content, scope);
    return [
      objectType([
        ["contentType", isRange ? mediaRangeType(mediaType) : stringLiteral(mediaType)],
        ["body", unionType(contentTypes(content, scope))],
      ]),
    ];
  });
  return unionType([...types, ...(isOptional ? ["undefined"] : [])]);
}

const unknownShape: Shape = { kind: "unknown" };

const groupTitles = {
  path: "Path parameters",
  query: "Query parameters",
  headers: "Request headers",
  cookies: "Request cookies",
} as const;

/** An input has one interface, or one with one for each place that it is grouped by. */
function inputInterfaces({ functionName }: Operation, input: Input, scope: TypeScope): Statement[] {
  const { typeName, groups = [], parameters } = input;
  if (typeName === undefined) return [];
  const declared = (name: string, text: string, properties: PropertySignatureStructure[]): Statement => ({
    kind: StructureKind.Interface,
    isExported: true,
    name,
    docs: [text],
    properties,
  });
  const signatures = (members: readonly Member[]) => members.map((member) => propertySignature(member, scope));
  const inner = groups.map((group) => {
    const members = parameters.filter((parameter) => parameter.in === group.in);
    return declared(group.typeName, `${groupTitles[group.name]} of {@link ${functionName}}.`, signatures(members));
  });
  const places = groups.map((group): PropertySignatureStructure => {
    const type = group.optional ? `${group.typeName} | undefined` : group.typeName;
    return { kind: StructureKind.PropertySignature, name: group.name, hasQuestionToken: group.optional, type };
  });
  const own = input.groups === undefined ? signatures(parameters) : places;
  const isLate = input.shape === "none" || input.shape === "body";
  const text = isLate
    ? `Parameters of {@link ${functionName}}, given in its options.`
    : `Input of {@link ${functionName}}.`;
  return [...inner, declared(typeName, text, [...own, ...bodyProperty(input, scope)])];
}

/** `body` of an input that has one beside its parameters. */
function bodyProperty({ shape, body }: Input, scope: TypeScope): PropertySignatureStructure[] {
  if (body === undefined || shape === "body") return [];
  const { docs, required } = body;
  const signature = propertySignature({ name: "body", required: true, shape: unknownShape, docs }, scope);
  const layout = { level: 1, column: "body?: ".length, after: 1 };
  const type = printHanging(bodyType(body, scope, !required), layout);
  return [{ ...signature, hasQuestionToken: !required, type }];
}

/** The interfaces that belong to an operation: its input and its response headers. */
export function operationInterfaces(operation: Operation, scope: TypeScope): Statement[] {
  const { input, headersName, failuresName } = operation;
  const statements: Statement[] = inputInterfaces(operation, input, scope);
  if (failuresName !== undefined) {
    statements.push({
      kind: StructureKind.Interface,
      isExported: true,
      name: failuresName,
      docs: [`Documented failures of {@link ${operation.functionName}}: the body by status.`],
      properties: failureMembers(operation, scope).map(([name, type]) => ({
        name,
        type: printHanging(type, { level: 1, column: name.length + 2, after: 1 }),
      })),
    });
  }
  if (headersName !== undefined) {
    statements.push({
      kind: StructureKind.Interface,
      isExported: true,
      name: headersName,
      docs: [`Response headers of {@link ${operation.functionName}}.`],
      properties: successHeaders(operation).map((header) => propertySignature(header, scope)),
    });
  }
  return statements;
}

/** Comment of an operation's function and method. */
export function operationComment(operation: Operation): string[] {
  const throws = operation.failures.map(({ status, description = "" }) => {
    const text = description.split("\n")[0]?.replaceAll("*/", "*\\/") ?? "";
    return `@throws ApiError ${status === "default" ? "any other status" : status}${text === "" ? "" : `: ${text}`}`;
  });
  return comment(operation.docs, throws);
}
