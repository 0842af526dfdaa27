/** Turns members and their tags into a union that its discriminator tells apart. */

import type { Schema } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { noDocs } from "../docs.js";
import type { Discriminator, Scalar, Shape, UnionShape } from "../types.js";
import { unionOf } from "./algebra.js";
import type { SchemaDiscriminator } from "./hierarchy.js";
import { type PropertyFacts, propertyFacts, tagName, tagsOfSchema } from "./tags.js";

/** A member of a union, and the values of the discriminating property that select it. */
export interface TaggedMember {
  readonly shape: Shape;
  readonly tags: readonly Scalar[];
  readonly schema?: Schema;
  /** Values without a known tag are of this member: the base of the others. */
  readonly isBase?: boolean;
}

function targetOf(member: Schema, context: BuildContext): Schema | undefined {
  return member.ref === undefined ? member : context.schema(member.ref);
}

/** Whether a member's own type has no other tags than these; of a choice, whether the types of all its members do. */
function fixesTags(member: Schema, tags: readonly Scalar[], propertyName: string, context: BuildContext): boolean {
  const target = targetOf(member, context);
  if (target === undefined) return false;
  const { hierarchy } = context;
  const isTagged = hierarchy.discriminatorsOf(target.id).some((one) => one.propertyName === propertyName);
  const isInHierarchy = hierarchy.isSubtype(target.id) || hierarchy.subtypesOf(target.id).length > 0;
  if (isTagged && isInHierarchy && tagsOfSchema(target.id, propertyName, [], context).length > 0) return true;
  const facts = propertyFacts(target, propertyName, context);
  if (facts.values !== undefined) return facts.values.every((value) => tags.includes(value));
  const choices = [...(target.oneOf ?? []), ...(target.anyOf ?? [])];
  return choices.length > 0 && choices.every((choice) => fixesTags(choice, tags, propertyName, context));
}

/** A member narrowed by its tags, unless its own type says as much already. */
export function narrowedMember(
  shape: Shape,
  member: Schema,
  tags: readonly Scalar[],
  discriminator: SchemaDiscriminator,
  owner: Schema,
  context: BuildContext,
): Shape {
  const { propertyName: wireName } = discriminator;
  if (tags.length === 0 || fixesTags(member, tags, wireName, context)) return shape;
  const target = targetOf(member, context);
  const facts: Pick<PropertyFacts, "isDeclared" | "isRequired"> =
    target === undefined ? { isDeclared: false, isRequired: false } : propertyFacts(target, wireName, context);
  const tag = unionOf(tags.map((value) => ({ kind: "literal", value })));
  const required = facts.isRequired || !facts.isDeclared;
  const name = tagName(wireName, owner, target === undefined ? [] : [target], context);
  const narrowing: Shape = { kind: "object", properties: [{ wireName, name, required, shape: tag, docs: noDocs }] };
  return { kind: "intersection", members: [shape, narrowing] };
}

/**
 * The union of tagged members. A tag that several claim selects none, and these are told apart like members without tags;
 * with a base among the members the first has it.
 */
export function taggedUnion(
  members: readonly TaggedMember[],
  discriminator: SchemaDiscriminator,
  owner: Schema,
  context: BuildContext,
): UnionShape {
  const base = members.findIndex((member) => member.isBase);
  const { propertyName: wireName } = discriminator;
  const tags: Discriminator["tags"][number][] = [];
  const open = new Set<number>();
  for (const { value, claimants } of claimsOf(members)) {
    const [member, ...others] = claimants;
    if (member !== undefined && (others.length === 0 || base >= 0)) tags.push({ value, member });
    else for (const claimant of claimants) open.add(claimant);
  }
  for (const [index, member] of members.entries()) {
    if (member.tags.length === 0 || mayLackTag(member, wireName, context)) open.add(index);
  }
  const targets = members.flatMap(({ schema }) => (schema && targetOf(schema, context)) ?? []);
  const kept: Discriminator = {
    wireName,
    name: tagName(wireName, owner, targets, context),
    tags,
    open: base >= 0 ? [base] : [...open].sort((left, right) => left - right),
  };
  return { kind: "union", members: members.map((member) => member.shape), discriminator: kept };
}

/** Each tag, and the members that have it. Those with the same text are one: a table has its keys as text. */
function claimsOf(members: readonly TaggedMember[]) {
  const claims = new Map<string, { readonly value: Scalar; readonly claimants: Set<number> }>();
  for (const [index, { tags }] of members.entries()) {
    for (const value of tags) {
      const claim = claims.get(String(value));
      if (claim === undefined) claims.set(String(value), { value, claimants: new Set([index]) });
      else claim.claimants.add(index);
    }
  }
  return claims.values();
}

/** Whether a value of a member may come without its tag. */
function mayLackTag({ schema }: TaggedMember, propertyName: string, context: BuildContext): boolean {
  const target = schema && targetOf(schema, context);
  if (target === undefined) return false;
  const facts = propertyFacts(target, propertyName, context);
  return facts.isDeclared && !facts.isRequired;
}
