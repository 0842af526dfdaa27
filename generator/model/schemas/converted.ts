/** Turns schemas of scalars into shapes that callers have in another form than the wire, where somebody asks for it. */

import type { Schema, SchemaType, ValueForms } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import type { ConvertedShape } from "../types.js";

type Form = ConvertedShape["to"];

function dateForm({ format }: Schema, { dates }: ValueForms): Form | undefined {
  return format === "date-time" && dates === "Date" ? "instant" : undefined;
}

function bytesForm({ format, contentEncoding }: Schema, { bytes }: ValueForms): Form | undefined {
  if (bytes !== "Uint8Array") return undefined;
  if (contentEncoding === "base64") return "base64";
  return contentEncoding === "base64url" || format === "base64url" ? "base64url" : undefined;
}

function integerForm({ format }: Schema, { int64 }: ValueForms): Form | undefined {
  if (format !== "int64" && format !== "uint64") return undefined;
  if (int64 === "bigint") return "bigint";
  return int64 === "string" ? "digits" : undefined;
}

/** Which forms a type can take. */
const forms: { readonly [Type in SchemaType]?: readonly ((schema: Schema, wanted: ValueForms) => Form | undefined)[] } =
  {
    string: [dateForm, bytesForm],
    integer: [integerForm],
    number: [integerForm],
  };

/** The shape of a schema's values of one type; `undefined` where callers have them as they are on the wire. */
export function convertedShape(type: SchemaType, schema: Schema, context: BuildContext): ConvertedShape | undefined {
  const wanted = { ...context.options, ...context.document.forms.get(schema.id) };
  for (const form of forms[type] ?? []) {
    const to = form(schema, wanted);
    if (to !== undefined) return { kind: "converted", to };
  }
  return undefined;
}

/** The type whose values a schema says to be converted, whether or not it names that type; `undefined`: none. */
export function convertedType(schema: Schema, context: BuildContext): SchemaType | undefined {
  if (schema.enum !== undefined || schema.binary) return undefined;
  const types: readonly SchemaType[] = schema.types ?? ["string", "integer"];
  return types.find((type) => convertedShape(type, schema, context) !== undefined);
}

/** What a converted value is on the wire. */
export function wireKind({ to }: ConvertedShape): "string" | "number" {
  return to === "bigint" || to === "digits" ? "number" : "string";
}

/** Whether values are converted in a direction: a `bigint` is written as it is. */
export function isConvertedIn({ to }: ConvertedShape, direction: "decode" | "encode"): boolean {
  return direction === "decode" || to !== "bigint";
}
