/** Tells from the name of a media type what it covers and how its bodies are read. */

/** How a body is read: parsed, as a text, or as bytes. */
export type Reading = "json" | "text" | "bytes";

/** A media type without its parameters, in lower case. */
export function essence(type: string): string {
  return type.toLowerCase().replace(/\s*;.*/, "");
}

/** Whether a media type is JSON or a relative of it, such as `application/problem+json`. */
export function isJson(type: string): boolean {
  return /[/+]json$/.test(type);
}

/** How a body of a media type is read where the document says nothing else. Ranges of everything stand for JSON. */
export function readingOf(type: string): Reading {
  if (isJson(type) || /^(\*|application)\/\*$/.test(type)) return "json";
  return /^text\/|[/+]xml$/.test(type) ? "text" : "bytes";
}

/** Whether a documented media type or range (`image/*`) covers another. */
export function covers(range: string, type: string): boolean {
  const [start = "", end] = range.replace("*/*", "*").split("*");
  return end === undefined ? range === type : type.startsWith(start) && type.endsWith(end);
}
