/**
 * Puts imports and exports into the order of the formatter's `organizeImports`, so that no formatter has to run.
 *
 * Words are compared letter by letter, without regard to case until the letters are equal (`A < a < B`), punctuation
 * first, numbers by length and value (`item2 < item10`).
 */

const punctuation = "/,@._-+!%$(~";

type Token = readonly [rank: number, value: number];

/** Compares two imported names. Negative: `left` stands first. */
export function compareNames(left: string, right: string): number {
  const leftTokens = tokens(left);
  const rightTokens = tokens(right);
  for (const [index, [rank, value]] of leftTokens.entries()) {
    const other = rightTokens[index];
    if (other === undefined) return 1;
    const difference = rank - other[0] || value - other[1];
    if (difference !== 0) return difference;
  }
  return leftTokens.length - rightTokens.length;
}

/** Compares two module specifiers: packages, then parent folders, then the module's own folder. */
export function compareSpecifiers(left: string, right: string): number {
  return distance(left) - distance(right) || compareNames(left, right);
}

function distance(specifier: string): number {
  if (specifier.startsWith("..")) return 1;
  return specifier.startsWith(".") ? 2 : 0;
}

/** Names recur, within one sort and from file to file. */
const known = new Map<string, readonly Token[]>();

function tokens(text: string): readonly Token[] {
  const found = known.get(text) ?? tokenise(text);
  known.set(text, found);
  return found;
}

function tokenise(text: string): readonly Token[] {
  return Array.from(text.matchAll(/\d+|./gsu), ([token]): Token => {
    // A leading 1 makes the longer number the larger one, whatever zeros it starts with.
    if (/^\d/.test(token)) return [100, Number(`1${token}`)];
    const lower = token.toLowerCase();
    if (/^[a-z]$/.test(lower)) return [200 + lower.charCodeAt(0), token === lower ? 1 : 0];
    const place = punctuation.indexOf(token);
    return place >= 0 ? [place, 0] : [1000, token.codePointAt(0) ?? 0];
  });
}
