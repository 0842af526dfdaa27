/**
 * A history as it really was: documents that packages have shipped, release by release, and what `diff` says of them. The
 * answers were read beside the documents, and are kept next to this file; a difference ends the run with 1, and so does a
 * package that can't be fetched. `UPDATE=1` rewrites the answers; read the difference.
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type ClientConfig, type Diff, diff } from "clientwright";
import { renderMarkdown } from "../../../generator/diff/index.js";
import { type History, histories } from "./histories.js";

const isUpdate = process.env["UPDATE"] === "1";

/** Packs a release and gives the path of its document. Throws if there is none. */
function fetched({ name, document }: History, version: string, folder: string): string {
  const place = join(folder, `${name.replaceAll("/", "-")}-${version}`);
  mkdirSync(place);
  const args = ["pack", `${name}@${version}`, "--pack-destination", place, "--loglevel", "error"];
  const archive = execFileSync("npm", args, { encoding: "utf8", cwd: folder }).trim().split("\n").at(-1) ?? "";
  execFileSync("tar", ["-xzf", basename(archive), `package/${document}`], { cwd: place });
  rmSync(join(place, archive));
  return join(place, "package", document);
}

/** One comparison. A document that is no good says why: that is an answer, too. */
async function compared(before: string, after: string, include: ClientConfig["include"], proof: boolean) {
  const cwd = dirname(after);
  const client: ClientConfig = { document: after, output: join(cwd, "client"), ...(include && { include }) };
  const answer = await diff(before, after, { cwd, client, proof });
  if (answer.diff !== undefined) return answer.diff;
  const errors = answer.diagnostics.filter(({ severity }) => severity === "error");
  return [...new Set(errors.map(({ code, message }) => `- ${code}: ${message}\n`))].join("");
}

/** How many changes there are of each kind. */
function counts({ bump, changes, wire }: Diff): string {
  const rows = new Map<string, number>();
  for (const change of changes) {
    const row = `${change.bump}, ${change.kind}`;
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  const lines = [...rows, ["on the wire alone", wire.length]].map(([row, count]) => `- ${row}: ${count}\n`);
  return `Release: ${bump}\n\n${lines.join("")}`;
}

/** A release, and where its document lies. */
interface Release {
  readonly version: string;
  readonly path: string;
}

/** What is said of a step, and whether the new document is one that callers can have. */
async function account({ name, part }: History, before: Release, after: Release) {
  const head = `# ${name} ${before.version} → ${after.version}\n`;
  const whole = await compared(before.path, after.path, undefined, part === undefined);
  if (typeof whole === "string") return { text: `${head}\nRefused:\n\n${whole}`, isUsable: false };
  if (part === undefined) return { text: `${head}\n${counts(whole)}\n${renderMarkdown(whole)}`, isUsable: true };
  const some = await compared(before.path, after.path, part, false);
  if (typeof some === "string") throw new Error(some);
  const title = `## Of the tags ${part.tags?.join(", ") ?? ""}`;
  return { text: `${head}\n${counts(whole)}\n${title}\n\n${counts(some)}\n${renderMarkdown(some)}`, isUsable: true };
}

type Verdict = "as kept" | "rewritten" | "DIFFERENT";

/** Compares an answer with the one that is kept, and prints the lines that only one of them has. */
function judged(path: string, text: string): Verdict {
  const kept = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (kept === text) return "as kept";
  if (isUpdate) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return "rewritten";
  }
  const [old, now] = [new Set(kept.split("\n")), new Set(text.split("\n"))];
  for (const line of old) if (!now.has(line)) process.stdout.write(`- ${line}\n`);
  for (const line of now) if (!old.has(line)) process.stdout.write(`+ ${line}\n`);
  return "DIFFERENT";
}

/** Goes through the releases of a package. Gives the number of steps whose answer is another than the one that is kept. */
async function told(history: History, folder: string): Promise<number> {
  let different = 0;
  let before: Release | undefined;
  for (const version of history.versions) {
    const after: Release = { version, path: fetched(history, version, folder) };
    if (before === undefined) {
      before = after;
      continue;
    }
    const step = `${before.version}-${version}`;
    const { text, isUsable } = await account(history, before, after);
    const verdict = judged(join(import.meta.dirname, history.folder, `${step}.md`), text);
    process.stdout.write(`${verdict}: ${history.name} ${step}\n`);
    different += verdict === "DIFFERENT" ? 1 : 0;
    if (isUsable) before = after;
  }
  return different;
}

const folder = mkdtempSync(join(tmpdir(), "clientwright-packages-"));
try {
  for (const history of histories) if ((await told(history, folder)) > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
