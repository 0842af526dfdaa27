/** Turns the document's operations into the operations of resources: names, docs, security, input, responses. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { buildHooks } from "../hooks.js";
import { Scope } from "../naming/allocate.js";
import { asIdentifier, camelCase, capitalise } from "../naming/casing.js";
import { keys } from "../naming/given.js";
import type { Wish } from "../naming/ledger.js";
import { isReservedResourceMember } from "../naming/reserved.js";
import { methodFromOperationId, methodFromPath } from "../naming/verbs.js";
import { ownServer } from "../servers.js";
import type { Credential, Docs, Operation, Resource } from "../types.js";
import { idempotencyParameter } from "./idempotency.js";
import { buildInput } from "./inputs.js";
import { linksText } from "./links.js";
import type { ResourcePlan } from "./resources.js";
import { buildResponses } from "./responses.js";

/** The names of one operation, given before any inline model is, so that those give way. */
export interface OperationNames {
  readonly functionName: string;
  readonly constantName: string;
  readonly methodName: string;
}

function operationDocs(operation: document.Operation, links: string | undefined): Docs {
  const { summary, deprecated } = operation;
  const own = operation.description === summary ? undefined : operation.description;
  const description = [own, links].filter((text) => text !== undefined).join("\n\n");
  return {
    ...(summary === undefined ? {} : { summary }),
    ...(description === "" ? {} : { description }),
    ...(deprecated ? { deprecated: true } : {}),
    notes: [],
  };
}

function idealMethod(operation: document.Operation, plan: ResourcePlan, context: BuildContext): string {
  const { method, path } = operation;
  const given = context.ledger.given(keys.method(operation));
  if (given !== undefined) return given.name;
  const operationId = context.ledger.given(operation.id)?.name ?? operation.operationId;
  if (operationId === undefined) return methodFromPath(method, path);
  return methodFromOperationId(operationId, plan.path) || methodFromPath(method, path);
}

/** Names of all operations: function, constant, and method on the resource. */
export function nameOperations(plans: readonly ResourcePlan[], context: BuildContext): Map<string, OperationNames> {
  const members = new Set(plans.map(({ path }) => path.join("/")));
  return new Map(plans.flatMap((plan) => nameOperationsOf(plan, members, context)));
}

function nameOperationsOf(
  plan: ResourcePlan,
  resources: ReadonlySet<string>,
  context: BuildContext,
): [string, OperationNames][] {
  const isResource = (name: string) => resources.has([...plan.path, name].join("/"));
  const methods = new Scope((name) => isReservedResourceMember(name) || isResource(name));
  for (const pointer of plan.operations.map(keys.method)) {
    for (const alias of context.aliasesOf(pointer)) methods.claim(alias, pointer);
  }
  const wishes = plan.operations.map((operation): Wish => {
    const { operationId, method, path } = operation;
    const ideal = asIdentifier(idealMethod(operation, plan, context));
    const others = [asIdentifier(methodFromPath(method, path)), asIdentifier(camelCase(operationId ?? ""))];
    return { pointer: keys.method(operation), candidates: [ideal, ...others] };
  });
  const methodNames = context.nameAll(wishes, methods, context.document.at);
  return plan.operations.map((operation) => {
    const methodName = methodNames.get(keys.method(operation)) ?? "";
    return [operation.id, { ...nameFunction(operation, plan, context), methodName }];
  });
}

function nameFunction(
  operation: document.Operation,
  plan: ResourcePlan,
  context: BuildContext,
): Omit<OperationNames, "methodName"> {
  const { id, at, operationId } = operation;
  const full = asIdentifier(camelCase(`${plan.path.join(" ")} ${idealMethod(operation, plan, context)}`));
  const ideal = operationId === undefined ? full : asIdentifier(camelCase(operationId)) || full;
  const functionName = context.name(id, ideal === full ? [ideal] : [ideal, full], at);
  const constantName = context.name(`${id}@constant`, [`${functionName}Operation`], at);
  return { functionName, constantName };
}

/** The document's alternatives in terms of credentials; a scheme for which nothing is sent asks for none. */
function securityOf(operation: document.Operation, credentials: readonly Credential[]): string[][] {
  const byScheme = new Map(credentials.map((credential) => [credential.scheme, credential.name]));
  return operation.security.map((schemes) => schemes.flatMap((scheme) => byScheme.get(scheme) ?? []));
}

/** One resource with its operations built. */
export function buildResource(
  plan: ResourcePlan,
  names: ReadonlyMap<string, OperationNames>,
  credentials: readonly Credential[],
  context: BuildContext,
): Resource {
  const operations = plan.operations.flatMap((operation): Operation[] => {
    const given = names.get(operation.id);
    if (given === undefined) return [];
    return context.within(operation.id, () => [buildOperation(operation, given, names, credentials, context)]);
  });
  return { ...plan, operations };
}

/** What guards know an operation by: its operationId, unless another operation has the same. */
function identityOf({ id, operationId, method, path }: document.Operation, context: BuildContext): string {
  const isFirst = operationId !== undefined && context.operationIds.get(operationId) === id;
  return isFirst ? operationId : `${method} ${path}`;
}

function buildOperation(
  operation: document.Operation,
  names: OperationNames,
  allNames: ReadonlyMap<string, OperationNames>,
  credentials: readonly Credential[],
  context: BuildContext,
): Operation {
  const server = ownServer(operation.servers, context);
  const idempotencyHeader = idempotencyParameter(operation)?.name;
  const responses = buildResponses(operation, names.functionName, context);
  const hasHeaders = responses.successes.some((response) => response.headers.length > 0);
  const hasFailures = responses.failures.length > 1;
  const pascal = capitalise(names.functionName);
  const nameOf = (what: string) => context.name(`${operation.id}@${what.toLowerCase()}`, [pascal + what], operation.at);
  return {
    pointer: operation.id,
    id: identityOf(operation, context),
    method: operation.method,
    path: operation.path,
    fixedQuery: operation.fixedQuery,
    ...(server === undefined ? {} : { server }),
    ...(idempotencyHeader === undefined ? {} : { idempotencyHeader }),
    ...names,
    docs: operationDocs(operation, linksText(operation, allNames, context)),
    security: securityOf(operation, credentials),
    scopes: operation.scopes,
    input: buildInput(operation, names.functionName, context),
    ...(hasHeaders ? { headersName: nameOf("Headers") } : {}),
    ...(hasFailures ? { failuresName: nameOf("Failures") } : {}),
    ...responses,
    callbacks: buildHooks(operation.callbacks, "Callback", names.functionName, context),
  };
}
