/** Turns results into the lines that a person reads. */

import { vendoredDependencies } from "../released.js";
import type { ClientResult, FileChange, RunResult } from "./results.js";
import type { Prepared } from "./run.js";
import type { Terminal } from "./terminal.js";

/** Diagnostics of every client, and what was done about interrupted runs. */
export function tellDiagnostics(prepared: readonly Prepared[], terminal: Terminal): void {
  for (const { target, diagnostics, texts, recovery } of prepared) {
    if (recovery !== undefined) terminal.say(`${target.name}: an interrupted run was ${recovery}.`);
    terminal.complain(diagnostics, texts);
  }
}

/** What was written, a line for each client. */
export function tellWritten(result: RunResult, terminal: Terminal): void {
  for (const client of result.clients) {
    if (client.omitted.length > 0) terminal.find(`${title(client, terminal)}left out: ${client.omitted.join(", ")}`);
    const content = `${count(client.operations, "operation")}, ${count(client.models, "model")}`;
    terminal.say(
      `${title(client, terminal)}${client.document} → ${client.output}: ${content}; ${tally(client.changes)}`,
    );
  }
}

/** What clients that aren't packages need beside them. */
export function tellDependencies(prepared: readonly Prepared[], terminal: Terminal): void {
  const needed = prepared
    .filter(({ target }) => target.options.package === undefined)
    .flatMap(({ target }) =>
      target.options.runtime === "vendored"
        ? Object.entries(vendoredDependencies()).map(([name, version]) => `${name}@${version}`)
        : ["@clientwright/runtime"],
    );
  if (needed.length > 0) terminal.say(`Add the dependency: npm install ${[...new Set(needed)].join(" ")}`);
}

/** Files that would change, one a line: `update src/api/client.ts`. */
export function changeList({ clients }: RunResult): string {
  const lines = clients.flatMap(({ output, changes }) =>
    changes.filter(({ change }) => change !== "none").map(({ path, change }) => `${change} ${output}/${path}\n`),
  );
  return lines.join("");
}

/**
 * What `check` found in one folder, and the command that repairs it.
 *
 * @param repair - Gives that command; told whether it has to overwrite hand-edited files.
 */
export function tellDrift(client: ClientResult, repair: (force: boolean) => string, terminal: Terminal): void {
  const drifted = client.changes.filter(({ change }) => change !== "none");
  if (drifted.length === 0) {
    if (client.changes.length > 0) terminal.say(`${title(client, terminal)}${client.output} is up to date.`);
    return;
  }
  terminal.find(`${title(client, terminal)}${client.output} is out of date with ${client.document}:`);
  for (const file of drifted) terminal.find(`  ${describe(file)} ${client.output}/${file.path}`);
  terminal.find(`Run: ${repair(drifted.some(({ edited }) => edited))}`);
}

/** A client without a name of its own is called by its folder, which the line names anyway. */
function title({ client, output }: ClientResult, terminal: Terminal): string {
  return client === output ? "" : `${terminal.bold(client)}: `;
}

function describe({ change, edited }: FileChange): string {
  if (edited) return "edited by hand:";
  if (change === "create") return "missing:";
  return change === "remove" ? "no longer generated:" : "out of date:";
}

function tally(changes: readonly FileChange[]): string {
  const number = (...wanted: readonly FileChange["change"][]) =>
    changes.filter(({ change }) => wanted.includes(change)).length;
  const removed = number("remove");
  return [
    `${count(number("create", "update"), "file")} written`,
    ...(removed > 0 ? [`${removed} removed`] : []),
    `${number("none")} unchanged`,
  ].join(", ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
