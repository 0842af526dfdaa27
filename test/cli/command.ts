/** Runs the built command line as its users do: in a process of its own. */

import { spawn } from "node:child_process";
import { join } from "node:path";

const launcher = join(import.meta.dirname, "../../generator/bin/clientwright.js");

/** What a person sees of a run. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `clientwright` in a folder. */
export function clientwright(
  cwd: string,
  args: readonly string[],
  stdin = "",
  variables: NodeJS.ProcessEnv = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const { FORCE_COLOR: _color, ...env } = process.env;
    const child = spawn(process.execPath, [launcher, ...args], { cwd, env: { ...env, ...variables, COLUMNS: "120" } });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        output[name] += text;
      });
    }
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, ...output }));
    // A command that doesn't read its input may be gone before all of it is written.
    child.stdin.on("error", () => undefined).end(stdin);
  });
}
