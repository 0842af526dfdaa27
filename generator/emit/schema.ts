/**
 * Worker: turns a bundled document into the text of `schema.ts` with openapi-typescript, the one importer of that package.
 *
 * Receives the document as one value, answers `{ text }` or `{ error }`.
 */

import { parentPort } from "node:worker_threads";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { escapeHidden } from "./text.js";

/**
 * The text of the module.
 *
 * @param document - The bundled document; every `$ref` starts with `#`.
 * @throws whatever openapi-typescript throws for a document that it can't express.
 */
export async function schemaText(document: OpenAPI3): Promise<string> {
  // Its default makes every request property that has a default required.
  const nodes = await openapiTS(document, { defaultNonNullable: false, silent: true });
  const lines = astToString(nodes).split("\n");
  return lines.map(escapeHidden).join("\n");
}

parentPort?.once("message", (document: OpenAPI3) => {
  schemaText(document).then(
    (text) => parentPort?.postMessage({ text }),
    (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});
