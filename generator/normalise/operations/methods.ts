/** The fields that a Path Item Object knows (OpenAPI 3.1 §4.8.9). */

import type { Version } from "../context.js";

const methods: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** What a field of a path item may be called in every version. */
export function pathFields(): readonly string[] {
  return [...methods, ...others];
}

/** Whether a field of a path item is a method. */
export function isMethod(field: string): boolean {
  return methods.has(field);
}

const others: ReadonlySet<string> = new Set(["$ref", "summary", "description", "servers", "parameters"]);
const newer: ReadonlySet<string> = new Set(["query", "additionalOperations"]);

/** Whether a path item may have a field, or an extension, that is no method. */
export function isPathField(field: string, version: Version): boolean {
  return field.startsWith("x-") || others.has(field) || (version === "3.2" && newer.has(field));
}
