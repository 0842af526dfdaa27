/** Turns the text of a recording (HAR 1.2) into the exchanges that it holds. */

import type { JsonValue } from "../model/types.js";

/** A request and what it was answered with, as far as a document can say something about it. */
export interface Exchange {
  /** File name of the recording. */
  readonly recording: string;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** Media type of the answer, without parameters, in lower case; absent without one. */
  readonly mediaType?: string;
  /** The body of the answer as it came; absent if it is empty, or not in the recording. */
  readonly text?: string;
  /** There was a body, and it isn't in the recording: browsers drop old and large ones. */
  readonly isDropped?: true;
  /** Headers of the answer. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** What became of reading a recording. */
export type Har = { readonly exchanges: readonly Exchange[] } | { readonly problem: string };

/** Reads the text of a recording. What is no HAR 1.2 file is a problem, told in a sentence. */
export function readHar(recording: string, text: string): Har {
  let value: JsonValue;
  try {
    // Written on Windows, it may begin with a byte order mark.
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { problem: `\`${recording}\` is no JSON.` };
  }
  const log = fieldOf(value, "log");
  const entries = fieldOf(log, "entries");
  if (fieldOf(log, "version") !== "1.2" || !Array.isArray(entries))
    return { problem: `\`${recording}\` is no HAR 1.2 file.` };
  const exchanges = entries.map((entry: JsonValue) => readEntry(recording, entry));
  const wrong = exchanges.indexOf(undefined);
  if (wrong >= 0) return { problem: `\`${recording}\` has no request and response in entry ${wrong}.` };
  // Browsers write 0 where nothing was answered.
  return { exchanges: exchanges.filter((exchange) => exchange !== undefined).filter(({ status }) => status !== 0) };
}

function readEntry(recording: string, entry: JsonValue): Exchange | undefined {
  const request = fieldOf(entry, "request");
  const response = fieldOf(entry, "response");
  const content = fieldOf(response, "content");
  const [method, url, status] = [fieldOf(request, "method"), fieldOf(request, "url"), fieldOf(response, "status")];
  if (typeof method !== "string" || typeof url !== "string" || typeof status !== "number") return undefined;
  const mediaType = `${fieldOf(content, "mimeType") ?? ""}`.toLowerCase().replace(/\s*;.*/, "");
  const written = fieldOf(content, "text");
  const body = typeof written === "string" ? written : "";
  const text = fieldOf(content, "encoding") === "base64" ? Buffer.from(body, "base64").toString("utf8") : body;
  const headers = readHeaders(fieldOf(response, "headers"));
  const isDropped = text === "" && Number(fieldOf(content, "size")) > 0;
  const received = { ...(text && { text }), ...(isDropped && { isDropped }) };
  return { recording, method, url, status, headers, ...(mediaType && { mediaType }), ...received };
}

function readHeaders(value: JsonValue | undefined): Exchange["headers"] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((header: JsonValue) => {
    const [name, text] = [fieldOf(header, "name"), fieldOf(header, "value")];
    return typeof name === "string" && typeof text === "string" ? [[name, text] as const] : [];
  });
}

function fieldOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
