/** Turns what recordings and reports show of documents into lines for people. */

import type { JsonValue } from "../load/types.js";
import type { Finding } from "../traffic/findings.js";
import type { Verification } from "../traffic/verify.js";
import type { Terminal } from "./terminal.js";

/** What the traffic of one client shows. */
export interface Verified extends Verification {
  readonly client: string;
  /** How many answers were recorded. */
  readonly exchanges: number;
  /** How many reports of running clients there were. */
  readonly reports: number;
  /** What could not be done, in sentences. */
  readonly notes: readonly string[];
  /** Absent if there is nothing that an overlay could change. */
  readonly overlay?: JsonValue;
}

/** Tells what was found, each difference in a line. */
export function tellFindings({ client, exchanges, reports, findings, notes }: Verified, terminal: Terminal): void {
  const seen = [
    ...(exchanges > 0 || reports === 0 ? [counted(exchanges, "answer")] : []),
    ...(reports > 0 ? [counted(reports, "report")] : []),
  ].join(" and ");
  const name = terminal.bold(client);
  if (findings.length === 0) terminal.say(`${name}: ${seen}; nothing in which the document differs.`);
  else terminal.find(`${name}: ${seen}; the document differs in ${findings.length}:`);
  for (const finding of findings) terminal.find(`  ${sentence(finding)}`);
  for (const note of notes) terminal.say(`  ${note}`);
}

/** A number and what it counts: `1 answer`, `2 answers`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function sentence({ operation, kind, subject, declared, count, pointer, sample }: Finding): string {
  const named = typeof subject === "string" ? subject : JSON.stringify(subject);
  const value = declared === undefined ? "" : `: ${JSON.stringify(declared)}`;
  const said = {
    operation: "no operation of the document",
    status: `status ${named} isn't described`,
    "media type": `media type ${named} isn't described`,
    empty: "no body where one is described",
    syntax: "a body that is no JSON",
    field: `field \`${named}\` isn't declared`,
    missing: `field \`${named}\` is required and missing`,
    null: "null where none is allowed",
    type: `${named} where ${JSON.stringify(declared)} is declared`,
    format: `a value that is no ${named}`,
    value: `${JSON.stringify(subject)} is none of the values that are listed`,
    keyword: `\`${named}${value}\` isn't kept`,
    unreadable: `the client can't read it (${named})`,
  }[kind];
  const places = [sample.recording, ...(sample.path === "" ? [] : [sample.path])].join(" ");
  const where = pointer === undefined ? operation : `${operation} (#${pointer})`;
  return `${where}: ${said}; ${count === 1 ? "once" : `${count} times`}, first in ${places}`;
}
