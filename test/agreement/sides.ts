/** Turns a document into two modules of types for the same schemas: ours, and openapi-typescript's. */

import ts from "typescript";
import { emit } from "../../generator/emit/index.js";
import { schemaText } from "../../generator/emit/schema.js";
import { loadDocument } from "../../generator/load/index.js";
import type { SourceDocument } from "../../generator/load/types.js";
import { buildModel } from "../../generator/model/build.js";
import { emptyLock } from "../../generator/model/lock.js";
import type { Model } from "../../generator/model/types.js";
import { bundle } from "../../generator/normalise/bundle/index.js";
import { normalise } from "../../generator/normalise/index.js";
import type { Document } from "../../generator/normalise/types.js";
import { print } from "../../generator/write/index.js";

/** A schema that both sides have a type for. */
export interface SharedSchema {
  /** Its key in `components.schemas`. */
  readonly key: string;
  /** What our type is called. */
  readonly name: string;
}

export interface Sides {
  readonly schemas: readonly SharedSchema[];
  /** Declarations of our types; those of shared schemas are called `Our_` and their name, so that a reference to one means theirs. */
  readonly ours: string;
  /** A module that exports `components`. */
  readonly theirs: string;
}

/** Why a document can't be compared. */
export interface Incomparable {
  readonly reason: string;
}

/** Both sides of a document. Reads no files but its own. */
export async function sidesOf(path: string, folder: string): Promise<Sides | Incomparable> {
  const { source, diagnostics } = await loadDocument({ document: path, cwd: folder });
  const document = source && normalise(source).document;
  if (!source || !document) return { reason: `it can't be read: ${diagnostics[0]?.message ?? "it is no document"}` };
  const { model } = buildModel(withoutChoices(document), options, none);
  const theirs = await theirText(source);
  if (typeof theirs !== "string") return theirs;
  const keys = new Set(schemaKeys(theirs));
  const schemas = model.models.flatMap(({ pointer, name }): SharedSchema[] => {
    const key = /^#\/(?:components\/schemas|definitions)\/([^/]*)$/.exec(pointer)?.[1];
    const plain = key?.replaceAll("~1", "/").replaceAll("~0", "~");
    return plain !== undefined && keys.has(plain) ? [{ key: plain, name }] : [];
  });
  return { schemas, theirs, ours: await ourText(model, new Set(schemas.map(({ name }) => name))) };
}

const none = emptyLock;
const options = {
  casing: "preserve",
  dates: "string",
  int64: "number",
  bytes: "string",
  enums: "closed",
  arguments: "flat",
} as const;

/** What the types differ in by our own choice: forms by direction, bytes that are no text, and enums that an extension opens. */
const chosen: ReadonlySet<string> = new Set(["readOnly", "writeOnly", "binary", "openness"]);

/** The document without operations, whose inline models have no counterpart, and without what we choose to say differently. */
function withoutChoices(document: Document): Document {
  const schemas = new Map([...document.schemas].map(([id, schema]) => [id, without(schema)]));
  return { ...document, schemas, operations: [], webhooks: [], omitted: [] };
}

function without<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  // Rebuilt of the same parts: what it is stays.
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, without(inner)])) as Value;
  if (Array.isArray(value)) return value.map(without) as Value;
  const kept = Object.entries(value).filter(([key]) => !chosen.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, key === "default" ? inner : without(inner)])) as Value;
}

async function theirText(source: SourceDocument): Promise<string | Incomparable> {
  try {
    // Its word for an object of which nothing is said; as it stands, such an object could have no properties.
    return (await schemaText(bundle(source))).replaceAll("Record<string, never>", "{ [key: string]: unknown }");
  } catch (error) {
    return { reason: `openapi-typescript fails: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The keys of `components.schemas` in the text of openapi-typescript. */
function schemaKeys(text: string): readonly string[] {
  const file = ts.createSourceFile("schema.ts", text, ts.ScriptTarget.ES2022);
  const components = file.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === "components");
  const schemas = components?.members.filter(ts.isPropertySignature).find(({ name }) => keyText(name) === "schemas");
  if (schemas?.type === undefined || !ts.isTypeLiteralNode(schemas.type)) return [];
  return schemas.type.members.filter(ts.isPropertySignature).map(({ name }) => keyText(name));
}

function keyText(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : "";
}

/** Our declarations as type aliases: an interface has no implicit index signature, and would differ by that alone. */
async function ourText(model: Model, shared: ReadonlySet<string>): Promise<string> {
  const { files } = emit(model, { runtime: "package", raw: false, version: "0.0.0", vendoredDependencies: {} });
  const printed = await print(files, model.source);
  const text = printed.find(({ path }) => path === "shared.ts")?.text ?? "";
  const file = ts.createSourceFile("shared.ts", text, ts.ScriptTarget.ES2022, true);
  return file.statements.flatMap((statement) => declaration(statement, shared)).join("\n");
}

function declaration(statement: ts.Statement, shared: ReadonlySet<string>): string[] {
  if (ts.isTypeAliasDeclaration(statement)) {
    return [`type ${declaredName(statement, shared)} = ${statement.type.getText()};`];
  }
  if (!ts.isInterfaceDeclaration(statement)) return [];
  const members = statement.members.map((member) => member.getText());
  return [`type ${declaredName(statement, shared)} = { ${members.join(" ")} };`];
}

function declaredName({ name: { text } }: { readonly name: ts.Identifier }, shared: ReadonlySet<string>): string {
  return shared.has(text) ? `Our_${text}` : text;
}
