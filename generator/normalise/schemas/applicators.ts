/** Readers of keywords whose value holds schemas. */

import { at, children, isListNode, isMappingNode, items, kindOf, type Node } from "../node.js";
import type { Schema } from "../types.js";
import type { Field, Part, ReadKeyword } from "./field.js";

/** A list of schemas. An empty one is ignored: it would forbid every value, which nobody means. */
export function schemaList(keyword: "allOf" | "oneOf" | "anyOf" | "prefixItems"): ReadKeyword {
  return (field) => {
    const { node } = field;
    if (isMappingNode(node) && Object.keys(node.value).length > 0) {
      const message = `\`${keyword}\` must be a list of schemas; it is taken as one of a single schema.`;
      field.report.warn("CW2105", message, at(node), "Write a list of schemas.");
      return { [keyword]: [field.schema(node)] };
    }
    if (node.value === null) return {};
    if (!isListNode(node)) return fail(field, "a list of schemas");
    if (node.value.length > 0) return { [keyword]: items(node).map((item) => memberOf(keyword, item, field)) };
    const help = `List the schemas or remove \`${keyword}\`.`;
    field.report.warn("CW2106", `\`${keyword}\` without schemas is ignored.`, at(field.node), help);
    return {};
  };
}

/** `{ nullable: true }` in a choice is how 3.0 documents say "or null", though by itself it allows anything. */
function memberOf(keyword: string, item: Node, field: Field): Schema {
  const member = field.schema(item);
  const isChoice = keyword === "oneOf" || keyword === "anyOf";
  const says = isMappingNode(item) ? Object.entries(item.value) : [];
  const isOnlyNullable = says.length === 1 && says[0]?.[0] === "nullable" && says[0][1] === true;
  return isChoice && isOnlyNullable && member.types === undefined ? { ...member, types: ["null"] } : member;
}

/** Schemas by name, in document order. */
export function schemaMap(keyword: "properties" | "patternProperties" | "dependentSchemas"): ReadKeyword {
  return (field) => {
    const { node } = field;
    if (node.value === null) return {};
    if (!isMappingNode(node)) return fail(field, "a mapping of names to schemas");
    return { [keyword]: new Map(children(node).map(([name, inner]): [string, Schema] => [name, field.schema(inner)])) };
  };
}

/** A keyword whose value is a schema. */
export function schema(
  keyword:
    | "additionalProperties"
    | "unevaluatedProperties"
    | "unevaluatedItems"
    | "propertyNames"
    | "contains"
    | "contentSchema"
    | "not"
    | "if"
    | "then"
    | "else",
): ReadKeyword {
  return (field) => ({ [keyword]: field.schema(field.node) });
}

/** `items`. A list of schemas there is what 2020-12 calls `prefixItems`. */
export function arrayItems(field: Field): Part {
  const { node } = field;
  if (!isListNode(node)) return { items: field.schema(node) };
  field.report.warn("CW2105", "A list of schemas belongs in `prefixItems`.", at(node), "Write `prefixItems`.");
  return { prefixItems: items(node).map((item) => field.schema(item)) };
}

function fail(field: Field, wanted: string): Part {
  const { name, node }: { name: string; node: Node } = field;
  field.fail("CW2101", `\`${name}\` must be ${wanted} but is ${kindOf(node.value)}.`, at(node), `Write ${wanted}.`);
  return {};
}
