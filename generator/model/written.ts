/** Turns a document into its schemas by identity: those that have names, and those inside them and inside operations. */

import type * as document from "../normalise/types.js";

/** Every schema of the document, wherever it is written. */
export function writtenSchemas({
  schemas,
  operations,
  webhooks,
}: document.Document): ReadonlyMap<document.SchemaId, document.Schema> {
  const found = new Map<document.SchemaId, document.Schema>();
  const pending: unknown[] = [schemas, operations, webhooks];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part !== "object" || part === null) continue;
    if (part instanceof Map || Array.isArray(part)) pending.push(...part.values());
    else if (!isSchema(part)) pending.push(...Object.values(part));
    else if (!found.has(part.id)) {
      found.set(part.id, part);
      pending.push(...Object.entries(part).flatMap(([key, inner]) => (dataKeys.has(key) ? [] : [inner])));
    }
  }
  return found;
}

/** Of a document's parts only schemas have an identity, and no method. */
function isSchema(part: object): part is document.Schema {
  return "id" in part && "at" in part && !("method" in part);
}

/** Members of a schema that hold values. */
const dataKeys: ReadonlySet<string> = new Set(["default", "enum", "examples", "at", "xml"]);
