/** Turns the document's operations into the operations of resources: names, docs, security, input, responses. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { Scope } from "../naming/allocate.js";
import { asIdentifier, camelCase } from "../naming/casing.js";
import { isReservedResourceMember } from "../naming/reserved.js";
import { methodFromOperationId, methodFromPath } from "../naming/verbs.js";
import { ownServer } from "../servers.js";
import type { Credential, Docs, Operation, Resource } from "../types.js";
import { buildInput } from "./inputs.js";
import type { ResourcePlan } from "./resources.js";
import { buildResponses } from "./responses.js";

/** The names of one operation, given before any inline model is, so that those give way. */
export interface OperationNames {
  readonly functionName: string;
  readonly constantName: string;
  readonly methodName: string;
}

function operationDocs(operation: document.Operation): Docs {
  const { summary, description, deprecated } = operation;
  return {
    ...(summary === undefined ? {} : { summary }),
    ...(description === undefined || description === summary ? {} : { description }),
    ...(deprecated ? { deprecated: true } : {}),
    notes: [],
  };
}

function idealMethod(operation: document.Operation, plan: ResourcePlan): string {
  const { operationId, method, path } = operation;
  if (operationId === undefined) return methodFromPath(method, path);
  return methodFromOperationId(operationId, plan.path) || methodFromPath(method, path);
}

/** Names of all operations: function, constant, and method on the resource. */
export function nameOperations(plans: readonly ResourcePlan[], context: BuildContext): Map<string, OperationNames> {
  const names = new Map<string, OperationNames>();
  for (const plan of plans) {
    const children = plans.filter(
      ({ path }) => path.length === plan.path.length + 1 && plan.path.every((one, index) => path[index] === one),
    );
    const childNames = new Set(children.map(({ path }) => path.at(-1)));
    const methods = new Scope((name) => isReservedResourceMember(name) || childNames.has(name));
    for (const operation of plan.operations) {
      names.set(operation.id, nameOperation(operation, plan, methods, context));
    }
  }
  return names;
}

function nameOperation(
  operation: document.Operation,
  plan: ResourcePlan,
  methods: Scope,
  context: BuildContext,
): OperationNames {
  const { id, at } = operation;
  const wish = asIdentifier(idealMethod(operation, plan));
  const full = asIdentifier(camelCase(`${plan.path.join(" ")} ${wish}`));
  const ideal = operation.operationId === undefined ? full : asIdentifier(camelCase(operation.operationId)) || full;
  const functionName = context.name(id, ideal === full ? [ideal] : [ideal, full], at);
  const constantName = context.name(`${id}@constant`, [`${functionName}Operation`], at);
  const locked = context.lock.names[`${id}@method`];
  const isKept = locked !== undefined && methods.claim(locked, id);
  const methodName = isKept
    ? locked
    : methods.allocate(id, [wish, asIdentifier(methodFromPath(operation.method, operation.path)), ideal]);
  context.names[`${id}@method`] = methodName;
  return { functionName, constantName, methodName };
}

/** The document's alternatives in terms of credentials; those that need an unsupported scheme are left out. */
function securityOf(
  operation: document.Operation,
  credentials: readonly Credential[],
  context: BuildContext,
): string[][] {
  const byScheme = new Map(credentials.map((credential) => [credential.scheme, credential.name]));
  const alternatives = operation.security.flatMap((schemes) => {
    const names = schemes.flatMap((scheme) => byScheme.get(scheme) ?? []);
    return names.length === schemes.length ? [names] : [];
  });
  if (operation.security.length > 0 && alternatives.length === 0) {
    const message = `Every security alternative of ${operation.method} ${operation.path} needs a scheme that is not supported yet.`;
    context.refuse("CW3915", message, operation.at);
  }
  return alternatives;
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
    return context.within(operation.id, () => [buildOperation(operation, given, credentials, context)]);
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
  credentials: readonly Credential[],
  context: BuildContext,
): Operation {
  const server = ownServer(operation.servers, context);
  const responses = buildResponses(operation, names.functionName, context);
  const hasHeaders = responses.successes.some((response) => response.headers.length > 0);
  const hasFailures = responses.failures.length > 1;
  const pascal = names.functionName.charAt(0).toUpperCase() + names.functionName.slice(1);
  const nameOf = (what: string) => context.name(`${operation.id}@${what.toLowerCase()}`, [pascal + what], operation.at);
  return {
    pointer: operation.id,
    id: identityOf(operation, context),
    method: operation.method,
    path: operation.path,
    ...(server === undefined ? {} : { server }),
    ...names,
    docs: operationDocs(operation),
    security: securityOf(operation, credentials, context),
    input: buildInput(operation, names.functionName, context),
    ...(hasHeaders ? { headersName: nameOf("Headers") } : {}),
    ...(hasFailures ? { failuresName: nameOf("Failures") } : {}),
    ...responses,
  };
}
