/**
 * Turns the project as it is built into `RESULTS.md`, and ends with 1 if a figure is over its limit in `budgets.json`.
 *
 * With names of parts as parameters, only these are measured and nothing is written.
 */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** The bench has dependencies of its own, so that nobody else has to install its peers. */
function installDependencies() {
  const lock = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  const mark = join(folder, "node_modules/.installed");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return;
  console.error("Installing what the bench compares with ...");
  const command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const ran = spawnSync("npm", command, { cwd: folder, stdio: "inherit", shell: process.platform === "win32" });
  if (ran.status !== 0) throw new Error("npm ci failed in bench/");
  writeFileSync(mark, lock);
}

installDependencies();
const { parts, report } = await import("./report.mjs");
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(parts);
const unknown = names.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`No such part: ${unknown.join(", ")}. There are ${Object.keys(parts).join(", ")}.`);

const { text, exceeded } = await report(names, (name) => console.error(`Measuring ${name} ...`));
if (asked.length > 0) console.log(text);
else writeFileSync(join(folder, "RESULTS.md"), text);
for (const line of exceeded) console.error(`Over its limit: ${line}`);
process.exitCode = exceeded.length > 0 ? 1 : 0;
