/** Turns a media type into the way its bodies are written. */

/** How a body is written. `text` is every text that isn't JSON: XML, CSV, event streams. */
export type Format = "json" | "form" | "multipart" | "text" | "bytes";

/** A media type in lower case, without parameters. */
export function essenceOf(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}

/** A range such as `*\/*` is taken for JSON: what stands there in documents is. */
export function formatOf(type: string): Format {
  const essence = essenceOf(type);
  if (/^(application|text)\/json$|\+json$|^\*\/\*$|^application\/\*$|^\*$/.test(essence)) return "json";
  if (essence === "application/x-www-form-urlencoded") return "form";
  if (essence.startsWith("multipart/")) return "multipart";
  return /^text\/|\+xml$|^application\/(xml|.*yaml|.*javascript|.*ndjson|.*jsonl|.*jsonlines|.*json-seq|.*graphql)$/.test(
    essence,
  )
    ? "text"
    : "bytes";
}

/** A concrete type that a media type or range covers. */
export function concreteType(type: string, format: Format): string {
  const essence = essenceOf(type);
  if (!essence.includes("*")) return type;
  if (format === "json") return essence.endsWith("*") ? "application/json" : essence.replace("*", "x-sample");
  return format === "text" ? essence.replace("*", "plain") : essence.replaceAll("*", "x-sample");
}

/** Whether an `Accept` header asks for a media type. */
export function accepts(header: string | undefined, type: string): boolean {
  if (header === undefined) return true;
  return header.split(",").some((entry) => {
    const range = essenceOf(entry);
    const essence = essenceOf(type);
    const [start = "", end] = range.replace("*/*", "*").split("*");
    return end === undefined ? range === essence : essence.startsWith(start) && essence.endsWith(end);
  });
}
