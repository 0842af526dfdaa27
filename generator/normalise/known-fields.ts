/** Compares the fields of an object with those that OpenAPI knows, and reports the others: a mistyped one would be lost. */

import type { Context } from "./context.js";
import { atKey, children, type MappingNode, type Node } from "./node.js";
import { nearest } from "./suggest.js";

type ObjectName =
  | "the document"
  | "components"
  | "an operation"
  | "a parameter"
  | "a request body"
  | "a response"
  | "a media type";

/** Objects by what messages call them, with their fields in all versions since 3.0 (OpenAPI 3.2 §4). */
const fieldsOf: { readonly [name in ObjectName]: readonly string[] } = {
  "the document":
    "openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs $self".split(" "),
  components: [
    ..."schemas responses parameters examples requestBodies headers securitySchemes links callbacks".split(" "),
    ...["pathItems", "mediaTypes"],
  ],
  "an operation": [
    ..."tags summary description externalDocs operationId parameters requestBody responses callbacks".split(" "),
    ...["deprecated", "security", "servers"],
  ],
  "a parameter": [
    ..."name in description required deprecated allowEmptyValue style explode allowReserved".split(" "),
    ...["schema", "example", "examples", "content"],
  ],
  "a request body": ["description", "content", "required"],
  "a response": ["summary", "description", "headers", "content", "links"],
  "a media type": "schema itemSchema example examples encoding prefixEncoding itemEncoding".split(" "),
};

/**
 * Reports the fields of a mapping that its object doesn't have; extensions may be anything.
 *
 * @param understood - Fields that are read although they don't belong there; their reader says so.
 */
export function reportUnknownFields(
  node: MappingNode,
  object: ObjectName,
  context: Context,
  understood: (field: string) => boolean = () => false,
): void {
  const fields = fieldsOf[object];
  for (const [field, inner] of children(node)) {
    if (fields.includes(field) || field.startsWith("x-") || understood(field)) continue;
    reportUnknownField(field, inner, `field \`${field}\` of ${object}`, fields, context);
  }
}

/**
 * Reports one field that has no meaning where it stands.
 *
 * @param what - The field and its object, in words.
 * @param candidates - Names that may have been meant.
 */
export function reportUnknownField(
  field: string,
  node: Node,
  what: string,
  candidates: readonly string[],
  { report, version }: Context,
): void {
  const near = nearest(field, candidates);
  const help = near === undefined ? "Correct its name or remove it." : `Did you mean \`${near}\`?`;
  report.warn("CW2106", `OpenAPI ${version} knows no ${what}; it is ignored.`, atKey(node), help);
}
