/** Sorts media types by how their values are written and read, and says what callers have of them. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import type { RequestContent, Shape } from "../types.js";

/** How a body is written; responses have fewer readers (see `responses.ts`). */
export type Format = RequestContent["format"];

/** How values of a media type are written. */
export function formatOf(mediaType: string): Format {
  const essence = mediaType.split(";")[0]?.trim() ?? "";
  if (/^(application|text)\/json$|\+json$|^\*\/\*$|^application\/\*$/.test(essence)) return "json";
  if (essence === "application/x-www-form-urlencoded") return "form";
  if (essence.startsWith("multipart/")) return "multipart";
  if (essence.startsWith("text/") || /^application\/xml$|\+xml$/.test(essence)) return "text";
  return "bytes";
}

/** What a caller has of a body, whatever its schema says: text of one kind or another is written and read by the caller. */
export function contentShape(media: document.MediaType, format: Format, context: BuildContext, name: string): Shape {
  if (format === "text") {
    const isPlain = media.schema?.types?.every((type) => type === "string") ?? media.schema?.ref === undefined;
    if (!isPlain) context.tally("CW3008", media.at);
    return { kind: "string" };
  }
  if (format === "bytes") return { kind: "bytes" };
  return media.schema === undefined ? { kind: "unknown" } : context.shapes.shapeOf(media.schema, context, name);
}
