/** Turns a diagnostic into the text a person reads: place, code, sentence, the lines in question, and what to do. */

import { type Diagnostic, limitDiagnostics, type Severity } from "../diagnostics.js";
import { createLocate } from "./positions.js";
import type { Locate, SourceRange, SourceText } from "./types.js";

/** How parts of a listing are coloured. Each function gets text and returns it, with escape sequences around it. */
export interface Painter {
  readonly severity: (text: string, severity: Severity) => string;
  readonly place: (text: string) => string;
  readonly mark: (text: string, severity: Severity) => string;
  readonly dim: (text: string) => string;
}

const plain: Painter = {
  severity: (text) => text,
  place: (text) => text,
  mark: (text) => text,
  dim: (text) => text,
};

/** Where every code is explained: the document's path in the repository, which is also its path in the package. */
const documentationPath = "docs/diagnostics.md";

/** Lines shown before the one in question. */
const linesBefore = 2;
/** Widest part of a line that is shown: documents of a single line exist. */
const lineWidth = 120;

/** Renders one diagnostic; see {@link renderDiagnostics}, which parses each text only once for many. */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  texts: ReadonlyMap<string, SourceText>,
  painter: Painter = plain,
): string {
  return renderDiagnostics([diagnostic], texts, painter);
}

/**
 * Renders diagnostics, an empty line between them, no more than {@link limitDiagnostics} leaves. The result ends without a
 * newline and holds no control characters but newlines (and what the painter adds).
 *
 * @param texts - Those that `loadDocument` read.
 * @param documentation - Path of `docs/diagnostics.md` from where the reader stands; each listing ends with a link to it.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, SourceText>,
  painter: Painter = plain,
  documentation: string = documentationPath,
): string {
  const locate = createLocate(texts);
  return limitDiagnostics(diagnostics)
    .map((diagnostic) => {
      const link = `  ${visible(documentation)}#${diagnostic.code.toLowerCase()}`;
      return `${render(diagnostic, texts, locate, painter)}\n${painter.dim(link)}`;
    })
    .join("\n\n");
}

function render(
  diagnostic: Diagnostic,
  texts: ReadonlyMap<string, SourceText>,
  locate: Locate,
  painter: Painter,
): string {
  const { code, severity, at, help } = diagnostic;
  const source = at && texts.get(at.file);
  const range = at && locate(at);
  const place = range ? `${range.file}:${range.start.line}:${range.start.column}` : source?.name;
  const head = `${painter.severity(severity, severity)} ${code}: ${visible(diagnostic.message)}`;
  return [
    place === undefined ? head : `${painter.place(visible(place))} ${head}`,
    ...(source && range ? excerpt(source.text, range, severity, painter) : []),
    ...(help === undefined ? [] : [`  ${visible(help)}`]),
  ].join("\n");
}

function excerpt(text: string, { start, end }: SourceRange, severity: Severity, painter: Painter): readonly string[] {
  const first = Math.max(1, start.line - linesBefore);
  const lines = text.split("\n", start.line).slice(first - 1);
  const width = String(start.line).length;
  // Of a long line, the part around the column is shown, and the same part of the lines above it.
  const from = start.column > lineWidth - 20 ? start.column - 40 : 0;
  const last = lines.at(-1) ?? "";
  const stop = end.line === start.line ? end.column : start.column + 1;
  const carets = "^".repeat(Math.max(1, Math.min(stop, last.length + 1, from + lineWidth + 1) - start.column));
  const shown = lines.map((line, index) => {
    const isMarked = first + index === start.line;
    const gutter = `${isMarked ? ">" : " "} ${String(first + index).padStart(width)} |`;
    const part = visible(line.replace(/\r$/, "").slice(from, from + lineWidth));
    return `${isMarked ? painter.mark(gutter, severity) : painter.dim(gutter)} ${part}`.trimEnd();
  });
  const indent = " ".repeat(start.column - 1 - from);
  return ["", ...shown, `${painter.dim(`  ${" ".repeat(width)} |`)} ${indent}${painter.mark(carets, severity)}`, ""];
}

/** Characters that a terminal acts on, or that reorder text, become one visible character each, so that columns hold. */
function visible(text: string): string {
  return text.replaceAll("\t", " ").replaceAll(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, "\uFFFD");
}
