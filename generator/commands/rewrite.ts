/** Turns a diff and a folder of callers' code into rewritten files, shown or written. */

import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import type { RewrittenFile } from "../surface/codemod.js";
import type { Compared } from "./compare.js";
import { onDisk } from "./disk.js";
import { failure } from "./failure.js";
import { shownPath } from "./places.js";
import type { Target } from "./targets.js";

/** What the command line gives. */
export interface RewriteFlags {
  readonly codemod?: string | undefined;
  readonly write?: boolean | undefined;
}

/**
 * Rewrites callers' code, on disk if `write` says so.
 *
 * @param target - The client, as its callers have it: it must not have been generated anew yet.
 * @returns The files that change, or `undefined` if nobody asked.
 */
export async function rewriteFor(
  { codemod, write = false }: RewriteFlags,
  { diff: { changes }, isGenerated }: Pick<Compared, "diff" | "isGenerated">,
  target: Target | undefined,
  cwd: string,
): Promise<readonly RewrittenFile[] | undefined> {
  if (codemod === undefined) {
    if (write) throw failure("CW0001", "`--write` rewrites callers' code.", "Add `--codemod <folder>`.");
    return undefined;
  }
  if (target === undefined) {
    const help = "Add `-o <folder>` or `--client <name>`.";
    throw failure("CW0001", "`--codemod` must know the client that the code calls.", help);
  }
  if (isGenerated) {
    throw failure(
      "CW0001",
      `The client in \`${shownPath(target.output, cwd)}\` is that of the new document already: what callers' code means can't be found in it.`,
      "Run the codemod before `generate`: restore that folder from version control, and run it again.",
    );
  }
  const folder = resolve(cwd, codemod);
  const modules = modulesIn(folder, cwd);
  const { rewriteCallers } = await import("../surface/codemod.js");
  const tsConfig = findTsConfig(folder);
  const name = target.options.package?.name;
  const files = rewriteCallers(changes, {
    files: modules.map(slashed),
    client: { folder: slashed(target.output), ...(name !== undefined && { package: name }) },
    ...(tsConfig !== undefined && { tsConfig }),
  });
  if (write) for (const { path, text } of files) onDisk(path, cwd, () => writeFileSync(path, text));
  return files;
}

/** @throws {Failure} if there is no such folder, or no module in it: it is not the one that was meant. */
function modulesIn(folder: string, cwd: string): readonly string[] {
  const shown = `\`${shownPath(folder, cwd)}\``;
  const help = "Name the folder of the code that calls the client.";
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw failure("CW0001", `There is no folder ${shown}.`, help);
  }
  const modules = callerFiles(folder);
  if (modules.length === 0) throw failure("CW0001", `There is no TypeScript or JavaScript in ${shown}.`, help);
  return modules;
}

/** The modules below a folder that a person wrote, as far as their names say so. */
function callerFiles(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = new Set(entries.map(({ name }) => name));
  // What the compiler makes of a module stands beside it, if nobody says otherwise.
  const isMade = (name: string) =>
    /\.d\.[mc]?ts$/.test(name) ||
    (/\.[mc]?jsx?$/.test(name) && ["", "x"].some((end) => names.has(name.replace(/jsx?$/, `ts${end}`))));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist)$/.test(entry.name) ? [] : callerFiles(path);
    const isModule = entry.isFile() && /\.([mc]?[jt]s|[jt]sx)$/.test(entry.name);
    return isModule && !isMade(entry.name) ? [path] : [];
  });
}

/** What is, or would be, done: a line for each place. */
export function rewrittenText(files: readonly RewrittenFile[], isWritten: boolean, cwd: string): string {
  if (files.length === 0) return "There is nothing to rewrite.\n";
  const lines = files.flatMap(({ path, notes }) =>
    notes.map(({ line, text }) => `${shownPath(path, cwd)}:${line} ${text}\n`),
  );
  const rest = isWritten ? "" : "Nothing was written: add --write.\n";
  return `${lines.join("")}${rest}`;
}

/** The compiler's way of writing paths. */
function slashed(path: string): string {
  return path.split(sep).join("/");
}

function findTsConfig(folder: string): string | undefined {
  const path = join(folder, "tsconfig.json");
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findTsConfig(parent);
}
