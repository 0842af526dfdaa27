/** Runs of the write stage on disk, without the stages before it. */

import { join } from "node:path";
import { readManifest } from "../../../generator/load/index.js";
import { emptyLock } from "../../../generator/model/lock.js";
import {
  commit,
  hashFiles,
  keepVersion,
  type Manifest,
  manifestName,
  type Plan,
  type PrintedFile,
  planFiles,
  printManifest,
} from "../../../generator/write/index.js";

const options = { casing: "camel" };

function printed(files: { readonly [path: string]: string }): readonly PrintedFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}

/** What a run of the generator does with printed files, from reading the old manifest on. */
export function plan(output: string, files: { readonly [path: string]: string }): Plan {
  const previous = readManifest(join(output, manifestName));
  const kept = keepVersion(output, printed(files));
  const manifest: Manifest = {
    version: "1.0.0",
    document: "../api.yaml",
    documentHash: "0",
    options,
    files: hashFiles(kept),
    lock: emptyLock,
  };
  const all = [...kept, { path: manifestName, text: printManifest(manifest) }];
  return planFiles(output, all, previous.state === "read" ? previous.run.files : {});
}

/** Plans and commits. */
export function generate(output: string, files: { readonly [path: string]: string }): Plan {
  const made = plan(output, files);
  commit(made);
  return made;
}

/** What a plan does to each file. */
export const changes = ({ files }: Plan): { readonly [path: string]: string } =>
  Object.fromEntries(files.map(({ path, change, edited }) => [path, edited ? `${change}, edited` : change]));

/** Files of a client, and of the same client after its document has changed. */
export const first = { "index.ts": "one\n", "resources/pets.ts": "pets\n", "resources/old/only.ts": "old\n" };
export const second = { "index.ts": "two\n", "resources/pets.ts": "pets\n", "client.ts": "client\n" };
