/** Tells the kinds of JSON values apart, and follows pointers into them. */

import { pointerKeys } from "../diagnostics.js";
import type { JsonObject, JsonValue } from "./types.js";

/** Whether a value is a list. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether a value is a mapping. */
export function isMapping(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value a pointer leads to, if there is one. Follows no references on its way. */
export function valueAt(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of pointerKeys(pointer)) {
    if (isList(value)) value = value[Number(key)];
    else value = isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}
