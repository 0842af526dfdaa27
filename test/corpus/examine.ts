/** Turns one document into a report: generated in two forms, compiled twice, every operation called. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Samples } from "./bodies.js";
import { callAll, type Outcomes } from "./calls.js";
import { type Generated, linkPackages, type Making, modulesOf } from "./client.js";
import { compile } from "./compile.js";
import { RawDocument } from "./document.js";
import { type Operation, operationsOf } from "./operations.js";
import { type DocumentReport, type Failure, messageOf } from "./report.js";
import { Unsampled } from "./requests.js";
import { type Script, scriptOf } from "./round-trip.js";
import type { Form } from "./sample.js";
import { isValidDocument } from "./validity.js";
import { type Variant, variantOf } from "./variant.js";

export interface ExamineOptions extends Making {
  /** What the report calls the document. */
  readonly name: string;
  /** Script of a second compiler; absent: only the one that the project builds with. */
  readonly compiler?: string;
}

const forms: readonly Form[] = [
  { casing: "preserve", dates: "string" },
  { casing: "camel", dates: "Date" },
];

/** Examines a document. What goes wrong is in the report; rejects only for a fault of the harness. */
export async function examine(path: string, options: ExamineOptions): Promise<DocumentReport> {
  const folder = mkdtempSync(join(tmpdir(), "clientwright-corpus-"));
  const cpu = process.cpuUsage();
  try {
    const report = await examineIn(folder, path, options);
    const { user, system } = process.cpuUsage(cpu);
    return { ...report, seconds: Math.round((user + system) / 1e5) / 10 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function examineIn(folder: string, path: string, options: ExamineOptions): Promise<DocumentReport> {
  linkPackages(folder);
  const document = new RawDocument(path);
  const operations = operationsOf(document);
  const valid = await isValidDocument(document);
  const failures: Failure[] = [];
  const variants: Variant[] = [];
  for (const form of forms) {
    const variant = await variantOf(folder, path, form, operations, failures, options);
    if (variant !== undefined) variants.push(variant);
  }
  failures.push(...refusals(variants, valid), ...ungenerated(variants, valid));
  const samples = new Samples(document);
  const scripts = operations.flatMap((operation) => scriptFor(document, operation, samples, failures));
  const sound = scripts.map((script) => withoutDoubts(script, samples));
  failures.push(...(await compile(folder, variants, sound, options.compiler)));
  const outcomes = await callAll(document, operations, variants, scripts, samples);
  failures.push(...outcomes.failures);
  if (valid) failures.push(...[...outcomes.left].map(leftOut));
  return {
    document: options.name,
    version: document.version,
    valid,
    compiles: variants.some(isWritten) && !failures.some(({ kind }) => kind === "compile" || kind === "generate"),
    operations: operations.length,
    roundTripped: variants.length < forms.length ? 0 : countRoundTripped(operations, outcomes, failures),
    diagnosed: outcomes.left.size,
    failures,
    doubts: samples.doubts,
    codes: codesOf(variants[0]?.generated),
    seconds: 0,
  };
}

function isWritten({ generated }: Variant): boolean {
  return modulesOf(generated).length > 0;
}

/** What a sample's type isn't is counted by itself: the call may be right all the same. */
function countRoundTripped(operations: readonly Operation[], { left }: Outcomes, failures: readonly Failure[]): number {
  const failed = new Set(failures.flatMap(({ kind, operation }) => (kind === "type" ? [] : (operation ?? []))));
  return operations.filter(({ key }) => !failed.has(key) && !left.has(key)).length;
}

function leftOut(operation: string): Failure {
  return { kind: "diagnosed", operation, message: "is left out, and said so" };
}

/** An error in a valid document that left no operation out: without going on from errors there would be no client. */
function refusals(variants: readonly Variant[], valid: boolean): Failure[] {
  return variants.flatMap(({ form, generated: { client, diagnostics } }) => {
    const error = diagnostics.find(({ severity }) => severity === "error");
    const isAnother = !valid || error === undefined || client === undefined || client.omitted.length > 0;
    return isAnother ? [] : [{ kind: "refused", form: form.casing, message: `${error.code} ${error.message}` }];
  });
}

/** A valid document must become a client, an invalid one a client or a located error. */
function ungenerated(variants: readonly Variant[], valid: boolean): Failure[] {
  return variants
    .filter((variant) => !isWritten(variant))
    .flatMap(({ form, generated }): Failure[] => {
      const error = generated.diagnostics.find(({ severity }) => severity === "error");
      const said = error === undefined ? "no client and no error" : `no client: ${error.code} ${error.message}`;
      return valid || error === undefined ? [{ kind: "generate", form: form.casing, message: said }] : [];
    });
}

function codesOf(generated: Generated | undefined): DocumentReport["codes"] {
  const counts: { [code: string]: number } = {};
  for (const { code } of generated?.diagnostics ?? []) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** A type can't hold what the schema refuses. */
function withoutDoubts(script: Script, samples: Samples): Script {
  const inputs = script.inputs.filter(({ body }) => body === undefined || !samples.isDoubtful(body.sample));
  const cases = script.cases.filter(({ content }) => content === undefined || !samples.isDoubtful(content.sample));
  return { ...script, inputs, cases };
}

function scriptFor(document: RawDocument, operation: Operation, samples: Samples, failures: Failure[]): Script[] {
  try {
    return [scriptOf(document, operation, samples)];
  } catch (error) {
    const message = error instanceof Unsampled ? error.message : `not read: ${messageOf(error)}`;
    failures.push({ kind: "unsampled", operation: operation.key, message });
    return [];
  }
}
