/** Follows the ways from schema to schema: which one contains or refers to which. */

import type { Schema, SchemaId } from "../types.js";

/** The schemas directly inside a schema. */
function inside(schema: Schema): readonly Schema[] {
  const { properties, additionalProperties, items, prefixItems, allOf, oneOf, anyOf } = schema;
  if (!properties && !additionalProperties && !items && !prefixItems && !allOf && !oneOf && !anyOf) return [];
  return [
    ...(properties?.values() ?? []),
    ...(additionalProperties ? [additionalProperties] : []),
    ...(items ? [items] : []),
    ...(prefixItems ?? []),
    ...(allOf ?? []),
    ...(oneOf ?? []),
    ...(anyOf ?? []),
  ];
}

/** The identities of all schemas that a schema directly contains or refers to. */
export function leadsTo(schema: Schema): readonly SchemaId[] {
  return [
    ...inside(schema).map(({ id }) => id),
    ...(schema.ref === undefined ? [] : [schema.ref]),
    ...(schema.discriminator?.mapping.values() ?? []),
  ];
}

/** All schemas from which one of `goals` can be reached, the goals included. Takes linear time. */
export function reaching(goals: ReadonlySet<SchemaId>, schemas: Iterable<Schema>): ReadonlySet<SchemaId> {
  if (goals.size === 0) return goals;
  const sources = new Map<SchemaId, SchemaId[]>();
  const pending = [...schemas];
  for (let schema = pending.pop(); schema; schema = pending.pop()) {
    for (const target of leadsTo(schema)) {
      const known = sources.get(target);
      if (known) known.push(schema.id);
      else sources.set(target, [schema.id]);
    }
  }
  const found = new Set(goals);
  for (const id of found) {
    for (const source of sources.get(id) ?? []) found.add(source);
  }
  return found;
}
