/** Turns replacements of text, collected in any order, into new text; one may take up those that lie inside of it. */

/** Text in the place of other text; offsets are zero-based, `end` exclusive. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edits of one text. */
export class Edits {
  readonly #text: string;
  #edits: readonly Edit[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Adds an edit, unless it is there already. False if another one touches the same text. */
  add(edit: Edit): boolean {
    const same = this.#edits.some(
      ({ start, end, text }) => start === edit.start && end === edit.end && text === edit.text,
    );
    if (same) return true;
    if (this.touches(edit.start, edit.end)) return false;
    this.#edits = [...this.#edits, edit];
    return true;
  }

  /** Whether an edit is about some of that text. */
  touches(from: number, to: number): boolean {
    return this.#edits.some(({ start, end }) => start < to && from < end);
  }

  /** Adds an edit whose text holds what the edits inside of it say, as {@link textOf} gives it. */
  enclose(edit: Edit): void {
    this.#edits = [...this.#edits.filter((inner) => !isInside(inner, edit)), edit];
  }

  /** The text of a range with all edits made that lie inside of it. */
  textOf(start: number, end: number): string {
    const inOrder = this.#edits
      .filter((edit) => isInside(edit, { start, end }))
      .sort((left, right) => right.start - left.start || right.end - left.end);
    return inOrder.reduce(
      (result, edit) => result.slice(0, edit.start - start) + edit.text + result.slice(edit.end - start),
      this.#text.slice(start, end),
    );
  }

  /** The whole text with all edits made. */
  applied(): string {
    return this.textOf(0, this.#text.length);
  }
}

function isInside(inner: Pick<Edit, "start" | "end">, outer: Pick<Edit, "start" | "end">): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
