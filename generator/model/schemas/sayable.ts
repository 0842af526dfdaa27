/** Rewrites what a schema says by conditions, negation and what is left over into keywords that types can say. */

import type { Schema, SchemaType } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { hasConditions, withoutConditions } from "./conditions.js";
import { isOnly } from "./keywords.js";

/**
 * The same schema in words that have a counterpart in types: without `if`, `dependentSchemas`, `not`,
 * `unevaluatedProperties` and `unevaluatedItems`. What can't be said makes it allow more values, and is counted (CW3902).
 */
export function sayable(schema: Schema, context: BuildContext): Schema {
  const complete = withoutLeftovers(schema, context);
  const positive = complete.not === undefined ? complete : withoutNot(complete, complete.not, context);
  return hasConditions(positive) ? withoutConditions(positive, context) : positive;
}

/** `unevaluatedProperties` and `unevaluatedItems` as `additionalProperties` and `items` of all parts together. */
function withoutLeftovers(schema: Schema, context: BuildContext): Schema {
  const { unevaluatedProperties: properties, unevaluatedItems: items, ...rest } = schema;
  if (properties === undefined && items === undefined) return schema;
  const isChoice = rest.oneOf !== undefined || rest.anyOf !== undefined;
  const isComposed = isChoice || rest.allOf !== undefined || rest.ref !== undefined || rest.if !== undefined;
  // Beside other parts, `false` only closes what they describe: types are not open anyway.
  const isClosing = isComposed && properties?.never === true;
  const isLost = isChoice && properties !== undefined && !properties.never;
  if (isLost) context.tally("CW3902", properties.at, "unevaluatedProperties");
  const isKept = properties !== undefined && !isClosing && !isLost && rest.additionalProperties === undefined;
  return {
    ...rest,
    ...(isKept && { additionalProperties: properties }),
    ...(items !== undefined && rest.items === undefined && !(isComposed && items.never) && { items }),
  };
}

/** `not` of values and of types takes them from those that are listed; of anything it leaves nothing. */
function withoutNot(schema: Schema, not: Schema, context: BuildContext): Schema {
  const { not: _, ...rest } = schema;
  const denied = deniedBy(not);
  if (denied === undefined) {
    context.tally("CW3902", not.at, "not");
    return rest;
  }
  if (denied === "everything") return { id: rest.id, at: rest.at, never: true };
  if ("types" in denied) {
    if (rest.types === undefined || rest.enum !== undefined) return rest;
    return { ...rest, types: rest.types.filter((type) => !denied.types.includes(type)) };
  }
  const listed = valuesOf(rest, context);
  // Of the endless many texts and numbers, a comment names those that are not allowed.
  if (listed === undefined) return rest;
  const { ref, ...own } = rest;
  const texts = new Set(denied.values.map((value) => JSON.stringify(value)));
  const left = listed.filter((value) => !texts.has(JSON.stringify(value)));
  return left.length === 0 ? { id: rest.id, at: rest.at, never: true } : { ...own, enum: left };
}

type Denied =
  | "everything"
  | { readonly types: readonly SchemaType[] }
  | { readonly values: NonNullable<Schema["enum"]> };

/** What a schema in `not` forbids, as far as types can leave it out. */
function deniedBy(not: Schema): Denied | undefined {
  if (isOnly(not, [])) return "everything";
  if (isOnly(not, ["types"]) && not.types !== undefined) return { types: not.types };
  if (isOnly(not, ["types", "enum"]) && not.enum !== undefined) return { values: not.enum };
  return undefined;
}

/** The values of a schema that lists them, or refers to one that does. */
function valuesOf(schema: Schema, context: BuildContext): Schema["enum"] {
  if (schema.enum !== undefined) return schema.enum;
  const [only] = schema.types ?? [];
  if (only === "boolean" && schema.types?.length === 1) return [true, false];
  if (schema.ref === undefined) return undefined;
  const seen = new Set<string>();
  let target = context.schema(schema.ref);
  while (target?.ref !== undefined && isOnly(target, ["ref"]) && !seen.has(target.id)) {
    seen.add(target.id);
    target = context.schema(target.ref);
  }
  return target?.enum;
}
