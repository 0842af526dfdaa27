/** The stage load: the name of a document becomes its text and that of every file it refers to, each parsed once. */

import { type Diagnostic, diagnosticLimit, type Location } from "../diagnostics.js";
import { decodeFragment, resolveAddress } from "./addresses.js";
import { hashOf } from "./hash.js";
import { applyOverlay } from "./overlay.js";
import { type Problem, parseText } from "./parse.js";
import { createExcerpts } from "./positions.js";
import { createReader, type Reader, type ReadOptions, type ReadResult, type Refusal } from "./read.js";
import { listReferences, type Reference, type Role } from "./references.js";
import type { JsonValue, Mark, SourceDocument, SourceFile, SourceText } from "./types.js";
import { isList, isMapping, valueAt } from "./values.js";

export { isCommitted } from "./git.js";
export { hashDocument } from "./hash.js";
export { type Painter, renderDiagnostic, renderDiagnostics } from "./listing.js";
export { type RecordedRun, readCommittedManifest, readCommittedText, readManifest } from "./manifest.js";
export { type Merged, sidesOf } from "./merged.js";
export { createLocate, createPlaces } from "./positions.js";
export type { ReadOptions } from "./read.js";
export { isNewer } from "./versions.js";

/** What {@link loadDocument} gives. */
export interface LoadResult {
  /** Absent if the root couldn't be read; files it refers to may be missing all the same: see `SourceFile.links`. */
  readonly source?: SourceDocument;
  /** Every text that was read, also those that couldn't be parsed: for listings. */
  readonly texts: ReadonlyMap<string, SourceText>;
  /** URIs of all that was looked for, also of what isn't there. */
  readonly sought: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A document of more files than this is taken for one that makes references without end. */
const fileLimit = 5_000;
/** So many files are read at once, few enough for any limit on open files. */
const batchSize = 32;

/** A value whose references are followed. */
interface Target {
  readonly file: LoadedFile;
  readonly pointer: string;
  readonly role: Role;
}

/** A reference and the file it stands in. */
interface Found extends Reference {
  readonly file: LoadedFile;
  readonly fileBase: string;
}

/** A reference and where it leads. */
interface Step extends Reference {
  readonly file: LoadedFile;
  readonly uri: string;
  readonly fragment: string;
}

type LoadedFile = SourceFile & { readonly links: Map<string, string>; readonly marks: Mark[] };

/**
 * Loads a document: a file, a URL or standard input, and what its references need, however indirectly. Reads nothing that
 * `options` don't allow. Never throws for what is wrong with a document: that is in the diagnostics, all of it.
 */
export async function loadDocument(options: ReadOptions): Promise<LoadResult> {
  return new Loading(createReader(options), options.allowHosts ?? []).run();
}

class Loading {
  readonly #reader: Reader;
  readonly #files = new Map<string, LoadedFile>();
  readonly #texts = new Map<string, SourceText>();
  readonly #bases = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #seen = new Set<object>();
  /** Every identifier met: what they name is not to be fetched. */
  readonly #identifiers = new Set<string>();
  /** Why files weren't read that nothing depended on when they were asked for. */
  readonly #softened = new Map<string, Refusal>();
  readonly #diagnostics: Diagnostic[] = [];

  /** Hosts that were allowed by name. */
  readonly #allowHosts: ReadonlySet<string>;

  constructor(reader: Reader, allowHosts: readonly string[]) {
    this.#reader = reader;
    this.#allowHosts = new Set(allowHosts);
  }

  async run(): Promise<LoadResult> {
    const { root } = this.#reader;
    this.#take(root, await this.#read(root));
    const file = await this.#overlaid(this.#files.get(root));
    if (!file) return this.#result();
    if (!isMapping(file.value)) {
      this.#report(notAMapping(file));
      return this.#result();
    }
    await this.#follow(file);
    return { ...this.#result(), source: { root: file, files: this.#files } };
  }

  /** The root as its overlays make it. */
  async #overlaid(root: LoadedFile | undefined): Promise<LoadedFile | undefined> {
    let file = root;
    for (const uri of this.#reader.overlays) {
      const overlay = this.#parse(uri, await this.#read(uri));
      if (!overlay || !file) return undefined;
      file = this.#apply(overlay, file);
    }
    if (file) this.#files.set(file.uri, file);
    return file;
  }

  #apply(overlay: LoadedFile, file: LoadedFile): LoadedFile {
    const { value, changed, problems, warnings } = applyOverlay(file.value, overlay.value);
    this.#tell(overlay.uri, problems);
    this.#tell(overlay.uri, warnings, "warning");
    const isChanged = (pointer: string): boolean =>
      changed.some((place) => pointer === place || pointer.startsWith(`${place}/`));
    // The text doesn't tell what the overlay has made of it.
    const written = (pointer: string) => (isChanged(pointer) ? undefined : file.written(pointer));
    return { ...file, value, written, hash: hashOf(`${file.hash}\n${overlay.hash}`) };
  }

  /** Walks from reference to reference, all files of one distance from the root at once. */
  async #follow(root: LoadedFile): Promise<void> {
    let targets: readonly Target[] = [{ file: root, pointer: "", role: "keywords" }];
    while (targets.length > 0) {
      const found = targets.flatMap((target) => this.#references(target));
      // Only now are the identifiers known that the references may mean.
      const steps = found.flatMap((step) => this.#steps(step));
      await this.#loadAll(steps);
      targets = steps.flatMap((step) => (step.isDialect ? [] : this.#target(step)));
    }
  }

  #references({ file, pointer, role }: Target): readonly Found[] {
    const value = valueAt(file.value, pointer);
    if (value === undefined) return [];
    const fileBase = this.#bases.get(file.uri) ?? file.uri;
    const { references, marks } = listReferences(value, { pointer, role, fileBase }, this.#seen);
    file.marks.push(...marks);
    for (const { kind, name } of marks) if (kind === "identifier") this.#identifiers.add(name);
    return references.map((reference) => ({ ...reference, file, fileBase }));
  }

  #steps({ fileBase, ...reference }: Found): readonly Step[] {
    const { file, pointer, base, text } = reference;
    const [address = "", fragment = ""] = text.split(/#(.*)/s);
    if (reference.isDialect) return this.#dialect(address, reference, file);
    if (address === "") return [{ ...reference, uri: file.uri, fragment }];
    const meant = base === undefined ? undefined : resolveAddress(address, base);
    if (meant !== undefined && this.#identifiers.has(meant)) {
      file.links.set(pointer, meant);
      return [];
    }
    if (meant !== undefined && this.#isAllowed(meant)) {
      file.links.set(pointer, meant);
      return [{ ...reference, uri: meant, fragment }];
    }
    // What no identifier explains, nor a host that was allowed, is relative to the file, as every other tool takes it.
    const uri = resolveAddress(address, fileBase);
    // What isn't a URI gets no link: normalise knows what to say of it.
    if (uri === undefined) return [];
    file.links.set(address, uri);
    return this.#identifiers.has(uri) ? [] : [{ ...reference, uri, fragment }];
  }

  /** A dialect is read where its host was allowed by name; without it, schemas mean what they do in JSON Schema. */
  #dialect(address: string, reference: Reference, file: LoadedFile): readonly Step[] {
    const uri = resolveAddress(address, file.uri);
    if (uri === undefined || !this.#isAllowed(uri)) return [];
    file.links.set(reference.pointer, uri);
    return [{ ...reference, file, uri, fragment: "" }];
  }

  #isAllowed(uri: string): boolean {
    const { protocol, host, hostname } = new URL(uri);
    const isRemote = protocol === "http:" || protocol === "https:";
    return isRemote && (this.#allowHosts.has(host) || this.#allowHosts.has(hostname));
  }

  async #loadAll(steps: readonly Step[]): Promise<void> {
    const wanted = new Map<string, Step>();
    for (const step of steps) {
      this.#harden(step);
      const isKnown = wanted.get(step.uri)?.isDispensable !== true && wanted.has(step.uri);
      if (!this.#asked.has(step.uri) && !isKnown) wanted.set(step.uri, step);
    }
    const queue = [...wanted.values()];
    for (let start = 0; start < queue.length; start += batchSize) {
      if (this.#asked.size >= fileLimit) return this.#report(tooManyFiles(queue[start]));
      const batch = queue.slice(start, start + batchSize);
      const results = await Promise.all(batch.map((step) => this.#read(step.uri)));
      // Only now, so that the order of diagnostics doesn't depend on which file came first.
      for (const [index, step] of batch.entries()) this.#take(step.uri, results[index], step);
    }
  }

  /** What could be done without so far is an error once something depends on it. */
  #harden(step: Step): void {
    const refusal = step.isDispensable ? undefined : this.#softened.get(step.uri);
    if (!refusal || step.isTentative) return;
    this.#softened.delete(step.uri);
    this.#report(refused(refusal, step));
  }

  #read(uri: string): Promise<ReadResult> {
    this.#asked.add(uri);
    return this.#reader.read(uri);
  }

  #take(uri: string, result: ReadResult | undefined, from?: Step): void {
    if (!result) return;
    if (result.refusal) {
      if (from?.isTentative && result.refusal.code === "CW1001") from.file.links.delete(from.text);
      else this.#report(refused(result.refusal, from));
      if (from?.isDispensable) this.#softened.set(uri, result.refusal);
      return;
    }
    const file = this.#parse(uri, result);
    if (file) this.#files.set(uri, file);
  }

  #parse(uri: string, result: ReadResult): LoadedFile | undefined {
    if (result.refusal) {
      this.#report(refused(result.refusal, undefined));
      return undefined;
    }
    const name = this.#reader.nameOf(uri);
    const { text, base } = result;
    this.#texts.set(uri, { uri, name, text });
    this.#bases.set(uri, base);
    const parsed = parseText(text);
    this.#tell(uri, parsed.problems ?? []);
    if (parsed.problems) return undefined;
    const { value, warning } = parsed;
    this.#tell(uri, warning === undefined ? [] : [warning], "warning");
    return { uri, name, text, value, written: createExcerpts(text), hash: hashOf(text), links: new Map(), marks: [] };
  }

  #tell(uri: string, problems: readonly Problem[], severity: Diagnostic["severity"] = "error"): void {
    for (const { offset, pointer = "", code, message, help } of problems) {
      const at: Location = { file: uri, pointer, ...(offset !== undefined && { offset }) };
      this.#report({ code, severity, message, at, help });
    }
  }

  #target({ uri, fragment, role }: Step): readonly Target[] {
    const file = this.#files.get(uri);
    if (!file) return [];
    // An anchor may be anywhere in the file, and so may those that a schema with an identifier refers to.
    const isResource = isMapping(file.value) && isText(file.value["$id"] ?? file.value["$schema"]);
    return [{ file, pointer: isResource ? "" : (decodeFragment(fragment) ?? ""), role }];
  }

  #report(diagnostic: Diagnostic): void {
    if (this.#diagnostics.length < diagnosticLimit) this.#diagnostics.push(diagnostic);
  }

  #result(): LoadResult {
    return { texts: this.#texts, sought: [...this.#asked], diagnostics: this.#diagnostics };
  }
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === "string";
}

function refused({ code, message, help }: Refusal, from: Step | undefined): Diagnostic {
  const at = from && { file: from.file.uri, pointer: from.pointer };
  return { code, severity: from?.isDispensable ? "warning" : "error", message, help, ...(at && { at }) };
}

function notAMapping(file: SourceFile): Diagnostic {
  const { value } = file;
  const found = value === null ? "empty" : isList(value) ? "a list" : `a ${typeof value}`;
  return {
    code: "CW1105",
    severity: "error",
    message: `\`${file.name}\` is ${found}, not a mapping.`,
    at: { file: file.uri, pointer: "" },
    help: "An OpenAPI document is a mapping that starts with `openapi: 3.1.0`.",
  };
}

function tooManyFiles(from: Step | undefined): Diagnostic {
  const refusal: Refusal = {
    code: "CW1007",
    message: `The document refers to more than ${fileLimit} files.`,
    help: "Check that the references come to an end, or bundle the document into fewer files.",
  };
  return refused(refusal, from);
}
