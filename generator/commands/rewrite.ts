/** Turns a diff and a folder of callers' code into rewritten files, shown or written. */

import { existsSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import type { Diff } from "../diff/index.js";
import type { RewrittenFile } from "../surface/codemod.js";
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
  { changes }: Diff,
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
  const folder = resolve(cwd, codemod);
  if (!existsSync(folder)) throw failure("CW0001", `There is no folder \`${shownPath(folder, cwd)}\`.`);
  const { rewriteCallers } = await import("../surface/codemod.js");
  const tsConfig = findTsConfig(folder);
  const name = target.options.package?.name;
  const files = rewriteCallers(changes, {
    folder: slashed(folder),
    client: { folder: slashed(target.output), ...(name !== undefined && { package: name }) },
    ...(tsConfig !== undefined && { tsConfig }),
  });
  if (write) for (const { path, text } of files) writeFileSync(path, text);
  return files;
}

/** What is, or would be, done: a line for each place. */
export function rewrittenText(files: readonly RewrittenFile[], isWritten: boolean, cwd: string): string {
  if (files.length === 0) return "No code has to change.\n";
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
