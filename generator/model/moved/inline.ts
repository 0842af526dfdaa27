/** Finds inline objects that are one of several alternatives by now, or no longer. */

import type { Document, Schema } from "../../normalise/types.js";
import type { Lock, Pointer } from "../types.js";
import { writtenSchemas } from "../written.js";
import { moved, rekeyed } from "./rekey.js";

/** One alternative of a value, as a key of the lock has it. */
const alternative = /(\/(oneOf|anyOf)\/\d+)?(@object)?$/;

/** The lock with what it says of inline objects said of the places where these are now, where there is no doubt about it. */
export function followInline(lock: Lock, document: Document): Lock {
  const before = headsByPlace(lock);
  if (before.size === 0) return lock;
  const written = writtenSchemas(document);
  const places = [...before].filter(([place]) => !document.schemas.has(place));
  return places.reduce((known, [place, [head, ...others]]) => {
    const schema = written.get(place);
    if (schema === undefined || head === undefined || others.length > 0) return known;
    // Among the members of a list that is still one, what they look like decides.
    if (/(oneOf|anyOf)\/\d+(@object)?$/.test(head.slice(place.length)) && hasChoice(schema)) return known;
    const target = headOf(schema);
    if (target === undefined || target === head || Object.hasOwn(known.names, target)) return known;
    return followHead(known, head, target);
  }, lock);
}

/** Names of inline objects by the place of the value that they are an alternative of. */
function headsByPlace({ names }: Lock): ReadonlyMap<Pointer, readonly Pointer[]> {
  const heads = new Map<Pointer, Pointer[]>();
  for (const pointer of Object.keys(names)) {
    if (/@(?!object$)/.test(pointer) || !pointer.includes("/")) continue;
    for (const place of new Set([pointer.replace("@object", ""), pointer.replace(alternative, "")])) {
      heads.set(place, [...(heads.get(place) ?? []), pointer]);
    }
  }
  return heads;
}

function hasChoice({ oneOf, anyOf }: Schema): boolean {
  return oneOf !== undefined || anyOf !== undefined;
}

/** The one object among the alternatives of a value; `undefined` if there is none, or several, or more beside them. */
function headOf(schema: Schema): Pointer | undefined {
  const { oneOf = [], anyOf = [], allOf, properties } = schema;
  const isChoice = hasChoice(schema);
  if (isChoice && (properties ?? allOf) !== undefined) return undefined;
  const [only, ...others] = (isChoice ? [...oneOf, ...anyOf] : [schema]).flatMap((one): Pointer[] => {
    if (one.ref !== undefined || one.properties === undefined) return [];
    return [one.types !== undefined && one.types.length > 1 ? `${one.id}@object` : one.id];
  });
  return others.length === 0 ? only : undefined;
}

/** What is inside of an object stands there without a mark of its being one of several types. */
function followHead(lock: Lock, head: Pointer, target: Pointer): Lock {
  const [from, to] = [head.replace("@object", ""), target.replace("@object", "")];
  const atTarget = from === to ? lock : moved(lock, [from, to]);
  const kept = head.endsWith("@object") ? `${to}@object` : to;
  return rekeyed(atTarget, (key) => (key === kept ? target : key));
}
