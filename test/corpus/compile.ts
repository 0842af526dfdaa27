/** Turns the clients of a document into what compilers find wrong with them, and with samples under their types. */

import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { modulesOf } from "./client.js";
import type { Failure } from "./report.js";
import type { Script } from "./round-trip.js";
import { type CompilerError, errorsOf, errorsOf59 } from "./type-check.js";
import { typedSamples } from "./typed.js";
import type { Variant } from "./variant.js";

/** Compilers repeat themselves; so much of it is enough to see what is wrong. */
const errorLimit = 5;

/**
 * Compiles all variants as one program.
 *
 * @param compiler - Script of a second compiler, which isn't given the samples.
 */
export async function compile(
  folder: string,
  variants: readonly Variant[],
  scripts: readonly Script[],
  compiler: string | undefined,
): Promise<Failure[]> {
  const files = variants.flatMap(({ generated }) =>
    modulesOf(generated).map((file) => join(relative(folder, generated.sources), file)),
  );
  if (files.length === 0) return [];
  const samples = variants.flatMap((variant) => samplesFor(folder, variant, scripts));
  const errors = errorsOf59(folder, [...files, ...samples.map(({ file }) => file)]);
  const isOwn = ({ file }: CompilerError) => samples.every((one) => one.file !== file);
  const runs: [string, readonly string[]][] = [["TypeScript 5.9", errors.filter(isOwn).map(textOf)]];
  if (compiler !== undefined) runs.push(["TypeScript 7", await errorsOf(compiler, folder, files)]);
  const complaints = runs.flatMap(([name, texts]) =>
    texts.slice(0, errorLimit).map((text): Failure => ({ kind: "compile", message: `${name}: ${text}` })),
  );
  return [...complaints, ...samples.flatMap((one) => misfits(one, errors))];
}

function textOf({ file, line, message }: CompilerError): string {
  return file === "" ? message : `${file}:${line} ${message}`;
}

interface WrittenSamples {
  readonly file: string;
  readonly form: string;
  readonly operations: ReadonlyMap<number, string>;
}

function samplesFor(folder: string, variant: Variant, scripts: readonly Script[]): WrittenSamples[] {
  const { form, generated, client, operations } = variant;
  if (client === undefined) return [];
  const index = `./${relative(folder, generated.sources)}/index.js`;
  const typed = typedSamples(index, scripts, form, ({ operation }) => operations.get(operation));
  const file = `${form.casing}-samples.ts`;
  writeFileSync(join(folder, file), typed.text);
  return [{ file, form: form.casing, operations: typed.operations }];
}

/** The first complaint of each operation. */
function misfits({ file, form, operations }: WrittenSamples, errors: readonly CompilerError[]): Failure[] {
  const found = new Map<string | undefined, Failure>();
  for (const error of errors) {
    if (error.file !== file) continue;
    const operation = operations.get(error.line);
    const { message } = error;
    if (!found.has(operation)) found.set(operation, { kind: "type", form, message, ...(operation && { operation }) });
  }
  return [...found.values()];
}
