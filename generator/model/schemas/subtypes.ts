/** Turns a base with a discriminator into the union of its subtypes, and marks each subtype with its tag. */

import type { Schema, SchemaId } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { noDocs } from "../docs.js";
import type { Pointer, Scalar, Shape, UnionShape } from "../types.js";
import { intersectionOf, unionOf } from "./algebra.js";
import type { SchemaDiscriminator } from "./hierarchy.js";
import { narrowedMember, taggedUnion } from "./tagged-unions.js";
import { isMarkedByName, type PropertyFacts, propertyFacts, tagName, tagsOfMember, tagsOfSchema } from "./tags.js";

/**
 * A schema's shape by its place among those that a discriminator tells apart: of a base the union of its subtypes, of a
 * subtype its own shape with its tags. Any other schema keeps its own shape.
 *
 * @param own - Makes the shape of the schema alone.
 */
export function shapeInHierarchy(schema: Schema, context: BuildContext, name: string, own: () => Shape): Shape {
  const { hierarchy } = context;
  if (context.schema(schema.id) === undefined) return own();
  const discriminators = hierarchy.discriminatorsOf(schema.id);
  const [nearest] = discriminators;
  if (nearest === undefined) return own();
  const subtypes = hierarchy.subtypesOf(schema.id);
  if (subtypes.length === 0 && !hierarchy.isSubtype(schema.id)) return own();
  const further = discriminators.map((one) => one.propertyName).filter((one) => one !== nearest.propertyName);
  const properties = new Set(subtypes.length === 0 ? [nearest.propertyName, ...further] : further);
  let shape = own();
  for (const wireName of properties) {
    const tags = tagsOfSchema(schema.id, wireName, [], context);
    if (tags.length > 0) shape = marked(shape, schema, wireName, literals(tags), context);
  }
  return subtypes.length === 0 ? shape : unionOfSubtypes(schema, subtypes, nearest, shape, context, name);
}

function literals(tags: readonly Scalar[]): Shape {
  return unionOf(tags.map((value) => ({ kind: "literal", value })));
}

/** A shape whose discriminating property has no other values than the tags. */
function marked(shape: Shape, schema: Schema, wireName: string, tags: Shape, context: BuildContext): Shape {
  const facts = propertyFacts(schema, wireName, context);
  const name = tagName(wireName, schema, [], context);
  const added = { wireName, name, required: facts.isRequired || !facts.isDeclared, shape: tags, docs: noDocs };
  if (shape.kind !== "object") return intersectionOf([shape, { kind: "object", properties: [added] }]);
  const { additional, patterns, ...closed } = shape;
  if (facts.isDeclared) {
    const properties = shape.properties.map((one) => (one.wireName === wireName ? { ...one, shape: tags } : one));
    return { ...shape, properties };
  }
  // An object of which nothing was known is no record any more.
  const isRecord = shape.properties.length === 0 && schema.additionalProperties === undefined;
  const others = shape.properties.filter((one) => one.wireName !== wireName);
  return { ...(isRecord ? closed : shape), properties: [added, ...others] };
}

function unionOfSubtypes(
  schema: Schema,
  subtypes: readonly SchemaId[],
  discriminator: SchemaDiscriminator,
  own: Shape,
  context: BuildContext,
  name: string,
): UnionShape {
  const { propertyName } = discriminator;
  const members = subtypes.map((id) => {
    const member: Schema = { id, at: schema.at, ref: id };
    const tags = tagsOfMember(member, discriminator, context);
    const shape: Shape = { kind: "reference", to: id };
    return { shape: narrowedMember(shape, member, tags, discriminator, schema, context), tags, schema: member };
  });
  const facts = propertyFacts(schema, propertyName, context);
  const taken = members.flatMap((member) => member.tags);
  const rest = remainingTags(schema.id, subtypes, discriminator, facts, taken, context);
  if (rest === undefined) return taggedUnion(members, discriminator, schema, context);
  const tags = rest.flatMap((tag) => (tag.kind === "literal" ? [tag.value] : []));
  const base = marked(own, schema, propertyName, unionOf(rest), context);
  const last = { shape: baseModel(base, schema, context, name), tags, isBase: true };
  return taggedUnion([...members, last], discriminator, schema, context);
}

/**
 * The tags of values that are none of the subtypes': those that the property lists and no subtype has, else the base's own
 * and any that the document doesn't know. `undefined`: there are none.
 */
function remainingTags(
  id: SchemaId,
  subtypes: readonly SchemaId[],
  { propertyName }: SchemaDiscriminator,
  { type, values }: PropertyFacts,
  taken: readonly Scalar[],
  context: BuildContext,
): Shape[] | undefined {
  const listed = values ?? (type === "boolean" ? [true, false] : undefined);
  if (listed !== undefined) {
    const left = listed.filter((value) => !taken.includes(value));
    return left.length === 0 ? undefined : left.map((value) => ({ kind: "literal", value }));
  }
  const own = tagsOfSchema(id, propertyName, [], context);
  const isNamed = subtypes.every((one) => isMarkedByName(one, tagsOfSchema(one, propertyName, [], context)));
  const isMarked = !isMarkedByName(id, own) || isNamed;
  const itself = isMarked ? own.filter((value) => !taken.includes(value)) : [];
  return [...itself.map((value): Shape => ({ kind: "literal", value })), { kind: "otherTag" }];
}

/** The model of what all subtypes have: what is left of a value whose tag the document doesn't know. */
function baseModel(shape: Shape, schema: Schema, context: BuildContext, name: string): Shape {
  const pointer: Pointer = `${schema.id}@base`;
  const given = context.name(pointer, [`${name}Base`], schema.at);
  context.models.set(pointer, { pointer, name: given, docs: noDocs, shape });
  return { kind: "reference", to: pointer };
}
