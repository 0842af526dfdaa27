/** Turns responses of Swagger 2.0 into those of OpenAPI 3, which say for each media type what they hold. */

import { pointerTo } from "../../diagnostics.js";
import { assemble, child, children, isMappingNode, type MappingNode, type Node, own } from "../node.js";
import type { References } from "../references.js";
import { schemaInside } from "./items.js";

/** Converts `responses` of an operation that answers in `types`. What is no mapping is left: the reader says so. */
export function convertResponses(node: Node, types: readonly string[], references: References): Node {
  if (!isMappingNode(node)) return node;
  return assemble(
    node,
    children(node).map(([status, inner]) => [
      status,
      status.startsWith("x-") ? inner : convertResponse(inner, types, references),
    ]),
  );
}

function convertResponse(node: Node, types: readonly string[], references: References): Node {
  const response = references.follow(node);
  if (!response || !isMappingNode(response) || child(response, "content")) return node;
  const kept = children(response).filter(([key]) => key === "description" || key.startsWith("x-"));
  const headers = child(response, "headers");
  const media = mediaTypes(response, types);
  const content: Node | undefined = media.length > 0 ? assemble(response, media) : undefined;
  // It stands where the operation refers to it: the same response has other media types in another operation.
  return assemble(node, [
    ...kept,
    ...(headers ? [["headers", convertHeaders(headers)] as const] : []),
    ...(content ? [["content", content] as const] : []),
  ]);
}

function mediaTypes(response: MappingNode, types: readonly string[]): readonly (readonly [string, Node])[] {
  const schema = child(response, "schema");
  const examples = child(response, "examples");
  const example = (type: string): Node | undefined =>
    examples && isMappingNode(examples) ? child(examples, type) : undefined;
  if (!schema) return [];
  return typesFor(schema, types).map((type) => {
    const shown = example(type);
    const place = { ...response, pointer: pointerTo(`${response.pointer}/content`, type) };
    return [type, assemble(place, [["schema", schema], ...(shown ? [["example", shown] as const] : [])])];
  });
}

/** A file isn't JSON, whatever the document says of all its responses. */
function typesFor(schema: Node, types: readonly string[]): readonly string[] {
  if (!isMappingNode(schema) || own(schema.value, "type") !== "file") return types;
  const others = types.filter((type) => !/\bjson\b/i.test(type));
  return others.length > 0 ? others : ["application/octet-stream"];
}

function convertHeaders(node: Node): Node {
  if (!isMappingNode(node)) return node;
  return assemble(
    node,
    children(node).map(([name, header]) => [name, isMappingNode(header) ? convertHeader(header) : header]),
  );
}

function convertHeader(header: MappingNode): MappingNode {
  if (child(header, "schema") || child(header, "$ref")) return header;
  const kept = children(header).filter(([key]) => key === "description" || key.startsWith("x-"));
  return assemble(header, [...kept, ["schema", schemaInside(header)]]);
}
