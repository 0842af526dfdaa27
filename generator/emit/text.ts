/**
 * Text from a document on its way into generated code: one printer per syntactic context.
 *
 * Nothing that a document says may reach output in any other way; what comes out of here can't end the literal, key or
 * comment that it stands in.
 */

/** Controls, line and paragraph separators, invisible and direction-changing characters, lone surrogates. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** What a comment can do without; joiners stay, since scripts and emoji need them. */
const disturbing = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\ufeff]/gu;

/** Hidden characters written as escapes. Only for text in which every such character stands in a string or comment. */
export function escapeHidden(text: string): string {
  return text.replace(hidden, (character) => {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
}

/** A string literal in double quotes, or in single ones where that needs fewer escapes, as our formatter has it. */
export function stringLiteral(value: string): string {
  const json = escapeHidden(JSON.stringify(value));
  const doubles = value.split('"').length;
  const singles = value.split("'").length;
  if (doubles <= singles) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** The type of media types that a range covers: `image/*` is written with a hole for what follows. */
export function mediaRangeType(range: string): string {
  const parts = range.split("*").map((part) => escapeHidden(part).replace(/[\\`]|\$(?=\{)/g, "\\$&"));
  return `\`${parts.join("$" + "{string}")}\``;
}

/** A literal type or value for a JSON scalar. */
export function scalarLiteral(value: string | number | boolean | null): string {
  return typeof value === "string" ? stringLiteral(value) : String(value);
}

const identifierPattern = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** A name as key of an interface or object literal: bare where the formatter would leave it bare. */
export function propertyKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return identifierPattern.test(name) || /^(0|[1-9]\d{0,8})$/.test(name) ? name : stringLiteral(name);
}

/** Text for the inside of a block comment: it can neither end the comment nor start a tag, nor hide or reorder text. */
export function commentText(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, "\n")
    .replaceAll("\t", "  ")
    .replace(disturbing, (character) => (character === "\n" ? character : ""))
    .replaceAll("*/", "*\\/")
    .replace(/^(\s*)@/gm, "$1\\@");
}

/** Text for one line of Markdown outside code: it can start no block, open no fence and hold no markup of its own. */
export function markdownText(text: string): string {
  const line = text.replace(disturbing, " ").replace(/\s+/g, " ").trim();
  const escaped = line.replace(/[<>\\|]/g, "\\$&").replaceAll("```", "`");
  return escaped.replace(/^(#+|[-+*]|\d+[.)]) /, "\\$1 ");
}

/** Text for a code span of Markdown. */
export function markdownCode(text: string): string {
  return `\`${text.replace(disturbing, " ").replaceAll("`", "'")}\``;
}
