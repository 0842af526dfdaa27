/** Turns a path template into the names of its parameters. */

/** The names in braces, each once, in order; or, as `problem`, what is wrong with the template. */
export type PathTemplate = { readonly names: readonly string[] } | { readonly problem: string };

/** Reads a template such as `/pets/{petId}/photos` (OpenAPI 3.1 §4.8.2.1). */
export function readPathTemplate(path: string): PathTemplate {
  const outside = path.replaceAll(/\{[^{}]*\}/g, "");
  if (outside.includes("{")) return { problem: "a brace is not closed" };
  if (outside.includes("}")) return { problem: "a brace is closed that is not open" };
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
  if (names.includes("")) return { problem: "there is no name between the braces" };
  return { names: [...new Set(names)] };
}
