/** The git of the system, as somebody whose settings don't matter. */

import { execFileSync } from "node:child_process";

/** Runs git in a folder. Gives what it prints, and throws if it fails. */
export function gitIn(cwd: string): (...args: readonly string[]) => string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  return (...args) => execFileSync("git", [...identity, ...args], { cwd, encoding: "utf8", stdio: "pipe" });
}
