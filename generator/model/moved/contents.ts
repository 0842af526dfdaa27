/** Finds bodies that stand under another media type or another status than before. */

import type { Document, MediaType } from "../../normalise/types.js";
import type { Lock, Pointer } from "../types.js";
import type { Move } from "./rekey.js";

/** A body in one media type, as a key of the lock or the identity of a schema has it: where it stands, and the type. */
const content = /^(.*?\/content)\/([^/]+)\/schema(?=[/@]|$)/;

/** Operations whose one success has another status: what its body, or its headers, were called stays. */
export function movedStatuses({ names }: Lock, { operations }: Document): readonly Move[] {
  const known = Object.keys(names);
  return operations.flatMap(({ id, responses }): Move[] => {
    const place = `${id}/responses/`;
    const inside = known.filter((key) => key.startsWith(`${place}2`));
    const before = new Set(inside.map((key) => key.slice(place.length).split("/", 1).join()));
    const after = responses.filter(({ status }) => status.startsWith("2"));
    const isInside = ({ schema }: MediaType) => schema?.id.startsWith(place) === true;
    const written = after.filter((response) => response.content.some(isInside)).map(({ status }) => status);
    const [from, ...others] = [...before].filter((status) => !after.some((response) => response.status === status));
    const [to, ...more] = written.filter((status) => !before.has(status));
    if (from === undefined || to === undefined || others.length > 0 || more.length > 0) return [];
    return [[place + from, place + to]];
  });
}

/** Bodies whose media type has another name, or is another one. */
export function movedContents({ names }: Lock, document: Document): readonly Move[] {
  const before = typesByPlace(Object.keys(names));
  const after = typesByPlace(contentsOf(document).flatMap(({ schema }) => schema?.id ?? []));
  return [...before].flatMap(([place, old]): Move[] => {
    const now = after.get(place) ?? new Set();
    const [from, ...others] = [...old].filter((type) => !now.has(type));
    if (from === undefined || others.length > 0) return [];
    const added = [...now].filter((type) => !old.has(type));
    const alike = added.filter((type) => isJson(type) === isJson(from));
    const [to, ...more] = alike.length > 0 ? alike : added;
    return to === undefined || more.length > 0 ? [] : [[`${place}/${from}`, `${place}/${to}`]];
  });
}

/** Every body of the document, whoever sends it. */
function contentsOf({ operations, webhooks }: Document): readonly MediaType[] {
  const hooks = [...webhooks, ...operations.flatMap(({ callbacks }) => callbacks)];
  return [...operations, ...hooks].flatMap(({ requestBody, responses }) => [
    ...(requestBody?.content ?? []),
    ...responses.flatMap((response) => response.content),
  ]);
}

function typesByPlace(pointers: readonly Pointer[]): ReadonlyMap<Pointer, Set<string>> {
  const types = new Map<Pointer, Set<string>>();
  for (const pointer of pointers) {
    const [, place, type] = content.exec(pointer) ?? [];
    if (place === undefined || type === undefined) continue;
    types.set(place, (types.get(place) ?? new Set()).add(type));
  }
  return types;
}

function isJson(type: string): boolean {
  return /json/i.test(type);
}
