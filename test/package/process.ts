/** Runs a program to its end and returns what a person would see of it. */

import { spawn } from "node:child_process";

export interface Ended {
  readonly exitCode: number | null;
  /** Standard output. */
  readonly stdout: string;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Runs a program in a folder. Rejects only if it can't be started. */
export function run(cwd: string, command: string, parameters: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const { FORCE_COLOR: _color, ...env } = process.env;
    const child = spawn(command, parameters, {
      cwd,
      env: { ...env, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, stdout, output }));
  });
}

/** Runs a program that has to succeed, and returns its standard output. */
export async function succeed(cwd: string, command: string, parameters: readonly string[]): Promise<string> {
  const { exitCode, stdout, output } = await run(cwd, command, parameters);
  if (exitCode !== 0) throw new Error(`${command} ${parameters.join(" ")} ended with ${exitCode}:\n${output}`);
  return stdout;
}
