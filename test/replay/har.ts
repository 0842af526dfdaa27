/** Reads a recording: HAR 1.2 text to the part of it that replay uses. */

import { readFile } from "node:fs/promises";

export interface HarHeader {
  readonly name: string;
  readonly value: string;
}

export interface HarEntry {
  readonly startedDateTime: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HarHeader[];
    readonly postData?: { readonly mimeType: string; readonly text: string };
  };
  readonly response: {
    readonly status: number;
    readonly statusText: string;
    readonly headers: readonly HarHeader[];
    readonly content: { readonly size: number; readonly mimeType: string; readonly text?: string };
  };
}

export interface Har {
  readonly log: {
    readonly version: "1.2";
    readonly creator: { readonly name: string; readonly version: string };
    readonly comment: string;
    readonly entries: readonly HarEntry[];
  };
}

/** Reads a HAR file. Throws an error that names the file if it isn't HAR 1.2 with at least one entry. */
export async function readHar(file: string): Promise<Har> {
  const value: unknown = JSON.parse(await readFile(file, "utf8"));
  if (!isHar(value)) throw new Error(`${file} is not a HAR 1.2 file with entries`);
  return value;
}

function isHar(value: unknown): value is Har {
  const log = field(value, "log");
  const entries = field(log, "entries");
  return (
    field(log, "version") === "1.2" &&
    typeof field(field(log, "creator"), "name") === "string" &&
    typeof field(log, "comment") === "string" &&
    Array.isArray(entries) &&
    entries.length > 0 &&
    entries.every(isEntry)
  );
}

function isEntry(value: unknown): value is HarEntry {
  const request = field(value, "request");
  const response = field(value, "response");
  const postData = field(request, "postData");
  return (
    typeof field(value, "startedDateTime") === "string" &&
    typeof field(request, "method") === "string" &&
    URL.canParse(String(field(request, "url"))) &&
    isHeaders(field(request, "headers")) &&
    (postData === undefined || typeof field(postData, "text") === "string") &&
    Number.isInteger(field(response, "status")) &&
    isHeaders(field(response, "headers")) &&
    typeof field(response, "content") === "object"
  );
}

function isHeaders(value: unknown): value is readonly HarHeader[] {
  return (
    Array.isArray(value) &&
    value.every((header) => typeof field(header, "name") === "string" && typeof field(header, "value") === "string")
  );
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
