/** Splits any identifier of a document into words: the one tokenizer behind every name. */

/** An upper-case run before a capitalised word, a capitalised or lower-case word with its digits, or digits alone. */
const wordPattern =
  /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]+\p{N}*|\p{Lu}+\p{N}*|\p{Lt}\p{Ll}*|\p{N}+/gu;

/**
 * Words of a name in order, spelled as they are: `HTTPValidationError` gives `HTTP`, `Validation`, `Error`;
 * `get_session-data2` gives `get`, `session`, `data2`. Whatever is neither letter nor digit only separates.
 */
export function splitWords(name: string): string[] {
  return name.normalize("NFC").match(wordPattern) ?? [];
}

/** A rough singular, good enough to recognise one noun in two forms: `Categories` and `category` give `category`. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  if (/(ss|us|is)$/.test(lower)) return lower;
  if (/[^aeiou]ies$/.test(lower)) return `${lower.slice(0, -3)}y`;
  if (/(ses|xes|zes|ches|shes)$/.test(lower)) return lower.slice(0, -2);
  return lower.replace(/s$/, "");
}
