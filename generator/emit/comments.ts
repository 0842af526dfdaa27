/** Prints the JSDoc comment of a thing from what the document says about it. */

import type { Docs, JsonValue } from "../model/types.js";
import { commentText } from "./text.js";

/** Width of a comment's text. */
const lineWidth = 110;

/** Lines that mean something by their form: tables, headings, indented code. */
const fixedLine = /^(\||#|\s{4}|<)/;

function wrapLine(text: string): string[] {
  if (text.length <= lineWidth || fixedLine.test(text)) return [text];
  const hanging = " ".repeat(/^\s*([-*+]|\d+\.)\s+/.exec(text)?.[0].length ?? /^\s*/.exec(text)?.[0].length ?? 0);
  const lines: string[] = [];
  let current = "";
  for (const word of text.trimStart().split(/ +/)) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && longer.length + hanging.length > lineWidth) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  const indent = /^\s*/.exec(text)?.[0] ?? "";
  return [...lines, current].map((content, index) => (index === 0 ? indent : hanging) + content);
}

/** Text as lines of a comment: long lines wrapped, fenced code left alone. */
function wrap(text: string): string[] {
  let isCode = false;
  return commentText(text)
    .trim()
    .split("\n")
    .flatMap((content) => {
      const trimmed = content.trimEnd();
      if (/^\s*(```|~~~)/.test(trimmed)) isCode = !isCode;
      return isCode ? [trimmed] : wrapLine(trimmed);
    });
}

function jsonText(value: JsonValue): string {
  return commentText(JSON.stringify(value));
}

/** Lines of the comment for docs, with further tags such as `@throws …`; empty if there is nothing to say. */
function docLines(docs: Docs, tags: readonly string[] = []): string[] {
  const paragraphs = [docs.summary, docs.description, docs.notes.join(" ")]
    .filter((text) => text !== undefined && text.trim() !== "")
    .map((text) => wrap(text ?? ""));
  const allTags = [
    ...(docs.default === undefined ? [] : [`@defaultValue \`${jsonText(docs.default)}\``]),
    ...(docs.example === undefined ? [] : [`@example ${jsonText(docs.example)}`]),
    ...(docs.see === undefined ? [] : [`@see ${commentText(docs.see)}`]),
    ...tags,
    ...(docs.deprecated ? ["@deprecated"] : []),
  ];
  const blocks = allTags.length > 0 ? [...paragraphs, allTags] : paragraphs;
  return blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}

/** The comment as lines of text, for what isn't printed from structures. */
export function commentLines(docs: Docs): string[] {
  const lines = docLines(docs);
  const [only] = lines;
  if (only === undefined) return [];
  if (lines.length === 1) return [`/** ${only} */`];
  return ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"];
}

/** The comment as ts-morph takes it: one line `/** … *\/`, or a block. */
export function comment(docs: Docs, tags: readonly string[] = []): string[] {
  const lines = docLines(docs, tags);
  const [only] = lines;
  if (only === undefined) return [];
  return lines.length === 1 ? [only] : [`\n${lines.join("\n")}`];
}
