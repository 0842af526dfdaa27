/** Turns the arguments of `clientwright verify` into what recordings show to be wrong with documents. */

import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { loadDocument } from "../load/index.js";
import { printYaml } from "../load/print.js";
import type { JsonValue, SourceDocument } from "../load/types.js";
import { valueAt } from "../load/values.js";
import { type Described, dialectOf } from "../traffic/document.js";
import type { Finding } from "../traffic/findings.js";
import { proposeOverlay } from "../traffic/proposal.js";
import { verifyExchanges } from "../traffic/verify.js";
import { readStdin, runWith } from "./command.js";
import { Failure, failure } from "./failure.js";
import type { TargetFlags } from "./flags.js";
import { shownPath } from "./places.js";
import { readRecordings, recordingsFolder } from "./recordings.js";
import type { ExitCode } from "./run.js";
import { findTargets, type Target } from "./targets.js";
import type { Terminal, Verbosity } from "./terminal.js";

/** What the command line gives. */
export interface VerifyFlags extends TargetFlags, Verbosity {
  readonly recordings?: string | undefined;
  readonly writeOverlay?: string | undefined;
}

/** What the recordings of one client show. */
interface Verified {
  readonly client: string;
  readonly exchanges: number;
  readonly findings: readonly Finding[];
  /** Absent if there is nothing that an overlay could change. */
  readonly overlay?: JsonValue;
}

/** What came of a run. */
interface VerifyResult {
  readonly exitCode: ExitCode;
  readonly clients: readonly Verified[];
}

/**
 * Compares the recordings of clients with their documents, and tells where they differ: 0 if nowhere, 1 if anywhere.
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
  const { recordings, writeOverlay } = flags;
  if (targets.length > 1 && (recordings ?? writeOverlay) !== undefined) {
    throw failure("CW0001", "`--recordings` and `--write-overlay` are about one client.", "Name it.");
  }
  const clients: Verified[] = [];
  for (const target of targets) clients.push(await verifyTarget(target, recordings && resolve(cwd, recordings), cwd));
  for (const one of clients) tellFindings(one, terminal);
  for (const { overlay } of clients) handOver(overlay, writeOverlay, cwd, terminal);
  return { exitCode: clients.some(({ findings }) => findings.length > 0) ? 1 : 0, clients };
}

async function verifyTarget(target: Target, given: string | undefined, cwd: string): Promise<Verified> {
  const { document, options } = target;
  const { allowHosts, allowFolders, overlays } = options;
  const loaded = await loadDocument({ document, cwd, allowHosts, allowFolders, overlays, stdin: readStdin });
  const errors = loaded.diagnostics.filter(({ severity }) => severity === "error");
  if (loaded.source === undefined || errors.length > 0) throw new Failure(errors, loaded.texts);
  const described = describedBy(loaded.source);
  const exchanges = readRecordings(recordingsFolder(target, given), cwd);
  const findings = verifyExchanges(described, exchanges);
  const { value } = loaded.source.root;
  const overlay = proposeOverlay(findings, loaded.source.root.name, dialectOf(described), (pointer) =>
    valueAt(value, pointer),
  );
  return { client: target.name, exchanges: exchanges.length, findings, ...(overlay && { overlay }) };
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
    terminal.say("\nAn overlay that describes what was recorded (`--write-overlay <file>` writes it):\n");
    terminal.say(text);
    return;
  }
  const file = resolve(cwd, path);
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    const reason = isThere ? "is there already, and is left alone" : `can't be written: ${String(error)}`;
    throw failure("CW0013", `\`${shownPath(file, cwd)}\` ${reason}.`, "Name another file.");
  }
  terminal.say(
    `${shownPath(file, cwd)}: written. Add it to \`overlays\` of the client, and run: clientwright generate`,
  );
}

function tellFindings({ client, exchanges, findings }: Verified, terminal: Terminal): void {
  const recorded = `${exchanges} ${exchanges === 1 ? "answer" : "answers"}`;
  if (findings.length === 0) {
    terminal.say(`${terminal.bold(client)}: ${recorded} as the document says.`);
    return;
  }
  terminal.find(`${terminal.bold(client)}: ${recorded}; the document differs in ${findings.length}:`);
  for (const finding of findings) terminal.find(`  ${sentence(finding)}`);
}

function sentence({ operation, kind, subject, declared, count, pointer, sample }: Finding): string {
  const named = typeof subject === "string" ? subject : JSON.stringify(subject);
  const said = {
    operation: "no operation of the document",
    status: `status ${named} isn't described`,
    "media type": `media type ${named} isn't described`,
    empty: "no body where one is described",
    syntax: "a body that is no JSON",
    field: `field \`${named}\` isn't declared`,
    missing: `field \`${named}\` is required and missing`,
    null: "null where none is allowed",
    type: `${named} where ${JSON.stringify(declared)} is declared`,
    format: `a text that is no ${named}`,
    value: `${JSON.stringify(subject)} is none of the enum's values`,
  }[kind];
  const places = [sample.recording, ...(sample.path === "" ? [] : [sample.path])].join(" ");
  const where = pointer === undefined ? operation : `${operation} (#${pointer})`;
  return `${where}: ${said}; ${count === 1 ? "once" : `${count} times`}, first in ${places}`;
}
