/** Turns the keywords of a schema in which OpenAPI 3.0 differs from JSON Schema 2020-12 into the latter, before they are read. */

import { own } from "../node.js";
import type { JsonObject } from "../types.js";

/**
 * Says exclusive bounds as 2020-12 does: `minimum: 0` with `exclusiveMinimum: true` is `exclusiveMinimum: 0`. Either form
 * is taken in either version, as their types tell them apart. Keys of other keywords, and so all pointers, stay.
 */
export function modernise(schema: JsonObject): JsonObject {
  const lower = own(schema, "exclusiveMinimum");
  const upper = own(schema, "exclusiveMaximum");
  if (typeof lower !== "boolean" && typeof upper !== "boolean") return schema;
  const { exclusiveMinimum: _, exclusiveMaximum: __, minimum, maximum, ...rest } = schema;
  return {
    ...rest,
    ...bound("minimum", "exclusiveMinimum", minimum, lower),
    ...bound("maximum", "exclusiveMaximum", maximum, upper),
  };
}

function bound(
  inclusive: string,
  exclusive: string,
  limit: JsonObject[string] | undefined,
  isExclusive: JsonObject[string] | undefined,
): JsonObject {
  const number = typeof isExclusive === "boolean" || isExclusive === undefined ? {} : { [exclusive]: isExclusive };
  if (limit === undefined) return number;
  return isExclusive === true ? { [exclusive]: limit } : { [inclusive]: limit, ...number };
}
