/** Turns parameters of Swagger 2.0 into parameters and request bodies of OpenAPI 3. */

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
import type { References } from "../references.js";
import type { JsonObject } from "../types.js";
import { schemaInside } from "./items.js";

/** The parameters of an operation or a path item by what becomes of them. */
export interface SortedParameters {
  /** Parameters of OpenAPI 3, and what is none: the reader says what is wrong with it. */
  readonly parameters: readonly Node[];
  readonly bodies: readonly MappingNode[];
  readonly fields: readonly MappingNode[];
}

/** Sorts `parameters` of an operation or a path item, and converts those that stay parameters. */
export function sortParameters(parent: MappingNode, references: References): SortedParameters {
  const list = child(parent, "parameters");
  const parameters: Node[] = [];
  const bodies: MappingNode[] = [];
  const fields: MappingNode[] = [];
  for (const node of list && isListNode(list) ? items(list) : []) {
    const target = references.follow(node);
    const place = target && isMappingNode(target) ? own(target.value, "in") : undefined;
    const word = typeof place === "string" ? place.toLowerCase() : undefined;
    if (!target || !isMappingNode(target) || word === undefined) parameters.push(node);
    else if (word === "body") bodies.push(target);
    else if (word === "formdata") fields.push(target);
    else parameters.push(convertParameter(target, word));
  }
  return { parameters, bodies, fields };
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
  if (place === "query" || place === "formdata") return queryStyles.get(format) ?? { style: format };
  // Values of paths and headers have no other separator than the comma; the reader says so of any other.
  return format === "csv" ? {} : { style: format };
}

const queryStyles: ReadonlyMap<unknown, JsonObject> = new Map<unknown, JsonObject>([
  ["csv", { style: "form", explode: false }],
  ["multi", { style: "form", explode: true }],
  ["ssv", { style: "spaceDelimited", explode: false }],
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
  if (fields.some(([, field]) => own(field.value, "type") === "file")) return ["multipart/form-data"];
  const named = types.filter((type) => formTypes.has(type.toLowerCase()));
  return named.length > 0 ? named : ["application/x-www-form-urlencoded"];
}
