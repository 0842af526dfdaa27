/** Finds choices that need no trying: null or something else, and objects that a tag tells apart. */

import type { Schema } from "../../normalise/types.js";
import type { Pointer, Shape } from "../types.js";
import type { Place, SchemaChecks } from "./schemas.js";
import type { Check, TaggedCheck } from "./types.js";

const annotations: ReadonlySet<string> = new Set(
  "id at title description deprecated readOnly writeOnly default examples externalDocs xml discriminator".split(" "),
);

/** The other member of a choice that is between null and one schema. */
export function nullableMember(schema: Schema, { context }: SchemaChecks): Schema | undefined {
  const { anyOf, oneOf, ...others } = schema;
  const members = anyOf ?? oneOf ?? [];
  const saysMore = Object.keys(others).some((keyword) => !annotations.has(keyword));
  if (members.length !== 2 || saysMore || (anyOf && oneOf)) return undefined;
  const isNull = ({ types, enum: values }: Schema) =>
    types?.length === 1 && types[0] === "null" && (values === undefined || values.includes(null));
  const other = members.find((member) => !isNull(member));
  if (!members.some(isNull) || other === undefined) return undefined;
  return anyOf !== undefined || refusesNull(other, (id) => context.schema(id)) ? other : undefined;
}

/** Whether null is certainly none of a schema's values. */
function refusesNull(
  schema: Schema,
  find: (id: string) => Schema | undefined,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (schema.types !== undefined && !schema.types.includes("null")) return true;
  if (schema.enum !== undefined && !schema.enum.includes(null)) return true;
  const target = schema.ref === undefined || seen.has(schema.ref) ? undefined : find(schema.ref);
  return target !== undefined && refusesNull(target, find, new Set([...seen, target.id]));
}

/** A choice by tags, if the model has found one for just the members of the schema. */
export function taggedMembers(schema: Schema, place: Place, checks: SchemaChecks): TaggedCheck | undefined {
  const { shape, name, direction } = place;
  const members = schema.oneOf ?? schema.anyOf ?? [];
  if (schema.discriminator === undefined || shape?.kind !== "union" || shape.discriminator === undefined)
    return undefined;
  if (schema.oneOf && schema.anyOf) return undefined;
  const pointers = shape.members.map(referenceIn);
  const isSame = members.every(({ ref, id }) => {
    const pointer = checks.modelFor(ref ?? id, direction);
    return pointer !== undefined && pointers.includes(pointer);
  });
  if (!isSame || shape.members.length !== members.length || pointers.includes(undefined)) return undefined;
  const { wireName, name: tagName, tags, open } = shape.discriminator;
  const checkOf = (index: number): Check => {
    const reference = pointers[index];
    const empty: Check = {
      name: `${name}Option${index + 1}`,
      limits: [],
      properties: [],
      patterns: [],
      dependents: [],
      all: [],
    };
    return reference === undefined ? empty : { ...empty, reference };
  };
  const others = open.map(checkOf);
  const [only] = others;
  const any: Check = {
    name: `${name}Other`,
    limits: [],
    properties: [],
    patterns: [],
    dependents: [],
    all: [],
    any: others,
  };
  const isConvertible = others.length < 2 || !checks.converts(shape);
  if (!isConvertible) return undefined;
  return {
    wireName,
    name: tagName,
    tags: tags.map(({ value, member }) => ({ value: String(value), check: checkOf(member) })),
    ...(only && { otherwise: others.length === 1 ? only : any }),
  };
}

/** The model that a member of a union is, narrowed by its tag or not. */
function referenceIn(shape: Shape): Pointer | undefined {
  if (shape.kind === "reference") return shape.to;
  return shape.kind === "intersection" ? shape.members.map(referenceIn).find((one) => one !== undefined) : undefined;
}
