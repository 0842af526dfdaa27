/** Turns the object keywords of a schema into an object shape, with the caller's property names. */

import type { Schema } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { noDocs, schemaDocs } from "../docs.js";
import { pascalCase } from "../naming/casing.js";
import { propertyNames } from "../naming/properties.js";
import type { ObjectShape, Property } from "../types.js";
import { furtherShapes, listedNames } from "./further.js";

/** Who may set a property: its own schema says so, or the one it refers to. */
function accessOf(schema: Schema, context: BuildContext): Pick<Property, "access"> {
  const target = schema.ref === undefined ? undefined : context.schema(schema.ref);
  if (schema.readOnly ?? target?.readOnly) return { access: "read" };
  return schema.writeOnly || target?.writeOnly ? { access: "write" } : {};
}

/** The object shape of a schema; properties that are required but not described are unknown. */
export function objectShape(schema: Schema, context: BuildContext, name: string): ObjectShape {
  const properties = schema.properties ?? new Map<string, Schema>();
  const required = new Set(schema.required ?? []);
  const wireNames = [...new Set([...properties.keys(), ...(properties.size > 0 ? required : [])])].filter(
    (wireName) => !properties.get(wireName)?.ignored,
  );
  const names = propertyNames(wireNames, schema, context);
  const listed = listedNames(schema, context);
  const further = furtherShapes(schema, context, name);
  const values = further.additional;
  // A map may demand some of its keys.
  const demanded = properties.size === 0 && schema.additionalProperties !== undefined ? [...required] : [];
  const keys = values === undefined ? [] : (listed ?? demanded).filter((key) => !names.has(key));
  const entries = keys.map((key): Property => {
    const shape = values ?? { kind: "unknown" };
    return { wireName: key, name: key, required: required.has(key), shape, docs: noDocs };
  });
  return {
    kind: "object",
    properties: [...wireNames.map(propertyOf), ...entries],
    ...(listed === undefined && further),
  };

  function propertyOf(wireName: string): Property {
    const property = properties.get(wireName);
    const known = { wireName, name: names.get(wireName) ?? wireName, required: required.has(wireName) };
    if (property === undefined) return { ...known, shape: { kind: "unknown" }, docs: noDocs };
    const shape = context.shapes.shapeOf(property, context, `${name}${pascalCase(wireName) || "Property"}`);
    return { ...known, shape, docs: schemaDocs(property), ...accessOf(property, context) };
  }
}
