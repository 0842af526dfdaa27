/** Finds secrets by the names that they stand under in markup and in lines of settings, and credentials as headers have them. */

import { type Edit, removedSecret } from "./edits.js";
import { isSecretName } from "./secret-names.js";

/** Elements and their attributes; `<field name="password">` is called by its attribute. */
export function inMarkup(text: string, further: readonly string[]): readonly Edit[] {
  const edits: Edit[] = [];
  const tag = /<([A-Za-z_][\w:.-]*)((?:\s[^<>]*)?)>/g;
  for (let found = tag.exec(text); found; found = tag.exec(text)) {
    const { 0: all, 1: name = "", 2: attributes = "", index: from } = found;
    const label = /\s(?:name|key|id)\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1];
    const isLabelled = label !== undefined && isSecretName(label, further);
    if (!isLabelled && !isSecretName(name, further)) continue;
    const value = /\svalue\s*=\s*(["'])(.*?)\1/is.exec(attributes);
    if (value) {
      const start = from + 1 + name.length + value.index;
      edits.push({ from, start, end: start + value[0].length, text: ` value="${removedSecret}"` });
    }
    if (attributes.endsWith("/")) continue;
    const start = from + all.length;
    const closing = text.indexOf(`</${name}`, start);
    const end = closing < 0 ? text.length : closing;
    if (end > start) edits.push({ from, start, end, text: removedSecret });
    tag.lastIndex = end;
  }
  return edits;
}

/** Lines of `name: value`, as in settings and headers; in a single line, where the value is one word or a credential's two. */
export function inLines(text: string, further: readonly string[]): readonly Edit[] {
  const isSingle = !text.trim().includes("\n");
  const line = /^([ \t>-]*)([A-Za-z_][\w.-]*)([ \t]*:[ \t]+)(\S[^\r\n]*)/gm;
  return [...text.matchAll(line)].flatMap((found): Edit[] => {
    const [, indent = "", name = "", colon = "", value = ""] = found;
    if (!isSecretName(name, further) || (isSingle && /\s/.test(value.replace(/^(basic|bearer|token)\s+/i, ""))))
      return [];
    const from = found.index + indent.length;
    const start = from + name.length + colon.length;
    return [{ from, start, end: start + value.length, text: removedSecret }];
  });
}

/** `Basic` and what a browser would send after it, wherever it stands. */
export function inCredentials(text: string): readonly Edit[] {
  return [...text.matchAll(/\bBasic\s+([A-Za-z\d+/]{6,}={0,2})/gi)].flatMap((found): Edit[] => {
    const [all, value = ""] = found;
    if (!/^[ -~]*:[ -~]*$/.test(Buffer.from(value, "base64").toString("latin1"))) return [];
    const end = found.index + all.length;
    return [{ from: found.index, start: end - value.length, end, text: removedSecret }];
  });
}
