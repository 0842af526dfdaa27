/** Turns bodies of forms back into their fields: urlencoded (WHATWG URL, section 5.1) and multipart (RFC 7578). */

import { WireError } from "./styles.js";

/** One part of a multipart body. */
export interface Part {
  /** From `Content-Disposition`; empty where it has none (`multipart/mixed`). */
  readonly name: string;
  readonly fileName: string | undefined;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Buffer;
}

/** The fields of a urlencoded body in their order, with plus as space. */
export function decodeUrlencoded(text: string): [name: string, value: string][] {
  return [...new URLSearchParams(text)];
}

/**
 * Splits a multipart body.
 *
 * @param contentType - With its `boundary`.
 * @throws WireError for a body that isn't one.
 */
export function splitMultipart(contentType: string, body: Buffer): Part[] {
  const boundary = parameterOf(contentType, "boundary");
  if (boundary === undefined) throw new WireError(`no boundary in "${contentType}"`);
  const text = `\r\n${body.toString("latin1")}`;
  const [, ...pieces] = text.split(`\r\n--${boundary}`);
  const end = pieces.pop();
  if (end === undefined || !end.startsWith("--")) throw new WireError("the multipart body doesn't end");
  return pieces.map(parsePart);
}

function parsePart(piece: string): Part {
  const at = piece.indexOf("\r\n\r\n");
  if (!piece.startsWith("\r\n") || at < 0) throw new WireError("a part without headers and an empty line");
  const lines = piece.slice(2, at).split("\r\n");
  const headers = new Map(lines.filter((line) => line !== "").map(headerOf));
  const disposition = headers.get("content-disposition") ?? "";
  return {
    name: parameterOf(disposition, "name") ?? "",
    fileName: parameterOf(disposition, "filename"),
    headers,
    bytes: Buffer.from(piece.slice(at + 4), "latin1"),
  };
}

/** Header lines are UTF-8; the body was split as Latin-1 to keep its bytes. */
function headerOf(line: string): [name: string, value: string] {
  const text = Buffer.from(line, "latin1").toString("utf8");
  const at = text.indexOf(":");
  return [text.slice(0, at).toLowerCase(), text.slice(at + 1).trim()];
}

/** A parameter of a header's value; in names and file names, `fetch` percent-encodes what would end the quotes. */
function parameterOf(value: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|;)\\s*${name}=(?:"([^"]*)"|([^;\\s]*))`, "i").exec(value);
  const found = match?.[1] ?? match?.[2];
  return found?.replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
