/** Turns Encoding Objects of form and multipart bodies into how each property is written (OpenAPI 3.1 §4.8.15). */

import type { Context } from "../context.js";
import { asMapping, flag, mapping, prose } from "../fields.js";
import { at, child, children, isMappingNode, type MappingNode, type Node } from "../node.js";
import type { Encoding, JsonValue, Schema } from "../types.js";
import { readNested } from "./nested.js";

const styles: readonly Encoding["style"][] = ["form", "spaceDelimited", "pipeDelimited", "tabDelimited", "deepObject"];

/** Reads `encoding` of a Media Type Object of type `type`. What is malformed is reported and left out. */
export function readEncoding(media: MappingNode, type: string, context: Context): ReadonlyMap<string, Encoding> {
  const encoding = mapping(media, "encoding", context.report);
  if (typeof encoding !== "object") return new Map();
  return new Map(children(encoding).map(([name, node]) => [name, readField(name, node, type, context)]));
}

function readField(name: string, node: Node, type: string, context: Context): Encoding {
  const { report, version } = context;
  const field = asMapping(node, name, report);
  if (!field) return { headers: [] };
  const contentType = prose(field, "contentType", report);
  const style = readNested(field, context) ?? readStyle(field, context);
  const explode = flag(field, "explode", report);
  const allowReserved = flag(field, "allowReserved", report) === true;
  const isStyled = style !== undefined || explode !== undefined || allowReserved;
  // Before 3.1, styles were for urlencoded bodies alone; the collection formats of 2.0 were for both.
  const isIgnored = isStyled && type.startsWith("multipart/") && version === "3.0";
  if (isIgnored) {
    const message = `OpenAPI 3.0 ignores \`style\` in multipart bodies, and so does the client.`;
    report.inform("CW2106", message, at(field), "Use `contentType`, or move to OpenAPI 3.1.");
  }
  return {
    ...(contentType !== undefined && { contentType }),
    ...(isStyled && !isIgnored && { style: style ?? "form" }),
    ...(isStyled && !isIgnored && explode !== undefined && { explode }),
    ...(isStyled && !isIgnored && allowReserved && { allowReserved }),
    headers: type.startsWith("multipart/") ? readHeaders(field, context) : [],
  };
}

function readStyle(field: MappingNode, { report }: Context): Encoding["style"] {
  const written = prose(field, "style", report);
  if (written === undefined) return undefined;
  const style = styles.find((known) => known === written);
  if (style) return style;
  const message = `\`${written}\` is not a style of form fields; it is ignored.`;
  report.warn("CW2103", message, at(child(field, "style") ?? field), `The styles are ${styles.join(", ")}.`);
  return undefined;
}

/** Headers of the part, except its Content-Type, which is described by `contentType`. */
function readHeaders(field: MappingNode, context: Context): Encoding["headers"] {
  const headers = mapping(field, "headers", context.report);
  if (typeof headers !== "object") return [];
  return children(headers)
    .filter(([name]) => name.toLowerCase() !== "content-type")
    .map(([name, node]) => {
      const value = fixedValue(node, context);
      return { name, ...(value !== undefined && { value }), at: at(node) };
    });
}

/** The one value that a header can have: nobody could give another. */
function fixedValue(node: Node, { references, schemas }: Context): string | undefined {
  const header = references.follow(node);
  const schema = header && isMappingNode(header) ? child(header, "schema") : undefined;
  if (!schema) return undefined;
  const read: Schema = schemas.read(schema);
  const only: JsonValue | undefined = read.enum?.length === 1 ? read.enum[0] : read.default;
  return typeof only === "string" || typeof only === "number" || typeof only === "boolean" ? String(only) : undefined;
}
