/** Runs the built command line many times in one process: a compiler is loaded once, not for every command of a test file. */

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Run } from "./command.js";

interface Answer {
  readonly id: number;
  readonly run?: Run;
  readonly error?: string;
}

let child: ChildProcess | undefined;
let lastRun: Promise<unknown> = Promise.resolve();
let count = 0;

afterAll(() => {
  child?.kill();
});

/**
 * Runs `clientwright` in a folder, after the commands before it. Standard input is not given: that, signals and the first
 * moments of a process are for `command.ts`.
 */
export function clientwright(cwd: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Run> {
  const run = lastRun.then(() => ask({ cwd, args, variables }));
  // The next one doesn't care how this one ends.
  lastRun = run.catch(() => undefined);
  return run;
}

function ask(command: {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly variables: NodeJS.ProcessEnv;
}) {
  const process = open();
  const id = count++;
  return new Promise<Run>((resolve, reject) => {
    const onExit = () => reject(new Error("the session has ended"));
    const onMessage = (answer: Answer) => {
      if (answer.id !== id) return;
      process.off("exit", onExit).off("message", onMessage);
      if (answer.run === undefined) reject(new Error(answer.error));
      else resolve(answer.run);
    };
    process.on("exit", onExit).on("message", onMessage);
    process.send({ id, ...command });
  });
}

function open(): ChildProcess {
  if (child === undefined) {
    const { FORCE_COLOR: _color, ...env } = process.env;
    child = fork(join(import.meta.dirname, "session-process.mjs"), {
      env: { ...env, COLUMNS: "120" },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
  }
  return child;
}
