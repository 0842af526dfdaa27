/** Turns replacements of text, collected in any order, into new text; those that overlap an earlier one are left out. */

/** Text in the place of other text; offsets are zero-based, `end` exclusive. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edits of one file. */
export class Edits {
  readonly #edits: Edit[] = [];

  /** Adds an edit, unless it is there already. False if another one touches the same text. */
  add(edit: Edit): boolean {
    const same = this.#edits.some(
      ({ start, end, text }) => start === edit.start && end === edit.end && text === edit.text,
    );
    if (same) return true;
    const overlaps = this.#edits.some(({ start, end }) => start < edit.end && edit.start < end);
    if (overlaps) return false;
    this.#edits.push(edit);
    return true;
  }

  /** The text with all edits made. */
  applied(text: string): string {
    const inOrder = [...this.#edits].sort((left, right) => right.start - left.start || right.end - left.end);
    return inOrder.reduce(
      (result, { start, end, text: added }) => result.slice(0, start) + added + result.slice(end),
      text,
    );
  }
}
