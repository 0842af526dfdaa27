/** Turns schemas into shapes: what a value looks like to the caller. */

import type { Schema, SchemaType } from "../../normalise/types.js";
import type { BuildContext, SchemaShapes } from "../context.js";
import { schemaDocs } from "../docs.js";
import type { Shape } from "../types.js";
import { unionOf } from "./algebra.js";
import { mergeAllOf } from "./composition.js";
import { objectShape } from "./objects.js";
import { unionShape } from "./unions.js";

/** Keywords whose meaning would be wrong, not only wider, if they were passed over. */
const structural: ReadonlySet<string> = new Set(["$recursiveRef"]);

function reportUnhandled(context: BuildContext, schema: Schema): void {
  for (const { keyword, at } of schema.unhandled ?? []) {
    if (structural.has(keyword)) {
      context.refuse("CW3901", `"${keyword}" is not supported yet.`, at);
    } else {
      context.report(
        "CW3902",
        "information",
        `"${keyword}" is not expressed in the types: they allow more values.`,
        at,
      );
    }
  }
}

function literals(schema: Schema, values: NonNullable<Schema["enum"]>, context: BuildContext): Shape {
  const members = values.map((value): Shape => {
    if (value === null) return { kind: "null" };
    if (typeof value !== "object") return { kind: "literal", value };
    context.report("CW3903", "information", "An enum value that is an object or array is typed as unknown.", schema.at);
    return { kind: "unknown" };
  });
  return unionOf(members);
}

function stringShape(schema: Schema, context: BuildContext): Shape {
  if (schema.binary) return { kind: "bytes" };
  if (schema.format === "date-time" && context.options.dates === "Date") return { kind: "instant" };
  return { kind: "string" };
}

function arrayShape(schema: Schema, context: BuildContext, name: string): Shape {
  const items: Shape = schema.items === undefined ? { kind: "unknown" } : shapeOf(schema.items, context, `${name}Item`);
  if (schema.prefixItems === undefined) return { kind: "array", items };
  const prefix = schema.prefixItems.map((item, index) => shapeOf(item, context, `${name}Item${index + 1}`));
  return items.kind === "never" ? { kind: "tuple", items: prefix } : { kind: "tuple", items: prefix, rest: items };
}

function typedShape(type: SchemaType, schema: Schema, context: BuildContext, name: string): Shape {
  switch (type) {
    case "null":
      return { kind: "null" };
    case "boolean":
      return { kind: "boolean" };
    case "integer":
    case "number":
      return { kind: "number" };
    case "string":
      return stringShape(schema, context);
    case "array":
      return arrayShape(schema, context, name);
    case "object":
      return objectShape(schema, context, name);
  }
}

/** The types that keywords imply where `type` is absent. */
function impliedTypes(schema: Schema): readonly SchemaType[] | undefined {
  if (schema.types !== undefined) return schema.types;
  if (schema.properties !== undefined || schema.additionalProperties !== undefined) return ["object"];
  if (schema.items !== undefined || schema.prefixItems !== undefined) return ["array"];
  if (schema.binary) return ["string"];
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
  if (schema.enum !== undefined) return literals(schema, schema.enum, context);
  const types = impliedTypes(schema);
  if (types === undefined) return undefined;
  const [only] = types;
  if (types.length === 1 && only !== undefined) return typedShape(only, schema, context, name);
  return unionOf(types.map((type) => alternativeShape(type, schema, context, name)));
}

/** The shape of a schema that has a name, or of an inline one before it is known whether it needs one. */
function declaredShape(schema: Schema, context: BuildContext, name: string): Shape {
  reportUnhandled(context, schema);
  if (schema.ref !== undefined && isPlainReference(schema)) return { kind: "reference", to: schema.ref };
  if (schema.ref !== undefined || schema.allOf !== undefined) return mergeAllOf(schema, context, name);
  if (schema.oneOf !== undefined || schema.anyOf !== undefined) return unionShape(schema, context, name);
  return ownShape(schema, context, name) ?? { kind: "unknown" };
}

/**
 * The shape of a schema where it is used. An inline object with properties becomes a model of its own.
 *
 * @param name - What such a model would be called: `ServiceOwner` for the property `owner` of `Service`.
 */
function shapeOf(schema: Schema, context: BuildContext, name: string): Shape {
  if (schema.ref !== undefined && isPlainReference(schema)) return { kind: "reference", to: schema.ref };
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
  const needsName = (shape.kind === "object" && shape.properties.length > 0) || context.referenced.has(schema.id);
  if (!needsName) {
    context.models.delete(schema.id);
    return shape;
  }
  context.models.set(schema.id, { ...draft, name: context.nameInline(schema, name), shape });
  return reference;
}

/** Keywords that describe a value without saying anything about its shape. */
const annotations: ReadonlySet<string> = new Set(
  "id at ref title description deprecated readOnly writeOnly default examples".split(" "),
);

/** Whether a schema is a reference and says nothing else about the value. */
function isPlainReference(schema: Schema): boolean {
  return Object.keys(schema).every((key) => annotations.has(key));
}

/** The entry points, handed to the builders of objects, unions and compositions through the context. */
export const shapes: SchemaShapes = { shapeOf, declaredShape, ownShape };
