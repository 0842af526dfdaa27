/** Finds operations that stand at another path or under another method, and the variables of their paths. */

import type { Document } from "../../normalise/types.js";
import { asIdentifier, camelCase } from "../naming/casing.js";
import type { Lock, Pointer } from "../types.js";
import { type Move, moved } from "./rekey.js";

/**
 * The lock with what it says of operations that are gone said of those that took their place. They are known by their
 * operationId (one that is new in the document and gave its name to the function of one that is gone), or by a path that
 * differs in the names of its variables alone.
 */
export function followOperations(lock: Lock, { operations }: Pick<Document, "operations">): Lock {
  const present = new Set(operations.map(({ id }) => id));
  const gone = Object.keys(lock.shapes).filter((pointer) => !present.has(pointer));
  const added = operations.filter(({ id }) => !Object.hasOwn(lock.shapes, id));
  const named = added.flatMap(({ id, operationId }) => {
    const name = operationId === undefined ? undefined : asIdentifier(camelCase(operationId));
    return name === undefined
      ? []
      : only(
          gone.filter((pointer) => lock.names[pointer] === name),
          id,
        );
  });
  const settled = new Set(named.flat());
  const left = added.filter(({ id }) => !settled.has(id));
  const alike = left.flatMap(({ id }) => {
    if (left.some((other) => other.id !== id && unnamed(other.id) === unnamed(id))) return [];
    return only(
      gone.filter((pointer) => !settled.has(pointer) && unnamed(pointer) === unnamed(id)),
      id,
    );
  });
  return [...named, ...alike].reduce(followOperation, lock);
}

/** A move from the one candidate, if there is but one. */
function only([from, ...others]: readonly Pointer[], to: Pointer): readonly Move[] {
  return from === undefined || others.length > 0 ? [] : [[from, to]];
}

/** The pointer of an operation without the names of its path's variables. */
function unnamed(pointer: Pointer): string {
  return pointer.replace(/\{[^{}]*\}/g, "{}");
}

function followOperation(lock: Lock, [from, to]: Move): Lock {
  const parameters = variableMoves(from, to);
  const renamed = new Map(parameters.map(([old, now]) => [`path:${old}`, `path:${now}`]));
  const kept = parameters
    .flatMap(([old, now]): Move[] => [
      ...["parameter", "grouped"].map((role): Move => [`${to}/path/${old}@${role}`, `${to}/path/${now}@${role}`]),
      [`${to}/parameters/path:${old}`, `${to}/parameters/path:${now}`],
    ])
    .reduce(moved, moved(lock, [from, to]));
  const order = kept.parameters[to];
  if (order === undefined) return kept;
  return { ...kept, parameters: { ...kept.parameters, [to]: order.map((key) => renamed.get(key) ?? key) } };
}

/**
 * Variables that have another name, old one first: by their place where nothing else of the path has changed, else where
 * only one is gone and only one is new.
 */
function variableMoves(from: Pointer, to: Pointer): readonly (readonly [string, string])[] {
  const [old, now] = [variablesOf(from), variablesOf(to)];
  const gone = old.filter((name) => !now.includes(name));
  const added = now.filter((name) => !old.includes(name));
  if (unnamed(from) === unnamed(to)) {
    return old.flatMap((name, index): (readonly [string, string])[] => {
      const other = now[index];
      return other !== undefined && gone.includes(name) && added.includes(other) ? [[name, other]] : [];
    });
  }
  const [[name, ...others], [other, ...more]] = [gone, added];
  const isOne = others.length === 0 && more.length === 0;
  return name !== undefined && other !== undefined && isOne ? [[name, other]] : [];
}

/** Names of the variables of an operation's path, as parameters have them. */
function variablesOf(pointer: Pointer): readonly string[] {
  return [...pointer.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) =>
    name.replaceAll("~1", "/").replaceAll("~0", "~"),
  );
}
