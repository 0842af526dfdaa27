/** Turns `oneOf` and `anyOf` into unions, with the tags of a discriminator where there is one. */

import type { Schema } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import type { Shape } from "../types.js";
import { unionOf } from "./algebra.js";
import { narrowedMember, type TaggedMember, taggedUnion } from "./tagged-unions.js";
import { tagsOfMember } from "./tags.js";

/** The union of a choice's members told apart by its discriminator; `undefined` if it tells none of them. */
function discriminatedUnion(
  schema: Schema,
  members: readonly Schema[],
  shapes: readonly Shape[],
  context: BuildContext,
): Shape | undefined {
  const { discriminator } = schema;
  if (discriminator === undefined) return undefined;
  const tagged = members.flatMap((member, index): TaggedMember[] => {
    const shape = shapes[index];
    if (shape === undefined) return [];
    const tags = tagsOfMember(member, discriminator, context);
    return [{ shape: narrowedMember(shape, member, tags, discriminator, schema, context), tags, schema: member }];
  });
  const union = taggedUnion(tagged, discriminator, schema, context);
  return union.discriminator?.tags.length === 0 ? undefined : union;
}

/** The union that a schema with `oneOf` or `anyOf` describes. */
export function unionShape(schema: Schema, context: BuildContext, name: string): Shape {
  const members = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  const nonNull = members.filter((member) => !(member.types?.length === 1 && member.types[0] === "null"));
  const isNullable = nonNull.length < members.length || schema.types?.includes("null") === true;
  const shapes = nonNull.map((member, index) => {
    const number = context.alternatives.number(member.id, index + 1);
    return context.shapes.shapeOf(member, context, `${name}Option${number}`);
  });
  const shape = discriminatedUnion(schema, nonNull, shapes, context) ?? unionOf(shapes);
  if (!isNullable) return shape;
  return shape.kind === "union" && shape.discriminator !== undefined
    ? { kind: "union", members: [shape, { kind: "null" }] }
    : unionOf([shape, { kind: "null" }]);
}
