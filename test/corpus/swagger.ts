/** Turns an operation of Swagger 2.0 into what a server sees, by the words of that specification. */

import type { Style } from "../wire/styles.js";
import { anything, child, children, isObject, keyOf, type Node, type RawDocument } from "./document.js";
import { isSampledHeader } from "./headers.js";
import type { Answer, Media, Operation, Parameter } from "./operations.js";

/** `consumes`, `produces`, `in: body`, `in: formData` and `collectionFormat`. */
export function swaggerOperation(
  document: RawDocument,
  at: Node,
  parameters: readonly Node[],
): Pick<Operation, "parameters" | "bodies" | "bodyRequired" | "responses"> {
  const body = parameters.find((node) => fieldOf(node, "in") === "body");
  const fields = parameters.filter((node) => fieldOf(node, "in") === "formData");
  const isSecured = children(child(at, "security") ?? child(document.root, "security")).length > 0;
  const listed = parameters.flatMap((node) => (isContentType(node) ? (child(node, "enum") ?? []) : []));
  const consumes = listed.length > 0 ? listed.flatMap(textsOf) : mediaTypesOf(document, at, "consumes");
  const bodies = body === undefined ? formBodies(fields, consumes, at) : jsonBodies(body, consumes);
  return {
    parameters: parameters.flatMap((node) => parameterOf(node, isSecured)),
    bodies,
    bodyRequired: [...(body === undefined ? fields : [body])].some((node) => fieldOf(node, "required") === true),
    responses: children(child(at, "responses")).flatMap((entry) => answerOf(document, at, entry)),
  };
}

function fieldOf(node: Node, name: string): unknown {
  return isObject(node.value) ? node.value[name] : undefined;
}

/** A header that lists media types says what is consumed. */
function isContentType(node: Node): boolean {
  return fieldOf(node, "in") === "header" && `${fieldOf(node, "name")}`.toLowerCase() === "content-type";
}

function textsOf(list: Node): string[] {
  return children(list).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

function mediaTypesOf(document: RawDocument, at: Node, name: "consumes" | "produces"): string[] {
  const list = child(at, name) ?? child(document.root, name);
  const types = list === undefined ? [] : textsOf(list);
  return types.length === 0 ? ["application/json"] : types;
}

function jsonBodies(body: Node, consumes: readonly string[]): Media[] {
  return consumes.map((type) => ({ type, schema: child(body, "schema"), encoding: undefined }));
}

/** Form fields are properties of one object; a file makes it multipart. */
function formBodies(fields: readonly Node[], consumes: readonly string[], at: Node): Media[] {
  if (fields.length === 0) return [];
  const hasFile = fields.some((node) => fieldOf(node, "type") === "file");
  const forms = consumes.filter((type) => /^multipart\/|urlencoded/.test(type));
  const fitting = hasFile ? forms.filter((type) => type.startsWith("multipart/")) : forms;
  const fallback = hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded";
  const schema: Node = {
    ...at,
    pointer: `${at.pointer}/formData`,
    value: {
      type: "object",
      properties: Object.fromEntries(fields.map((node) => [fieldOf(node, "name"), fieldSchema(node)])),
      required: fields.filter((node) => fieldOf(node, "required") === true).map((node) => fieldOf(node, "name")),
    },
  };
  const encoding: Node = {
    ...schema,
    value: Object.fromEntries(fields.map((node) => [fieldOf(node, "name"), encodingOf(node)])),
  };
  return (fitting.length === 0 ? [fallback] : fitting).map((type) => ({ type, schema, encoding }));
}

function fieldSchema(node: Node): unknown {
  return fieldOf(node, "type") === "file" ? { type: "string", format: "binary" } : node.value;
}

const styles: { readonly [format: string]: { readonly style: Style; readonly explode: boolean } } = {
  csv: { style: "form", explode: false },
  ssv: { style: "spaceDelimited", explode: false },
  tsv: { style: "tabDelimited", explode: false },
  pipes: { style: "pipeDelimited", explode: false },
  multi: { style: "form", explode: true },
};

function encodingOf(node: Node): object {
  return styles[`${fieldOf(node, "collectionFormat")}`] ?? { style: "form", explode: false };
}

/** Headers that bodies and credentials decide. Without security, `Authorization` is a header as any other. */
function isDecidedElsewhere(name: string, isSecured: boolean): boolean {
  return name === "accept" || name === "content-type" || (name === "authorization" && isSecured);
}

function parameterOf(node: Node, isSecured: boolean): Parameter[] {
  const name = fieldOf(node, "name");
  const place = fieldOf(node, "in");
  if (typeof name !== "string") return [];
  if (place !== "path" && place !== "query" && place !== "header") return [];
  if (place === "header" && isDecidedElsewhere(name.toLowerCase(), isSecured)) return [];
  const required = fieldOf(node, "required") === true || place === "path";
  // Of objects in queries the specification says nothing; they are written as later versions have them.
  const isList = fieldOf(node, "type") === "array";
  const format = styles[`${fieldOf(node, "collectionFormat")}`] ?? { style: "form", explode: !isList };
  const isComma = format.style === "form";
  const written = place !== "query" && isComma ? { style: "simple" as const, explode: false } : format;
  const isObjectSchema = child(node, "schema");
  return [{ name, in: place, required, ...written, schema: isObjectSchema ?? node }];
}

function answerOf(document: RawDocument, at: Node, entry: Node): Answer[] {
  const status = keyOf(entry);
  if (!/^(\d\d\d|default)$/.test(status)) return [];
  const response = document.resolve(entry);
  const schema = child(response, "schema");
  const contents =
    schema === undefined
      ? []
      : mediaTypesOf(document, at, "produces").map((type) => ({ type, schema, encoding: undefined }));
  const headers = children(child(response, "headers"))
    .filter((header) => isSampledHeader(keyOf(header)))
    .map((header) => ({ name: keyOf(header), schema: isObject(header.value) ? header : anything(header) }));
  return [{ status, contents, headers }];
}
