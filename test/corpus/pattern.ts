/** Turns a regular expression into a text that it matches, for the expressions that documents use. */

/** What the expression can't be read as, or what it refers back to. */
class Unreadable extends Error {}

/**
 * A short text that matches, or `undefined` for expressions with look-around, back-references or other rarities, and for
 * those that are no regular expression.
 */
export function textMatching(pattern: string): string | undefined {
  const expression = compile(pattern);
  if (expression === undefined) return undefined;
  try {
    const reader = new Reader(pattern);
    const text = reader.alternatives();
    return expression.test(text) ? text : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** As validators read it: with the `u` flag where that is possible. */
export function compile(pattern: string): RegExp | undefined {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Without the flag, escapes that it forbids are allowed.
    }
  }
  return undefined;
}

const candidates = [
  ..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ .:/@#+,;=!?%&()[]{}<>'\"\\|~^$*`éß漢\t\n",
];

/** Reads an expression from left to right and writes the first text that fits. */
class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Everything up to the end or a closing bracket; the first alternative that isn't empty is the text. */
  alternatives(): string {
    let text = this.#sequence();
    while (this.#peek() === "|") {
      this.#at += 1;
      const next = this.#sequence();
      text ||= next;
    }
    return text;
  }

  #sequence(): string {
    let text = "";
    for (let next = this.#peek(); next !== undefined && next !== "|" && next !== ")"; next = this.#peek()) {
      const atom = this.#atom();
      text += this.#repeated(atom);
    }
    return text;
  }

  #atom(): string {
    const next = this.#take();
    if (next === "^" || next === "$") return "";
    if (next === "(") return this.#group();
    if (next === "[") return this.#class();
    if (next === ".") return "a";
    if (next === "\\") return this.#escape();
    return next;
  }

  #group(): string {
    if (this.#peek() === "?") {
      const intro = /^\?(?::|<[A-Za-z_$][\w$]*>)/.exec(this.#source.slice(this.#at));
      if (intro === null) throw new Unreadable();
      this.#at += intro[0].length;
    }
    const text = this.alternatives();
    if (this.#take() !== ")") throw new Unreadable();
    return text;
  }

  /** A class is judged by the engine itself, character by character. */
  #class(): string {
    const start = this.#at - 1;
    for (let next = this.#take(); next !== "]" || this.#at === start + 2; next = this.#take()) {
      if (next === "\\") this.#take();
    }
    return this.#firstOf(this.#source.slice(start, this.#at));
  }

  #escape(): string {
    const start = this.#at - 1;
    const next = this.#take();
    if (/[bB]/.test(next)) return "";
    if (/[1-9k]/.test(next)) throw new Unreadable();
    if (/[pP]/.test(next) && this.#peek() === "{") this.#skipTo("}");
    if (next === "u" && this.#peek() === "{") this.#skipTo("}");
    else if (next === "u") this.#at += 4;
    else if (next === "x") this.#at += 2;
    const notation = this.#source.slice(start, this.#at);
    return /^\\[uxnrtfv0]/.test(notation) ? literal(notation) : this.#firstOf(notation);
  }

  #skipTo(end: string): void {
    while (this.#take() !== end);
  }

  #firstOf(atom: string): string {
    const expression = compile(`^${atom}$`);
    const found = candidates.find((character) => expression?.test(character));
    if (found === undefined) throw new Unreadable();
    return found;
  }

  #repeated(atom: string): string {
    const match = /^(?:([*+?])|\{(\d+)(?:,\d*)?\})\??/.exec(this.#source.slice(this.#at));
    if (match === null) return atom;
    this.#at += match[0].length;
    const [, sign, count] = match;
    return atom.repeat(count === undefined ? (sign === "+" ? 1 : 0) : Number(count));
  }

  #peek(): string | undefined {
    return this.#source[this.#at];
  }

  #take(): string {
    const next = this.#peek();
    if (next === undefined) throw new Unreadable();
    this.#at += 1;
    return next;
  }
}

function literal(notation: string): string {
  const named: { readonly [notation: string]: string } = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v", "0": "\0" };
  const hex = notation.replace(/[^\da-f]/gi, "");
  return named[notation[1] ?? ""] ?? String.fromCodePoint(Number.parseInt(hex, 16));
}
