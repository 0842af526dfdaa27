/** Turns what was found in each document into lines and totals for people, and into an exit code. */

import type { Known } from "./known.js";

/**
 * What may go wrong. `generate`: no client, or a crash. `compile`: a compiler's error. `type`: a
 * sample that the document allows isn't assignable to its type. `lost`: neither in the client nor in
 * a diagnostic. `diagnosed`: left out of a valid document's client, and said so. `refused`: an error in a valid document
 * that left nothing out. `request`: the server received something else. `response`: the caller received something else. `unsampled`: the harness found no value that fits.
 * `validator`: a sample that an independent engine takes is refused.
 */
export type FailureKind =
  | "generate"
  | "compile"
  | "type"
  | "lost"
  | "diagnosed"
  | "refused"
  | "request"
  | "response"
  | "unsampled"
  | "validator";

export interface Failure {
  readonly kind: FailureKind;
  /** `GET /pets`; absent for what concerns the whole document. */
  readonly operation?: string;
  /** `preserve` or `camel`; absent for what concerns both. */
  readonly form?: string;
  readonly message: string;
}

/** What was found in one document. */
export interface DocumentReport {
  /** Path below the folder that was asked for. */
  readonly document: string;
  readonly version: string;
  /** As an independent validator finds it. */
  readonly valid: boolean;
  readonly compiles: boolean;
  readonly operations: number;
  /** Operations that came back right in both forms. */
  readonly roundTripped: number;
  /** Operations left out, each named, in either form. */
  readonly diagnosed: number;
  readonly failures: readonly Failure[];
  /** Bodies whose samples the schema engine refuses, all variants: the round trip is proof of less there. */
  readonly doubts: readonly string[];
  /** How often each code was reported. */
  readonly codes: { readonly [code: string]: number };
  /** CPU time of the process that examined it, without the second compiler's. */
  readonly seconds: number;
}

/** One document as one line. */
export function documentLine(report: DocumentReport, unknown: readonly Failure[]): string {
  const { document, valid, compiles, operations, roundTripped, diagnosed } = report;
  const [first] = unknown;
  const state = first === undefined ? "ok  " : "FAIL";
  const left = diagnosed === 0 ? "" : `, ${diagnosed} diagnosed`;
  const parts = [
    valid ? "valid" : "invalid",
    compiles ? "compiles" : "does not compile",
    `${roundTripped}/${operations} round-trip${left}`,
  ];
  const more = unknown.length > 1 ? ` (and ${unknown.length - 1} more)` : "";
  return `${state} ${document}: ${parts.join(", ")}${first === undefined ? "" : `\n       ${failureText(first)}${more}`}`;
}

function failureText({ kind, operation, form, message }: Failure): string {
  return [kind, operation, form && `(${form})`, message].filter((part) => part !== undefined).join(" ");
}

/** Sums over all documents, as text. */
export function totals(reports: readonly DocumentReport[]): string {
  const valid = reports.filter((report) => report.valid);
  const sum = (list: readonly DocumentReport[], key: "operations" | "roundTripped" | "diagnosed") =>
    list.reduce((total, report) => total + report[key], 0);
  const line = (name: string, list: readonly DocumentReport[]) => {
    const compiling = list.filter(({ compiles }) => compiles).length;
    const operations = sum(list, "operations");
    const roundTripped = sum(list, "roundTripped");
    return (
      `${name}: ${compiling} of ${list.length} documents compile (${percent(compiling, list.length)}); ` +
      `of ${operations} operations ${roundTripped} round-trip (${percent(roundTripped, operations)}), ` +
      `${sum(list, "diagnosed")} are diagnosed`
    );
  };
  return `${line("valid", valid)}\n${line("all", reports)}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(2)} %`;
}

/** Failures of a document that no entry of the list of known ones explains, and entries that explain nothing any more. */
export function unknownFailures(
  { document, failures }: DocumentReport,
  known: readonly Known[],
): { readonly unknown: readonly Failure[]; readonly passing: readonly Known[] } {
  const own = known.filter((entry) => entry.document === document);
  const explains = (entry: Known, failure: Failure) =>
    entry.kind === failure.kind && (entry.operation === undefined || entry.operation === failure.operation);
  return {
    unknown: failures.filter((failure) => !own.some((entry) => explains(entry, failure))),
    passing: own.filter((entry) => !failures.some((failure) => explains(entry, failure))),
  };
}

/** The first lines of an error with its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 3).join(" ") : String(error);
}
