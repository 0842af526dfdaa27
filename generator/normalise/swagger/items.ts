/** Turns a parameter or header of Swagger 2.0, which has its type beside its name, into the schema it describes. */

import { assemble, children, type MappingNode } from "../node.js";

/** Fields of a parameter, header or Items Object that are those of a schema (Swagger 2.0, "Items Object"). */
const schemaFields: ReadonlySet<string> = new Set([
  ...["type", "format", "items", "default", "enum", "multipleOf", "pattern", "uniqueItems", "x-nullable"],
  ...["maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"],
  ...["maxLength", "minLength", "maxItems", "minItems"],
  ...["x-enum-varnames", "x-enumNames", "x-enum-descriptions"],
]);

/** Whether a field of a parameter or header is one of the schema that it describes. */
export function isSchemaField(field: string): boolean {
  return schemaFields.has(field);
}

/** The schema inside a parameter or header: the same places, without what isn't a schema's. */
export function schemaInside(node: MappingNode): MappingNode {
  const { file, pointer } = node;
  const place = { file, pointer: `${pointer}/schema`, value: null };
  return assemble(
    place,
    children(node).filter(([key]) => isSchemaField(key)),
  );
}
