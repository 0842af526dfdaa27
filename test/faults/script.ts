/** What a server does to its requests, as data: the servers may stand in another process than the client. */

/** Bytes are written as text of one character per byte. */
export type Step =
  /** Writes bytes, perhaps many times over. `{{name}}` is the request's header of that name, or else its URL. */
  | { readonly write: string; readonly times?: number }
  /** Writes bytes again and again, so many milliseconds apart, until the connection is closed. */
  | { readonly drip: string; readonly every: number }
  /** Waits until the case says go. */
  | { readonly gate: true }
  /** Waits for milliseconds: so that what was written has arrived. */
  | { readonly pause: number }
  /** Ends the connection; without it, the next request on it is answered. */
  | { readonly end: "close" | "reset" };

/** What comes back for one request. */
export type Answer = readonly Step[];

/** The answers to a server's requests in turn; the last one is repeated for ever. */
export type Script = readonly Answer[];

/** A request as a server received it: it counts once its headers are there. */
export interface Received {
  readonly method: string;
  readonly url: string;
  /** By lower-case name; several of one name are joined by commas. */
  readonly headers: { readonly [name: string]: string };
  /** One character per byte; the first megabyte. */
  body: string;
  /** Whether all of the body arrived. */
  isWhole: boolean;
  /** Which of the server's connections it came on, from 1. */
  readonly connection: number;
}

/** What a server has seen. */
export interface Sight {
  readonly received: readonly Received[];
  /** Connections made so far. */
  readonly connections: number;
  /** Connections with a request unanswered or an answer unfinished. */
  readonly busy: number;
}

/** A server under way. */
export interface Origin {
  /** Scheme, host and port. */
  readonly url: string;
  see(): Promise<Sight>;
  /** Lets one `gate` pass, now or when it is reached. */
  go(): Promise<void>;
}

/** Where servers come from. */
export interface Stage {
  serve(script: Script, options?: { readonly isSecure?: boolean }): Promise<Origin>;
  /** The URL of a port that nobody listens on. */
  closedPort(): Promise<string>;
  /** Ends all servers. */
  close(): Promise<void>;
}

/** A text as bytes in UTF-8, one character per byte. */
function bytesOf(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** The text that bytes in UTF-8 stand for. */
export function textOf(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}

/** The lines before a body, each field as given. */
export function head(status: number | string, fields: Readonly<Record<string, string | number>> = {}): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}${typeof status === "number" ? " Status" : ""}\r\n${lines.join("")}\r\n`;
}

/** An answer with a length, as servers give it. */
export function reply(status: number, body = "", fields: Readonly<Record<string, string | number>> = {}): Answer {
  const bytes = bytesOf(body);
  const length = status === 204 || status === 304 ? {} : { "content-length": bytes.length };
  return [{ write: head(status, { ...length, ...fields }) + bytes }];
}

/** An answer whose end is that of the connection. */
export function untilClose(
  status: number,
  body: string,
  fields: Readonly<Record<string, string | number>> = {},
): Answer {
  return [{ write: head(status, { connection: "close", ...fields }) + bytesOf(body) }, { end: "close" }];
}

/** An answer in JSON. */
export function json(status: number, body: unknown, fields: Readonly<Record<string, string | number>> = {}): Answer {
  return reply(status, JSON.stringify(body), { "content-type": "application/json", ...fields });
}

/** An answer that sends the client elsewhere. */
export function redirect(status: number, location: string): Answer {
  return reply(status, "", { location });
}

/** No answer at all: the connection stays open until the client ends it. */
export const never: Answer = [{ gate: true }];
