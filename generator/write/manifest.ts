/** Turns what a run wrote into `.clientwright.json`: document, options, hashes and the lock. */

import { createHash } from "node:crypto";
import type { JsonValue, Lock } from "../model/types.js";
import { printJson } from "./json.js";
import type { PrintedFile } from "./print.js";

/** File name of the manifest in every output folder. */
export const manifestName = ".clientwright.json";

/** Raised when the layout changes; `load` reads it. */
const manifestVersion = 1;

/** What a run leaves behind in its output folder, apart from the files. */
export interface Manifest {
  /** Version of the generator that wrote it. */
  readonly version: string;
  /** Path relative to the output folder with `/`, a URL, or `-` for standard input. */
  readonly document: string;
  /** SHA-256 (hex) over the document's text with LF line ends. */
  readonly documentHash: string;
  /** The options of the client that differ from the defaults, as the config file spells them. */
  readonly options: { readonly [key: string]: JsonValue };
  /** Content hash by path. */
  readonly files: { readonly [path: string]: string };
  readonly lock: Lock;
}

/** The manifest's text: keys in a fixed order, entries sorted, so that it depends on nothing but its content. */
export function printManifest(manifest: Manifest): string {
  const { lock } = manifest;
  return printJson({
    manifestVersion,
    generator: { name: "clientwright", version: manifest.version },
    document: manifest.document,
    documentHash: manifest.documentHash,
    options: manifest.options,
    files: sorted(manifest.files),
    names: sorted(lock.names),
    shapes: sorted(lock.shapes),
    ...nonEmpty("parameters", sorted(lock.parameters)),
    ...nonEmpty("bodies", sorted(lock.bodies)),
    ...nonEmpty("resources", lock.resources),
    ...nonEmpty("homes", sorted(lock.homes)),
    ...nonEmpty("uses", sorted(lock.uses)),
    ...nonEmpty("members", sorted(lock.members)),
    ...nonEmpty("chosen", [...lock.chosen].sort()),
    ...nonEmpty("aliases", sorted(lock.aliases)),
  });
}

/** An entry that most manifests have nothing to say in. */
function nonEmpty(key: string, value: { readonly [key: string]: JsonValue } | readonly JsonValue[]): object {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}

/** Hashes of files by path, as the manifest holds them. */
export function hashFiles(files: readonly PrintedFile[]): Manifest["files"] {
  return Object.fromEntries(files.map(({ path, text }) => [path, contentHash(path, text)]));
}

/**
 * SHA-256 (hex) of a file's text with LF line ends. Of a package.json: of its parsed value, without the version (the
 * publisher's) and the range of the runtime (which a release tool may raise before we do).
 */
export function contentHash(path: string, text: string): string {
  const value = path === "package.json" ? parse(text) : undefined;
  if (!isRecord(value)) return sha256(text.replaceAll("\r\n", "\n"));
  const { version: _version, dependencies, ...rest } = value;
  if (!isRecord(dependencies)) return sha256(canonical({ ...rest, dependencies }));
  const { "@clientwright/runtime": _range, ...others } = dependencies;
  return sha256(canonical({ ...rest, dependencies: others }));
}

/** JSON with sorted keys: two package.json files with the same meaning give the same text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? sorted(part) : part));
}

/** Whether a path from a file on disk stays inside the folder it is relative to. */
export function isInnerPath(path: string): boolean {
  return path !== "" && !/[\\:\0]/.test(path) && path.split("/").every((part) => !["", ".", ".."].includes(part));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function sorted<Value>(record: { readonly [key: string]: Value }): { readonly [key: string]: Value } {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
