/** Turns what a schema says about properties that it doesn't name into the shape of their values, and into names. */

import type { Schema } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import type { ObjectShape } from "../types.js";
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

/** What is declared of values under names that the schema doesn't list; nothing if they are not declared. */
export function furtherShapes(
  schema: Schema,
  context: BuildContext,
  name: string,
): Pick<ObjectShape, "additional" | "patterns"> {
  const { additionalProperties: additional, patternProperties } = schema;
  const patterns = [...(patternProperties ?? [])].filter(([, one]) => !one.never);
  const isOpen = schema.properties === undefined || schema.properties.size === 0;
  const isRecord = isOpen && patternProperties === undefined;
  const others = additional === undefined || additional.never ? undefined : additional;
  if (patterns.length === 0 && others === undefined) {
    return isRecord && additional === undefined ? { additional: { kind: "unknown" } } : {};
  }
  const shapeOf = (one: Schema, index: number) =>
    context.shapes.shapeOf(one, context, `${name}Value${index === 0 ? "" : index + 1}`);
  const rows = patterns.map(([pattern, one], index) => ({ pattern, shape: shapeOf(one, index) }));
  const rest = others && shapeOf(others, rows.length);
  const all = [...rows.map(({ shape }) => shape), ...(rest ? [rest] : [])];
  const isVaried = new Set(all.map((shape) => JSON.stringify(shape))).size > 1;
  const isDecidable = isVaried && patterns.every((entry) => isPattern(...entry, context));
  return { additional: unionOf(all), ...(isDecidable && { patterns: { rows, ...(rest && { rest }) } }) };
}

/** Whether JavaScript reads a pattern. If not, it can't tell which names it fits. */
function isPattern(pattern: string, { at }: Schema, context: BuildContext): boolean {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    const message = `\`${pattern}\` is no regular expression of JavaScript: values are converted by what they look like.`;
    context.report("CW3917", "information", message, at, "Write the pattern in the words of ECMA-262.");
    return false;
  }
}
