/** Reads a client as its callers have it: names, options, and files, from its folder or from the commit of a document. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isCommitted, type RecordedRun, readCommittedManifest, readCommittedText } from "../load/index.js";
import { emptyLock } from "../model/lock.js";
import type { Lock } from "../model/types.js";
import { contentHash, manifestName, type PrintedFile } from "../write/index.js";
import type { Target } from "./targets.js";

/** What callers of a client know. */
export interface ClientState {
  /** Empty: there is no such client yet. */
  readonly lock: Lock;
  /** The run that made it. */
  readonly run?: RecordedRun;
  /** Its files as that run wrote them; `undefined` if one is missing or edited. */
  readonly files: () => Promise<readonly PrintedFile[] | undefined>;
  /** What is in the folder by now, if that is younger than what callers know; `hash` is of its document. */
  readonly decided?: { readonly lock: Lock; readonly hash: string };
}

/**
 * The client that callers know: of a committed document that which was committed with it, else that in the folder.
 *
 * @param before - The old document: a file, a URL or `git:REF:path`.
 */
export async function clientState(before: string, { output, folder }: Target, cwd: string): Promise<ClientState> {
  const present = folder?.lastRun;
  if (present === undefined) return { lock: emptyLock, files: () => Promise.resolve(undefined) };
  const inFolder = { lock: present.lock, run: present, files: () => Promise.resolve(filesOnDisk(output, present)) };
  if (!isCommitted(before)) return inFolder;
  const committed = await readCommittedManifest(before, join(output, manifestName), cwd);
  if (committed.state !== "read") return inFolder;
  const { run } = committed;
  return {
    lock: run.lock,
    run,
    files: () => committedFiles(before, output, run, cwd),
    decided: { lock: present.lock, hash: present.documentHash },
  };
}

/** The files of a run, with LF line ends, if all of them are as it wrote them. */
export function filesOnDisk(output: string, { files }: RecordedRun): readonly PrintedFile[] | undefined {
  const found = Object.entries(files).map(([path, hash]) => asWritten(path, readText(join(output, path)), hash));
  return found.every((file) => file !== undefined) ? found : undefined;
}

async function committedFiles(before: string, output: string, { files }: RecordedRun, cwd: string) {
  const found: PrintedFile[] = [];
  for (const [path, hash] of Object.entries(files)) {
    const file = asWritten(path, await readCommittedText(before, join(output, path), cwd), hash);
    if (file === undefined) return undefined;
    found.push(file);
  }
  return found;
}

function asWritten(path: string, text: string | undefined, hash: string): PrintedFile | undefined {
  if (text === undefined || contentHash(path, text) !== hash) return undefined;
  return { path, text: text.replaceAll("\r\n", "\n") };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Not there, or no file: emission, and the plan that follows, say what is wrong.
    return undefined;
  }
}
