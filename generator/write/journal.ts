/**
 * Turns a plan into renamed files so that a kill at any moment leaves either the old state or one that the next command
 * completes.
 *
 * New files are first written to a sibling folder of the output. Then the journal, which says what to rename and remove,
 * is put there in one step. From that moment the plan is decided: it can be carried out by anybody, any number of times.
 */

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { isInnerPath, manifestName } from "./manifest.js";
import type { PrintedFile } from "./print.js";

const journalName = "journal.json";
const filesName = "files";

interface Journal {
  /** Paths relative to the output folder, in the order of their renaming. */
  readonly write: readonly string[];
  readonly remove: readonly string[];
}

/** What became of an interrupted run. */
export type Recovery = "finished" | "discarded";

/**
 * Writes files and removes others, all or nothing.
 *
 * @param output - Absolute path of the output folder; made if it isn't there.
 * @param write - New content, the manifest last.
 * @param remove - Paths to remove, with the folders that become empty.
 * @throws the file system's error. Before the journal is complete nothing has changed; after it the next command goes on.
 */
export function commitFiles(output: string, write: readonly PrintedFile[], remove: readonly string[]): void {
  const staging = `${stagingPrefix(output)}${process.pid}`;
  try {
    rmSync(staging, { recursive: true, force: true });
    for (const { path, text } of write) writeInto(join(staging, filesName), path, text);
    const journal: Journal = { write: write.map(({ path }) => path), remove };
    writeInto(staging, `${journalName}.new`, JSON.stringify(journal));
    renameSync(join(staging, `${journalName}.new`), join(staging, journalName));
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
  finish(output, staging);
}

/**
 * Completes or discards what a killed run left beside an output folder. Comes before anything else is read there.
 *
 * @returns What was done, or `undefined` if there was nothing to do.
 */
export function recover(output: string): Recovery | undefined {
  let recovery: Recovery | undefined;
  for (const staging of stagings(output)) {
    if (existsSync(join(staging, journalName))) {
      finish(output, staging);
      recovery = "finished";
    } else if (!isRunning(Number(staging.slice(stagingPrefix(output).length)))) {
      rmSync(staging, { recursive: true, force: true });
      recovery ??= "discarded";
    }
  }
  return recovery;
}

/** The name starts with a dot: globs over the sibling folders must not see it. */
function stagingPrefix(output: string): string {
  return join(dirname(output), `.${basename(output)}.clientwright-`);
}

function stagings(output: string): string[] {
  const prefix = basename(stagingPrefix(output));
  try {
    return readdirSync(dirname(output))
      .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
      .map((name) => join(dirname(output), name));
  } catch {
    // No parent folder, no interrupted run.
    return [];
  }
}

/** Carries out a journal. Every step may have been done already, by us before a kill or by a run beside us. */
function finish(output: string, staging: string): void {
  const { write, remove } = readJournal(staging);
  mkdirSync(output, { recursive: true });
  for (const path of write.filter((name) => name !== manifestName)) moveInto(staging, output, path);
  for (const path of remove) removeFrom(output, path);
  if (write.includes(manifestName)) moveInto(staging, output, manifestName);
  rmSync(join(staging, journalName), { force: true });
  rmSync(staging, { recursive: true, force: true });
}

function readJournal(staging: string): Journal {
  const value: unknown = JSON.parse(readFileSync(join(staging, journalName), "utf8"));
  const list = (key: keyof Journal): string[] => {
    const paths: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
    return Array.isArray(paths) ? paths.filter((path) => typeof path === "string" && isInnerPath(path)) : [];
  };
  return { write: list("write"), remove: list("remove") };
}

function moveInto(staging: string, output: string, path: string): void {
  const source = join(staging, filesName, path);
  mkdirSync(dirname(join(output, path)), { recursive: true });
  try {
    renameSync(source, join(output, path));
  } catch (error) {
    if (existsSync(source)) throw error;
  }
}

function removeFrom(output: string, path: string): void {
  rmSync(join(output, path), { force: true });
  const parts = path.split("/").slice(0, -1);
  for (; parts.length > 0; parts.pop()) {
    const folder = join(output, ...parts);
    if (existsSync(folder) && readdirSync(folder).length > 0) return;
    if (existsSync(folder)) rmdirSync(folder);
  }
}

function writeInto(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Whether the run that a staging folder is named after is still at work. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
