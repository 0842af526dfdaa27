/** Turns a response's body into text, bytes or JSON, no more and no deeper than allowed. */

import { ResponseTooLargeError } from "./errors.js";
import type { ResponseContent } from "./operation.js";
import type { Run } from "./run.js";
import { redact, redactValue } from "./secrets.js";

/** The most bytes that are read of a failure's body, and the most characters that are kept of it if they aren't JSON. */
const failureLimit = 2 ** 20;
const keptText = 2 ** 16;
/** How deep JSON may be nested: what reads it may call itself for each level. */
const deepest = 1000;

/**
 * Reads a body as `response.text()` would. A failure's may quote the credential, which is left out.
 *
 * @throws ResponseTooLargeError as {@link readBlob} does.
 */
export async function readText(response: Response, run: Run): Promise<string> {
  const text = await (isSmall(response, limitOf(response, run))
    ? response.text()
    : (await readBlob(response, run)).text());
  return response.ok ? text : redact(run, text);
}

/**
 * Reads a body as `response.blob()` would; of a failure, only the first MiB.
 *
 * @throws ResponseTooLargeError for a success that is larger than the client allows; the rest of it is cancelled.
 */
export async function readBlob(response: Response, run: Run, type = ""): Promise<Blob> {
  // Of the views that TypeScript knows, those on shared memory make no Blob; a response has none.
  return new Blob((await readBytes(response, run)) as ConstructorParameters<typeof Blob>[0], { type });
}

function limitOf({ ok }: Response, { settings }: Run): number {
  const { maxResponseBytes = 100 * 2 ** 20 } = settings;
  return ok ? maxResponseBytes : Math.min(failureLimit, maxResponseBytes);
}

/** Whether the server says how many bytes come, and that they are few: the connection then carries no more. */
function isSmall({ headers }: Response, limit: number): boolean {
  return !headers.get("content-encoding") && Number(headers.get("content-length") ?? Infinity) <= limit;
}

async function readBytes(response: Response, run: Run): Promise<Uint8Array[]> {
  const limit = limitOf(response, run);
  let left = limit;
  const chunks: Uint8Array[] = [];
  const reader = response.body?.getReader();
  // A body that says itself that it is too large isn't begun.
  if (response.ok && Number(response.headers.get("content-length")) > left) left = -1;
  while (reader && left >= 0) {
    const { done, value } = await reader.read();
    if (done) return chunks;
    chunks.push(value.subarray(0, left));
    left -= value.length;
  }
  // Nothing waits for that.
  reader?.cancel().catch(() => {});
  if (reader && response.ok) throw new ResponseTooLargeError(`answered more than ${limit} bytes`, run.context);
  return chunks;
}

/** What is kept of a failure's body that isn't JSON. */
export function cutFailure(body: unknown): unknown {
  return typeof body === "string" ? body.slice(0, keptText) : body;
}

/**
 * What JSON text holds, decoded as the document says.
 *
 * @param isFailure - Whether credentials are left out of it.
 * @throws SyntaxError for what is no JSON, ResponseTooLargeError for what is nested too deep.
 */
export function parseJson(text: string, run: Run, isFailure: boolean, content: ResponseContent | undefined): unknown {
  const convert = (value: unknown): unknown => {
    // So few characters can't nest so deep.
    if (text.length > 2 * deepest && isTooDeep(value))
      throw new ResponseTooLargeError(`answered JSON nested more than ${deepest} deep`, run.context);
    // Escapes of JSON may have hidden a credential from `readText`.
    const shown = isFailure ? redactValue(run, value) : value;
    return content?.decode ? content.decode(shown) : shown;
  };
  return content?.json ? content.json.parse(text, convert) : convert(JSON.parse(text));
}

function isTooDeep(value: unknown, left: number = deepest): boolean {
  if (typeof value !== "object" || value === null) return false;
  return left === 0 || Object.values(value).some((item) => isTooDeep(item, left - 1));
}
