/**
 * Turns schemas into the hierarchies that a discriminator makes of them: a base that lists no alternatives itself, and the
 * schemas that extend it through `allOf` (OpenAPI 3.1 §4.8.25, Swagger 2.0 "Models with Polymorphism Support").
 */

import type { Schema, SchemaId } from "../../normalise/types.js";

/** A discriminator as a schema has it. */
export type SchemaDiscriminator = NonNullable<Schema["discriminator"]>;

/** A discriminator, and the schema that it stands in. */
export interface OwnedDiscriminator extends SchemaDiscriminator {
  readonly owner: SchemaId;
}

/** Who extends whom, and which property tells them apart. */
export class Hierarchy {
  readonly #schemas: ReadonlyMap<SchemaId, Schema>;
  readonly #extenders = new Map<SchemaId, SchemaId[]>();
  readonly #mappedBy = new Map<SchemaId, SchemaDiscriminator[]>();

  constructor(schemas: ReadonlyMap<SchemaId, Schema>) {
    this.#schemas = schemas;
    for (const [id, schema] of schemas) {
      for (const target of new Set(schema.discriminator?.mapping.values())) {
        if (schema.discriminator !== undefined) append(this.#mappedBy, target, schema.discriminator);
      }
      if (!mayBeSubtype(id, schemas)) continue;
      for (const base of new Set(basesOf(schema))) append(this.#extenders, base, id);
    }
  }

  /** The discriminators that map a value to a schema, wherever in the document's named schemas they stand. */
  mappersOf(id: SchemaId): readonly SchemaDiscriminator[] {
    return this.#mappedBy.get(id) ?? [];
  }

  /** The schemas that a schema extends directly. */
  basesOf(id: SchemaId): readonly SchemaId[] {
    const schema = this.#schemas.get(id);
    return schema === undefined ? [] : basesOf(schema);
  }

  /**
   * The discriminators that hold for a schema's values, nearest first: its own and those of what it extends. One beside
   * `oneOf` or `anyOf` is about these.
   */
  discriminatorsOf(id: SchemaId): readonly OwnedDiscriminator[] {
    return [...this.#ancestors(id)].flatMap((owner) => {
      const { discriminator, oneOf, anyOf } = this.#schemas.get(owner) ?? {};
      return discriminator === undefined || oneOf !== undefined || anyOf !== undefined
        ? []
        : [{ ...discriminator, owner }];
    });
  }

  /**
   * The schemas whose values a schema stands for wherever it is used: those that extend it directly, and those that only
   * its mapping names. Empty where no discriminator tells them apart.
   */
  subtypesOf(id: SchemaId): readonly SchemaId[] {
    const [discriminator] = this.discriminatorsOf(id);
    if (discriminator === undefined) return [];
    const direct = this.#extenders.get(id) ?? [];
    const own = discriminator.owner === id ? [...discriminator.mapping.values()] : [];
    const known = new Set([...this.descendantsOf(id), ...this.#ancestors(id)]);
    const others = own.filter((target) => !known.has(target) && this.#schemas.has(target));
    return [...direct, ...new Set(others)].filter((one) => one !== id);
  }

  /** Whether a schema extends one whose values a discriminator tells apart. */
  isSubtype(id: SchemaId): boolean {
    if (!this.#schemas.has(id) || !mayBeSubtype(id, this.#schemas)) return false;
    return this.basesOf(id).some((base) => this.discriminatorsOf(base).length > 0);
  }

  /** All that extend a schema, directly or through each other, itself first. */
  descendantsOf(id: SchemaId): ReadonlySet<SchemaId> {
    const found = new Set([id]);
    for (const one of found) for (const extender of this.#extenders.get(one) ?? []) found.add(extender);
    return found;
  }

  #ancestors(id: SchemaId): ReadonlySet<SchemaId> {
    const found = new Set([id]);
    for (const one of found) for (const base of this.basesOf(one)) found.add(base);
    return found;
  }
}

function append<T>(lists: Map<SchemaId, T[]>, key: SchemaId, value: T): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}

/** The schemas that a schema extends: what its `allOf` refers to, in inner lists too. */
function basesOf({ allOf = [] }: Schema): SchemaId[] {
  return allOf.flatMap((member) => [...(member.ref === undefined ? [] : [member.ref]), ...basesOf(member)]);
}

/** Whether a schema is a type of its own. One inside another, or written where it is used, only describes a place. */
function mayBeSubtype(id: SchemaId, schemas: ReadonlyMap<SchemaId, Schema>): boolean {
  const pointer = id.slice(id.indexOf("#"));
  if (id.startsWith("#")) return /^#\/components\/schemas\/[^/]+$/.test(pointer);
  for (let end = id.lastIndexOf("/"); end > id.indexOf("#"); end = id.lastIndexOf("/", end - 1)) {
    if (schemas.has(id.slice(0, end))) return false;
  }
  return true;
}
