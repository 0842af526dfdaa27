/** Turns locations into line and column ranges, by parsing the text a second time with ranges. */

import { type Location, pointerKeys } from "../diagnostics.js";
import { type JsonPlace, outlineJson } from "./json.js";
import { looksLikeJson } from "./parse.js";
import type { Locate, SourceRange, SourceText } from "./types.js";
import { findInYaml, parseYaml } from "./yaml.js";

type Span = readonly [number, number];

/** What is looked for. */
interface Sought {
  readonly keys: readonly string[];
  /** The key instead of the value. */
  readonly key: boolean;
  /** Nothing but the value itself: not the innermost value around it that exists. */
  readonly isExact?: boolean;
}

type Find = (sought: Sought) => Span | undefined;

/**
 * Gives a function that finds the range of a location. A text is parsed when the first location in it is asked for, and
 * kept as long as the function is.
 */
export function createLocate(texts: ReadonlyMap<string, SourceText>): Locate {
  const finders = new Map<string, { find: Find; lines: readonly number[] }>();
  return (location) => {
    const source = texts.get(location.file);
    if (!source) return undefined;
    const known = finders.get(location.file) ?? { find: finder(source.text), lines: lineStarts(source.text) };
    finders.set(location.file, known);
    // Nothing at all is written in an empty file: it is pointed at from its beginning.
    return range(source.name, spanOf(location, source.text, known.find) ?? [0, 0], known.lines);
  };
}

/**
 * Gives a function that finds the first line and column of what is written at a pointer (from 1), and nothing if nothing is.
 * The text is parsed when it is called first.
 */
export function createPlaces(text: string): (pointer: string) => SourceRange["start"] | undefined {
  const find = finder(text);
  const lines = lineStarts(text);
  return (pointer) => {
    const [start] = find({ keys: pointerKeys(pointer), key: true, isExact: true }) ?? [];
    return start === undefined ? undefined : lineAndColumn(start, lines);
  };
}

/**
 * Gives a function that finds what is written at a pointer, for what a value doesn't tell: all digits of a number. The text
 * is parsed when it is called first.
 */
export function createExcerpts(text: string): (pointer: string) => string | undefined {
  const find = finder(text);
  return (pointer) => {
    const span = find({ keys: pointerKeys(pointer), key: false });
    return span && text.slice(...span);
  };
}

function spanOf(location: Location, text: string, find: Find): Span | undefined {
  if (location.offset === undefined) {
    return find({ keys: pointerKeys(location.pointer), key: location.key === true });
  }
  const start = Math.min(location.offset, text.length);
  const rest = /^"(?:[^"\\\n]|\\.)*"|^[\w$./-]+/.exec(text.slice(start, start + 200));
  return [start, start + Math.max(rest?.[0].length ?? 1, 1)];
}

/** The parser runs at the first question about a value: errors of syntax have offsets and need none. */
function finder(text: string): Find {
  let find: Find | undefined;
  return (sought) => {
    find ??= looksLikeJson(text) && isJson(text) ? jsonFinder(text) : yamlFinder(text);
    return find(sought);
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function jsonFinder(text: string): Find {
  const { root } = outlineJson(text);
  return ({ keys, key, isExact }) => {
    let place: JsonPlace = root;
    for (const name of keys) {
      const child = place.children?.get(name);
      if (!child && isExact) return undefined;
      if (!child) break;
      place = child;
    }
    return key && place.key ? place.key : [place.start, place.end];
  };
}

function yamlFinder(text: string): Find {
  const { document } = parseYaml(text);
  return ({ keys, key, isExact }) => {
    const place = document && findInYaml(document, keys, isExact);
    return key && place?.key ? place.key : place?.value;
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

function range(file: string, [start, end]: Span, lines: readonly number[]): SourceRange {
  return { file, start: lineAndColumn(start, lines), end: lineAndColumn(end, lines) };
}

function lineAndColumn(offset: number, lines: readonly number[]): { line: number; column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}
