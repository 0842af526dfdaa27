/** Turns a bundled document into the text of `schema.ts`, in a worker thread beside our own emission. */

import { Worker } from "node:worker_threads";
import type { JsonValue } from "./load/types.js";

/** The text of the module, or why there is none. */
export type SchemaResult = { readonly text: string; readonly error?: undefined } | { readonly error: string };

/**
 * Starts the worker.
 *
 * @param document - The document as one value: every `$ref` in it starts with `#`.
 * @returns Never rejects: what goes wrong in the worker is a result.
 */
export function runSchemaWorker(document: JsonValue): Promise<SchemaResult> {
  return new Promise((resolve) => {
    // What the worker's libraries print is not ours to show.
    const worker = new Worker(new URL("./emit/schema.js", import.meta.url), { stdout: true, stderr: true });
    worker.once("message", (message: unknown) => resolve(readResult(message)));
    worker.once("messageerror", (error) => resolve({ error: error.message }));
    worker.once("error", (error) => resolve({ error: error.message }));
    worker.once("exit", () => resolve({ error: "the worker ended without a result" }));
    worker.postMessage(document);
  });
}

function readResult(message: unknown): SchemaResult {
  const field = (key: string): unknown =>
    typeof message === "object" && message !== null ? Reflect.get(message, key) : undefined;
  const text = field("text");
  if (typeof text === "string") return { text };
  return { error: `openapi-typescript can't express the document: ${String(field("error") ?? "no text")}` };
}
