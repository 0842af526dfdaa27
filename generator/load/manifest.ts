/** Turns the manifest of an output folder into what the last run recorded: document, options, hashes and the lock. */

import { readFileSync } from "node:fs";
import type { InputShape, Lock } from "../model/types.js";
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

/** What a run leaves behind for the next one. What only people read of it, such as its version, is not in here. */
export interface RecordedRun {
  /** Path relative to the output folder with `/`, a URL, or `-` for standard input. */
  readonly document: string;
  /** The options of the client that differed from the defaults, as the config file spells them; not checked. */
  readonly options: JsonObject;
  /** Content hash by path. */
  readonly files: { readonly [path: string]: string };
  readonly lock: Lock;
}

/** A manifest: not there, there but of no use (`reason` is a clause about it), or read. */
export type ReadManifest =
  | { readonly state: "absent" }
  | { readonly state: "unreadable"; readonly reason: string }
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
  try {
    return parseManifest(JSON.parse(text));
  } catch {
    return unreadable("it is not valid JSON");
  }
}

function parseManifest(manifest: JsonValue): ReadManifest {
  if (!isMapping(manifest)) return unreadable("it is not a manifest of clientwright");
  const { manifestVersion: version, document, options, files, names, shapes } = manifest;
  if (typeof version === "number" && version > manifestVersion) {
    return unreadable("a newer version of clientwright wrote it");
  }
  const isOurs =
    version === manifestVersion &&
    typeof document === "string" &&
    isMapping(options) &&
    isTexts(files) &&
    isTexts(names) &&
    isShapes(shapes);
  if (!isOurs) return unreadable("it is not a manifest of clientwright");
  return { state: "read", run: { document, options, files, lock: { names, shapes } } };
}

function unreadable(reason: string): ReadManifest {
  return { state: "unreadable", reason };
}

function isTexts(value: JsonValue | undefined): value is { readonly [key: string]: string } {
  return isMapping(value) && Object.values(value).every((text) => typeof text === "string");
}

function isShapes(value: JsonValue | undefined): value is Lock["shapes"] {
  return isMapping(value) && Object.values(value).every((shape) => inputShapes.includes(String(shape)));
}
