/** Turns what a schema says about properties that it doesn't name into the shape of their values, and into names. */

import type { Schema } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import type { Shape } from "../types.js";
import { unionOf } from "./algebra.js";

/** The keywords about further properties that hold for several schemas at once. */
export function furtherOf(
  schemas: readonly Schema[],
): Pick<Schema, "additionalProperties" | "patternProperties" | "propertyNames"> {
  const said = schemas.flatMap((schema) => schema.additionalProperties ?? []);
  // One part that is closed closes the whole: by the letter it would forbid what the others describe, too.
  const additional = said.find((one) => one.never) ?? said[0];
  const patterns = new Map(schemas.flatMap((schema) => [...(schema.patternProperties ?? [])]));
  const names = schemas.findLast((schema) => schema.propertyNames !== undefined)?.propertyNames;
  return {
    ...(additional !== undefined && { additionalProperties: additional }),
    ...(patterns.size > 0 && { patternProperties: patterns }),
    ...(names !== undefined && { propertyNames: names }),
  };
}

/**
 * The names that `propertyNames` lists, where it leaves no others. They are data, as the keys of every record are: what
 * they are called doesn't follow the casing of names.
 */
export function listedNames({ propertyNames: names }: Schema, context: BuildContext): readonly string[] | undefined {
  const target = names?.ref === undefined ? names : context.schema(names.ref);
  const values = target?.enum;
  if (values === undefined) return undefined;
  return values.filter((value) => typeof value === "string");
}

/** The shape of values under names that the schema doesn't list; `undefined`: none are declared. */
export function additionalShape(schema: Schema, context: BuildContext, name: string): Shape | undefined {
  const { additionalProperties: additional, patternProperties } = schema;
  const patterns = [...(patternProperties?.values() ?? [])].filter((one) => !one.never);
  const isOpen = schema.properties === undefined || schema.properties.size === 0;
  const isRecord = isOpen && patternProperties === undefined;
  const declared = [...patterns, ...(additional === undefined || additional.never ? [] : [additional])];
  if (declared.length === 0) return isRecord && additional === undefined ? { kind: "unknown" } : undefined;
  const shapes = declared.map((one, index) =>
    context.shapes.shapeOf(one, context, `${name}Value${index === 0 ? "" : index + 1}`),
  );
  return unionOf(shapes);
}
