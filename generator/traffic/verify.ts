/** Turns recordings and the document that they are of into what they show to be wrong with it. */

import type { JsonValue } from "../model/types.js";
import {
  child,
  type Described,
  type DescribedOperation,
  dialectOf,
  type Node,
  operationFor,
  operationsOf,
  pathOf,
} from "./document.js";
import { type Finding, Findings, type Sighting } from "./findings.js";
import type { Exchange } from "./har.js";
import { judge } from "./judge.js";

/** Compares what was recorded with what the document says. Requests are taken for the caller's business. */
export function verifyExchanges(document: Described, exchanges: readonly Exchange[]): readonly Finding[] {
  const operations = operationsOf(document);
  const findings = new Findings();
  for (const exchange of exchanges) {
    const { method, url, recording } = exchange;
    const operation = operationFor(operations, method, url);
    const name = operation ? `${operation.method} ${operation.path}` : `${method} ${withoutQuery(url)}`;
    const seen: readonly Sighting[] = operation
      ? judgeAnswer(document, operation, exchange).map((one) =>
          one.kind === "empty" && hasBodies(exchanges, operation, exchange) ? { ...one, pointer: undefined } : one,
        )
      : [{ kind: "operation", subject: name, path: "" }];
    for (const sighting of seen) findings.add(name, recording, sighting);
  }
  return findings.list();
}

/** Whether the operation was answered with this status and a body as well: the document is right then to describe one. */
function hasBodies(exchanges: readonly Exchange[], { pattern }: DescribedOperation, empty: Exchange): boolean {
  return exchanges.some(
    ({ method, url, status, text }) =>
      text !== undefined && method === empty.method && status === empty.status && pattern.test(pathOf(url)),
  );
}

function judgeAnswer(
  document: Described,
  { node, method }: DescribedOperation,
  exchange: Exchange,
): readonly Sighting[] {
  const { status, mediaType, text } = exchange;
  const responses = child(document, node, "responses");
  const code = `${status}`;
  const key = [code, `${code[0]}XX`, `${code[0]}xx`, "default"].find(
    (one) => responses && Object.hasOwn(responses.value, one),
  );
  const response = responses && key !== undefined ? child(document, responses, key) : undefined;
  const body = text === undefined ? undefined : parse(text, mediaType);
  if (!response) {
    const value = body === undefined || mediaType === undefined ? {} : { [mediaType]: body.value ?? text ?? null };
    return [{ kind: "status", subject: code, path: "", value, ...pointerOf(responses ?? node) }];
  }
  const isBare = method === "HEAD" || status === 204 || status === 205 || status === 304;
  if (isBare) return [];
  if (dialectOf(document) === "2.0") {
    const schema = child(document, response, "schema");
    return schema ? judgeBody(document, schema, response, body) : [];
  }
  return judgeContent(document, response, exchange, body);
}

function judgeContent(
  document: Described,
  response: Node,
  { mediaType = "application/json" }: Exchange,
  body: Parsed | undefined,
): readonly Sighting[] {
  const content = child(document, response, "content");
  const types = Object.keys(content?.value ?? {});
  if (types.length > 0 && body === undefined)
    return [{ kind: "empty", subject: "body", path: "", ...pointerOf(response) }];
  if (body === undefined) return [];
  const type = types.find((one) => covers(one.toLowerCase().replace(/\s*;.*/, ""), mediaType));
  if (content === undefined || type === undefined)
    return [{ kind: "media type", subject: mediaType, path: "", value: body.value ?? "", ...pointerOf(response) }];
  const described = child(document, content, type);
  const schema = described && child(document, described, "schema");
  return schema ? judgeBody(document, schema, response, body) : [];
}

function judgeBody(document: Described, schema: Node, response: Node, body: Parsed | undefined): readonly Sighting[] {
  if (body === undefined) return [{ kind: "empty", subject: "body", path: "", ...pointerOf(response) }];
  if (body.isWrong) return [{ kind: "syntax", subject: "JSON", path: "$", ...pointerOf(response) }];
  // Only what is JSON has a form that a schema tells of.
  return body.value === undefined ? [] : judge(document, schema, body.value, "$");
}

interface Parsed {
  /** Absent for what isn't JSON. */
  readonly value?: JsonValue;
  /** It should be JSON. */
  readonly isWrong?: true;
}

function parse(text: string, mediaType = "application/json"): Parsed {
  if (!/[/+]json$/.test(mediaType)) return {};
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { isWrong: true };
  }
}

function covers(range: string, type: string): boolean {
  const [start = "", end] = range.replace("*/*", "*").split("*");
  return end === undefined ? range === type : type.startsWith(start) && type.endsWith(end);
}

function pointerOf({ pointer }: Node): { readonly pointer?: string } {
  return pointer === undefined ? {} : { pointer };
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*/s, "");
}
