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

/** A committed file, or a clause on why there is none. Runs no shell, no filter, and nothing of the repository's own. */
export function readBlob(ref: string, path: string, cwd: string): Promise<Uint8Array | { readonly reason: string }> {
  // Git would take it for an option.
  if (ref.startsWith("-")) return Promise.resolve({ reason: `\`${ref}\` is no revision` });
  const way = relative(cwd, path).split(sep).join("/");
  const name = `${ref}:${way.startsWith("../") ? way : `./${way}`}`;
  return new Promise((done) => {
    execFile(
      "git",
      ["cat-file", "blob", name],
      { cwd, encoding: "buffer", maxBuffer: 100_000_000 },
      (error, stdout, stderr) => {
        const [line = ""] = stderr.toString("utf8").split("\n");
        if (error === null) done(stdout);
        else done({ reason: line.replace(/^fatal: /, "").replace(/\.$/, "") || error.message });
      },
    );
  });
}
