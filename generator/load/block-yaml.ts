/** Turns YAML as nearly everybody writes it into a JSON value: blocks are read here, all else is left to the YAML parser. */

import type { JsonValue } from "./types.js";
import { depthLimit } from "./yaml.js";

/** Gives the value of a piece of YAML, or nothing if anything is wrong with it. */
export type ReadPiece = (text: string) => JsonValue | undefined;

/**
 * Reads a document of block mappings and sequences many times as fast as the parser, which keeps what each character is
 * and looks at each of them several times. Scalars of one line are read here if their meaning is plain to see. Any other
 * value, be it long text, a collection in brackets or an odd number, goes to the parser with its key or dash.
 *
 * @returns The value that the parser would give, or nothing if that isn't plain to see: errors, anchors, `\r`.
 */
export function readBlockYaml(text: string, readPiece: ReadPiece): JsonValue | undefined {
  if (/[\r\uFEFF]/.test(text)) return undefined;
  try {
    return new BlockReader(text, readPiece).read();
  } catch (error) {
    // A line of many megabytes is more than an expression can match.
    if (error instanceof NotPlain || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Thrown where only the parser knows what is meant. */
class NotPlain extends Error {}

/** What nothing else than a key can be, up to its colon. */
const plainKey = /[^\s\-?:,[\]{}#&*!|>'"%@`.][^\n\t:#]*(?::[^\s:#][^\n\t:#]*)*(?=:(?:[ \n]|$))/y;
const quotedKey = /(?:"[^"\\\n\t]*"|'[^'\n\t]*')(?=:(?:[ \n]|$))/y;
const quotedText = /(?:"[^"\\\n\t]*"|'[^'\n\t]*(?:''[^'\n\t]*)*')(?= *(?:\n|$))/y;
/** Begins text, whatever follows: no sign of YAML, and nothing that a number or null begins with. */
const textStart = /^[^\s\-?:,[\]{}#&*!|>'"%@`\d.+~]/;
/** Ends a scalar of one line, or isn't allowed in it. */
const textEnd = /:(?: |$)| #|\t/;
const safeInteger = /^(?:0|-?[1-9]\d{0,14})$/;
const safeWords: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);
/** Other spellings of the same words. */
const oddWord = /^(?:True|TRUE|False|FALSE|Null|NULL)$/;
/** What may be an anchor: aliases are counted over the whole document. */
const anchor = /[\s,[{]&\S/;
/** Longest key: the parser refuses those of more than 1024 characters. */
const keyLimit = 1000;

class BlockReader {
  readonly #text: string;
  readonly #readPiece: ReadPiece;
  /** Where the next content begins. */
  #at = 0;
  /** Column of the next content, from 0; -1 if there is none. */
  #column = -1;
  #depth = 0;

  constructor(text: string, readPiece: ReadPiece) {
    this.#text = text;
    this.#readPiece = readPiece;
  }

  read(): JsonValue {
    this.#toContent(0);
    if (/^---(?:\n|$)/.test(this.#text.slice(this.#at, this.#at + 4)) && this.#column === 0)
      this.#toContent(this.#at + 4);
    const value = this.#isBlock() ? this.#block() : notPlain();
    return this.#column === -1 ? value : notPlain();
  }

  #block(): JsonValue {
    this.#depth += 1;
    if (this.#depth > depthLimit) notPlain();
    const value = this.#isItem(this.#at) ? this.#sequence(this.#column) : this.#mapping(this.#column);
    this.#depth -= 1;
    return value;
  }

  #sequence(column: number): JsonValue {
    const items: JsonValue[] = [];
    while (this.#column === column && this.#isItem(this.#at)) {
      const dash = this.#at;
      const inline = this.#inline(dash + 1);
      if (inline !== undefined) {
        this.#at = inline;
        this.#column = column + inline - dash;
      }
      const isBlock = this.#column > column && this.#isBlock();
      items.push(isBlock ? this.#block() : this.#value(dash, inline, column));
    }
    return this.#column > column ? notPlain() : items;
  }

  #mapping(column: number): JsonValue {
    const members: Record<string, JsonValue> = {};
    while (this.#column === column && !this.#isItem(this.#at)) {
      const start = this.#at;
      const key = this.#key() ?? notPlain();
      const name = key.startsWith('"') || key.startsWith("'") ? key.slice(1, -1) : key;
      // A space that belongs to no key, a key for the second time, one to merge, and one that isn't a member like others.
      const isOdd = name.length > keyLimit || /^<<$|^__proto__$| $/.test(key) || Object.hasOwn(members, name);
      if (isOdd) notPlain();
      const inline = this.#inline(start + key.length + 1);
      const isSequence = this.#column === column && this.#isItem(this.#at);
      const isBlock = inline === undefined && (isSequence || (this.#column > column && this.#isBlock()));
      members[name] = isBlock ? this.#block() : this.#value(start, inline, column);
    }
    return this.#column > column ? notPlain() : members;
  }

  /**
   * A value that is no block, and goes to what follows it.
   *
   * @param start - Where its key or dash is, in `column`.
   * @param inline - Where it begins, if that is on the same line.
   */
  #value(start: number, inline: number | undefined, column: number): JsonValue {
    if (inline === undefined) return this.#column > column ? this.#piece(start, start, column) : null;
    const scalar = this.#scalar(inline, column);
    return scalar === undefined ? this.#piece(start, inline, column) : scalar;
  }

  /** A scalar whose meaning is plain to see; goes to what follows it. */
  #scalar(at: number, column: number): JsonValue | undefined {
    const quoted = matchAt(quotedText, this.#text, at);
    if (quoted !== undefined) {
      this.#toContent(this.#lineEnd(at) + 1);
      if (this.#column > column) notPlain();
      return quoted.startsWith("'") ? quoted.slice(1, -1).replaceAll("''", "'") : quoted.slice(1, -1);
    }
    const text = this.#folded(at, column);
    if (text === undefined) return undefined;
    if (safeInteger.test(text)) return Number(text);
    if (!textStart.test(text) || oddWord.test(text)) return undefined;
    const word = safeWords.get(text);
    return word === undefined ? text : word;
  }

  /** Text without quotes, one space for each line end in it; goes to what follows it. */
  #folded(at: number, column: number): string | undefined {
    const lines: string[] = [];
    let lineStart = at;
    let from = at;
    do {
      const end = this.#lineEnd(from);
      lines.push(this.#text.slice(from, end).trimEnd());
      lineStart = end + 1;
      from = this.#skipSpaces(lineStart);
    } while (from - lineStart > column && !this.#isBlank(from));
    this.#toContent(lineStart);
    return this.#column > column || lines.some((line) => textEnd.test(line)) ? undefined : lines.join(" ");
  }

  /** What the parser makes of a key or dash and all that is indented below it, a value that begins at `inline`. */
  #piece(start: number, inline: number, column: number): JsonValue {
    let end = this.#lineEnd(start) + 1;
    while (end <= this.#text.length && this.#isBelow(end, column)) end = this.#lineEnd(end) + 1;
    this.#toContent(end);
    const text = this.#text.slice(start, end);
    const isLongText = /[|>]/.test(this.#text[inline] ?? "");
    if (!isLongText && anchor.test(text)) notPlain();
    const whole = this.#readPiece(" ".repeat(column) + text);
    const values = typeof whole === "object" && whole !== null ? Object.values(whole) : [];
    const [value] = values;
    return values.length === 1 && value !== undefined ? value : notPlain();
  }

  /** Whether a line is empty, indented more than `column`, or ends a collection in brackets. */
  #isBelow(lineStart: number, column: number): boolean {
    const first = this.#skipSpaces(lineStart);
    const character = this.#text[first] ?? "\n";
    return first - lineStart > column || "\n]}".includes(character);
  }

  /** Where a value begins on the line of its key or dash; if there is none, goes to the next content. */
  #inline(from: number): number | undefined {
    const at = this.#skipSpaces(from);
    if (!this.#isBlank(at)) return at;
    this.#toContent(this.#lineEnd(at) + 1);
    return undefined;
  }

  /** Whether the line holds nothing more but a comment. */
  #isBlank(at: number): boolean {
    const character = this.#text[at] ?? "\n";
    return character === "\n" || character === "#";
  }

  #isBlock(): boolean {
    return this.#isItem(this.#at) || this.#key() !== undefined;
  }

  #isItem(at: number): boolean {
    const next = this.#text[at + 1];
    return this.#text[at] === "-" && (next === " " || next === "\n" || next === undefined);
  }

  /** The key that is written here, in its quotes. */
  #key(): string | undefined {
    return matchAt(plainKey, this.#text, this.#at) ?? matchAt(quotedKey, this.#text, this.#at);
  }

  /** Goes to the first line, from the one that begins at `lineStart`, that isn't empty or a comment. */
  #toContent(lineStart: number): void {
    let start = lineStart;
    while (start < this.#text.length) {
      const first = this.#skipSpaces(start);
      if (this.#text[first] === "\t") notPlain();
      if (!this.#isBlank(first)) {
        this.#at = first;
        this.#column = first - start;
        return;
      }
      start = this.#lineEnd(first) + 1;
    }
    this.#at = this.#text.length;
    this.#column = -1;
  }

  #skipSpaces(from: number): number {
    let at = from;
    while (this.#text[at] === " ") at += 1;
    return at;
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf("\n", from);
    return end === -1 ? this.#text.length : end;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function notPlain(): never {
  throw new NotPlain();
}
