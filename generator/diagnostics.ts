/**
 * Diagnostics: what the generator has to say about a document, a config or the disk.
 *
 * Every stage returns diagnostics as values; only commands print them. The code is stable and has a section in
 * `docs/diagnostics.md`.
 */

/** `information` is shown but counts for nothing; `--strict` makes warnings count as errors. */
export type Severity = "error" | "warning" | "information";

/** Where a diagnostic points: a value in a file, by JSON pointer. The range is computed only when it is printed. */
export interface Location {
  /** URI of the file, as in `SourceDocument.files`. */
  readonly file: string;
  /** JSON pointer (RFC 6901, not percent-encoded) of the value; `""` is the whole file. */
  readonly pointer: string;
  /** Point at the property's key instead of its value. */
  readonly key?: boolean;
  /** Zero-based offset into the text, for errors found before there is a value (unreadable YAML or JSON). */
  readonly offset?: number;
}

/**
 * The file of a {@link Location} in the options of the client at hand: `pointer` leads through them (`/rename/tags/pets`).
 * Commands replace it by the config file, if there is one.
 */
export const optionsFile = "options:";

/** One thing to say, as every stage returns it. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** One sentence: what is wrong, naming the thing. */
  readonly message: string;
  readonly at?: Location;
  /** One sentence: what to do. */
  readonly help?: string;
}

/** Every code with its one-line meaning. CW0: usage, config, disk. CW1: load. CW2: normalise. CW3: model. CW4: emit. */
export const codes = {
  CW0001: "Wrong usage of a command",
  CW0002: "The config file cannot be used",
  CW0003: "An option has a wrong value",
  CW0004: "A config file is there already",
  CW0005: "The document was given on standard input",
  CW0010: "The output folder is refused",
  CW0011: "The output folder holds files that clientwright did not write",
  CW0012: "Generated files were edited by hand",
  CW0013: "The output cannot be written",
  CW0014: "Two clients have the same output folder",
  CW0015: "A filter fits no operation",
  CW0016: "An option is about something that the document does not have",
  CW0017: "A rename is not possible",
  CW0018: "A newer version generated the client",

  CW0020: "There are no recordings",
  CW0021: "A file holds something else than mismatch reports",
  CW1000: "More diagnostics than are shown",
  CW1001: "A file does not exist",
  CW1002: "A folder stands where a file is expected",
  CW1003: "A file cannot be read",
  CW1004: "A URL cannot be fetched",
  CW1005: "A reference leaves the document's folder",
  CW1006: "A reference goes to a host that is not allowed",
  CW1007: "A document is too large",
  CW1101: "The text is neither YAML nor JSON",
  CW1102: "A key stands twice in one mapping",
  CW1103: "The text nests too deeply or expands without end",
  CW1104: "A YAML tag has no meaning here",
  CW1105: "The document is not a mapping",
  CW1106: "Text that looks like JSON is none",
  CW1301: "An overlay cannot be applied",
  CW1302: "An overlay changes nothing",
  CW1201: "The manifest of the output folder is unreadable",
  CW1202: "The manifest holds both sides of a merge",

  CW2001: "Not an OpenAPI document",
  CW2002: "Unknown version of OpenAPI",
  CW2101: "A value has the wrong type",
  CW2102: "A required field is missing",
  CW2103: "A value is not one of those allowed",
  CW2104: "Something required is missing but not needed",
  CW2105: "Something is written in a way that this version of OpenAPI does not know",
  CW2106: "Something is ignored",
  CW2201: "A reference points to nothing",
  CW2202: "A reference leads back to itself",
  CW2203: "A reference is not a valid reference",
  CW2301: "A path template and its parameters differ",
  CW2302: "A path template is malformed",
  CW2303: "Two operations have the same operationId",
  CW2304: "A parameter is declared twice",
  CW2305: "An operation cannot be called with fetch",
  CW2401: "A security scheme is not declared",
  CW2501: "A naming extension gives no name",
  CW2502: "An extension leaves something out",
  CW2902: "Something new in OpenAPI 3.2 is not supported yet",
  CW2903: "A callback inside a callback is left out",

  CW3001: "A name is taken or reserved",
  CW3002: "Property names collide in camel case",
  CW3003: "Parameter names collide",
  CW3004: "The server is not an absolute URL",
  CW3005: "Several servers are described",
  CW3006: "A response can be had in several media types",
  CW3007: "The input of an operation changes its shape",
  CW3008: "Text is given as it comes",
  CW3009: "A redirect is no response",
  CW3010: "A chosen name is taken or reserved",
  CW3011: "A name could be better",
  CW3020: "Bytes are given as text",
  CW3021: "Nested values are written as JSON",
  CW3022: "A multipart body has no parts",
  CW3902: "A schema keyword is not expressed in the types",
  CW3910: "A parameter is given as text",
  CW3911: "A header of a part is not sent",
  CW3912: "A stream is given as text",
  CW3913: "A response header is given as text",
  CW3914: "Nothing is sent for a security scheme",
  CW3916: "A server of a single operation is left out",
  CW3917: "Members of a union look alike",
  CW3918: "The members of a union cannot be told apart",
  CW3919: "Parts of a composition contradict each other",
  CW3920: "A pattern is not checked",

  CW4901: "The raw client is left out",
} as const;

/** A stable code: it never changes its meaning. */
export type Code = keyof typeof codes;

/** Whether any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

/**
 * Leaves out what was said before: the same code, severity and sentence about the same place. What is shared by several
 * operations is looked at once for each. Keeps the order.
 */
export function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, severity, message, at }) => {
    const said = JSON.stringify([code, severity, message, at?.file, at?.pointer, at?.key, at?.offset]);
    if (seen.has(said)) return false;
    seen.add(said);
    return true;
  });
}

/** What a run says of what was found: each thing once. `strict` makes errors of warnings. */
export function judged(diagnostics: readonly Diagnostic[], strict: boolean): readonly Diagnostic[] {
  const all = distinct(diagnostics);
  if (!strict) return all;
  return all.map((one) => (one.severity === "warning" ? { ...one, severity: "error" } : one));
}

/** The most diagnostics of one run that are shown. */
export const diagnosticLimit = 100;

/**
 * What is shown of many diagnostics: all of them up to `limit`, else the errors first, and a last one (CW1000) that says
 * how many are left out. Keeps the order otherwise.
 */
export function limitDiagnostics(
  diagnostics: readonly Diagnostic[],
  limit: number = diagnosticLimit,
): readonly Diagnostic[] {
  if (diagnostics.length <= limit) return diagnostics;
  const bySeverity = [
    ...diagnostics.filter(({ severity }) => severity === "error"),
    ...diagnostics.filter(({ severity }) => severity !== "error"),
  ];
  const left = diagnostics.length - limit;
  const rest: Diagnostic = {
    code: "CW1000",
    severity: "information",
    message: `${left} more ${left === 1 ? "diagnostic is" : "diagnostics are"} not shown.`,
    help: "Repair the ones above and run the command again.",
  };
  return [...bySeverity.slice(0, limit), rest];
}

/** The pointer of a value inside another: `key` is escaped as RFC 6901 says. */
export function pointerTo(parent: string, key: string | number): string {
  if (typeof key === "number") return `${parent}/${key}`;
  const escaped = /[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
  return `${parent}/${escaped}`;
}

/** The keys that a pointer (RFC 6901, not percent-encoded) goes through. `""` goes through none. */
export function pointerKeys(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => (key.includes("~") ? key.replaceAll("~1", "/").replaceAll("~0", "~") : key));
}
