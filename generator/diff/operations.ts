/** Compares operations as callers call them. */

import type { Operation } from "../model/types.js";
import { compareAnswers } from "./answers.js";
import { compareDeprecation } from "./deprecation.js";
import { compareInput } from "./inputs.js";
import { renamedMembers } from "./members.js";
import { type OperationPlace, pairOperations, type Sides } from "./sides.js";
import type { Change } from "./types.js";

/** What is different about operations, those that are gone and new ones included. */
export function compareOperations(sides: Sides): readonly Change[] {
  const paired = pairOperations(sides);
  const kept = new Set(paired.values());
  return [
    ...sides.before.operations.flatMap((before) => {
      const after = paired.get(before);
      return after === undefined ? [gone(before)] : compareOperation(before, after, sides);
    }),
    ...sides.after.operations.filter((after) => !kept.has(after)).map(added),
  ];
}

/** What is sent in another way for the same call. No caller sees it. */
export function compareWire(sides: Sides): readonly string[] {
  return [...pairOperations(sides)].flatMap(([{ operation: before }, { operation: after }]) => {
    const [old, now] = [before, after].map(({ method, path }) => `${method} ${path}`);
    const name = after.functionName;
    const [media, other] = [before, after].map(({ input }) => input.body?.content[0]?.mediaType);
    const isOther = media !== undefined && other !== undefined && media !== other;
    return [
      ...(old === now ? [] : [`\`${name}\`: ${old} is ${now}`]),
      ...(isOther ? [`\`${name}\`: the body is sent as ${other}, was ${media}`] : []),
      ...compareWireNames(before, after),
      ...compareAnswerTypes(before, after),
    ];
  });
}

/** What the client asks for, and takes an answer for that says nothing of itself. */
function compareAnswerTypes(before: Operation, after: Operation): readonly string[] {
  const [old, now] = [before, after].map(({ successes }) => [
    ...new Set(successes.flatMap(({ content }) => content.map(({ mediaType }) => mediaType))),
  ]);
  const [was, is] = [old, now].map((types) => types?.join(" or ") ?? "");
  // That there is a result at all is what callers see.
  if (was === is || was === "" || is === "") return [];
  return [`\`${after.functionName}\`: the answer is ${is}, was ${was}`];
}

function compareWireNames(before: Operation, after: Operation): readonly string[] {
  const now = new Map(after.input.parameters.map((parameter) => [parameter.name, parameter]));
  const renamed = renamedMembers(before.input.parameters, after.input.parameters);
  return before.input.parameters.flatMap((parameter) => {
    const { name, in: place, wireName, style, explode } = parameter;
    const same = now.get(name) ?? renamed.get(parameter);
    if (same === undefined) return [];
    const old = `${place} \`${wireName}\` (${style}${explode ? ", exploded" : ""})`;
    const text = `${same.in} \`${same.wireName}\` (${same.style}${same.explode ? ", exploded" : ""})`;
    return old === text ? [] : [`\`${after.functionName}\`: \`${same.name}\` is sent as ${text}, was ${old}`];
  });
}

/** Path of a method from the client: `pets.list`. */
function methodPath({ operation, resource }: OperationPlace): readonly string[] {
  return [...resource.path, operation.methodName];
}

function gone({ operation }: OperationPlace): Change {
  const { functionName, pointer, method, path } = operation;
  const message = `is gone: the document no longer has ${method} ${path}`;
  return of(operation, { bump: "major", subject: functionName, message, pointer, action: "Don't call it." });
}

function added(place: OperationPlace): Change {
  const { operation } = place;
  const message = `is new, also as \`${methodPath(place).join(".")}\``;
  return of(operation, { bump: "minor", message, callers: [] });
}

/** A change that is about a whole operation. */
function of({ functionName, pointer }: Operation, more: Pick<Change, "bump" | "message"> & Partial<Change>): Change {
  return { kind: "types", subject: functionName, pointer, callers: [functionName], ...more };
}

function compareOperation(before: OperationPlace, after: OperationPlace, sides: Sides): readonly Change[] {
  const [old, now] = [before.operation, after.operation];
  return [
    ...compareMethod(before, after, sides),
    ...compareInput(before, after, sides),
    ...compareAnswers(old, now, sides),
    ...compareRetries(old, now),
    ...compareSecurity(old, now),
    ...compareScopes(old, now),
    ...compareServer(old, now),
    ...compareDeprecation(old, now, (found) => of(now, found)),
  ];
}

/** The function is an export; the method is known by its path. */
function compareMethod(before: OperationPlace, after: OperationPlace, { after: { model } }: Sides): readonly Change[] {
  const [from, to] = [methodPath(before), methodPath(after)];
  if (from.join(".") === to.join(".")) return [];
  const aliases = model.lock.aliases[`${after.operation.pointer}@method`] ?? [];
  const isKept =
    before.resource.path.join(".") === after.resource.path.join(".") && aliases.includes(from.at(-1) ?? "");
  const message = `is called \`${to.join(".")}\`${isKept ? ", and still by this name" : ""}`;
  const subject = from.join(".");
  const rewrite = { kind: "method", of: before.resource.className, from, to } as const;
  return [of(after.operation, { bump: isKept ? "minor" : "major", subject, message, action: "Call it so.", rewrite })];
}

/** Whether a failed attempt may be repeated: by the method, or because a key goes with every call. */
function isRepeatable({ method, idempotencyHeader }: Operation): boolean {
  return idempotencyHeader !== undefined || /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE)$/.test(method.toUpperCase());
}

function compareRetries(before: Operation, after: Operation): readonly Change[] {
  const [old, now] = [isRepeatable(before), isRepeatable(after)];
  if (old === now) return [];
  if (now) return [of(after, { bump: "minor", kind: "behaviour", message: "is tried again when the server fails" })];
  const message = "is no longer tried again when the server fails, as it may act twice";
  const action = "Give an `idempotencyKey` if the server knows one, or try again yourself.";
  return [of(after, { bump: "major", kind: "behaviour", message, action })];
}

/** Credentials that a call needs now and didn't need, in alternatives. */
function compareSecurity(before: Operation, after: Operation): readonly Change[] {
  const [old, now] = [before, after].map(({ security }) =>
    security.map((names) => [...names].sort().join(" + ")).sort(),
  );
  if (old?.join() === now?.join()) return [];
  const text = now?.length === 0 ? "sends no credential" : `sends ${now?.map((one) => one || "none").join(" or ")}`;
  const was = old?.length === 0 ? "none" : old?.map((one) => one || "none").join(" or ");
  const message = `${text}, was ${was}`;
  // Whoever could call it goes on if each of the old alternatives is enough for one of the new.
  const isEnough =
    before.security.every((given) => isSatisfied(given, after)) &&
    (before.security.length > 0 || isSatisfied([], after));
  if (isEnough) return [of(after, { bump: "minor", kind: "behaviour", message })];
  return [of(after, { bump: "major", kind: "behaviour", message, action: "Give the client that credential." })];
}

/** What a credential must allow, where calls need the same credentials as before. */
function compareScopes(before: Operation, after: Operation): readonly Change[] {
  if (after.security.join(" or ") !== before.security.join(" or ")) return [];
  const added = after.scopes.flatMap((scopes, index) =>
    scopes.filter((scope) => before.scopes[index]?.includes(scope) !== true),
  );
  if (added.length === 0) return [];
  const message = `needs ${[...new Set(added)].map((scope) => `the scope \`${scope.slice(scope.indexOf(" ") + 1)}\``).join(" and ")}`;
  return [of(after, { bump: "major", kind: "behaviour", message, action: "Give a credential that has it." })];
}

function isSatisfied(given: readonly string[], { security }: Operation): boolean {
  return security.length === 0 || security.some((names) => names.every((name) => given.includes(name)));
}

function compareServer(before: Operation, after: Operation): readonly Change[] {
  if (before.server === after.server) return [];
  const message = `goes to ${after.server ?? "the client's server"}, was ${before.server ?? "the client's server"}`;
  return [of(after, { bump: "major", kind: "behaviour", message, action: "Check that you can reach it." })];
}
