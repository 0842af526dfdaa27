/** Turns a list of documents into reports, in at most two processes of bounded memory. */

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { isObject } from "./document.js";
import type { DocumentReport } from "./report.js";

/** A document to examine. */
export interface Task {
  readonly path: string;
  readonly name: string;
}

export interface PoolOptions {
  /** Script of a second compiler. */
  readonly compiler: string;
  /** Whether clients have validators, by which every call is judged. */
  readonly validators: boolean;
  /** Called as each document is done. */
  readonly onReport: (report: DocumentReport) => void;
}

const workerCount = 2;
/** Imported modules stay in memory: a process that has grown beyond this is replaced. */
const memoryLimit = 1.2e9;
const documentLimit = 40;
/** Against hanging only. */
const timeLimit = 20 * 60_000;

/** Examines all documents; resolves to their reports in the order of the tasks. */
export async function examineAll(tasks: readonly Task[], options: PoolOptions): Promise<DocumentReport[]> {
  const reports: DocumentReport[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    let done = 0;
    for (let index = next++; index < tasks.length; index = next++) {
      const task = tasks[index];
      if (task === undefined) continue;
      worker ??= fork(join(import.meta.dirname, "worker.ts"), { serialization: "advanced" });
      const { report, isSpent } = await ask(worker, task, options);
      reports[index] = report;
      options.onReport(report);
      done += 1;
      if (!isSpent && done % documentLimit !== 0) continue;
      worker.kill();
      worker = undefined;
    }
    worker?.kill();
  };
  await Promise.all(Array.from({ length: Math.min(workerCount, tasks.length) }, work));
  return reports;
}

interface Answer {
  readonly report: DocumentReport;
  /** Whether the process is to be replaced. */
  readonly isSpent: boolean;
}

function ask(worker: ChildProcess, task: Task, { compiler, validators }: PoolOptions): Promise<Answer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish({ report: broken(task, "took too long"), isSpent: true }), timeLimit);
    const finish = (answer: Answer): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(answer);
    };
    worker.once("exit", (code, signal) =>
      finish({ report: broken(task, `the process ended: ${signal ?? code}`), isSpent: true }),
    );
    worker.once("message", (message: unknown) => {
      const { report, memory, error } = isObject(message) ? message : {};
      if (isReport(report)) finish({ report, isSpent: Number(memory) > memoryLimit });
      else finish({ report: broken(task, `${error}`), isSpent: true });
    });
    worker.send({ ...task, compiler, validators });
  });
}

/** What our own worker sends under this name is one. */
function isReport(value: unknown): value is DocumentReport {
  return isObject(value) && typeof value["document"] === "string";
}

/** A document that couldn't be examined. */
function broken({ name }: Task, message: string): DocumentReport {
  return {
    document: name,
    version: "",
    valid: false,
    compiles: false,
    operations: 0,
    roundTripped: 0,
    diagnosed: 0,
    failures: [{ kind: "generate", message }],
    doubts: [],
    codes: {},
    seconds: 0,
  };
}
