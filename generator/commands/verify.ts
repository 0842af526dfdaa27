/** Turns the arguments of `clientwright verify` into what recordings and reports show to be wrong with documents. */

import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type LoadResult, loadDocument } from "../load/index.js";
import { printYaml } from "../load/print.js";
import type { JsonValue, SourceDocument } from "../load/types.js";
import { valueAt } from "../load/values.js";
import { type Described, dialectOf, operationFor, operationsOf } from "../traffic/document.js";
import type { Exchange } from "../traffic/har.js";
import { proposeOverlay } from "../traffic/proposal.js";
import type { Report } from "../traffic/reports.js";
import { type Verification, verifyTraffic } from "../traffic/verify.js";
import type { Answered } from "./answered-client.js";
import { readStdin, runWith } from "./command.js";
import { onDisk } from "./disk.js";
import { Failure, failure } from "./failure.js";
import type { TargetFlags } from "./flags.js";
import { readMismatchFiles } from "./mismatch-files.js";
import { sortReports } from "./own-reports.js";
import { shownPath } from "./places.js";
import { hasRecordings, recordingsOf } from "./recordings.js";
import type { ExitCode } from "./run.js";
import { findTargets, type Target } from "./targets.js";
import type { Terminal, Verbosity } from "./terminal.js";
import { counted, tellFindings, type Verified } from "./verified.js";

/** What the command line gives. */
export interface VerifyFlags extends TargetFlags, Verbosity {
  readonly recordings?: string | undefined;
  readonly mismatches?: readonly string[] | undefined;
  readonly writeOverlay?: string | undefined;
}

/** What came of a run. */
interface VerifyResult {
  readonly exitCode: ExitCode;
  readonly clients: readonly Verified[];
}

/**
 * Compares the recordings of clients and what they reported with their documents, and tells where they differ: 0 if nowhere, 1 if anywhere.
 * Rejects only for a bug.
 */
export function verifyCommand(flags: VerifyFlags): Promise<ExitCode> {
  return runWith(
    "verify",
    flags,
    (terminal) => verify(flags, terminal),
    (result) => `${JSON.stringify({ command: "verify", ...result }, undefined, 2)}\n`,
  );
}

async function verify(flags: VerifyFlags, terminal: Terminal): Promise<VerifyResult> {
  const cwd = process.cwd();
  const targets = await findTargets(flags, cwd);
  const { recordings, mismatches, writeOverlay } = flags;
  if (targets.length > 1 && (recordings ?? mismatches ?? writeOverlay) !== undefined) {
    const message = "`--recordings`, `--mismatches` and `--write-overlay` are about one client.";
    throw failure("CW0001", message, "Name it.");
  }
  // Of all clients, some may have none; if none has any, that is told of the first.
  const recorded = targets.length > 1 && flags.client === undefined ? targets.filter(hasRecordings) : targets;
  for (const { name } of recorded.length > 0 ? targets.filter((target) => !recorded.includes(target)) : [])
    terminal.say(`${terminal.bold(name)}: left out, because it has no recordings.`);
  const clients: Verified[] = [];
  for (const target of recorded.length > 0 ? recorded : targets) {
    terminal.progress(`Verifying ${target.name} …`);
    clients.push(await verifyTarget(target, flags, cwd));
  }
  for (const one of clients) tellFindings(one, terminal);
  for (const { overlay } of clients) handOver(overlay, writeOverlay, cwd, terminal);
  return { exitCode: clients.some(({ findings }) => findings.length > 0) ? 1 : 0, clients };
}

async function verifyTarget(target: Target, flags: VerifyFlags, cwd: string): Promise<Verified> {
  const { document, options } = target;
  const { allowHosts, allowFolders, overlays } = options;
  const loaded = await loadDocument({ document, cwd, allowHosts, allowFolders, overlays, stdin: readStdin });
  const errors = loaded.diagnostics.filter(({ severity }) => severity === "error");
  if (loaded.source === undefined || errors.length > 0) throw new Failure(errors, loaded.texts);
  const { root } = loaded.source;
  const described = describedBy(loaded.source);
  const { own: reports, others } = sortReports(readMismatchFiles(flags.mismatches ?? [], cwd), target, root.value);
  const folder = flags.recordings && resolve(cwd, flags.recordings);
  const exchanges = recordingsOf(target, { folder, isOptional: flags.mismatches !== undefined }, cwd);
  const answered = await clientFor(target, loaded, described, exchanges);
  const verified = await verifyTraffic(described, { exchanges, reports, client: answered?.client });
  const overlay = proposeOverlay(verified.findings, root.name, dialectOf(described), (pointer) =>
    valueAt(root.value, pointer),
  );
  return {
    client: target.name,
    exchanges: exchanges.length,
    reports: reports.length,
    ...verified,
    notes: [...notesOn(verified, answered), ...noteOnOthers(others)],
    ...(overlay && { overlay }),
  };
}

/** The client of the operations that were recorded; nothing if there are none. */
async function clientFor(
  target: Target,
  loaded: LoadResult,
  described: Described,
  exchanges: readonly Exchange[],
): Promise<Answered | undefined> {
  const operations = operationsOf(described);
  const called = new Set(exchanges.map(({ method, url }) => operationFor(operations, method, url)));
  called.delete(undefined);
  if (called.size === 0) return undefined;
  const { answeredClient } = await import("./answered-client.js");
  return answeredClient(
    target,
    loaded,
    operations.filter((operation) => !called.has(operation)).map(({ method, path }) => `${method} ${path}`),
  );
}

function notesOn(
  { alone, dropped, others, settled, unjudged }: Verification,
  answered: Answered | undefined,
): readonly string[] {
  const answers = counted(alone, "answer");
  return [
    ...(answered?.reason === undefined
      ? []
      : [`No client can be made, and the document alone is compared with the answers: ${answered.reason}`]),
    ...(answered?.client === undefined || alone === 0
      ? []
      : [`${answers} compared with the document alone: a redirect, or an operation that the client doesn't have.`]),
    ...(dropped === 0
      ? []
      : [
          `${counted(dropped, "answer")} of which the recordings don't hold the body: status and media type alone are compared.`,
        ]),
    ...(others === 0
      ? []
      : [`${counted(others, "answer")} left out: of other servers, or of what a browser asks for itself.`]),
    ...(settled === 0 ? [] : [`${counted(settled, "report")} of what the document doesn't say, or no longer.`]),
    ...(unjudged === 0 ? [] : [`${counted(unjudged, "report")} of texts that were too long to be judged.`]),
  ];
}

function noteOnOthers(reports: readonly Report[]): readonly string[] {
  const names = [...new Set(reports.map(({ mismatch }) => `\`${mismatch.document}\``))];
  return names.length === 0 ? [] : [`${counted(reports.length, "report")} left out: of ${names.join(", ")}.`];
}

function describedBy({ root, files }: SourceDocument): Described {
  return {
    root: root.uri,
    files: new Map([...files].map(([uri, { value }]) => [uri, value])),
    fileOf: (file, address) => files.get(file)?.links.get(address),
  };
}

/** The overlay as a file that wasn't there, or for people to see. */
function handOver(overlay: JsonValue | undefined, path: string | undefined, cwd: string, terminal: Terminal): void {
  if (overlay === undefined) return;
  const text = printYaml(overlay);
  if (path === undefined) {
    terminal.say("\nAn overlay that describes what was seen (`--write-overlay <file>` writes it):\n");
    terminal.say(text);
    return;
  }
  const file = resolve(cwd, path);
  onDisk(file, cwd, () => writeFileSync(file, text, { flag: "wx" }));
  terminal.say(
    `${shownPath(file, cwd)}: written. Add it to \`overlays\` of the client, and run: clientwright generate`,
  );
}
