/** Turns parameters of Swagger 2.0 into parameters and request bodies of OpenAPI 3. */

import type { Context } from "../context.js";
import { isMediaType } from "../media-types.js";
import {
  assemble,
  child,
  children,
  isListNode,
  isMappingNode,
  items,
  type MappingNode,
  type Node,
  own,
} from "../node.js";
import type { JsonObject } from "../types.js";
import { schemaInside } from "./items.js";

/** The parameters of an operation or a path item by what becomes of them. */
export interface SortedParameters {
  /** Parameters of OpenAPI 3, and what is none: the reader says what is wrong with it. */
  readonly parameters: readonly Node[];
  readonly bodies: readonly MappingNode[];
  readonly fields: readonly MappingNode[];
  /** Media types that a header parameter `Content-Type` lists: what `consumes` should have said. */
  readonly contentTypes: readonly string[];
}

/** Sorts `parameters` of an operation or a path item, and converts those that stay parameters. */
export function sortParameters(
  parent: MappingNode,
  isSecured: boolean,
  { references, report }: Pick<Context, "references" | "report">,
): SortedParameters {
  const list = child(parent, "parameters");
  const parameters: Node[] = [];
  const bodies: MappingNode[] = [];
  const fields: MappingNode[] = [];
  const contentTypes: string[] = [];
  for (const node of list && isListNode(list) ? items(list) : []) {
    const target = references.follow(node);
    const place = target && isMappingNode(target) ? own(target.value, "in") : undefined;
    const word = typeof place === "string" ? place.toLowerCase() : undefined;
    if (!target || !isMappingNode(target) || word === undefined) parameters.push(node);
    else if (word === "body") bodies.push(target);
    else if (word === "formdata") fields.push(target);
    else if (word === "header" && isDescribedElsewhere(target, isSecured)) {
      const message = `The header \`${nameOf(target)}\` is the client's own business; it is no parameter.`;
      const help = "It follows from `consumes`, `produces` and `security`; the `headers` option of a call replaces it.";
      report.inform("CW2106", message, { file: target.file.uri, pointer: target.pointer }, help);
      if (nameOf(target)?.toLowerCase() === "content-type") contentTypes.push(...listedTypes(target));
    } else parameters.push(convertParameter(target, word));
  }
  return { parameters, bodies, fields, contentTypes };
}

/** Headers that bodies and credentials decide. Without security a document may mean `Authorization` as a parameter. */
function isDescribedElsewhere(parameter: MappingNode, isSecured: boolean): boolean {
  const name = nameOf(parameter)?.toLowerCase();
  return name === "content-type" || name === "accept" || (name === "authorization" && isSecured);
}

/** The media types that a parameter may be, where it lists nothing else. */
function listedTypes(parameter: MappingNode): readonly string[] {
  const values = own(parameter.value, "enum");
  const types = Array.isArray(values) ? values.filter((value) => typeof value === "string") : [];
  return types.every(isMediaType) ? types : [];
}

/** The name of a parameter, if it has one. */
export function nameOf(parameter: MappingNode): string | undefined {
  const name = own(parameter.value, "name");
  return typeof name === "string" ? name : undefined;
}

function convertParameter(node: MappingNode, place: string): MappingNode {
  if (child(node, "schema") || child(node, "content")) return node;
  const kept = children(node).filter(([key]) => keptFields.has(key) || key.startsWith("x-"));
  return assemble(node, [...kept, ["schema", schemaInside(node)]], serialization(node, place));
}

const keptFields: ReadonlySet<string> = new Set([
  "name",
  "in",
  "description",
  "required",
  "deprecated",
  "allowReserved",
]);

/** How OpenAPI 3 says a `collectionFormat`; without one it is `csv`. */
function serialization(node: MappingNode, place: string): JsonObject {
  if (own(node.value, "type") !== "array") return {};
  const format = own(node.value, "collectionFormat") ?? "csv";
  const written = queryStyles.get(format) ?? { style: format };
  if (place === "query" || place === "formdata") return written;
  // In paths and headers the comma is what `simple` writes.
  return format === "csv" ? {} : written;
}

const queryStyles: ReadonlyMap<unknown, JsonObject> = new Map<unknown, JsonObject>([
  ["csv", { style: "form", explode: false }],
  ["multi", { style: "form", explode: true }],
  ["ssv", { style: "spaceDelimited", explode: false }],
  ["tsv", { style: "tabDelimited", explode: false }],
  ["pipes", { style: "pipeDelimited", explode: false }],
]);

/** The request body that a body parameter describes, in each of the media types. */
export function bodyOf(parameter: MappingNode, types: readonly string[]): MappingNode {
  const schema = child(parameter, "schema");
  const media = assemble(parameter, schema ? [["schema", schema]] : []);
  const kept = children(parameter).filter(([key]) => key === "description" || key === "required");
  const content = assemble(
    parameter,
    types.map((type) => [type, media]),
  );
  return assemble(parameter, [...kept, ["content", content]]);
}

const formTypes: ReadonlySet<string> = new Set(["multipart/form-data", "application/x-www-form-urlencoded"]);

/** The request body that the form fields of the operation at `place` describe. */
export function formOf(fields: readonly MappingNode[], place: Node, types: readonly string[]): MappingNode {
  const list = { file: place.file, pointer: `${place.pointer}/parameters`, value: null };
  const named = fields.flatMap((field): [string, MappingNode][] => {
    const name = nameOf(field);
    return name === undefined ? [] : [[name, field]];
  });
  const properties = assemble(
    { ...list, pointer: `${list.pointer}/formData/properties` },
    named.map(([name, field]) => [name, fieldSchema(field)]),
  );
  const required = named.flatMap(([name, field]) => (own(field.value, "required") === true ? [name] : []));
  const schema = assemble({ ...list, pointer: `${list.pointer}/formData` }, [["properties", properties]], {
    type: "object",
    ...(required.length > 0 && { required }),
  });
  const encoding = Object.fromEntries(
    named
      // Files have no text to put separators between.
      .filter(([, field]) => !isListOfFiles(field))
      .map(([name, field]): [string, JsonObject] => [name, serialization(field, "formdata")])
      .filter(([, style]) => Object.keys(style).length > 0),
  );
  const media = assemble(list, [["schema", schema]], Object.keys(encoding).length > 0 ? { encoding } : {});
  const content = assemble(
    list,
    formMediaTypes(named, types).map((type) => [type, media]),
  );
  return assemble(list, [["content", content]], { required: required.length > 0 });
}

function isListOfFiles(field: MappingNode): boolean {
  const inner = child(field, "items");
  return inner !== undefined && isMappingNode(inner) && own(inner.value, "type") === "file";
}

function fieldSchema(field: MappingNode): MappingNode {
  const schema = schemaInside(field);
  const description = child(field, "description");
  return description ? assemble(schema, [...children(schema), ["description", description]]) : schema;
}

/** Files go as multipart only; without a form's media type, fields go as a form in a browser does by default. */
function formMediaTypes(
  fields: readonly (readonly [string, MappingNode])[],
  types: readonly string[],
): readonly string[] {
  if (fields.some(([, field]) => own(field.value, "type") === "file" || isListOfFiles(field)))
    return ["multipart/form-data"];
  const named = types.filter((type) => formTypes.has(type.toLowerCase()));
  return named.length > 0 ? named : ["application/x-www-form-urlencoded"];
}
