/** The methods that a Path Item Object knows (OpenAPI 3.1 §4.8.9). */

const methods: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** Whether a field of a path item is a method. */
export function isMethod(field: string): boolean {
  return methods.has(field);
}
