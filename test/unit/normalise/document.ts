import { loadDocument } from "../../../generator/load/index.js";
import { type NormaliseResult, normalise } from "../../../generator/normalise/index.js";
import type { Document, Operation, Schema } from "../../../generator/normalise/types.js";

/** A value as `toMatchObject` can compare it: maps become objects. */
export function plain(value: unknown): unknown {
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Normalises a document written as text; fails if it can't be read or isn't an OpenAPI document. */
export async function normaliseText(text: string): Promise<NormaliseResult & { readonly document: Document }> {
  const stdin = (): Promise<string> => Promise.resolve(text);
  const { source, diagnostics } = await loadDocument({ document: "-", cwd: import.meta.dirname, stdin });
  const result = source && normalise(source);
  if (!result?.document) throw new Error([...diagnostics, ...(result?.diagnostics ?? [])].map(String).join("\n"));
  return { document: result.document, diagnostics: result.diagnostics };
}

/** The schema `X` of `components`, by the text of its mapping. */
export async function schemaOf(version: "3.0.3" | "3.1.0", text: string): Promise<Schema> {
  const { document } = await normaliseText(
    `{openapi: ${version}, info: {title: T, version: "1"}, paths: {}, components: {schemas: {Pet: {type: object}, X: ${text}}}}`,
  );
  const schema = document.schemas.get("#/components/schemas/X");
  if (!schema) throw new Error("The schema has an error.");
  return schema;
}

/** The only operation, `GET /x` or as `path` says, by the text of its mapping. */
export async function operationOf(text: string, path = "/x", method = "get"): Promise<Operation> {
  const { document, diagnostics } = await normaliseText(
    `{openapi: 3.1.0, info: {title: T, version: "1"}, paths: {"${path}": {${method}: ${text}}}}`,
  );
  const [operation] = document.operations;
  if (!operation) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return operation;
}
