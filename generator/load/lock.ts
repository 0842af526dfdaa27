/** Turns the manifest of an output folder into the lock: the names and shapes that earlier runs have fixed. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic } from "../diagnostics.js";
import type { InputShape, Lock } from "../model/types.js";
import type { JsonValue } from "./types.js";
import { isMapping } from "./values.js";

/** Name of the manifest in an output folder. */
const manifestName = ".clientwright.json";

const inputShapes: readonly string[] = ["none", "parameters", "body", "both"] satisfies readonly InputShape[];

/**
 * Reads the lock of an output folder. No lock and no diagnostic if there is no manifest yet; a diagnostic (CW1201) if it
 * can't be read: names would move without it.
 */
export async function readLock(
  outputFolder: string,
): Promise<{ readonly lock?: Lock; readonly diagnostics: readonly Diagnostic[] }> {
  const path = join(outputFolder, manifestName);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
    return { diagnostics: isAbsent ? [] : [unreadable("it cannot be read")] };
  }
  const lock = parseLock(text);
  return lock ? { lock, diagnostics: [] } : { diagnostics: [unreadable("it is not what the generator wrote")] };
}

function parseLock(text: string): Lock | undefined {
  try {
    const manifest: JsonValue = JSON.parse(text);
    if (!isMapping(manifest)) return undefined;
    const names = manifest["names"];
    const shapes = manifest["shapes"];
    return isNames(names) && isShapes(shapes) ? { names, shapes } : undefined;
  } catch {
    return undefined;
  }
}

function isNames(value: JsonValue | undefined): value is Lock["names"] {
  return isMapping(value) && Object.values(value).every((name) => typeof name === "string");
}

function isShapes(value: JsonValue | undefined): value is Lock["shapes"] {
  return isMapping(value) && Object.values(value).every((shape) => inputShapes.includes(String(shape)));
}

function unreadable(reason: string): Diagnostic {
  return {
    code: "CW1201",
    severity: "error",
    message: `\`${manifestName}\` in the output folder is no manifest: ${reason}.`,
    help: "Restore the file from version control; without it, names of the client could change.",
  };
}
