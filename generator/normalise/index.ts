/** The stage normalise: a loaded document becomes one that says each thing in one way, whatever version it is written in. */

import type { Diagnostic } from "../diagnostics.js";
import type { SourceDocument } from "../load/types.js";
import { type Context, speaks2020 } from "./context.js";
import { broken, mapping } from "./fields.js";
import { readInfo, readRootServers, readTags } from "./info.js";
import { reportUnknownFields } from "./known-fields.js";
import { at, child, isMapping, type MappingNode } from "./node.js";
import { readOperations } from "./operations/index.js";
import { References } from "./references.js";
import { Report } from "./report.js";
import { reportCycles } from "./schemas/cycles.js";
import { Schemas } from "./schemas/index.js";
import { readRequirements, readSecuritySchemes } from "./security.js";
import { withoutBroken } from "./sound.js";
import { convertSwagger } from "./swagger/index.js";
import type { Document, Operation } from "./types.js";
import { readVersion } from "./version.js";

/** What {@link normalise} gives. */
export interface NormaliseResult {
  /** What is sound of the document; absent if it isn't an OpenAPI document at all. */
  readonly document?: Document;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Normalises a document. Every error of it is reported; an operation with an error, however far away in a schema, is in
 * `omitted` instead of `operations`. Never throws.
 */
export function normalise(source: SourceDocument): NormaliseResult {
  const report = new Report();
  const { value } = source.root;
  const root = isMapping(value) ? { file: source.root, pointer: "", value } : undefined;
  const version = root && readVersion(root, report);
  if (!version) return { diagnostics: report.diagnostics };
  const references = new References(source, version, report);
  const schemas = new Schemas(version, report, references);
  const modern = version === "2.0" ? convertSwagger(root, { references, report }) : root;
  const document = readDocument(modern, { source, version, report, references, schemas });
  return { document, diagnostics: report.diagnostics };
}

/** The passes, in order. */
function readDocument(root: MappingNode, context: Context): Document {
  const { report, schemas, source } = context;
  reportUnknownFields(root, "the document", context);
  const info = readInfo(root, context);
  const servers = readRootServers(root, context);
  const tags = readTags(root, context);
  const components = readComponents(root, context);
  const security = readSecuritySchemes(components, context);
  const requirements = readRequirements(root, security, context) ?? { security: [], scopes: [] };
  const operations = readOperations(root, security, requirements, context);
  reportSharedIds(operations.operations, context);
  reportUnread(root, context);
  const named = schemas.finish();
  reportCycles(schemas, named, report);
  return withoutBroken(
    {
      name: /^(file|git):/.test(source.root.uri) ? baseName(source.root.name) : source.root.name,
      ...info,
      servers,
      tags,
      securitySchemes: security.schemes,
      security: requirements === broken ? [] : requirements.security,
      ...operations,
      schemas: named,
      schemaNames: schemas.givenNames(),
      openness: new Map(),
      forms: new Map(),
      at: at(root),
    },
    schemas,
  );
}

function readComponents(root: MappingNode, context: Context): MappingNode | undefined {
  const { report, schemas } = context;
  const components = mapping(root, "components", report);
  if (components === undefined || components === broken) return undefined;
  reportUnknownFields(components, "components", context);
  const declared = mapping(components, "schemas", report);
  if (declared !== undefined && declared !== broken) schemas.declare(declared);
  return components;
}

/** Later stages name both apart; only the document's author can say how. */
function reportSharedIds(operations: readonly Operation[], { report }: Context): void {
  const owners = new Map<string, Operation>();
  for (const operation of operations) {
    const { operationId, method, path } = operation;
    if (operationId === undefined) continue;
    const first = owners.get(operationId);
    if (!first) owners.set(operationId, operation);
    else {
      const message = `\`${method} ${path}\` has the operationId \`${operationId}\` of \`${first.method} ${first.path}\`.`;
      const at = { ...operation.at, pointer: `${operation.at.pointer}/operationId` };
      report.warn("CW2303", message, at, "Give each operation an operationId of its own.");
    }
  }
}

function reportUnread(root: MappingNode, { report, version }: Context): void {
  if (!speaks2020(version) && !child(root, "paths")) {
    report.warn(
      "CW2104",
      "The document has no `paths`.",
      at(root),
      "Add `paths`; there is no client without operations.",
    );
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
