/** Turns the arguments of `clientwright record` into recordings of calls to the live API. */

import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { emptyLock } from "../model/lock.js";
import type { Credential, CredentialVariable, Model } from "../model/types.js";
import { runPipeline } from "../pipeline.js";
import { type OpenClient, record } from "../traffic/record.js";
import { type ClientModule, importClient } from "./client-module.js";
import { readStdin, runWith } from "./command.js";
import { onDisk } from "./disk.js";
import { Failure, failure } from "./failure.js";
import { shownPath } from "./places.js";
import { casesOf } from "./record-cases.js";
import { fileNames } from "./record-files.js";
import { recordingsFolder } from "./recordings.js";
import type { ExitCode } from "./run.js";
import { findTargets, type Target } from "./targets.js";
import type { Terminal, Verbosity } from "./terminal.js";

/** What the command line gives. */
export interface RecordFlags extends Verbosity {
  readonly client: string;
  readonly operation?: string | undefined;
  readonly config?: string | undefined;
  readonly input?: string | undefined;
  readonly server?: string | undefined;
  readonly recordings?: string | undefined;
  readonly mask?: readonly string[] | undefined;
}

/**
 * Calls the live API and writes recordings: all of them or, if one may hold a secret or a call isn't answered, none (exit
 * code 1). Rejects only for a bug.
 */
export function recordCommand(flags: RecordFlags): Promise<ExitCode> {
  return runWith(
    "record",
    flags,
    (terminal) => recordAll(flags, terminal),
    (result) => `${JSON.stringify({ command: "record", ...result }, undefined, 2)}\n`,
  );
}

/** What came of a run. */
interface RecordResult {
  readonly exitCode: ExitCode;
  /** Paths from the current folder. */
  readonly written: readonly string[];
  /** Operations that weren't called, and why. */
  readonly skipped: readonly string[];
  /** Calls that can't be recorded, and why. */
  readonly problems: readonly string[];
}

async function recordAll(flags: RecordFlags, terminal: Terminal): Promise<RecordResult> {
  const cwd = process.cwd();
  const [target] = await findTargets({ config: flags.config, client: [flags.client] }, cwd);
  if (target === undefined) throw failure("CW0001", `The config has no client \`${flags.client}\`.`, "Name another.");
  const { model, module } = await wireClient(target, cwd);
  const { cases, skipped } = casesOf(model, flags, cwd);
  for (const line of skipped) terminal.say(line);
  const nameFile = fileNames(model, cases);
  const client = openClient(model, module, target, flags.server);
  const files: { path: string; text: string }[] = [];
  const problems: string[] = [];
  let hasSecrets = false;
  for (const { operation, name, input } of cases) {
    terminal.progress(`Calling ${operation.id} …`);
    const recording = await record(client, model, { operation, input, mask: flags.mask ?? [] });
    if ("problem" in recording) {
      problems.push(`${operation.id}: ${recording.problem.replace(`${operation.id}: `, "")}`);
      hasSecrets ||= recording.isSecret;
    } else files.push({ path: nameFile(operation, name ?? caseName(recording.status)), text: recording.text });
  }
  if (problems.length > 0) {
    for (const problem of problems) terminal.find(problem);
    terminal.find(`Nothing was written.${hasSecrets ? " `--mask <field>` hides a field by its name." : ""}`);
    const variables = model.credentials.flatMap((credential) => variablesOf(variableFor(model, credential, target)));
    const missing = variables.filter((name) => !process.env[name]);
    if (missing.length > 0)
      terminal.find(`Credentials are read from the environment, which lacks ${missing.join(", ")}.`);
    return { exitCode: 1, written: [], skipped, problems };
  }
  const folder = recordingsFolder(target, flags.recordings && resolve(cwd, flags.recordings));
  onDisk(folder, cwd, () => writeRecordings(folder, files));
  const written = files.map(({ path }) => shownPath(join(folder, path), cwd));
  for (const path of written) terminal.say(`${path}: written`);
  return { exitCode: 0, written, skipped, problems };
}

/** The target's client in wire form, with grouped arguments: inputs and examples are what the document says they are. */
async function wireClient(target: Target, cwd: string): Promise<{ model: Model; module: ClientModule }> {
  const { document, options } = target;
  const { allowHosts, allowFolders, overlays } = options;
  const { package: _own, env: _env, schemas: _schemas, ...rest } = options;
  const { model, files, diagnostics, texts } = await runPipeline({
    read: { document, cwd, allowHosts, allowFolders, overlays, stdin: readStdin },
    options: {
      ...rest,
      casing: "preserve",
      dates: "string",
      int64: "number",
      bytes: "string",
      arguments: "grouped",
      raw: false,
      runtime: "package",
    },
    lock: emptyLock,
    reshape: [],
    keepGoing: true,
    strict: false,
  });
  if (model === undefined || files === undefined) throw new Failure(diagnostics, texts);
  return { model, module: await importClient(files) };
}

/** Opens the client. A credential that is missing is told when it is called. */
function openClient(model: Model, module: ClientModule, target: Target, server: string | undefined): OpenClient {
  const { createClient } = module;
  if (typeof createClient !== "function") throw new Error("The generated client has no createClient");
  const options = { ...credentialsFrom(model, target), ...(server !== undefined && { server }) };
  const client: unknown = createClient(options);
  return {
    call: async ({ functionName, input: { shape } }, input, watch) => {
      const call = module[functionName];
      if (typeof call !== "function") throw new Error(`The generated client has no ${functionName}`);
      const callOptions = { middleware: [watch] };
      return shape === "none" ? call(client, callOptions) : call(client, input, callOptions);
    },
  };
}

/** Credentials from the environment. */
function credentialsFrom(model: Model, target: Target): object {
  const given = model.credentials.map((credential): [string, unknown] => {
    const variable = variableFor(model, credential, target);
    if (typeof variable === "string") return [credential.name, process.env[variable]];
    const [username, password] = variablesOf(variable).map((name) => process.env[name]);
    return [credential.name, username === undefined && password === undefined ? undefined : { username, password }];
  });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** The variable that the config names, or `<CLIENT>_<CREDENTIAL>`; of basic authentication, two. */
function variableFor(model: Model, { name, kind }: Credential, { options }: Target): CredentialVariable {
  const base = `${model.name}_${name.replace(/([a-z\d])([A-Z])/g, "$1_$2")}`.toUpperCase();
  const own = kind.type === "basic" ? { username: `${base}_USERNAME`, password: `${base}_PASSWORD` } : base;
  return options.env?.[name] ?? own;
}

function variablesOf(variable: CredentialVariable): readonly string[] {
  return typeof variable === "string" ? [variable] : [variable.username, variable.password];
}

function caseName(status: number): string {
  return status < 300 ? "success" : `status-${status}`;
}

/** For their owner alone: what a server answers may be somebody's data. What can't be written leaves no draft. */
function writeRecordings(folder: string, files: readonly { readonly path: string; readonly text: string }[]): void {
  const drafts = files.map(({ path, text }) => ({
    text,
    draft: join(folder, `.${path}.draft`),
    path: join(folder, path),
  }));
  try {
    mkdirSync(folder, { recursive: true });
    for (const { draft, text } of drafts) {
      writeFileSync(draft, text, { mode: 0o600 });
      chmodSync(draft, 0o600);
    }
    for (const { draft, path } of drafts) renameSync(draft, path);
  } finally {
    for (const { draft } of drafts) rmSync(draft, { force: true });
  }
}
