/** Turns recordings, mismatch reports and the document that they are of into what they show to be wrong with it. */

import type { JsonValue } from "../model/types.js";
import { bodyOf, responseOf } from "./answers.js";
import {
  type Described,
  type DescribedOperation,
  dialectOf,
  type Node,
  operationFor,
  operationsOf,
  pathOf,
} from "./document.js";
import { removedSecret } from "./edits.js";
import { type Finding, Findings, type Sighting } from "./findings.js";
import type { Exchange } from "./har.js";
import { sortExchanges } from "./hosts.js";
import { judge } from "./judge.js";
import { type Heard, hear } from "./mismatches.js";
import { valueAtPath } from "./places.js";
import { type AnsweredClient, type Reading, replay } from "./replay.js";
import type { Report } from "./reports.js";

/** What a document is compared with. */
export interface Traffic {
  readonly exchanges: readonly Exchange[];
  /** What running clients reported. */
  readonly reports: readonly Report[];
  /** Reads the recorded answers; absent: the document alone is held to them. */
  readonly client?: AnsweredClient | undefined;
}

/** What came of the comparison. */
export interface Verification {
  readonly findings: readonly Finding[];
  /** How many of the recorded answers the client has read. */
  readonly replayed: number;
  /** How many answers of the document's operations it couldn't: redirects, and where it hasn't the operation. */
  readonly alone: number;
  /** How many answers came with a body that the recordings don't hold: status and media type are all that is known of them. */
  readonly dropped: number;
  /** How many recorded answers aren't the document's business: of other servers, or of what a browser asks for itself. */
  readonly others: number;
  /** How many reports are of what the document doesn't say, or no longer: they show nothing of it. */
  readonly settled: number;
  /** How many reports are of texts that were too long to be judged. */
  readonly unjudged: number;
}

/** Compares what was recorded and reported with what the document says. Requests are taken for the caller's business. */
export async function verifyTraffic(
  document: Described,
  { exchanges, reports, client }: Traffic,
): Promise<Verification> {
  const operations = operationsOf(document);
  const findings = new Findings();
  let replayed = 0;
  let alone = 0;
  let dropped = 0;
  const { own, others } = sortExchanges(operations, exchanges);
  for (const exchange of own) {
    const { method, url, recording, isDropped } = exchange;
    const operation = operationFor(operations, method, url);
    const name = operation ? nameOf(operation) : `${method} ${withoutQuery(url)}`;
    if (!operation) {
      findings.add(name, recording, { kind: "operation", subject: name, path: "" });
      continue;
    }
    const judged = judgeAnswer(document, operation, exchange).map((one) =>
      one.kind === "empty" && hasBodies(own, operation, exchange) ? { ...one, pointer: undefined } : one,
    );
    if (isDropped) dropped++;
    const reading = client && !isDropped ? await replay(client, name, exchange) : undefined;
    if (reading) replayed++;
    else if (!isDropped) alone++;
    const heard = reading ? sightingsOf(document, operation, exchange, reading) : [];
    for (const sighting of withoutRepeats(judged, heard)) findings.add(name, recording, sighting);
  }
  const heard = addReports(document, operations, reports, findings);
  return { replayed, alone, dropped, others, ...heard, findings: findings.list() };
}

function nameOf({ method, path }: DescribedOperation): string {
  return `${method} ${path}`;
}

/** Adds what reports say of what the document still says. */
function addReports(
  document: Described,
  operations: readonly DescribedOperation[],
  reports: readonly Report[],
  findings: Findings,
): Pick<Verification, "settled" | "unjudged"> {
  const isUnjudged = ({ mismatch }: Report): boolean => mismatch.kind === "unjudged";
  let settled = 0;
  for (const { place, mismatch } of reports.filter((report) => !isUnjudged(report))) {
    const id = mismatch.operation;
    const operation = operations.find((one) => one.id === id) ?? operations.find((one) => nameOf(one) === id);
    if (operation === undefined) {
      findings.add(id, place, { kind: "operation", subject: id, path: "" });
      continue;
    }
    const sightings = hear(document, operation, mismatch).flatMap(({ sighting }) => sighting ?? []);
    if (sightings.length === 0) settled++;
    for (const sighting of sightings) findings.add(nameOf(operation), place, sighting);
  }
  return { settled, unjudged: reports.filter(isUnjudged).length };
}

/** Whether the operation was answered with this status and a body as well: the document is right then to describe one. */
function hasBodies(exchanges: readonly Exchange[], { pattern }: DescribedOperation, empty: Exchange): boolean {
  return exchanges.some(
    ({ method, url, status, text }) =>
      text !== undefined && method === empty.method && status === empty.status && pattern.test(pathOf(url)),
  );
}

/** What the client says of an answer, less what it says of removed secrets. */
function sightingsOf(
  document: Described,
  operation: DescribedOperation,
  { status, text, mediaType }: Exchange,
  { mismatches, problem }: Reading,
): readonly Sighting[] {
  const body = text === undefined ? undefined : parse(text, mediaType).value;
  const heard = mismatches
    .filter(({ kind }) => kind !== "unjudged")
    .flatMap((mismatch) => hear(document, operation, mismatch, mismatch.kind === "headers" ? undefined : body))
    .filter(({ claim }) => !holdsRemoved(valueAtPath(body, claim.path)))
    .map(saidOf);
  if (problem === undefined) return heard;
  const { response } = responseOf(document, operation, status);
  const place = response ? pointerOf(response) : {};
  if (problem === "empty") return [...heard, { kind: "empty", subject: "body", path: "", ...place }];
  if (problem === "syntax") return [...heard, { kind: "syntax", subject: "JSON", path: "$", ...place }];
  const isType = problem === "media type";
  const subject = isType ? (mediaType ?? "application/json") : problem;
  return [...heard, { kind: isType ? "media type" : "unreadable", subject, path: "", ...place }];
}

/** What the client finds broken of what the document says, or by its own lights. */
function saidOf({ claim: { keyword }, path, sighting }: Heard): Sighting {
  return sighting ?? { kind: "keyword", subject: keyword, path };
}

function holdsRemoved(value: JsonValue | undefined): boolean {
  return value !== undefined && JSON.stringify(value).includes(JSON.stringify(removedSecret));
}

/** What the document's judgement says, and of what the client says what that doesn't: nothing of the same place, or inside it. */
function withoutRepeats(judged: readonly Sighting[], heard: readonly Sighting[]): readonly Sighting[] {
  const all = [...judged];
  for (const one of heard) {
    const isChoice = one.kind === "keyword" && /^(one|any|all)Of$|^(not|if|discriminator)$/.test(String(one.subject));
    const isSaid = judged.some(({ path }) => path === one.path || (isChoice && path.startsWith(one.path)));
    const isTwice = all.some(
      ({ kind, path, subject }) => kind === one.kind && path === one.path && subject === one.subject,
    );
    if (!isSaid && !isTwice) all.push(one);
  }
  return all;
}

function judgeAnswer(
  document: Described,
  operation: DescribedOperation,
  { status, text, mediaType, isDropped }: Exchange,
): readonly Sighting[] {
  const { responses, response } = responseOf(document, operation, status);
  const body = text === undefined ? undefined : parse(text, mediaType);
  if (!response) {
    const json = body && { body: body.value ?? text ?? null };
    const value = { ...((body ?? isDropped) && mediaType !== undefined && { type: mediaType, ...json }) };
    return [{ kind: "status", subject: `${status}`, path: "", value, ...pointerOf(responses ?? operation.node) }];
  }
  const isBare = operation.method === "HEAD" || status === 204 || status === 205 || status === 304;
  if (isBare) return [];
  const type = mediaType ?? "application/json";
  const described = bodyOf(document, response, type);
  // Swagger 2.0 has no way to say of which media type a body is.
  if (described === "none" && dialectOf(document) === "2.0") return [];
  if (body === undefined && !isDropped)
    return described === "none" ? [] : [{ kind: "empty", subject: "body", path: "", ...pointerOf(response) }];
  if (typeof described === "object")
    return described.schema && body ? judgeBody(document, described.schema, response, body) : [];
  const value = body && { value: body.value ?? "" };
  return [{ kind: "media type", subject: type, path: "", ...value, ...pointerOf(response) }];
}

function judgeBody(document: Described, schema: Node, response: Node, body: Parsed): readonly Sighting[] {
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

function pointerOf({ pointer }: Node): { readonly pointer?: string } {
  return pointer === undefined ? {} : { pointer };
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*/s, "");
}
