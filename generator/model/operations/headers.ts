/** Turns documented response headers into typed values, and says how their text is read. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { schemaDocs } from "../docs.js";
import { camelCase, pascalCase } from "../naming/casing.js";
import { unionOf } from "../schemas/algebra.js";
import type { Header, Shape } from "../types.js";
import { formatOfType } from "./media-types.js";

/** A header as callers get it. `owner` begins the names of models that it may need. */
export function buildHeader(header: document.Header, context: BuildContext, owner: string): Header {
  const docs = schemaDocs(header.schema);
  return {
    wireName: header.name,
    name: camelCase(header.name) || header.name,
    required: header.required,
    ...readingOf(header, context, `${owner}${pascalCase(header.name)}`),
    docs: { ...docs, ...(header.description === undefined ? {} : { description: header.description }) },
  };
}

function readingOf(header: document.Header, context: BuildContext, name: string): Pick<Header, "format" | "shape"> {
  const { mediaType } = header;
  const text = { format: "value", shape: { kind: "string" } } as const;
  if (mediaType !== undefined) {
    if (formatOfType(mediaType) !== "json") return text;
    return { format: "json", shape: context.shapes.shapeOf(header.schema, context, name) };
  }
  const shape = withoutNull(context.shapes.declaredShape(resolved(header.schema, context), context, name));
  if (isScalar(shape, context)) return { format: "value", shape };
  if (shape.kind === "array" && isScalar(shape.items, context)) return { format: "list", shape };
  const isFlat = shape.kind === "object" && shape.properties.every((property) => isScalar(property.shape, context));
  if (isFlat && shape.properties.length > 0) {
    const named = context.shapes.shapeOf(header.schema, context, name);
    return { format: header.explode ? "pairs" : "fields", shape: named };
  }
  const message = `Response header "${header.name}" is not a plain value: it is given as text.`;
  const help = "Take the text apart yourself, or describe the header by `content` if it is JSON.";
  context.report("CW3913", "warning", message, header.at, help);
  return text;
}

/** The schema itself where a header's is only a reference: headers are converted where they are read. */
function resolved(schema: document.Schema, context: BuildContext): document.Schema {
  const target = schema.ref === undefined ? undefined : context.schema(schema.ref);
  return target === undefined ? schema : resolved(target, context);
}

/** A header has no form for null. */
function withoutNull(shape: Shape): Shape {
  return shape.kind === "union" ? unionOf(shape.members.filter((member) => member.kind !== "null")) : shape;
}

function isScalar(shape: Shape, context: BuildContext): boolean {
  if (shape.kind === "reference") {
    const model = context.models.get(shape.to);
    return model !== undefined && isScalar(model.shape, context);
  }
  if (shape.kind === "union") return shape.members.every((member) => member.kind === "literal");
  return /^(string|number|boolean|converted|literal|unknown)$/.test(shape.kind);
}
