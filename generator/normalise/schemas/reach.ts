/** Follows the ways from schema to schema: which one contains or refers to which. */

import type { Schema, SchemaId } from "../types.js";

const single = [
  ...(["additionalProperties", "items", "not", "if", "then", "else", "contains", "propertyNames"] as const),
  ...(["unevaluatedProperties", "unevaluatedItems", "contentSchema"] as const),
] as const;
const listed = ["prefixItems", "allOf", "oneOf", "anyOf"] as const;
const named = ["properties", "patternProperties", "dependentSchemas"] as const;

/** The schemas directly inside a schema. */
export function inside(schema: Schema): readonly Schema[] {
  const found: Schema[] = [];
  for (const keyword of single) {
    const inner = schema[keyword];
    if (inner) found.push(inner);
  }
  for (const keyword of listed) if (schema[keyword]) found.push(...schema[keyword]);
  for (const keyword of named) if (schema[keyword]) found.push(...schema[keyword].values());
  return found;
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
