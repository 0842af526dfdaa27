/** Turns the keys of options into the things of a document that they stand for, or into diagnostics. */

import { type Diagnostic, type Location, optionsFile, pointerKeys, pointerTo } from "./diagnostics.js";
import { inside } from "./normalise/schemas/reach.js";
import { schemasOf } from "./normalise/sound.js";
import { nearest } from "./normalise/suggest.js";
import type { Document, Schema } from "./normalise/types.js";

/** One key of an option with its value, and where it stands. */
export interface Entry<Value> {
  readonly key: string;
  readonly value: Value;
  readonly at: Location;
}

/** The keys of an option that is an object; `parent` is its pointer from the client's options on. */
export function entriesOf<Value>(
  values: { readonly [key: string]: Value } | undefined,
  parent: string,
): readonly Entry<Value>[] {
  return Object.entries(values ?? {}).map(([key, value]) => ({
    key,
    value,
    at: { file: optionsFile, pointer: pointerTo(parent, key), key: true },
  }));
}

/** What a key of an option stands for. Says so if there is nothing (CW0016), with what was most likely meant. */
export function find<Thing>(
  things: ReadonlyMap<string, Thing>,
  key: string,
  what: string,
  at: Location,
  report: Diagnostic[],
): Thing | undefined {
  const found = things.get(key);
  if (found !== undefined) return found;
  const near = nearest(key, [...things.keys()]);
  const help = near === undefined ? "Compare it with the document." : `Did you mean \`${near}\`?`;
  const option = pointerKeys(at.pointer).join(".");
  const message = `\`${option}\` fits nothing: there is no such ${what}.`;
  report.push({ code: "CW0016", severity: "error", message, at, help });
  return undefined;
}

/** Every schema by its identity, and those with a name by that, unless several have it. */
export function schemasByKey(document: Document): ReadonlyMap<string, Schema> {
  const byKey = new Map<string, Schema>();
  const named = [...document.schemas.values()].map((schema) => [pointerKeys(schema.id).at(-1) ?? "", schema] as const);
  const seen = new Set<string>();
  const shared = new Set(named.map(([name]) => name).filter((name) => seen.size === seen.add(name).size));
  for (const [name, schema] of named) if (!shared.has(name)) byKey.set(name, schema);
  const hooks = [...document.operations, ...document.operations.flatMap(({ callbacks }) => callbacks)];
  const pending = [...document.schemas.values(), ...[...hooks, ...document.webhooks].flatMap(schemasOf)];
  for (let schema = pending.pop(); schema; schema = pending.pop()) {
    if (byKey.get(schema.id) === schema) continue;
    byKey.set(schema.id, schema);
    pending.push(...inside(schema));
  }
  return byKey;
}
