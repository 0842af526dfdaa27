/** Turns an operation's documented responses into replies to send, and a call's outcome into what is wrong with it. */

import { bodyFormat, type Samples } from "./bodies.js";
import { isObject, type RawDocument } from "./document.js";
import { concreteType, type Format } from "./media.js";
import type { Answer, Media, Operation } from "./operations.js";
import { backToWire, camelCase, difference, type Form, type Sample, shown, wireValue } from "./sample.js";
import type { Reply } from "./server.js";

/** One documented answer to send. */
export interface Case {
  /** The document's key: `200`, `4XX`, `default`. */
  readonly key: string;
  readonly status: number;
  readonly content: { readonly media: Media; readonly format: Format; readonly sample: Sample } | undefined;
  readonly headers: readonly { readonly name: string; readonly sample: Sample }[];
}

/** Every documented status in every media type, success bodies in several variants. */
export function casesOf(document: RawDocument, operation: Operation, samples: Samples): Case[] {
  return operation.responses.flatMap((answer): Case[] => {
    const status = statusFor(answer.status, operation);
    if (status === undefined) return [];
    const headers = answer.headers.flatMap((header) => headerOf(header, samples));
    const base = { key: answer.status, status, headers };
    const isBare = operation.method === "HEAD" || [204, 205, 304].includes(status);
    if (isBare || answer.contents.length === 0) return [{ ...base, content: undefined }];
    const variants = status < 300 ? [0, 1, 2, 3] : [0, 1];
    return answer.contents.flatMap((media) => {
      const format = answerFormat(bodyFormat(document, media));
      const found = samples.bodies(media, format, "response", variants);
      return found.map((sample) => ({ ...base, content: { media, format, sample } }));
    });
  });
}

/** Nothing in a response takes a form apart: it arrives as bytes, or as text where it is text. */
function answerFormat(format: Format): Format {
  if (format === "multipart") return "bytes";
  return format === "form" ? "text" : format;
}

/** Headers of one plain value. */
function headerOf({ name, schema }: Answer["headers"][number], samples: Samples): Case["headers"] {
  const purpose = { direction: "response", variant: 0, place: "text", alphabet: " (a;b)" } as const;
  const sample = samples.sampler.sample(schema, purpose);
  return sample?.kind === "plain" || sample?.kind === "instant" ? [{ name, sample }] : [];
}

/** A status to send for a documented key; `undefined` for those that are no final answer. */
function statusFor(key: string, { responses }: Pick<Operation, "responses">): number | undefined {
  const documented = new Set(responses.map(({ status }) => status));
  if (/^\d{3}$/.test(key)) return Number(key) < 200 || Number(key) > 599 ? undefined : Number(key);
  const hasSuccess = [...documented].some((status) => status.startsWith("2"));
  const hundred = key === "default" ? (hasSuccess ? 5 : 2) : Number(key[0]);
  const free = [...Array(99).keys()]
    .map((index) => hundred * 100 + 60 + (index % 39))
    .find((code) => !documented.has(`${code}`));
  return hundred < 2 || hundred > 5 ? undefined : free;
}

/** What the server sends. */
export function replyOf({ status, content, headers }: Case): Reply {
  const sent = headers.map(({ name, sample }) => [name, String(wireValue(sample))] as const);
  if (content === undefined) return { status, headers: sent, body: undefined };
  const { media, format, sample } = content;
  const value = wireValue(sample);
  const body =
    value instanceof Uint8Array
      ? Buffer.from(value)
      : Buffer.from(format === "json" ? JSON.stringify(value) : String(value));
  return { status, headers: [...sent, ["content-type", concreteType(media.type, format)]], body };
}

/** What is wrong with a call's `.result()`; `undefined` if it says what was sent. */
export async function judgeOutcome(sent: Case, outcome: unknown, form: Form): Promise<string | undefined> {
  if (!isObject(outcome)) return `.result() gave ${shown(outcome)}`;
  const { ok, error } = outcome;
  if (isRedirect(sent)) return undefined;
  const isSuccess = sent.status < 300;
  if (ok !== isSuccess) return `status ${sent.status}: ${isSuccess ? `rejected with ${describe(error)}` : "resolved"}`;
  const received = isSuccess ? outcome["data"] : isObject(error) ? error["body"] : undefined;
  const status = isSuccess ? outcome["status"] : isObject(error) ? error["status"] : undefined;
  if (status !== sent.status) return `status ${sent.status}: ${describe(error)}`;
  const key = Number(sent.key) || sent.key;
  if (!isSuccess && outcome["status"] !== key)
    return `status ${sent.status} is ${shown(outcome["status"])}, not ${key}`;
  const wrong =
    (await judgeBody(sent, received, form)) ?? (isSuccess ? judgeHeaders(sent, outcome["headers"], form) : undefined);
  return wrong === undefined ? undefined : `status ${sent.status}: ${wrong}`;
}

/** A redirect without a place to go to is an error of its own, whatever the document says of it. */
export function isRedirect({ status }: Case): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function describe(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ""}`
    : shown(error);
}

async function judgeBody({ content }: Case, received: unknown, form: Form): Promise<string | undefined> {
  if (content === undefined)
    return received === undefined ? undefined : `body ${shown(received)} where none is documented`;
  const { sample } = content;
  if (sample.kind !== "bytes") {
    const wrong = difference(backToWire(received, sample, form), wireValue(sample));
    return wrong === undefined ? undefined : `body ${wrong}`;
  }
  if (!(received instanceof Blob)) return `body ${shown(received)} is no Blob`;
  const bytes = [...new Uint8Array(await received.arrayBuffer())];
  const wrong = difference(bytes, [...sample.bytes]);
  return wrong === undefined ? undefined : `body ${wrong}`;
}

/** Decoded headers by their camelCase names; those of several values aren't sent. */
function judgeHeaders({ headers }: Case, received: unknown, form: Form): string | undefined {
  for (const { name, sample } of headers) {
    const value = isObject(received) ? received[camelCase(name) || name] : undefined;
    const back = backToWire(value, sample, form);
    if (String(back) !== String(wireValue(sample)))
      return `header ${name} is ${shown(value)}, not ${shown(wireValue(sample))}`;
  }
  return undefined;
}
