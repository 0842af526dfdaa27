/** Turns the arguments of `clientwright diff` into what changes for callers, as text, JSON or Markdown. */

import { resolve } from "node:path";
import { findConfig } from "../config/read.js";
import { withDefaults } from "../config.js";
import { type Bump, type Diff, renderMarkdown, renderText } from "../diff/index.js";
import { isCommitted } from "../load/index.js";
import type { RewrittenFile } from "../surface/codemod.js";
import { clientState } from "./client-state.js";
import { runWith } from "./command.js";
import { type Compared, compareDocuments } from "./compare.js";
import { failure } from "./failure.js";
import { judgeOutput, openFolder } from "./open.js";
import { isUrl } from "./places.js";
import { diagnosticValue, locateAll } from "./results.js";
import { rewriteFor, rewrittenText } from "./rewrite.js";
import type { ExitCode } from "./run.js";
import { findTargets, type Target } from "./targets.js";
import type { Terminal, Verbosity } from "./terminal.js";

/** What the command line gives. */
export interface DiffFlags extends Verbosity {
  readonly before: string;
  readonly after: string;
  readonly output?: string | undefined;
  readonly config?: string | undefined;
  readonly client?: string | undefined;
  readonly format?: "text" | "json" | "markdown" | undefined;
  readonly failOn?: Bump | undefined;
  /** `false` (`--no-proof`): the models alone are compared. */
  readonly proof?: boolean | undefined;
  /** Folder of callers' code. */
  readonly codemod?: string | undefined;
  /** Rewrite that code, instead of only showing what would be done. */
  readonly write?: boolean | undefined;
}

interface DiffResult extends Compared {
  readonly exitCode: ExitCode;
  readonly rewritten?: readonly RewrittenFile[];
}

/** Compares, prints the answer to stdout, and gives the exit code: 1 if it is as grave as `--fail-on`. Rejects only for a bug. */
export function diffCommand(flags: DiffFlags): Promise<ExitCode> {
  const { before, after, format = "text", failOn, proof = true } = flags;
  const isJson = flags.json === true || format === "json";
  return runWith(
    "diff",
    { quiet: flags.quiet, json: isJson },
    async (terminal): Promise<DiffResult> => {
      const cwd = process.cwd();
      for (const document of [before, after]) refuseBareRevision(document);
      terminal.progress("Comparing…");
      const target = await clientOf(flags, cwd, terminal);
      const options = target?.options ?? withDefaults({ document: after, output: "" });
      const client = target && { ...(await clientState(before, target, cwd)), target };
      const compared = await compareDocuments({
        ...{ before, after, cwd, options, isProven: proof },
        ...(client && { client }),
      });
      const rewritten = await rewriteFor(flags, compared, target, cwd);
      if (rewritten !== undefined) {
        terminal.list(rewrittenText(rewritten, flags.write === true, cwd));
        tellRest(compared.diff, terminal);
      } else if (format === "markdown") terminal.list(markdownOf(compared.diff, options.package?.name));
      else terminal.list(renderText(compared.diff));
      const exitCode = isAsGrave(compared.diff, failOn) ? 1 : 0;
      return { ...compared, exitCode, ...(rewritten !== undefined && { rewritten }) };
    },
    diffJson,
  );
}

/** A changeset; of a client that is no package, text that says itself which release it asks for. */
function markdownOf(diff: Diff, name: string | undefined): string {
  const text = renderMarkdown(diff, name);
  return name !== undefined || diff.bump === "none" ? text : `${text}\nRelease: **${diff.bump}**\n`;
}

/** What a codemod leaves to people. Where it could find the code, a comment is there. */
function tellRest({ changes }: Diff, terminal: Terminal): void {
  const rest = changes.filter(({ bump, rewrite }) => bump === "major" && rewrite === undefined).length;
  if (rest === 0) return;
  const what = rest === 1 ? "One breaking change" : `${rest} breaking changes`;
  terminal.say(`${what} no program can follow: without --codemod, diff names what to do.`);
}

function refuseBareRevision(document: string): void {
  if (!document.startsWith("git:") || isCommitted(document)) return;
  throw failure("CW0001", `\`${document}\` names no file of a commit.`, "Write `git:REF:path`.");
}

const ranks: readonly Diff["bump"][] = ["none", "patch", "minor", "major"];

/** Whether a diff asks for a release as grave as another. */
function isAsGrave({ bump }: Diff, limit: Bump | undefined): boolean {
  return limit !== undefined && ranks.indexOf(bump) >= ranks.indexOf(limit);
}

function diffJson({ exitCode, diff, diagnostics, texts, rewritten }: DiffResult): string {
  const located = locateAll(diagnostics, texts).map(diagnosticValue);
  const value = { command: "diff", exitCode, ...diff, ...(rewritten && { rewritten }), diagnostics: located };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The client whose callers are asked about: the one named, or the only one of the config that is made of the new document. */
async function clientOf(flags: DiffFlags, cwd: string, terminal: Terminal): Promise<Target | undefined> {
  const { output, config, client, after } = flags;
  const isNamed = output !== undefined || config !== undefined || client !== undefined;
  if (!isNamed && findConfig(cwd) === undefined) return undefined;
  const targets = await findTargets({ output, config, client: client === undefined ? undefined : [client] }, cwd);
  const document = isUrl(after) ? after : resolve(cwd, after);
  const found = isNamed && config === undefined ? targets : targets.filter((target) => target.document === document);
  const [target, ...others] = found;
  if (target === undefined || (others.length > 0 && !isNamed)) {
    const clients = target === undefined ? "No client of the config is" : "Several clients of the config are";
    terminal.say(`${clients} made of ${after}: compared with default options. Choose a client with --client <name>.`);
    return undefined;
  }
  if (others.length > 0) {
    throw failure("CW0001", "Several clients are made of that document.", "Add `--client <name>`.");
  }
  if (target.folder !== undefined) return target;
  judgeOutput(target.output, target.projects, cwd, target.document);
  return { ...target, folder: openFolder(target.output, cwd) };
}
