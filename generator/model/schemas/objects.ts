/** Turns the object keywords of a schema into an object shape, with the caller's property names. */

import type { Schema } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { noDocs, schemaDocs } from "../docs.js";
import { Scope } from "../naming/allocate.js";
import { camelCase, pascalCase } from "../naming/casing.js";
import type { ObjectShape, Property } from "../types.js";
import { additionalShape, listedNames } from "./further.js";

/**
 * The caller's names of an object's properties. Where two wire names would get one name in camel case, all of them keep
 * their wire names, with a warning: losing a field is worse than an odd name. One that had the name before keeps it.
 */
export function propertyNames(
  wireNames: readonly string[],
  schema: Schema,
  context: BuildContext,
): Map<string, string> {
  const names = new Map(wireNames.map((wireName) => [wireName, wireName]));
  if (context.options.casing === "preserve") return names;
  const pointerOf = (wireName: string) => `${schema.id}/${wireName}@property`;
  const wishes = new Map<string, string[]>();
  for (const wireName of wireNames) {
    const wish = camelCase(wireName) || wireName;
    const claimants = wishes.get(wish);
    if (claimants === undefined) wishes.set(wish, [wireName]);
    else claimants.push(wireName);
  }
  const scope = new Scope();
  const isLocked = (wireName: string) => context.ledger.locked(pointerOf(wireName)) !== undefined;
  for (const wireName of wireNames.filter(isLocked)) {
    const locked = context.ledger.locked(pointerOf(wireName));
    if (locked !== undefined && scope.claim(locked, wireName)) names.set(wireName, locked);
  }
  for (const [wish, claimants] of wishes) {
    const isAlone = claimants.length === 1;
    for (const wireName of claimants) {
      if (!isLocked(wireName)) names.set(wireName, scope.allocate(wireName, isAlone ? [wish, wireName] : [wireName]));
    }
    if (!isAlone) reportCollision(wish, claimants, schema, context);
  }
  for (const [wireName, name] of names) {
    // A name that follows from the wire name by itself needs no memory.
    if (name !== wireName || name !== (camelCase(wireName) || wireName))
      context.ledger.record(pointerOf(wireName), name);
  }
  return names;
}

function reportCollision(wish: string, claimants: readonly string[], schema: Schema, context: BuildContext): void {
  const list = claimants.map((name) => `"${name}"`).join(" and ");
  context.report(
    "CW3002",
    "warning",
    `The properties ${list} would both be "${wish}", so they keep their names.`,
    schema.at,
  );
}

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
  const wireNames = [...new Set([...properties.keys(), ...(properties.size > 0 ? required : [])])];
  const names = propertyNames(wireNames, schema, context);
  const listed = listedNames(schema, context);
  const values = additionalShape(schema, context, name);
  const additional = listed === undefined ? values : undefined;
  const keys = values === undefined ? [] : (listed ?? []).filter((key) => !names.has(key));
  const entries = keys.map((key): Property => {
    const shape = values ?? { kind: "unknown" };
    return { wireName: key, name: key, required: required.has(key), shape, docs: noDocs };
  });
  return {
    kind: "object",
    properties: [...wireNames.map(propertyOf), ...entries],
    ...(additional === undefined ? {} : { additional }),
  };

  function propertyOf(wireName: string): Property {
    const property = properties.get(wireName);
    const known = { wireName, name: names.get(wireName) ?? wireName, required: required.has(wireName) };
    if (property === undefined) return { ...known, shape: { kind: "unknown" }, docs: noDocs };
    const shape = context.shapes.shapeOf(property, context, `${name}${pascalCase(wireName) || "Property"}`);
    return { ...known, shape, docs: schemaDocs(property), ...accessOf(property, context) };
  }
}
