/** Turns what is said of single properties of a form or multipart body into how they are written. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import type { BodyField } from "../types.js";

/**
 * The properties of a body that the document says more about. A style counts where it is written: then it replaces the
 * media type (OpenAPI 3.1.1, section 4.8.15). Of the headers of parts those are sent that have one value; a caller has no
 * place to give others.
 */
export function buildFields(media: document.MediaType, context: BuildContext): BodyField[] {
  return [...media.encoding].map(([wireName, encoding]): BodyField => {
    const { contentType, style, explode, allowReserved, headers } = encoding;
    for (const header of headers.filter(({ value }) => value === undefined)) {
      const message = `The header "${header.name}" of the part "${wireName}" is not sent: the document gives it no value.`;
      context.report("CW3911", "information", message, header.at, "Give its schema a `const` or a `default`.");
    }
    const mediaType = style === "json" ? "application/json" : contentType;
    return {
      wireName,
      ...(mediaType === undefined ? {} : { mediaType }),
      ...(style === undefined || style === "json" ? {} : { style }),
      ...(explode === undefined ? {} : { explode }),
      ...(allowReserved === undefined ? {} : { allowReserved }),
      headers: headers.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }])),
    };
  });
}
