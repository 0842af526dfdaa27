/** Finds out what callers call the properties that a schema speaks about, wherever in a composition it stands. */

import type { Schema } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { camelCase } from "../naming/casing.js";
import type { NamedModel, Pointer, Property, Shape } from "../types.js";

/** The properties of the object that a schema and all parts of it describe, by their names on the wire. */
export type Properties = ReadonlyMap<string, Property>;

/** The properties of a shape, those of all its members if it is composed. */
export function propertiesOf(
  shape: Shape | undefined,
  models: ReadonlyMap<Pointer, NamedModel>,
  seen: ReadonlySet<Pointer> = new Set(),
): Properties {
  if (shape?.kind === "object") return new Map(shape.properties.map((property) => [property.wireName, property]));
  if (shape?.kind === "reference" && !seen.has(shape.to))
    return propertiesOf(models.get(shape.to)?.shape, models, new Set([...seen, shape.to]));
  if (shape?.kind !== "union" && shape?.kind !== "intersection") return new Map();
  const found = new Map<string, Property>();
  for (const member of shape.members) {
    for (const [name, property] of propertiesOf(member, models, seen)) if (!found.has(name)) found.set(name, property);
  }
  return found;
}

/** The caller's name of a property: that of the model, else the one that it would have in one. */
export function nameOf(wireName: string, known: Properties, schema: Schema, context: BuildContext): string {
  const property = known.get(wireName);
  if (property !== undefined) return property.name;
  const locked = context.ledger.names[`${schema.id}/${wireName}@property`];
  if (locked !== undefined) return locked;
  return context.options.casing === "camel" ? camelCase(wireName) || wireName : wireName;
}
