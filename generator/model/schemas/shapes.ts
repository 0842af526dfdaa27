/** Turns schemas into shapes: what a value looks like to the caller. */

import type { JsonValue, Schema, SchemaType } from "../../normalise/types.js";
import type { BuildContext, SchemaShapes } from "../context.js";
import { noDocs, schemaDocs } from "../docs.js";
import type { Property, Shape } from "../types.js";
import { unionOf } from "./algebra.js";
import { hasChoiceBeside, mergeAllOf } from "./composition.js";
import { convertedShape, convertedType } from "./converted.js";
import { saysSomething } from "./keywords.js";
import { objectShape } from "./objects.js";
import { sayable } from "./sayable.js";
import { shapeInHierarchy } from "./subtypes.js";
import { unionShape } from "./unions.js";

/** The shape of one value: what `const` and `enum` list may be any JSON. */
function literalShape(value: JsonValue): Shape {
  if (value === null) return { kind: "null" };
  if (typeof value !== "object") return { kind: "literal", value };
  if (isList(value)) return { kind: "tuple", items: value.map(literalShape), required: value.length };
  const properties = Object.entries(value).map(([name, inner]): Property => {
    return { wireName: name, name, required: true, shape: literalShape(inner), docs: noDocs };
  });
  return { kind: "object", properties };
}

/** A choice of values; where the user or an extension of the document says so, with room for others, or never any. */
function enumShape(values: readonly JsonValue[], openness: Schema["openness"]): Shape {
  const literals = unionOf(values.map(literalShape));
  if (openness === "closed") return literals.kind === "union" ? { ...literals, isClosed: true } : literals;
  const types = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  const [type] = types;
  const isOpen = openness === "open" && types.size === 1 && (type === "string" || type === "number");
  return isOpen ? unionOf([literals, { kind: "other", of: type }]) : literals;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function arrayShape(schema: Schema, context: BuildContext, name: string): Shape {
  const { prefixItems, minItems, maxItems } = schema;
  const items = schema.items && shapeOf(schema.items, context, `${name}Item`);
  if (prefixItems === undefined) return { kind: "array", items: items ?? { kind: "unknown" } };
  const prefix = prefixItems.map((item, index) => shapeOf(item, context, `${name}Item${index + 1}`));
  // Without `minItems` a prefix could strictly be left out; whoever describes places by themselves means them to be there.
  const required = Math.min(minItems ?? prefix.length, maxItems ?? prefix.length, prefix.length);
  const isClosed = items === undefined || items.kind === "never" || (maxItems ?? Infinity) <= prefix.length;
  return { kind: "tuple", items: prefix, required, ...(isClosed ? {} : { rest: items }) };
}

function typedShape(type: SchemaType, schema: Schema, context: BuildContext, name: string): Shape {
  switch (type) {
    case "null":
      return { kind: "null" };
    case "boolean":
      return { kind: "boolean" };
    case "integer":
    case "number":
      return convertedShape(type, schema, context) ?? { kind: "number" };
    case "string":
      return schema.binary ? { kind: "bytes" } : (convertedShape(type, schema, context) ?? { kind: "string" });
    case "array":
      return arrayShape(schema, context, name);
    case "object":
      return objectShape(schema, context, name);
  }
}

/** The types that keywords imply where `type` is absent. */
function impliedTypes(schema: Schema, context: BuildContext): readonly SchemaType[] | undefined {
  if (schema.types !== undefined) return schema.types;
  const { properties, additionalProperties, patternProperties, propertyNames } = schema;
  if ((properties ?? additionalProperties ?? patternProperties ?? propertyNames) !== undefined) return ["object"];
  if (schema.items !== undefined || schema.prefixItems !== undefined) return ["array"];
  if (schema.binary) return ["string"];
  const converted = convertedType(schema, context);
  if (converted !== undefined) return [converted];
  if (schema.required !== undefined) return ["object"];
  return undefined;
}

/** One of several types of a schema. An object among them gets a model of its own, so that it has a name. */
function alternativeShape(type: SchemaType, schema: Schema, context: BuildContext, name: string): Shape {
  if (type !== "object" || schema.properties === undefined) return typedShape(type, schema, context, name);
  return shapeOf({ ...schema, id: `${schema.id}@object`, types: ["object"] }, context, `${name}Object`);
}

/** The shape of a schema's own keywords, without `$ref`, `allOf`, `oneOf` and `anyOf`. `undefined`: they say nothing. */
function ownShape(schema: Schema, context: BuildContext, name: string): Shape | undefined {
  if (schema.never) return { kind: "never" };
  if (schema.enum !== undefined) {
    return enumShape(schema.enum, context.document.openness.get(schema.id) ?? schema.openness);
  }
  const types = impliedTypes(schema, context);
  if (types === undefined) return undefined;
  const [only] = types;
  if (types.length === 1 && only !== undefined) return typedShape(only, schema, context, name);
  return unionOf(types.map((type) => alternativeShape(type, schema, context, name)));
}

/** The shape of a schema that has a name, or of an inline one before it is known whether it needs one. */
function declaredShape(written: Schema, context: BuildContext, name: string): Shape {
  const schema = sayable(written, context);
  return shapeInHierarchy(schema, context, name, () => composedShape(schema, context, name));
}

function composedShape(schema: Schema, context: BuildContext, name: string): Shape {
  if (schema.ref !== undefined && isPlainReference(schema, context)) return { kind: "reference", to: schema.ref };
  if (schema.ref !== undefined || schema.allOf !== undefined || hasChoiceBeside(schema))
    return mergeAllOf(schema, context, name);
  if (schema.oneOf !== undefined || schema.anyOf !== undefined) return unionShape(schema, context, name);
  return ownShape(schema, context, name) ?? { kind: "unknown" };
}

/**
 * The shape of a schema where it is used. An inline object with properties becomes a model of its own.
 *
 * @param name - What such a model would be called: `ServiceOwner` for the property `owner` of `Service`.
 */
function shapeOf(schema: Schema, context: BuildContext, name: string): Shape {
  if (schema.ref !== undefined && isPlainReference(schema, context)) return { kind: "reference", to: schema.ref };
  const reference: Shape = { kind: "reference", to: schema.id };
  // A schema that something refers to has a name of its own wherever it is written.
  if (context.schema(schema.id) !== undefined) return reference;
  if (context.models.has(schema.id)) {
    context.referenced.add(schema.id);
    return reference;
  }
  // Holds the place before the models of inner objects, so that a model is printed before its parts.
  const draft = { pointer: schema.id, name, docs: schemaDocs(schema), shape: { kind: "unknown" } as const };
  context.models.set(schema.id, draft);
  const shape = declaredShape(schema, context, name);
  const isInterface = shape.kind === "object" && shape.properties.length > 0 && schema.enum === undefined;
  const needsName = isInterface || context.referenced.has(schema.id);
  if (!needsName) {
    context.models.delete(schema.id);
    return shape;
  }
  context.models.set(schema.id, { ...draft, name: context.nameInline(schema, name), shape });
  return reference;
}

/** Whether a schema is a reference and says nothing else that its type would say. */
function isPlainReference({ ref: _, ...beside }: Schema, context: BuildContext): boolean {
  return !saysSomething(beside) && convertedType(beside, context) === undefined;
}

/** The entry points, handed to the builders of objects, unions and compositions through the context. */
export const shapes: SchemaShapes = { shapeOf, declaredShape, sayable };
