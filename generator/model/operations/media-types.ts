/** Sorts media types by how their values are written and read, and says what callers have of them. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import type { RequestContent, Shape } from "../types.js";

/** How a body is written; responses have fewer readers (see `responses.ts`). */
export type Format = RequestContent["format"];

/**
 * How values of a media type are written: any type holds bytes if its schema says so, and a form whose schema has no
 * properties is one that the caller has written.
 */
export function formatOf({ type, schema: written }: document.MediaType, context: BuildContext): Format {
  const format = formatOfType(type);
  const schema = written && resolved(written, context);
  if (schema?.binary && format !== "multipart") return "bytes";
  return format === "form" && isPlain(schema) ? "text" : format;
}

/** The schema itself where a body's is only a reference. */
function resolved(schema: document.Schema, context: BuildContext): document.Schema {
  const seen = new Set<document.SchemaId>();
  let one = schema;
  while (one.ref !== undefined && !seen.has(one.ref)) {
    seen.add(one.ref);
    one = context.schema(one.ref) ?? one;
  }
  return one;
}

function isPlain(schema: document.Schema | undefined): boolean {
  return schema?.types !== undefined && !schema.types.some((type) => type === "object" || type === "array");
}

/** How values of a media type are written, as far as its name tells. */
export function formatOfType(mediaType: string): Format {
  const essence = mediaType.split(";")[0]?.trim() ?? "";
  if (isStream(essence)) return "text";
  if (/^(application|text)\/json$|\+json$|^\*\/\*$|^application\/\*$/.test(essence)) return "json";
  if (essence === "application/x-www-form-urlencoded") return "form";
  if (essence.startsWith("multipart/")) return "multipart";
  const isText =
    essence.startsWith("text/") || /^application\/((x-)?(xml|yaml|javascript|graphql|sql|toml))$/.test(essence);
  return isText || /\+(xml|yaml)$/.test(essence) ? "text" : "bytes";
}

/** Whether a media type holds one value after the other: lines of JSON, events. */
export function isStream(mediaType: string): boolean {
  return /^(text\/event-stream|application\/(x-ndjson|ndjson|jsonl|x-jsonlines|json-seq|x-json-stream|stream\+json))$/.test(
    mediaType,
  );
}

const anyParts: Shape = { kind: "object", properties: [], additional: { kind: "unknown" } };

/** What a caller has of a body, whatever its schema says: text of one kind or another is written and read by the caller. */
export function contentShape(media: document.MediaType, format: Format, context: BuildContext, name: string): Shape {
  if (format === "text") {
    const isPlain = media.schema?.types?.every((type) => type === "string") ?? media.schema?.ref === undefined;
    if (!isPlain) context.tally("CW3008", media.at);
    return { kind: "string" };
  }
  if (format === "bytes") return { kind: "bytes" };
  if (format === "multipart" && isPlain(media.schema)) {
    const message = `The schema of this ${media.type} body describes no parts: any properties are taken.`;
    context.report("CW3022", "warning", message, media.at, "Write an object with a property for each part.");
    return anyParts;
  }
  if (media.schema !== undefined) return context.shapes.shapeOf(media.schema, context, name);
  // A form has properties, whatever they are.
  const isForm = format === "form" || format === "multipart";
  return isForm ? anyParts : { kind: "unknown" };
}
