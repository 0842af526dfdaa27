/** Decides in which shape an operation takes its input: the one it always had, as long as the document leaves a way. */

import type * as document from "../../normalise/types.js";
import type { InputShape, ModelOptions } from "../types.js";

/** The shape that follows from the document alone. */
function naturalShape(
  { parameters, requestBody }: document.Operation,
  { arguments: form }: Pick<ModelOptions, "arguments">,
): InputShape {
  const hasParameters = parameters.length > 0;
  if (form === "grouped" && (hasParameters || requestBody !== undefined)) return "grouped";
  if (requestBody === undefined) return hasParameters ? "parameters" : "none";
  return hasParameters ? "both" : "body";
}

/**
 * What came later and may be left out never moves what callers give already: where the shape has no place for it, it is
 * given in `options.parameters`. What came later and is required changes every call anyway.
 *
 * @param locked - The shape of earlier runs.
 */
export function inputShape(
  operation: document.Operation,
  locked: InputShape | undefined,
  options: Pick<ModelOptions, "arguments">,
): InputShape {
  const natural = naturalShape(operation, options);
  const { parameters, requestBody } = operation;
  if (parameters.some(({ required }) => required)) return natural;
  if (locked === "none" && requestBody?.required !== true) return locked;
  return locked === "body" && natural === "both" ? locked : natural;
}

/** Whether calls written for one shape fit the other as well. */
export function isCompatible(before: InputShape, after: InputShape, isBodyRequired: boolean): boolean {
  return before === after || (before === "parameters" && after === "both" && !isBodyRequired);
}
