/** Turns a normalised document into one whose single schemas are taken as a config says. */

import type { SchemaOverride } from "./config.js";
import type { Diagnostic } from "./diagnostics.js";
import type { NormaliseResult } from "./normalise/index.js";
import type { SchemaId } from "./normalise/types.js";
import { entriesOf, find, schemasByKey } from "./option-keys.js";

/** Overrides what the document says of schemas. An entry that fits no schema, or no enum, is an error (CW0016). */
export function overrideIn(
  schemas: { readonly [schema: string]: SchemaOverride } | undefined,
  normalised: NormaliseResult,
): NormaliseResult {
  const { document, diagnostics } = normalised;
  if (schemas === undefined || document === undefined) return normalised;
  const report: Diagnostic[] = [];
  const openness = new Map<SchemaId, "open" | "closed">();
  const known = schemasByKey(document);
  for (const { key, value, at } of entriesOf(schemas, "/schemas")) {
    const schema = find(known, key, "schema", at, report);
    if (schema === undefined || value.enum === undefined) continue;
    openness.set(schema.id, value.enum);
    if (schema.enum !== undefined) continue;
    const message = `\`schemas.${key}.enum\` fits nothing: the schema lists no values.`;
    const help = "Name the schema that has `enum` itself, by its pointer.";
    report.push({ code: "CW0016", severity: "error", message, at, help });
  }
  return { document: { ...document, openness }, diagnostics: [...diagnostics, ...report] };
}
