/** Finds choices that need no trying: null or something else, and objects that a tag tells apart. */

import type { Schema } from "../../normalise/types.js";
import type { Pointer, Shape, UnionShape } from "../types.js";
import type { Place, SchemaChecks } from "./schemas.js";
import { type Check, emptyCheck, type TaggedCheck } from "./types.js";

const annotations: ReadonlySet<string> = new Set(
  "id at title description deprecated readOnly writeOnly default examples externalDocs xml discriminator".split(" "),
);

/** What is left of a schema that allows null besides: the other member of a choice, or all of the others. */
export function nullableMember(schema: Schema, checks: SchemaChecks): Schema | undefined {
  const { id, oneOf = [] } = schema;
  // Normalisation says `nullable: true` (OpenAPI 3.0) so. It holds whichever of the others allow null, too.
  const others = oneOf.filter((member) => member.id !== `${id}/nullable/1`);
  const isNullable = others.length > 0 && others.length < oneOf.length;
  return otherThanNull(schema, checks) ?? (isNullable ? { ...schema, oneOf: others } : undefined);
}

function otherThanNull(schema: Schema, { context }: SchemaChecks): Schema | undefined {
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
  const { direction } = place;
  const members = schema.oneOf ?? schema.anyOf ?? [];
  const shape = choiceIn(place.shape);
  if (schema.discriminator === undefined || (schema.oneOf && schema.anyOf) || shape === undefined) return undefined;
  const pointers = shape.members.map(referenceIn);
  const isSame = members.every(({ ref, id }) => {
    const pointer = checks.modelFor(ref ?? id, direction);
    return pointer !== undefined && pointers.includes(pointer);
  });
  return isSame && pointers.length === members.length ? choiceByTag(shape, place.name, checks) : undefined;
}

/** The choice that a shape is, or that stands beside an object. */
function choiceIn(shape: Shape): UnionShape | undefined {
  if (shape.kind !== "intersection") return shape.kind === "union" ? shape : undefined;
  const [only, ...others] = shape.members.flatMap((member) => choiceIn(member) ?? []);
  return others.length === 0 ? only : undefined;
}

/** The choice among those that extend a schema, if the model has found one. */
export function taggedSubtypes(
  { id, oneOf, anyOf }: Schema,
  place: Pick<Place, "name" | "shape">,
  checks: SchemaChecks,
): TaggedCheck | undefined {
  const { shape, name } = place;
  if (shape.kind !== "union" || (oneOf ?? anyOf) !== undefined) return undefined;
  return checks.context.hierarchy.subtypesOf(id).length > 0 ? choiceByTag(shape, name, checks) : undefined;
}

function choiceByTag(shape: UnionShape, name: string, checks: SchemaChecks): TaggedCheck | undefined {
  const pointers = shape.members.map(referenceIn);
  if (shape.discriminator === undefined || pointers.includes(undefined)) return undefined;
  const { wireName, name: tagName, tags, open } = shape.discriminator;
  const checkOf = (index: number): Check => {
    const reference = pointers[index];
    return { ...emptyCheck(`${name}Option${index + 1}`), ...(reference !== undefined && { reference }) };
  };
  const others = open.map(checkOf);
  const [only] = others;
  if (others.length > 1 && checks.converts(shape)) return undefined;
  return {
    wireName,
    name: tagName,
    tags: tags.map(({ value, member }) => ({ value: String(value), check: checkOf(member) })),
    ...(only && { otherwise: others.length === 1 ? only : { ...emptyCheck(`${name}Other`), any: others } }),
  };
}

/** The model that a member of a union is, narrowed by its tag or not. */
function referenceIn(shape: Shape): Pointer | undefined {
  if (shape.kind === "reference") return shape.to;
  return shape.kind === "intersection" ? shape.members.map(referenceIn).find((one) => one !== undefined) : undefined;
}
