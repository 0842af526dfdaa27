/**
 * Decides what a schema that holds beside others asks for: all that another model's check asks, or what that schema says
 * itself, for this place. The latter where the other model's check is about more than the schema: about those that extend
 * it, or about values that go the other way.
 */

import type { Schema, SchemaId } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import type { Pointer, Shape } from "../types.js";
import { taggedSubtypes } from "./choices.js";
import type { Place, SchemaChecks } from "./schemas.js";
import type { Check } from "./types.js";

/** How values of a model are used, as far as that matters to what is asked of them. */
export interface Use {
  readonly direction: "read" | "write";
  /** Whether enums have room for values that the document doesn't know. */
  readonly isOpen: boolean;
}

/** What a reference asks for that stands beside other keywords or in `allOf`; nothing, for one that leads back. */
export function conjunctOf(ref: SchemaId, place: Place, checks: SchemaChecks): Partial<Check> {
  const { name, shape, direction, path } = place;
  const target = checks.context.schema(ref);
  const model = checks.modelFor(ref, direction);
  if (target === undefined || model === undefined || isWholly(shape, model)) return model ? { reference: model } : {};
  if (path.includes(ref)) return {};
  const of = checks.models.get(model)?.shape;
  const hasSubtypes = of !== undefined && taggedSubtypes(target, { name, shape: of }, checks) !== undefined;
  const base = hasSubtypes ? checks.modelFor(`${ref}@base`, direction) : undefined;
  if (base !== undefined && isUsedAlike(base, target, place, checks)) return { reference: base };
  const isOther = !isUsedAlike(model, target, place, checks);
  if (!hasSubtypes && !isOther && !leadsBack(target, path, checks.context)) return { reference: model };
  const own = checks.build(target, { ...place, name: `${name}Base`, isPart: true, isOwn: true, path: [...path, ref] });
  return { all: [own] };
}

/** Whether a shape is just a model, or null. */
function isWholly(shape: Shape, model: Pointer): boolean {
  if (shape.kind === "union" && shape.discriminator === undefined)
    return shape.members.every((member) => member.kind === "null" || isWholly(member, model));
  return shape.kind === "reference" && shape.to === model;
}

/** Whether a model's own check asks what is to be asked here. */
function isUsedAlike(model: Pointer, schema: Schema, { direction, isOpen }: Use, checks: SchemaChecks): boolean {
  const use = checks.useOf(model);
  if (use.direction === direction && use.isOpen === isOpen) return true;
  return !dependsOnUse(schema, checks.context, new Set());
}

/** Whether a schema, or one that holds for the same value or for parts of it, speaks of a direction or lists values. */
function dependsOnUse(part: unknown, context: BuildContext, seen: Set<unknown>): boolean {
  if (typeof part !== "object" || part === null || seen.has(part)) return false;
  seen.add(part);
  const inner = part instanceof Map ? [...part.values()] : Object.values(part);
  if ("enum" in part || "readOnly" in part || "writeOnly" in part) return true;
  const target = "ref" in part && typeof part.ref === "string" ? context.schema(part.ref) : undefined;
  return [...inner, target].some((one) => dependsOnUse(one, context, seen));
}

/** Whether one of the schemas on the way is a member of what a schema chooses from: the parent of a subtype lists it. */
function leadsBack(
  schema: Schema,
  path: readonly SchemaId[],
  context: BuildContext,
  seen: ReadonlySet<SchemaId> = new Set(),
): boolean {
  const { id, ref, allOf = [] } = schema;
  if (choosesFrom(schema, path)) return true;
  if (seen.has(id)) return false;
  const target = ref === undefined ? undefined : context.schema(ref);
  return [...allOf, ...(target ? [target] : [])].some((one) => leadsBack(one, path, context, new Set([...seen, id])));
}

/** Whether a schema itself chooses from one of those on the way to it. */
export function choosesFrom({ oneOf = [], anyOf = [] }: Schema, path: readonly SchemaId[]): boolean {
  return [...oneOf, ...anyOf].some(({ ref }) => ref !== undefined && path.includes(ref));
}
