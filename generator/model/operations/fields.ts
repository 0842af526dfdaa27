/** Turns the Encoding Objects of a form or multipart body into how its single properties are written. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import type { BodyField } from "../types.js";

const styles = ["form", "spaceDelimited", "pipeDelimited", "deepObject"] as const;

function textIn(encoding: document.JsonValue, key: string): string | undefined {
  const value = valueIn(encoding, key);
  return typeof value === "string" ? value : undefined;
}

function valueIn(encoding: document.JsonValue, key: string): document.JsonValue | undefined {
  if (typeof encoding !== "object" || encoding === null || Array.isArray(encoding)) return undefined;
  return Object.entries(encoding).find(([name]) => name === key)?.[1];
}

/**
 * The properties of a body that the document says more about. A style counts where it is written: then it replaces the
 * media type (OpenAPI 3.1.1, section 4.8.15). Headers of parts have no values in the document, so they aren't sent.
 */
export function buildFields(media: document.MediaType, context: BuildContext): BodyField[] {
  return [...media.encoding].map(([wireName, encoding]): BodyField => {
    const mediaType = textIn(encoding, "contentType");
    const named = textIn(encoding, "style");
    const explode = valueIn(encoding, "explode");
    const style = styles.find((one) => one === named) ?? (explode === undefined ? undefined : "form");
    if (valueIn(encoding, "headers") !== undefined) {
      context.report("CW3911", "information", `The headers of the part "${wireName}" are not sent.`, media.at);
    }
    return {
      wireName,
      ...(mediaType === undefined ? {} : { mediaType }),
      ...(style === undefined ? {} : { style }),
      ...(typeof explode === "boolean" ? { explode } : {}),
    };
  });
}
