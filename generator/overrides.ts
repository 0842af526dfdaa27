/** Turns a normalised document into one whose single schemas and parameters are taken as a config says. */

import type { ClientOptions, ParameterOverride, SchemaOverride } from "./config.js";
import type { Diagnostic } from "./diagnostics.js";
import { formsIn } from "./forms.js";
import type { NormaliseResult } from "./normalise/index.js";
import { nestedStyles } from "./normalise/operations/nested.js";
import type { Document, Operation, Parameter, Schema, SchemaId } from "./normalise/types.js";
import { changeParameters, type ParameterEntry } from "./operation-keys.js";
import { type Entry, entriesOf, find, schemasByKey } from "./option-keys.js";

type Overrides = Pick<ClientOptions, "schemas" | "parameters">;

/**
 * Overrides what the document says of schemas and parameters, and gathers what its extensions say of the form of values. An
 * entry that fits nothing is an error (CW0016).
 */
export function overrideIn({ schemas, parameters }: Overrides, normalised: NormaliseResult): NormaliseResult {
  const { document, diagnostics } = normalised;
  if (document === undefined) return normalised;
  const report: Diagnostic[] = [];
  const known = schemasByKey(document);
  const overrides = entriesOf(schemas, "/schemas").flatMap((entry): SchemaEntry[] => {
    const schema = find(known, entry.key, "schema", entry.at, report);
    return schema === undefined ? [] : [{ ...entry, schema }];
  });
  const { forms, diagnostics: found } = formsIn(overrides, new Set(known.values()));
  const overridden: Document = {
    ...document,
    openness: opennessIn(overrides, report),
    forms,
    operations: overrideParameters(parameters, document, report),
  };
  return { document: overridden, diagnostics: [...diagnostics, ...report, ...found] };
}

interface SchemaEntry extends Entry<SchemaOverride> {
  readonly schema: Schema;
}

function opennessIn(overrides: readonly SchemaEntry[], report: Diagnostic[]): Document["openness"] {
  const openness = new Map<SchemaId, "open" | "closed">();
  for (const { key, value, at, schema } of overrides) {
    if (value.enum === undefined) continue;
    openness.set(schema.id, value.enum);
    if (schema.enum !== undefined) continue;
    const message = `\`schemas.${key}.enum\` fits nothing: the schema lists no values.`;
    const help = "Name the schema that has `enum` itself, by its pointer.";
    report.push({ code: "CW0016", severity: "error", message, at, help });
  }
  return openness;
}

/** As `x-clientwright-nested` does where it stands in the document. */
function overrideParameters(
  parameters: Overrides["parameters"],
  { operations }: Document,
  report: Diagnostic[],
): readonly Operation[] {
  const override = (parameter: Parameter, { value, at }: ParameterEntry<ParameterOverride>): Parameter => {
    if (value.nested === undefined) return parameter;
    if (parameter.in === "query") return { ...parameter, style: nestedStyles[value.nested] };
    const message = `\`nested\` fits nothing: \`${parameter.name}\` is no parameter of the query.`;
    report.push({ code: "CW0016", severity: "error", message, at, help: "Remove it." });
    return parameter;
  };
  return changeParameters(parameters, "/parameters", operations, override, report);
}
