/** Turns the manifest of an output folder into what the last run recorded: document, options, hashes and the lock. */

import { readFileSync } from "node:fs";
import type { InputShape, Lock, ModelUse } from "../model/types.js";
import { committedParts, committedUri, readBlob } from "./git.js";
import { type Merged, mergeRuns, type Sides, sidesOf } from "./merged.js";
import type { JsonObject, JsonValue } from "./types.js";
import { isMapping } from "./values.js";

/** The newest layout that is understood: the one that the writer of this version prints. */
const manifestVersion = 1;

const inputShapes: readonly string[] = [
  "none",
  "parameters",
  "body",
  "both",
  "grouped",
] satisfies readonly InputShape[];

const modelUses: readonly string[] = ["sent", "received", "both"] satisfies readonly ModelUse[];

/** What a run leaves behind for the next one. */
export interface RecordedRun {
  /** Version of the generator that wrote it. */
  readonly version: string;
  /** Path relative to the output folder with `/`, a URL, or `-` for standard input. */
  readonly document: string;
  /** As the manifest has it; not checked. */
  readonly documentHash: string;
  /** The options of the client that differed from the defaults, as the config file spells them; not checked. */
  readonly options: JsonObject;
  /** Content hash by path. */
  readonly files: { readonly [path: string]: string };
  readonly lock: Lock;
  /** The manifest held both sides of a merge, which were put together. */
  readonly merged?: Merged;
}

/** A manifest: not there, there but of no use (`reason` is a clause about it, `help` what to do), or read. */
export type ReadManifest =
  | { readonly state: "absent" }
  | { readonly state: "unreadable"; readonly reason: string; readonly help?: string }
  | { readonly state: "read"; readonly run: RecordedRun };

/**
 * Reads a manifest. Never throws: names would move without it, so that it is the caller's to stop.
 *
 * @param path - Path of the file.
 */
export function readManifest(path: string): ReadManifest {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
    return isAbsent ? { state: "absent" } : unreadable("it can't be opened");
  }
  return parseText(text);
}

/**
 * Reads the manifest that was committed together with a document.
 *
 * @param document - `git:REF:path`.
 * @param path - Absolute path that the manifest would have in the working tree.
 */
export async function readCommittedManifest(document: string, path: string, cwd: string): Promise<ReadManifest> {
  const text = await readCommittedText(document, path, cwd);
  return text === undefined ? { state: "absent" } : parseText(text);
}

/**
 * Reads a file that was committed together with a document; `undefined` if there is none.
 *
 * @param document - `git:REF:path`.
 * @param path - Absolute path that the file would have in the working tree.
 */
export async function readCommittedText(document: string, path: string, cwd: string): Promise<string | undefined> {
  const { ref } = committedParts(committedUri(document, cwd));
  const found = await readBlob(ref, path, cwd);
  return "reason" in found ? undefined : new TextDecoder().decode(found);
}

function parseText(text: string): ReadManifest {
  const sides = sidesOf(text);
  return sides === undefined ? parseSide(text) : parseSides(sides);
}

function parseSides(sides: Sides): ReadManifest {
  const [ours, theirs] = [parseSide(sides.ours), parseSide(sides.theirs)];
  if (ours.state !== "read" || theirs.state !== "read") {
    const help =
      "Take that of one side (`git checkout --ours` or `--theirs`) and run `generate`; what the other side alone has named may get other names.";
    return {
      ...unreadable("it holds the conflict markers of a merge, and not two whole manifests between them"),
      help,
    };
  }
  const run = mergeRuns(ours.run, theirs.run);
  if (run !== undefined) return { state: "read", run };
  const help =
    "Decide on these two by hand and leave the other markers: `generate` puts the names of both sides together.";
  return { ...unreadable("the two sides of a merge in it differ in `document` or `options`"), help };
}

function parseSide(text: string): ReadManifest {
  try {
    return parseManifest(JSON.parse(text));
  } catch {
    return unreadable("it is not valid JSON");
  }
}

function parseManifest(manifest: JsonValue): ReadManifest {
  if (!isMapping(manifest)) return unreadable("it is not a manifest of clientwright");
  const { manifestVersion: version, generator, document, documentHash, options, files, names, shapes } = manifest;
  if (typeof version === "number" && version > manifestVersion) {
    return unreadable("a newer version of clientwright wrote it");
  }
  const writtenBy = isMapping(generator) ? generator["version"] : undefined;
  // Younger than the layout: absent where an earlier version wrote it.
  const {
    parameters = {},
    bodies = {},
    resources = [],
    homes = {},
    uses = {},
    members = {},
    chosen = [],
    aliases = {},
  } = manifest;
  const isOurs =
    version === manifestVersion &&
    typeof writtenBy === "string" &&
    typeof document === "string" &&
    typeof documentHash === "string" &&
    isMapping(options) &&
    isTexts(files) &&
    isTexts(names) &&
    isShapes(shapes) &&
    isLists(parameters) &&
    isTexts(bodies) &&
    isTextList(resources) &&
    isTexts(homes) &&
    isUses(uses) &&
    isLists(members) &&
    isTextList(chosen) &&
    isLists(aliases);
  if (!isOurs) return unreadable("it is not a manifest of clientwright");
  const lock: Lock = { names, shapes, parameters, bodies, resources, homes, uses, members, chosen, aliases };
  return { state: "read", run: { version: writtenBy, document, documentHash, options, files, lock } };
}

function unreadable(reason: string) {
  return { state: "unreadable", reason } as const;
}

function isTexts(value: JsonValue | undefined): value is { readonly [key: string]: string } {
  return isMapping(value) && Object.values(value).every((text) => typeof text === "string");
}

function isTextList(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

function isLists(value: JsonValue | undefined): value is { readonly [key: string]: readonly string[] } {
  return isMapping(value) && Object.values(value).every(isTextList);
}

function isUses(value: JsonValue | undefined): value is Lock["uses"] {
  return isMapping(value) && Object.values(value).every((use) => modelUses.includes(String(use)));
}

function isShapes(value: JsonValue | undefined): value is Lock["shapes"] {
  return isMapping(value) && Object.values(value).every((shape) => inputShapes.includes(String(shape)));
}
