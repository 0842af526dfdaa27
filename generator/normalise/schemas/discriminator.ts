/** Turns a Discriminator Object into the property and the schemas that its values stand for (OpenAPI 3.1 §4.8.25). */

import { pointerTo } from "../../diagnostics.js";
import { passOverNewer } from "../newer.js";
import { at, atKey, child, children, isMappingNode, kindOf, type Node } from "../node.js";
import type { SchemaId } from "../types.js";
import type { Field, Part } from "./field.js";

/** Reads `discriminator`. Entries of its mapping that lead nowhere are left out with a warning. */
export function discriminator(field: Field): Part {
  const { node, report } = field;
  if (typeof node.value === "string") {
    const message = "`discriminator` as text belongs to Swagger 2.0.";
    if (field.version !== "2.0") report.warn("CW2105", message, at(node), "Write `propertyName` below it.");
    return { discriminator: { propertyName: node.value, mapping: new Map(), at: at(node) } };
  }
  if (!isMappingNode(node)) {
    if (node.value === null) return {};
    const message = `\`discriminator\` must be a mapping but is ${kindOf(node.value)}; it is ignored.`;
    report.warn("CW2101", message, at(node), "Write a mapping.");
    return {};
  }
  passOverNewer(node, ["defaultMapping"], field);
  const propertyName = child(node, "propertyName")?.value;
  if (typeof propertyName !== "string") {
    const message = "The discriminator has no `propertyName`; it is ignored.";
    report.warn("CW2104", message, atKey(node), "Add `propertyName`.");
    return {};
  }
  return { discriminator: { propertyName, mapping: readMapping(field, child(node, "mapping")), at: at(node) } };
}

/** `x-ms-discriminator-value`: the tag of a subtype where it isn't the subtype's name. */
export function discriminatorValue({ node }: Field): Part {
  return typeof node.value === "string" ? { discriminatorValue: node.value } : {};
}

function readMapping(field: Field, node: Node | undefined): ReadonlyMap<string, SchemaId> {
  if (!node || !isMappingNode(node)) return new Map();
  const entries = children(node).flatMap(([tag, target]): readonly [string, SchemaId][] => {
    const found = typeof target.value === "string" ? schemaMeant(field, target, target.value) : undefined;
    if (found) return [[tag, field.refer(found)]];
    const message = `The discriminator maps \`${tag}\` to \`${String(target.value)}\`, which does not exist.`;
    field.report.warn("CW2201", message, at(target), "Correct the name or remove the entry.");
    return [];
  });
  return new Map(entries);
}

/** A mapping holds names of component schemas or references; what could be either is a name first. */
function schemaMeant({ references }: Field, node: Node, text: string): Node | undefined {
  const named = /^[\w.-]+$/.test(text) ? `#${pointerTo("/components/schemas", text)}` : undefined;
  const byName = named === undefined ? undefined : references.tryTarget(node, named);
  return byName ?? references.tryTarget(node, text);
}
