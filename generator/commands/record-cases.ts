/** Turns what the command line and the document say into the calls that `record` makes. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseText } from "../load/parse.js";
import type { JsonValue } from "../load/types.js";
import type { Model, Operation } from "../model/types.js";
import { type CallInput, inputFromExamples, operationNamed, operationsOf } from "../traffic/inputs.js";
import { type Failure, failure } from "./failure.js";
import { shownPath } from "./places.js";

/** What the command line says about calls. */
export interface CaseFlags {
  readonly operation?: string | undefined;
  /** File of inputs. */
  readonly input?: string | undefined;
}

/** One call to make, and the file that it becomes: `<operation>.<case>.har`. */
export interface Case {
  readonly operation: Operation;
  /** Absent: by how it ends. */
  readonly name?: string;
  readonly input: CallInput;
}

/**
 * Decides which calls to make: those of the input file, or those that the document has examples for.
 *
 * @throws {Failure} if there are none, and for an operation or a file that is none.
 */
export function casesOf(
  model: Model,
  flags: CaseFlags,
  cwd: string,
): { cases: readonly Case[]; skipped: readonly string[] } {
  const operation = flags.operation === undefined ? undefined : knownOperation(model, flags.operation);
  if (flags.input !== undefined)
    return { cases: casesFromFile(model, operation, resolve(cwd, flags.input), cwd), skipped: [] };
  const skipped: string[] = [];
  const cases = (operation ? [operation] : operationsOf(model)).flatMap((one): Case[] => {
    const isSafe = /^(GET|HEAD)$/.test(one.method);
    const found = inputFromExamples(one);
    if (operation === undefined && !isSafe)
      skipped.push(`${one.id}: left out, because ${one.method} changes something; name it to record it`);
    else if ("input" in found) return [{ operation: one, input: found.input }];
    else skipped.push(`${one.id}: left out, because the document has no example for ${found.missing.join(", ")}`);
    return [];
  });
  if (cases.length > 0) return { cases, skipped };
  throw failure(
    "CW0001",
    ["There is nothing to record.", ...skipped.map((line) => `${line}.`)].join(" "),
    "Give inputs: `--input <file>`.",
  );
}

function knownOperation(model: Model, name: string): Operation {
  const operation = operationNamed(model, name);
  if (operation !== undefined) return operation;
  const known = operationsOf(model).map(({ id }) => id);
  throw failure("CW0001", `The document has no operation \`${name}\`.`, `Known are: ${known.slice(0, 20).join(", ")}.`);
}

/** Of one operation: inputs by case; else by operation and case. */
function casesFromFile(model: Model, only: Operation | undefined, path: string, cwd: string): readonly Case[] {
  const value = readInput(path, cwd);
  const byOperation: readonly (readonly [Operation, JsonValue])[] = only
    ? [[only, value]]
    : entriesOf(value, path, cwd).map(([name, cases]) => [knownOperation(model, name), cases]);
  return byOperation.flatMap(([operation, cases]) =>
    entriesOf(cases, path, cwd).map(([name, input]) => {
      const parts = new Map(entriesOf(input, path, cwd));
      const wrong = [...parts.keys()].find((part) => !["path", "query", "headers", "cookies", "body"].includes(part));
      if (wrong === undefined) return { operation, name, input: Object.fromEntries(parts) };
      throw inputFailure(path, cwd, `\`${wrong}\` is no part of an input`);
    }),
  );
}

function readInput(path: string, cwd: string): JsonValue {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw inputFailure(path, cwd, "it can't be read");
  }
  const { value, problems } = parseText(text);
  if (value === undefined) throw inputFailure(path, cwd, problems?.[0]?.message ?? "it is neither YAML nor JSON");
  return value;
}

function entriesOf(value: JsonValue, path: string, cwd: string): [string, JsonValue][] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw inputFailure(path, cwd, "it must map operations to cases, and cases to inputs");
}

function inputFailure(path: string, cwd: string, reason: string): Failure {
  const help =
    "An input is `{ path, query, headers, cookies, body }`, each as on the wire: `{ getPet: { found: { path: { id: 1 } } } }`.";
  return failure("CW0001", `\`${shownPath(path, cwd)}\` holds no inputs: ${reason}.`, help);
}
