/** Finds the values of a discriminating property that mark a schema: from `mapping`, else its own, else its name. */

import type { Schema, SchemaId } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { propertyNames } from "../naming/properties.js";
import type { Scalar } from "../types.js";
import type { SchemaDiscriminator } from "./hierarchy.js";
import { partsOf } from "./parts.js";

/** What a schema says about a property, in all its parts together. */
export interface PropertyFacts {
  readonly isDeclared: boolean;
  readonly isRequired: boolean;
  /** The values that all parts allow, where one lists any. */
  readonly values?: readonly Scalar[];
  /** The kind of tag that fits: text where nothing else is said; `undefined` if none does. */
  readonly type: "string" | "number" | "boolean" | undefined;
}

function scalarType(types: readonly string[] | undefined): PropertyFacts["type"] {
  if (types === undefined || types.includes("string")) return "string";
  if (types.includes("integer") || types.includes("number")) return "number";
  return types.includes("boolean") ? "boolean" : undefined;
}

/** Everything that the parts of a composition say about one of its properties. */
export function propertyFacts(schema: Schema, propertyName: string, context: BuildContext): PropertyFacts {
  const parts = partsOf(schema, context).map((part) => part.schema);
  const described = parts.flatMap((part) => part.properties?.get(propertyName) ?? []);
  const said = described.flatMap((property) => partsOf(property, context)).map((part) => part.schema);
  const lists = said.flatMap((part) => (part.enum === undefined ? [] : [part.enum]));
  const [first, ...others] = lists;
  const values = first
    ?.filter((value) => typeof value !== "object")
    .filter((value) => others.every((list) => list.includes(value)));
  return {
    isDeclared: described.length > 0,
    isRequired: parts.some((part) => part.required?.includes(propertyName)),
    ...(values === undefined ? {} : { values }),
    type: scalarType(said.find((part) => part.types !== undefined)?.types),
  };
}

/**
 * What callers call a discriminating property. Those that it tells apart agree on that: the first that describes it speaks
 * for all.
 *
 * @param owner - The schema whose values are told apart.
 * @param described - Schemas that may describe the property.
 */
export function tagName(
  propertyName: string,
  owner: Schema,
  described: readonly Schema[],
  context: BuildContext,
): string {
  const parts = [owner, ...described].flatMap((schema) => partsOf(schema, context));
  const property = parts
    .find((part) => part.schema.properties?.has(propertyName))
    ?.schema.properties?.get(propertyName);
  return propertyNames([propertyName], owner, context, () => property).get(propertyName) ?? propertyName;
}

/** A key of `mapping`, which is always text, as the property holds it. */
function tagFrom(key: string, { type, values }: PropertyFacts): Scalar {
  const number = Number(key);
  if (type === "number" && !Number.isNaN(number)) return number;
  if (type === "boolean" && /^(true|false)$/i.test(key)) return key.toLowerCase() === "true";
  // A property without a type may still list numbers.
  return values?.find((value) => String(value) === key) ?? key;
}

/** The name that stands for a schema in a discriminating property: that of the component, else of the file. */
function nameOf(id: SchemaId): string {
  const [file = "", pointer = ""] = id.split("#", 2);
  const name =
    pointer.slice(pointer.lastIndexOf("/") + 1) || file.slice(file.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Whether a schema is marked by its name: nothing else in the document says what marks it. */
export function isMarkedByName(id: SchemaId, tags: readonly Scalar[]): boolean {
  return tags.length === 1 && tags[0] === nameOf(id);
}

function mappedTags(id: SchemaId, { mapping }: SchemaDiscriminator, facts: PropertyFacts): Scalar[] {
  return [...mapping].flatMap(([key, target]) => (target === id ? [tagFrom(key, facts)] : []));
}

/** Values that a schema lists itself, not only those that it has from what it extends. */
function ownValues(id: SchemaId, propertyName: string, facts: PropertyFacts, context: BuildContext) {
  const { values } = facts;
  if (values === undefined || !context.hierarchy.isSubtype(id)) return values;
  const bases = context.hierarchy.basesOf(id).flatMap((base) => context.schema(base) ?? []);
  const inherited = bases.flatMap((base) => propertyFacts(base, propertyName, context).values ?? []);
  return inherited.length > 0 && values.length === new Set(inherited).size ? undefined : values;
}

/**
 * The tags of a named schema. Empty: it has none of its own.
 *
 * @param discriminators - Those whose `mapping` counts, nearest first.
 */
export function tagsOfSchema(
  id: SchemaId,
  propertyName: string,
  discriminators: readonly SchemaDiscriminator[],
  context: BuildContext,
): readonly Scalar[] {
  const schema = context.schema(id);
  if (schema === undefined) return [];
  const facts = propertyFacts(schema, propertyName, context);
  const inherited = context.hierarchy.discriminatorsOf(id);
  // The type of a subtype holds its tag, so there is one for all unions. Any other schema is what each union calls it.
  const elsewhere = context.hierarchy.isSubtype(id) ? context.hierarchy.mappersOf(id) : [];
  for (const discriminator of [...inherited, ...discriminators, ...elsewhere]) {
    if (discriminator.propertyName !== propertyName) continue;
    const mapped = mappedTags(id, discriminator, facts);
    if (mapped.length > 0) return possible(mapped, facts, id, discriminator, context);
  }
  const own = ownValues(id, propertyName, facts, context);
  if (own !== undefined && own.length > 0) return own;
  // Below a schema that brings another discriminator, the tag of that schema holds.
  const nearest = inherited.find((one) => one.owner !== id);
  if (nearest !== undefined && nearest.propertyName !== propertyName) {
    if (inherited.some((one) => one.propertyName === propertyName)) {
      return tagsOfSchema(nearest.owner, propertyName, discriminators, context);
    }
  }
  const name = schema.discriminatorValue ?? nameOf(id);
  const isPossible = facts.values === undefined ? facts.type === "string" : facts.values.includes(name);
  return isPossible ? [name] : [];
}

/** Tags that the schema's own values allow; where the two contradict each other, the schema's own: nothing else fits it. */
function possible(
  tags: readonly Scalar[],
  { values }: PropertyFacts,
  id: SchemaId,
  { propertyName, at }: SchemaDiscriminator,
  context: BuildContext,
): readonly Scalar[] {
  if (values === undefined) return tags;
  const allowed = tags.filter((tag) => values.includes(tag));
  if (allowed.length === tags.length) return tags;
  const [mapped, own] = [tags.filter((tag) => !values.includes(tag)), values].map((list) =>
    list.map((one) => JSON.stringify(one)).join(", "),
  );
  const message = `\`mapping\` calls "${nameOf(id)}" ${mapped}, but its own \`${propertyName}\` is only ever ${own}: that counts.`;
  context.reportOnce("CW3919", "warning", message, at, "Correct the key in `mapping`, or the values of the property.");
  return allowed.length > 0 ? allowed : values;
}

/**
 * The tags of a union's member: of the schema that it refers to, of an inline one as far as it lists them itself, of a
 * choice those of all its members.
 */
export function tagsOfMember(
  member: Schema,
  discriminator: SchemaDiscriminator,
  context: BuildContext,
  path: readonly SchemaId[] = [],
): readonly Scalar[] {
  const { propertyName } = discriminator;
  const target = member.ref === undefined ? member : context.schema(member.ref);
  if (target === undefined || path.includes(target.id)) return [];
  const choices = [...(target.oneOf ?? []), ...(target.anyOf ?? [])];
  const facts = propertyFacts(target, propertyName, context);
  if (choices.length > 0 && !facts.isDeclared) {
    const inner = [
      discriminator,
      ...(target.discriminator?.propertyName === propertyName ? [target.discriminator] : []),
    ];
    const mapping = new Map(inner.flatMap((one) => [...one.mapping]));
    const merged = { ...discriminator, mapping };
    return choices.flatMap((one) => tagsOfMember(one, merged, context, [...path, target.id]));
  }
  const discriminators = [discriminator];
  if (member.ref === undefined) return facts.values ?? [];
  const below = [...context.hierarchy.descendantsOf(member.ref)];
  const isFamily = context.hierarchy.subtypesOf(member.ref).length > 0;
  const all = isFamily ? below : [member.ref];
  return all.flatMap((id) => tagsOfSchema(id, propertyName, discriminators, context));
}
