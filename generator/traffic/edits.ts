/** Turns a text, and what is to stand for parts of it, into the text that it becomes. */

/** Stands in a recording where a secret stood in the traffic. */
export const removedSecret = "[removed]";

/** What stands for a part of the text. `from` is where its name begins. */
export interface Edit {
  readonly from: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The first ones, and of those that begin together the longest; none that reaches into another. */
export function inOrder(edits: readonly Edit[]): readonly Edit[] {
  let end = 0;
  return edits
    .toSorted((one, other) => one.start - other.start || other.end - one.end)
    .filter((edit) => {
      if (edit.start < end) return false;
      end = edit.end;
      return true;
    });
}

/** Puts what stands for parts of a text in their places; edits are in order. */
export function apply(text: string, edits: readonly Edit[]): string {
  let at = 0;
  let written = "";
  for (const { start, end, text: replacement } of edits) {
    written += text.slice(at, Math.max(at, start)) + replacement;
    at = Math.max(at, end);
  }
  return written + text.slice(at);
}
