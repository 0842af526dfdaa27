/**
 * Worker: turns a bundled document into the text of `schema.ts` with openapi-typescript, the one importer of that package.
 *
 * Receives the document as one value, answers `{ text }` or `{ error }`.
 */

import { parentPort } from "node:worker_threads";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
// The compiler that openapi-typescript has loaded already.
import ts from "typescript";
import { escapeHidden } from "./text.js";

/**
 * The value without extensions that hold plain values: openapi-typescript takes every entry of a map, such as
 * `responses`, for an object. An extension that is an object is left, since it may be a property of that name.
 */
function withoutMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (typeof value !== "object" || value === null) return value;
  const isMark = ([key, inner]: [string, unknown]) =>
    key.startsWith("x-") && (inner === null || Array.isArray(inner) || !["object", "boolean"].includes(typeof inner));
  const kept = Object.entries(value).filter((entry) => !isMark(entry));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutMarks(inner)]));
}

/** The first type error of the module, if it has one: what openapi-typescript makes of some documents doesn't compile. */
function typeError(text: string): string | undefined {
  const name = "schema.ts";
  const options: ts.CompilerOptions = {
    lib: ["lib.es5.d.ts"],
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const readLibrary = host.getSourceFile;
  host.getSourceFile = (path, languageVersion) =>
    path === name ? ts.createSourceFile(name, text, languageVersion) : readLibrary(path, languageVersion);
  const program = ts.createProgram([name], options, host);
  const [first] = program.getSemanticDiagnostics(program.getSourceFile(name));
  return first && ts.flattenDiagnosticMessageText(first.messageText, " ").replace(/\.$/, "");
}

/**
 * The text of the module, whether it compiles or not.
 *
 * @param document - The bundled document; every `$ref` starts with `#`.
 * @throws whatever openapi-typescript throws for a document that it can't express.
 */
export async function schemaText(document: unknown): Promise<string> {
  // It judges the document itself; what isn't one ends in an error.
  const input = withoutMarks(document) as OpenAPI3;
  // Its default makes every request property that has a default required.
  const nodes = await openapiTS(input, { defaultNonNullable: false, silent: true });
  const lines = astToString(nodes).split("\n");
  return lines.map(escapeHidden).join("\n");
}

async function soundText(document: unknown): Promise<string> {
  const text = await schemaText(document);
  const error = typeError(text);
  if (error !== undefined) throw new Error(`what it makes of it doesn't compile: ${error}`);
  return text;
}

parentPort?.once("message", (document: unknown) => {
  soundText(document).then(
    (text) => parentPort?.postMessage({ text }),
    (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});
