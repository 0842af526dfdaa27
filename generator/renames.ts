/** Turns a normalised document into one whose things have the names that a config gives them. */

import type { OperationRename, Renames } from "./config.js";
import type { Diagnostic, Location } from "./diagnostics.js";
import type { NormaliseResult } from "./normalise/index.js";
import type {
  Document,
  Operation,
  OperationNames,
  Parameter,
  Schema,
  SchemaId,
  SchemaNames,
} from "./normalise/types.js";
import { changeParameters, operationsByKey, type ParameterEntry } from "./operation-keys.js";
import { entriesOf, find, schemasByKey } from "./option-keys.js";

/** Gives things their names. An entry that fits nothing in the document is an error (CW0016). */
export function renameIn(rename: Renames | undefined, normalised: NormaliseResult): NormaliseResult {
  const { document, diagnostics } = normalised;
  if (rename === undefined || document === undefined) return normalised;
  const report: Diagnostic[] = [];
  const renamed: Document = {
    ...document,
    schemaNames: renameSchemas(rename, document, report),
    operations: renameOperations(rename, document, report),
    tags: renameTags(rename.tags, document, report),
    securitySchemes: renameCredentials(rename.credentials, document, report),
  };
  return { document: renamed, diagnostics: [...diagnostics, ...report] };
}

/** Names of types, properties and values of enums. */
function renameSchemas(rename: Renames, document: Document, report: Diagnostic[]): Document["schemaNames"] {
  const { schemas, properties, constants } = rename;
  const names = new Map(document.schemaNames);
  if (!schemas && !properties && !constants) return names;
  const known = schemasByKey(document);
  const add = (id: SchemaId, more: SchemaNames) => names.set(id, { ...names.get(id), ...more });
  for (const { key, value, at } of entriesOf(schemas, "/rename/schemas")) {
    const schema = find(known, key, "schema", at, report);
    if (schema) add(schema.id, { type: { name: value, isExact: true, at } });
  }
  for (const { key, value, at } of entriesOf(properties, "/rename/properties")) {
    const schema = find(known, key, "schema", at, report);
    if (!schema) continue;
    const owned = ownProperties(schema);
    for (const inner of entriesOf(value, at.pointer)) {
      const found = find(owned, inner.key, `property of \`${key}\` itself`, inner.at, report);
      for (const { id } of found ?? []) add(id, { property: { name: inner.value, isExact: true, at: inner.at } });
    }
  }
  for (const { key, value, at } of entriesOf(constants, "/rename/constants")) {
    const schema = find(known, key, "schema", at, report);
    if (!schema) continue;
    const values = new Map((schema.enum ?? []).map((one) => [String(one), one]));
    for (const inner of entriesOf(value, at.pointer)) find(values, inner.key, `value of \`${key}\``, inner.at, report);
    add(schema.id, { values: new Map(Object.entries(value)) });
  }
  return names;
}

/** Names of functions, methods, resources and parameters. */
function renameOperations(rename: Renames, document: Document, report: Diagnostic[]): readonly Operation[] {
  if (!rename.operations && !rename.parameters) return document.operations;
  const known = operationsByKey(document);
  const changed = new Map(document.operations.map((operation) => [operation.id, operation]));
  for (const { key, value, at } of entriesOf(rename.operations, "/rename/operations")) {
    const operation = find(known, key, "operation", at, report);
    if (operation) changed.set(operation.id, { ...operation, names: { ...operation.names, ...namesOf(value, at) } });
  }
  const named = (parameter: Parameter, { value: name, at }: ParameterEntry<string>): Parameter => {
    return { ...parameter, givenName: { name, isExact: true, at } };
  };
  return changeParameters(rename.parameters, "/rename/parameters", [...changed.values()], named, report);
}

function namesOf(rename: string | OperationRename, at: Location): OperationNames {
  const written = typeof rename === "string" ? { function: rename } : rename;
  const named = (name: string) => ({ name, isExact: true, at });
  return {
    ...(written.function !== undefined && { function: named(written.function) }),
    ...(written.method !== undefined && { method: named(written.method) }),
    ...(written.resource !== undefined && { group: { path: written.resource.split("."), isExact: true, at } }),
  };
}

/** Tags that the document only uses are declared where they get a name. */
function renameTags(renamed: Renames["tags"], document: Document, report: Diagnostic[]): Document["tags"] {
  const used = document.operations.flatMap(({ tags }) => tags);
  const tags = new Map(used.map((name): [string, Document["tags"][number]] => [name, { name }]));
  for (const tag of document.tags) tags.set(tag.name, tag);
  const named = new Map(document.tags.map((tag) => [tag.name, tag]));
  for (const { key, value, at } of entriesOf(renamed, "/rename/tags")) {
    const tag = find(tags, key, "tag", at, report);
    if (tag) named.set(key, { ...tag, resource: { path: value.split("."), isExact: true, at } });
  }
  return [...named.values()];
}

function renameCredentials(
  renamed: Renames["credentials"],
  { securitySchemes }: Document,
  report: Diagnostic[],
): Document["securitySchemes"] {
  const schemes = new Map(securitySchemes.map((scheme) => [scheme.key, scheme]));
  for (const { key, value: name, at } of entriesOf(renamed, "/rename/credentials")) {
    const scheme = find(schemes, key, "security scheme", at, report);
    if (scheme) schemes.set(key, { ...scheme, givenName: { name, isExact: true, at } });
  }
  return [...schemes.values()];
}

/** The properties that a schema declares, in itself or in inline parts; one name may be declared several times. */
function ownProperties(schema: Schema): ReadonlyMap<string, readonly Schema[]> {
  const owned = new Map<string, Schema[]>();
  const pending = [schema];
  for (let one = pending.pop(); one; one = pending.pop()) {
    for (const [name, property] of one.properties ?? []) owned.set(name, [...(owned.get(name) ?? []), property]);
    pending.push(...(one.allOf ?? []), ...(one.oneOf ?? []), ...(one.anyOf ?? []));
  }
  return owned;
}
