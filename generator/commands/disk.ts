/** Turns what stands in the way on the disk into diagnostics. */

import type { Diagnostic } from "../diagnostics.js";
import { manifestName, type Plan, type Refusal } from "../write/index.js";
import { Failure } from "./failure.js";
import { holdsConflict } from "./merge.js";
import { shownPath } from "./places.js";

const refusalCodes = { forbidden: "CW0010", foreign: "CW0011", manifest: "CW1201", blocked: "CW0013" } as const;

const refusalHelp: { readonly [Reason in Refusal["reason"]]: string } = {
  forbidden: "Choose a folder that is the generator's alone.",
  foreign: "Choose an empty or new folder, or remove these files.",
  manifest: "Restore `.clientwright.json` from version control; without it, names of the client could change.",
  blocked: "Move it elsewhere, or choose another output folder.",
};

/** Why a folder, or a place in it, isn't written to. */
export function refusalDiagnostic({ reason, path, detail, help }: Refusal, cwd: string): Diagnostic {
  const shown = `\`${shownPath(path, cwd)}\``;
  const sentences: { readonly [Reason in Refusal["reason"]]: string } = {
    forbidden: `The output folder ${shown} ${detail}.`,
    foreign: `The output folder ${shown} ${detail}.`,
    manifest: `The manifest of ${shown} can't be used: ${detail}.`,
    blocked: `The path ${shown} ${detail}.`,
  };
  return {
    code: refusalCodes[reason],
    severity: "error",
    message: sentences[reason],
    help: help ?? refusalHelp[reason],
  };
}

/** Names the hand-edited files of a plan; `undefined` if there are none. */
export function editDiagnostic({ output, files }: Plan, cwd: string): Diagnostic | undefined {
  const edited = files.filter((file) => file.edited);
  if (edited.length === 0) return undefined;
  const folder = shownPath(output, cwd);
  const names = edited.map(({ path }) => `\`${folder}/${path}\``).join(", ");
  const isMerging = files.some(({ path, change }) => change === "update" && holdsConflict(output, path));
  return {
    code: "CW0012",
    severity: "error",
    message: `Edited by hand since the last run, and would be overwritten: ${names}.`,
    help: isMerging
      ? `Other files hold the conflict markers of a merge. Bring back those of the manifest, \`git checkout --merge -- ${folder}/${manifestName}\`, and run \`generate\`: it puts both sides together.`
      : "Move the edits into code of your own, or run `generate` with `--force` to overwrite them.",
  };
}

/** Says that a newer generator wrote the client. */
export function newerDiagnostic(newer: string, own: string, output: string, cwd: string): Diagnostic {
  return {
    code: "CW0018",
    severity: "error",
    message: `clientwright ${newer} generated \`${shownPath(output, cwd)}\`, and this is ${own}.`,
    help: `Install clientwright ${newer} or later, or run \`generate\` with \`--force\` to write it as ${own} does.`,
  };
}

/** What people can do something about. The system's own sentence names drafts, which nobody knows. */
const troubles: { readonly [code: string]: string } = {
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left",
  ENOENT: "its folder doesn't exist",
  ENOTDIR: "a file stands where a folder is expected",
  EISDIR: "a folder stands where a file is expected",
  EEXIST: "it is there already, and is left alone",
};

/**
 * What the file system says is about the disk; anything else is a bug of ours and is thrown again.
 *
 * @param path - Absolute path of what was to be written.
 */
export function diskDiagnostic(error: unknown, path: string, cwd: string): Diagnostic {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) throw error;
  const code = String(error.code);
  const isDenied = code === "EACCES" || code === "EPERM";
  return {
    code: "CW0013",
    severity: "error",
    message: `\`${shownPath(path, cwd)}\` can't be written: ${troubles[code] ?? error.message}.`,
    help: isDenied
      ? "Make it writable, and the folder that it is in, and run the command again."
      : "Repair what the file system complains of and run the command again.",
  };
}

/**
 * Does what needs the disk.
 *
 * @param path - Absolute path of what is to be written.
 * @throws {Failure} for what the file system says against it.
 */
export function onDisk<Result>(path: string, cwd: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof Failure ? error : new Failure([diskDiagnostic(error, path, cwd)]);
  }
}
