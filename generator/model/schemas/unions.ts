/** Turns `oneOf` and `anyOf` into unions, with the tags of a discriminator where there is one. */

import type { Schema, SchemaId } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { noDocs } from "../docs.js";
import { propertyNames } from "../naming/properties.js";
import type { Discriminator, Shape } from "../types.js";
import { intersectionOf, unionOf } from "./algebra.js";
import { findProperty } from "./parts.js";

/** The tag values that select a member: those that `mapping` gives it, else the ones its schema fixes, else its name. */
function tagsOf(
  member: SchemaId,
  discriminator: NonNullable<Schema["discriminator"]>,
  context: BuildContext,
): string[] {
  const mapped = [...discriminator.mapping].filter(([, target]) => target === member).map(([value]) => value);
  if (mapped.length > 0) return mapped;
  const property = findProperty(member, discriminator.propertyName, context);
  const fixed = (property?.enum ?? []).filter((value) => typeof value === "string");
  return fixed.length > 0 ? fixed : [decodeURIComponent(member.slice(member.lastIndexOf("/") + 1))];
}

/** A member narrowed by its tags, unless its own type says as much already. */
function taggedMember(member: Shape, tags: readonly string[], property: Schema | undefined, name: string): Shape {
  const own = property?.enum;
  if (own !== undefined && own.length === tags.length && own.every((value) => tags.some((tag) => tag === value))) {
    return member;
  }
  const tag = unionOf(tags.map((value) => ({ kind: "literal", value })));
  const narrowing: Shape = {
    kind: "object",
    properties: [{ wireName: name, name, required: true, shape: tag, docs: noDocs }],
  };
  return { kind: "intersection", members: [member, narrowing] };
}

function discriminatedUnion(schema: Schema, members: readonly Schema[], context: BuildContext): Shape | undefined {
  const { discriminator } = schema;
  if (discriminator === undefined) return undefined;
  const wireName = discriminator.propertyName;
  const [first] = members;
  // Members agree on what their tag is called, so that the first one speaks for all.
  const tag = first?.ref === undefined ? undefined : findProperty(first.ref, wireName, context);
  const name = propertyNames([wireName], schema, context, () => tag).get(wireName) ?? wireName;
  const tags: Discriminator["tags"][number][] = [];
  const shapes: Shape[] = [];
  for (const [index, member] of members.entries()) {
    if (member.ref === undefined) return undefined;
    const values = tagsOf(member.ref, discriminator, context);
    tags.push(...values.map((value) => ({ value, member: index })));
    const property = findProperty(member.ref, wireName, context);
    if (property?.types !== undefined && !property.types.includes("string")) return undefined;
    shapes.push(taggedMember({ kind: "reference", to: member.ref }, values, property, name));
  }
  return { kind: "union", members: shapes, discriminator: { wireName, name, tags } };
}

/** Keywords beside `oneOf`/`anyOf` hold for every member: the union is intersected with them. */
function besideUnion(schema: Schema, context: BuildContext, name: string): Shape | undefined {
  const { oneOf, anyOf, discriminator, ...rest } = schema;
  if (rest.properties === undefined && rest.additionalProperties === undefined) return undefined;
  return context.shapes.ownShape(rest, context, `${name}Base`);
}

/** The union that a schema with `oneOf` or `anyOf` describes. */
export function unionShape(schema: Schema, context: BuildContext, name: string): Shape {
  const members = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  const nonNull = members.filter((member) => !(member.types?.length === 1 && member.types[0] === "null"));
  const isNullable = nonNull.length < members.length || schema.types?.includes("null") === true;
  const union =
    discriminatedUnion(schema, nonNull, context) ??
    unionOf(nonNull.map((member, index) => context.shapes.shapeOf(member, context, `${name}Option${index + 1}`)));
  const base = besideUnion(schema, context, name);
  // Members that only list required properties, beside the properties themselves, say nothing that a type can.
  const shape = base === undefined ? union : union.kind === "unknown" ? base : intersectionOf([base, union]);
  if (!isNullable) return shape;
  return shape.kind === "union" && shape.discriminator !== undefined
    ? { kind: "union", members: [shape, { kind: "null" }] }
    : unionOf([shape, { kind: "null" }]);
}
