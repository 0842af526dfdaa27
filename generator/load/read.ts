/** Turns URIs into text: the only reader of files, network and standard input, and the judge of what may be read. */

import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Code } from "../diagnostics.js";
import { fetchText } from "./fetch.js";
import { committedName, committedParts, committedUri, isCommitted, readBlob } from "./git.js";

/** Where documents come from, and what may be read beside the root. */
export interface ReadOptions {
  /** A file (absolute or relative to `cwd`), an http(s) URL, `git:REF:path` for a committed file, or `-` for standard input. */
  readonly document: string;
  readonly cwd: string;
  /** Hosts (`example.com`, `example.com:8443`) that references may go to. That of a root URL is always allowed. */
  readonly allowHosts?: readonly string[];
  /** Folders, besides that of the document, that references may go to. */
  readonly allowFolders?: readonly string[];
  /** Overlays of the document, in the order in which they are applied: absolute paths or http(s) URLs. */
  readonly overlays?: readonly string[];
  /** Reads standard input to its end. */
  readonly stdin?: () => Promise<string>;
  readonly fetch?: typeof fetch;
}

/** Why there is no text. */
export interface Refusal {
  readonly code: Code;
  readonly message: string;
  readonly help: string;
}

/** The text of a file, or why it isn't read. */
export type ReadResult =
  /** `base` is the URI that references in the text are relative to. */
  { readonly text: string; readonly base: string; readonly refusal?: undefined } | { readonly refusal: Refusal };

/** Largest file that is read: far above any real document. */
const sizeLimit = 100_000_000;

/** Reads the files of one document, within the limits that `options` set. */
export interface Reader {
  /** URI of the root. */
  readonly root: string;
  /** URIs of the overlays. */
  readonly overlays: readonly string[];
  /** What a person calls a file: its path relative to the current folder, or the URL. */
  nameOf(uri: string): string;
  /** Reads a file; any but the root and the overlays only where it is allowed. Never throws. */
  read(uri: string): Promise<ReadResult>;
}

/** Makes the reader of one document. */
export function createReader(options: ReadOptions): Reader {
  const root = uriOf(options.document, options.cwd);
  const overlays = (options.overlays ?? []).map((overlay) => uriOf(overlay, options.cwd));
  const nameOf = (uri: string): string => nameFrom(uri, options.cwd);
  return {
    root,
    overlays,
    nameOf,
    async read(uri) {
      // What the user names is what references from there may lead to.
      const from = overlays.includes(uri) ? uri : root;
      if (uri.startsWith("stdin:")) return readStdin(options);
      if (uri.startsWith("http:") || uri.startsWith("https:")) {
        return fetchText(uri, {
          root: from,
          allowHosts: options.allowHosts ?? [],
          fetch: options.fetch ?? fetch,
          sizeLimit,
        });
      }
      if (uri.startsWith("file:")) return readLocal(uri, from, options);
      if (uri.startsWith("git:")) return readCommitted(uri, from, options);
      return refuse("CW1003", `\`${uri}\` is neither a file nor an http(s) URL.`, "Refer to a file or an http(s) URL.");
    },
  };
}

function uriOf(document: string, cwd: string): string {
  if (document === "-") return "stdin:/document";
  if (isCommitted(document)) return committedUri(document, cwd);
  const isUrl = /^(https?|file):\/\//i.test(document) && URL.canParse(document);
  if (!isUrl) return pathToFileURL(resolve(cwd, document)).href;
  const url = new URL(document);
  url.hash = "";
  return url.href;
}

function nameFrom(uri: string, cwd: string): string {
  if (uri.startsWith("stdin:")) return "<stdin>";
  if (uri.startsWith("git:")) return committedName(uri, cwd);
  if (!uri.startsWith("file:")) return uri.replace(/^(https?:\/\/)[^/@]*@/, "$1");
  const path = fileURLToPath(uri);
  return (relative(cwd, path) || path).split(sep).join("/");
}

async function readStdin({ stdin, cwd }: ReadOptions): Promise<ReadResult> {
  const text = (await stdin?.()) ?? "";
  return { text: withoutMark(text), base: pathToFileURL(`${cwd}${sep}`).href };
}

async function readLocal(uri: string, root: string, options: ReadOptions): Promise<ReadResult> {
  const path = fileURLToPath(uri);
  const name = nameFrom(uri, options.cwd);
  try {
    const isRoot = uri === root;
    if (!isRoot && !(await isAllowed(path, root, options))) return outside(name);
    const info = await stat(path);
    if (info.isDirectory()) {
      return refuse("CW1002", `\`${name}\` is a folder, not a file.`, "Name the document's file in that folder.");
    }
    if (!isRoot && !info.isFile()) return refuse("CW1003", `\`${name}\` is not a regular file.`, "Refer to a file.");
    if (info.size > sizeLimit) return tooLarge(name);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
    return { text: withoutMark(text), base: uri };
  } catch (error) {
    return { refusal: explain(error, name) };
  }
}

/** A file of the repository that holds the current folder. What is committed is no link out of it. */
async function readCommitted(uri: string, root: string, options: ReadOptions): Promise<ReadResult> {
  const { cwd, allowFolders = [] } = options;
  const name = committedName(uri, cwd);
  const { ref, path } = committedParts(uri);
  const home = committedParts(root);
  const folders = [dirname(home.path), ...allowFolders.map((folder) => resolve(cwd, folder))];
  const isAllowedHere = uri === root || (ref === home.ref && folders.some((folder) => contains(folder, path)));
  if (!isAllowedHere) return outside(name);
  const bytes = await readBlob(ref, path, cwd);
  if ("reason" in bytes) {
    return refuse("CW1003", `\`${name}\` cannot be read: ${bytes.reason}.`, bytes.help);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { text: withoutMark(text), base: uri };
  } catch (error) {
    return { refusal: explain(error, name) };
  }
}

/** Symbolic links are followed first: a link in the folder may lead out of it. What doesn't exist is judged as written. */
async function isAllowed(path: string, root: string, options: ReadOptions): Promise<boolean> {
  if (root.startsWith("http")) return false;
  const home = root.startsWith("file:") ? dirname(fileURLToPath(root)) : options.cwd;
  const real = await realpath(path).catch(() => undefined);
  for (const folder of [home, ...(options.allowFolders ?? [])]) {
    const written = resolve(options.cwd, folder);
    const isIn = real === undefined ? contains(written, path) : contains(await realFolder(written), real);
    if (isIn) return true;
  }
  return false;
}

function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function explain(error: unknown, name: string): Refusal {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") {
    const isOfScheme = /^[a-z][a-z\d+.-]+:\//i.test(name);
    const help = isOfScheme ? "A document is a file, or an http(s) URL." : "Check the spelling of the path.";
    return { code: "CW1001", message: `The file \`${name}\` does not exist.`, help };
  }
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return { code: "CW1003", message: `\`${name}\` is not UTF-8 text.`, help: "Save the document as UTF-8." };
  }
  const reason = code === "EACCES" || code === "EPERM" ? "permission is denied" : String(code ?? error);
  return { code: "CW1003", message: `\`${name}\` cannot be read: ${reason}.`, help: "Make the file readable." };
}

function outside(name: string): ReadResult {
  return refuse(
    "CW1005",
    `\`${name}\` lies outside the document's folder and is not read.`,
    "Move the file into the folder of the document, or allow its folder with `allowFolders`.",
  );
}

function tooLarge(name: string): ReadResult {
  return refuse(
    "CW1007",
    `\`${name}\` is larger than ${sizeLimit / 1_000_000} MB.`,
    "Check that this is the right file.",
  );
}

function refuse(code: Code, message: string, help: string): ReadResult {
  return { refusal: { code, message, help } };
}

function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
