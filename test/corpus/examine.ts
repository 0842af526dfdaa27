/** Turns one document into a report: generated in two forms, compiled twice, every operation called. */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { Samples } from "./bodies.js";
import {
  type Change,
  type Client,
  type Generated,
  generateInto,
  importClient,
  linkPackages,
  modulesOf,
} from "./client.js";
import { RawDocument } from "./document.js";
import { type Operation, operationsOf, plainPath } from "./operations.js";
import type { DocumentReport, Failure } from "./report.js";
import { Unsampled } from "./requests.js";
import { roundTrip, type Script, type Stage, scriptOf } from "./round-trip.js";
import type { Form } from "./sample.js";
import { LoopbackServer } from "./server.js";
import { errorsOf, errorsOf59 } from "./type-check.js";
import { isValidDocument } from "./validity.js";

export interface ExamineOptions {
  /** What the report calls the document. */
  readonly name: string;
  /** Script of a second compiler; absent: only the one that the project builds with. */
  readonly compiler?: string;
  /** Changes generated files before they are compiled and called. */
  readonly change?: Change;
}

const forms: readonly Form[] = [
  { casing: "preserve", dates: "string" },
  { casing: "camel", dates: "Date" },
];

/** Compilers repeat themselves; so much of it is enough to see what is wrong. */
const errorLimit = 5;

/** Examines a document. What goes wrong is in the report; rejects only for a fault of the harness. */
export async function examine(path: string, options: ExamineOptions): Promise<DocumentReport> {
  const folder = mkdtempSync(join(tmpdir(), "clientwright-corpus-"));
  try {
    return await examineIn(folder, path, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Variant {
  readonly form: Form;
  readonly folder: string;
  readonly generated: Generated;
}

async function examineIn(folder: string, path: string, options: ExamineOptions): Promise<DocumentReport> {
  linkPackages(folder);
  const document = new RawDocument(path);
  const operations = operationsOf(document);
  const valid = await isValidDocument(document);
  const failures: Failure[] = [];
  const variants: Variant[] = [];
  for (const form of forms) {
    const own = join(folder, form.casing);
    mkdirSync(own);
    try {
      variants.push({ form, folder: own, generated: await generateInto(own, path, form, options.change) });
    } catch (error) {
      failures.push({ kind: "generate", form: form.casing, message: `crashed: ${messageOf(error)}` });
    }
  }
  failures.push(...refusals(variants, valid), ...ungenerated(variants, valid));
  failures.push(...(await compile(folder, variants, options.compiler)));
  const outcomes = await callAll(document, operations, variants, valid);
  failures.push(...outcomes.failures);
  return {
    document: options.name,
    version: document.version,
    valid,
    compiles: variants.some(isWritten) && !failures.some(({ kind }) => kind === "compile" || kind === "generate"),
    operations: operations.length,
    roundTripped: outcomes.roundTripped,
    diagnosed: outcomes.diagnosed,
    failures,
    doubts: outcomes.doubts,
    codes: codesOf(variants[0]?.generated),
  };
}

function isWritten({ generated }: Variant): boolean {
  return modulesOf(generated).length > 0;
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

async function compile(folder: string, variants: readonly Variant[], compiler: string | undefined): Promise<Failure[]> {
  const files = variants.flatMap(({ generated }) =>
    modulesOf(generated).map((file) => join(relative(folder, generated.sources), file)),
  );
  if (files.length === 0) return [];
  const runs: [string, readonly string[]][] = [["TypeScript 5.9", errorsOf59(folder, files)]];
  if (compiler !== undefined) runs.push(["TypeScript 7", await errorsOf(compiler, folder, files)]);
  return runs.flatMap(([name, errors]) =>
    errors.slice(0, errorLimit).map((error): Failure => ({ kind: "compile", message: `${name}: ${error}` })),
  );
}

function codesOf(generated: Generated | undefined): DocumentReport["codes"] {
  const counts: { [code: string]: number } = {};
  for (const { code } of generated?.diagnostics ?? []) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

interface Outcomes {
  readonly failures: readonly Failure[];
  readonly roundTripped: number;
  readonly diagnosed: number;
  readonly doubts: readonly string[];
}

async function callAll(
  document: RawDocument,
  operations: readonly Operation[],
  variants: readonly Variant[],
  valid: boolean,
): Promise<Outcomes> {
  const server = new LoopbackServer();
  const stage: Stage = { document, server, origin: await server.open() };
  const samples = new Samples(document);
  const failures: Failure[] = [];
  const left = new Set<string>();
  try {
    const scripts = operations.flatMap((operation) => scriptFor(document, operation, samples, failures));
    for (const variant of variants) {
      const client = await importOf(variant, failures);
      for (const operation of operations) {
        const found = await examineOperation(
          stage,
          operation,
          scripts.find((script) => script.operation === operation),
          variant,
          client,
        );
        if (found === "diagnosed") left.add(operation.key);
        else if (found !== undefined) failures.push(found);
      }
    }
  } finally {
    await server.close();
  }
  if (valid)
    for (const key of left) failures.push({ kind: "diagnosed", operation: key, message: "is left out, and said so" });
  const failed = new Set(failures.flatMap(({ operation }) => operation ?? []));
  const roundTripped = operations.filter(({ key }) => !failed.has(key) && !left.has(key)).length;
  return {
    failures,
    roundTripped: variants.length < forms.length ? 0 : roundTripped,
    diagnosed: left.size,
    doubts: samples.doubts,
  };
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

async function importOf(variant: Variant, failures: Failure[]): Promise<Client | undefined> {
  if (!isWritten(variant)) return undefined;
  try {
    return await importClient(variant.folder, variant.generated);
  } catch (error) {
    failures.push({ kind: "compile", form: variant.form.casing, message: `import: ${messageOf(error)}` });
    return undefined;
  }
}

/** What went wrong with an operation in one form, or that a diagnostic names it. */
async function examineOperation(
  stage: Stage,
  operation: Operation,
  script: Script | undefined,
  { form, generated }: Variant,
  client: Client | undefined,
): Promise<Failure | "diagnosed" | undefined> {
  const candidates = client?.operations.filter(({ method }) => method === operation.method) ?? [];
  const found = candidates.filter(({ path }) => plainPath(path) === plainPath(operation.path));
  // Some documents tell operations apart by what goes on behind the path.
  const own = [...found, ...candidates].find(({ id }, at) => {
    return (at === 0 && found.length === 1) || id === operation.operationId || id === operation.key;
  });
  if (own === undefined || client === undefined) {
    if (isDiagnosed(operation, generated)) return "diagnosed";
    const message =
      client === undefined ? "there is no client to call it with" : "is neither in the client nor in a diagnostic";
    return { kind: "lost", operation: operation.key, form: form.casing, message };
  }
  return script && (await roundTrip(stage, script, client, own, form));
}

function isDiagnosed({ key, at }: Operation, { client, diagnostics }: Generated): boolean {
  if (client?.omitted.includes(key) === true) return true;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if ((client?.files.length ?? 0) === 0) return errors.length > 0;
  return errors.some((error) => error.at?.file === at.file && error.at.pointer.startsWith(at.pointer));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 3).join(" ") : String(error);
}
