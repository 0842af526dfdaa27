/** Turns `git:REF:path` into the file as it was committed, by the `git` of the system. */

import { execFile } from "node:child_process";
import { relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Whether a document is named by revision and path. */
export function isCommitted(document: string): boolean {
  return /^git:[^:]+:./.test(document);
}

/**
 * The URI of a committed file, which relative references resolve against: the revision, then the absolute path that the file
 * would have in the working tree.
 */
export function committedUri(document: string, cwd: string): string {
  const [, ref = "", path = ""] = /^git:([^:]+):(.*)$/s.exec(document) ?? [];
  return `git:/${encodeURIComponent(ref)}${pathToFileURL(resolve(cwd, path)).pathname}`;
}

/** Revision and absolute path. */
export function committedParts(uri: string): { readonly ref: string; readonly path: string } {
  const [, ref = "", path = ""] = /^git:\/([^/]*)(\/.*)$/s.exec(uri) ?? [];
  return { ref: decodeURIComponent(ref), path: fileURLToPath(`file://${path}`) };
}

/** What a person calls it: `main:specs/api.yaml`, the path relative to the current folder. */
export function committedName(uri: string, cwd: string): string {
  const { ref, path } = committedParts(uri);
  return `${ref}:${relative(cwd, path).split(sep).join("/")}`;
}

/** Why there is no committed file: a clause, and a sentence on what to do. */
interface NoBlob {
  readonly reason: string;
  readonly help: string;
}

/** A committed file, or why there is none. Runs no shell, no filter, and nothing of the repository's own. */
export function readBlob(ref: string, path: string, cwd: string): Promise<Uint8Array | NoBlob> {
  // Git would take it for an option.
  if (ref.startsWith("-")) return Promise.resolve(noBlob(`\`${ref}\` is no revision`));
  const way = relative(cwd, path).split(sep).join("/");
  const name = `${ref}:${way.startsWith("../") ? way : `./${way}`}`;
  return new Promise((done) => {
    execFile(
      "git",
      ["cat-file", "blob", name],
      // In English, because its reasons are read.
      { cwd, encoding: "buffer", maxBuffer: 100_000_000, env: { ...process.env, LC_ALL: "C" } },
      (error, stdout, stderr) => {
        const [line = ""] = stderr.toString("utf8").split("\n");
        if (error === null) done(stdout);
        else if (error.code === "ENOENT")
          done({ reason: "there is no git here", help: "Install git, and run it again." });
        else done(noBlob(line.replace(/^fatal: /, "").replace(/\.$/, "") || error.message));
      },
    );
  });
}

function noBlob(reason: string): NoBlob {
  const help = /not a git repository/.test(reason)
    ? "Run the command in the repository, or name a file."
    : /invalid object name|unknown revision/.test(reason)
      ? "Check the revision. A shallow clone doesn't have it: fetch it first (in CI, `fetch-depth: 0`)."
      : "Check the path, which is relative to the current folder, and that the file was committed there.";
  return { reason, help };
}
