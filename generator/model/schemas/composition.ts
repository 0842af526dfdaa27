/** Merges what holds at once (`allOf`, keywords beside a `$ref` or a choice) into one shape: objects become one object. */

import type { Schema, SchemaType } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { pascalCase } from "../naming/casing.js";
import type { ObjectShape, Property, Shape } from "../types.js";
import { intersectionOf, unionOf } from "./algebra.js";
import { convertedType } from "./converted.js";
import { furtherOf } from "./further.js";
import { isOnly, saysSomething } from "./keywords.js";
import { objectShape } from "./objects.js";
import { type Part, partsOf } from "./parts.js";

function isObjectPart({ schema }: Part): boolean {
  if (schema.enum !== undefined || schema.oneOf !== undefined || schema.anyOf !== undefined) return false;
  if (schema.types !== undefined) return schema.types.includes("object");
  const { properties, required, additionalProperties, patternProperties, propertyNames: names } = schema;
  return (properties ?? required ?? additionalProperties ?? patternProperties ?? names) !== undefined;
}

function mergedProperty(schemas: readonly Schema[], property: Property, context: BuildContext, name: string): Property {
  const last = schemas.at(-1);
  const parts = schemas.flatMap((schema) => partsOf(schema, context));
  if (last !== undefined && contradict(parts)) {
    const message = `The descriptions of "${property.wireName}" contradict each other: the last one counts.`;
    context.report("CW3919", "warning", message, last.at, "Describe the property once, or let one narrow the other.");
    return property;
  }
  const shapes = schemas.map((schema) => context.shapes.shapeOf(schema, context, name));
  return { ...property, shape: intersectionOf(shapes) };
}

/** Of several objects that are written where they stand, one: none of them has a name that others could use. */
function withOneInline(schemas: readonly Schema[], context: BuildContext): readonly Schema[] {
  const inline = schemas.filter(({ id, ref, properties }) => {
    return ref === undefined && properties !== undefined && context.schema(id) === undefined;
  });
  const last = inline.at(-1);
  if (last === undefined || inline.length < 2) return schemas;
  const allOf = [...inline.slice(0, -1), ...(last.allOf ?? [])];
  const merged: Schema = { ...last, id: `${last.id}@merged`, allOf };
  context.merged.set(merged.id, merged);
  return [...schemas.filter((schema) => !inline.includes(schema)), merged];
}

function mergeObjects(parts: readonly Part[], schema: Schema, context: BuildContext, name: string): ObjectShape {
  const written = new Map<string, Schema[]>();
  for (const part of parts) {
    for (const [wireName, property] of part.schema.properties ?? []) {
      written.set(wireName, [...(written.get(wireName) ?? []), property]);
    }
  }
  const declared = new Map([...written].map(([wireName, all]) => [wireName, withOneInline(all, context)] as const));
  const properties = new Map([...declared].flatMap(([wireName, all]) => all.slice(-1).map((one) => [wireName, one])));
  const { ref, allOf, additionalProperties, patternProperties, propertyNames: _, ...own } = schema;
  const merged: Schema = {
    ...own,
    properties,
    required: parts.flatMap((part) => part.schema.required ?? []),
    ...furtherOf(parts.map((part) => part.schema)),
  };
  const shape = objectShape(merged, context, name);
  return {
    ...shape,
    properties: shape.properties.map((property) => {
      const all = declared.get(property.wireName) ?? [];
      const inner = `${name}${pascalCase(property.name)}`;
      return all.length < 2 ? property : mergedProperty(all, property, context, inner);
    }),
  };
}

/** The types that all parts allow, where any part says so. */
function commonTypes(parts: readonly Part[]): readonly SchemaType[] | undefined {
  const lists = parts.flatMap(({ schema }) => (schema.types === undefined ? [] : [schema.types]));
  const [first, ...others] = lists;
  return others.reduce<readonly SchemaType[] | undefined>(
    (left, right) => left && [...new Set(left.flatMap((type) => right.flatMap((other) => bothTypes(type, other))))],
    first,
  );
}

/** What is of two types: a whole number is a number too. */
function bothTypes(one: SchemaType, other: SchemaType): SchemaType[] {
  if (one === other) return [one];
  const isNumber = (type: SchemaType) => type === "integer" || type === "number";
  return isNumber(one) && isNumber(other) ? ["integer"] : [];
}

/** Whether no value can be of all parts: they have no type or none of their listed values in common. */
function contradict(parts: readonly Part[]): boolean {
  if (commonTypes(parts)?.length === 0) return true;
  const [first, ...others] = parts.flatMap(({ schema }) => {
    return schema.enum === undefined ? [] : [schema.enum.map((value) => JSON.stringify(value))];
  });
  return first !== undefined && !first.some((value) => others.every((list) => list.includes(value)));
}

/** Whether a schema describes an object and, beside it, a choice of what else holds. */
export function hasChoiceBeside({
  oneOf,
  anyOf,
  properties,
  patternProperties,
  additionalProperties,
}: Schema): boolean {
  if (oneOf === undefined && anyOf === undefined) return false;
  const isOpen = additionalProperties !== undefined && !additionalProperties.never;
  return (properties?.size ?? 0) > 0 || patternProperties !== undefined || isOpen;
}

/** The object that a part describes, and the choice beside it, as parts of their own. */
function apart(part: Part, context: BuildContext): Part[] {
  if (!hasChoiceBeside(part.schema)) return [part];
  const { oneOf, anyOf, discriminator, ...object } = part.schema;
  const { id, at } = part.schema;
  const members = [...(oneOf ?? []), ...(anyOf ?? [])];
  if (members.every((member) => isOnly(member, ["types", "required"]))) {
    context.tally("CW3902", members[0]?.at ?? at, oneOf === undefined ? "anyOf" : "oneOf");
    return [{ schema: object }];
  }
  const choice = { id, at, ...(oneOf && { oneOf }), ...(anyOf && { anyOf }), ...(discriminator && { discriminator }) };
  return [{ schema: object }, { schema: choice }];
}

/** The shape of a schema with `allOf`, or with keywords beside its `$ref` or its choice. */
export function mergeAllOf(schema: Schema, context: BuildContext, name: string): Shape {
  const parts = partsOf(schema, context).flatMap((part) => apart(part, context));
  const types = commonTypes(parts);
  const isNullable = types?.includes("null") === true;
  const sole = soleReference(schema, context);
  if (sole !== undefined) return isNullable ? unionOf([sole, { kind: "null" }]) : sole;
  if (contradict(parts)) {
    reportImpossible(schema, context);
    return { kind: "never" };
  }
  const objects = parts.filter(isObjectPart);
  const others = parts.filter((part) => !isObjectPart(part));
  const merged = objects.length === 0 ? [] : [mergeObjects(objects, withTypes(schema, types), context, name)];
  const rest = others.map((part, index) =>
    context.shapes.declaredShape(part.schema, context, others.length === 1 ? name : `${name}Part${index + 1}`),
  );
  const shape =
    rest.length === 0
      ? (merged[0] ?? { kind: "unknown" })
      : intersectionOf([...named(merged, schema, context, name), ...rest]);
  if (shape.kind === "never" && !parts.some((part) => part.schema.never)) reportImpossible(schema, context);
  return isNullable && shape.kind !== "unknown"
    ? unionOf([...named([shape], schema, context, name), { kind: "null" }])
    : shape;
}

function reportImpossible({ at }: Schema, context: BuildContext): void {
  const message = "The parts of this composition contradict each other: there is no such value.";
  context.report("CW3919", "warning", message, at, "Correct the types or values of the parts.");
}

function withTypes(schema: Schema, types: readonly SchemaType[] | undefined): Schema {
  return types === undefined ? schema : { ...schema, types };
}

/** An object that ends up inside a union or an intersection needs a name of its own. */
function named(shapes: readonly Shape[], schema: Schema, context: BuildContext, name: string): Shape[] {
  return shapes.map((shape) => {
    if (shape.kind !== "object" || shape.properties.length === 0) return shape;
    const pointer = `${schema.id}@object`;
    const given = context.nameInline({ ...schema, id: pointer }, `${name}Object`);
    context.models.set(pointer, { pointer, name: given, docs: { notes: [] }, shape });
    return { kind: "reference", to: pointer };
  });
}

/** `allOf` of one reference, the 3.0 way to put a description or `nullable` beside it, is that reference. */
function soleReference(schema: Schema, context: BuildContext): Shape | undefined {
  const { allOf = [], ref, ...own } = schema;
  const says = (one: Schema) => saysSomething(one) || convertedType(one, context) !== undefined;
  const [only, ...others] = allOf.filter((member) => member.ref !== undefined || member.allOf || says(member));
  const { types, ...beside } = own;
  if (ref !== undefined || only === undefined || others.length > 0 || says(beside)) return undefined;
  // One that adds nothing to its base is still not its base.
  if (context.hierarchy.isSubtype(schema.id)) return undefined;
  return only.ref === undefined ? undefined : context.shapes.shapeOf(only, context, "");
}
