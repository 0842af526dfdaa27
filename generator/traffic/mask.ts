/** Takes secrets out of what was recorded, by the names that they stand under, whatever form the text has. */

import { type JsonPlace, readPlaces, textAt } from "./json-tree.js";
import { isSecretName, type Secrecy, secrecyOf } from "./secret-names.js";

/** Stands in a recording where a secret stood in the traffic. */
export const removedSecret = "[removed]";

/** A text without its secrets. */
export interface Masked {
  readonly text: string;
  /** A name that secrets have, in a text whose form isn't known: what belongs to it can't be told. */
  readonly doubt?: string;
}

/** What stands for a part of the text. `from` is where its name begins. */
interface Edit {
  readonly from: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Masks texts and numbers under names that secrets have: in JSON at any depth (several values and damaged ones too), in XML, forms,
 * queries and fragments of URLs, in `name=value` and lines of `name: value`, and in all of these within texts of them. All else stays
 * as it came, to the byte.
 *
 * @param further - Names that are secret besides.
 */
export function mask(text: string, further: readonly string[] = []): Masked {
  const edits = editsOf(text, further);
  const form = formOf(text);
  const masked = apply(text, edits);
  if (form === "known") return { text: masked };
  // What was masked is understood, with the name that it stood under.
  const rest = apply(
    text,
    edits.map((edit) => ({ ...edit, start: edit.from, text: " " })),
  );
  const doubt = namesIn(rest, form === "markup").find((name) => isSecretName(name, further));
  return { text: masked, ...(doubt !== undefined && { doubt }) };
}

/** The same where the form is known to be text for people, or the text of a field or a header. */
export function maskText(text: string, further: readonly string[] = []): string {
  return apply(text, editsOf(text, further));
}

/** A name that secrets have in bytes that are no text. */
export function doubtInBytes(bytes: Buffer, further: readonly string[] = []): string | undefined {
  // Shorter ones are there by chance.
  const words = bytes.toString("latin1").match(/[A-Za-z][A-Za-z_-]{4,40}/g) ?? [];
  return words.find((word) => isSecretName(word, further));
}

function editsOf(text: string, further: readonly string[]): readonly Edit[] {
  if (!/[=:<]/.test(text) && !/["%]/.test(text)) return [];
  if (isJson(text)) return inJson(text, further);
  return inOrder([
    ...(/[{["]/.test(text) ? inJson(text, further) : []),
    ...inMarkup(text, further),
    ...inPairs(text, further),
    ...inLines(text, further),
  ]);
}

/** The first ones, and of those that begin together the longest; none that reaches into another. */
function inOrder(edits: readonly Edit[]): readonly Edit[] {
  let end = 0;
  return edits
    .toSorted((one, other) => one.start - other.start || other.end - one.end)
    .filter((edit) => {
      if (edit.start < end) return false;
      end = edit.end;
      return true;
    });
}

function apply(text: string, edits: readonly Edit[]): string {
  let at = 0;
  let written = "";
  for (const { start, end, text: replacement } of edits) {
    written += text.slice(at, Math.max(at, start)) + replacement;
    at = Math.max(at, end);
  }
  return written + text.slice(at);
}

/** A place that is yet to be looked at: what stands there, and the name that it has from what it stands in. */
interface Pending {
  readonly place: JsonPlace;
  readonly name: string;
  readonly isSecret: boolean;
}

function inJson(text: string, further: readonly string[]): readonly Edit[] {
  const edits: Edit[] = [];
  const known = new Map<string, Secrecy>();
  const secrecy = (name: string): Secrecy => {
    const found = known.get(name) ?? secrecyOf(name, further);
    known.set(name, found);
    return found;
  };
  const pending: Pending[] = readPlaces(text).map((place) => ({ place, name: "", isSecret: false }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { place, name, isSecret } = next;
    const { kind, start, end, nameStart = start, children } = place;
    const found = isSecret ? "whole" : secrecy(name);
    // A map of secrets: its keys may be some.
    const isMap =
      found === "whole" && children.some((child) => !/^[A-Za-z_][A-Za-z _.-]{0,39}\d{0,2}$/.test(child.name ?? "a"));
    if (isMap) edits.push({ from: nameStart, start, end, text: "{}" });
    else if (kind === "array")
      pending.push(...children.map((child) => ({ place: child, name, isSecret: found === "whole" })));
    else if (kind === "object") pending.push(...fieldsOf(text, place, { name, secrecy: found }, further));
    else {
      const replacement = found === "none" ? inText(text, place, further) : valueInstead(text, place);
      if (replacement !== undefined) edits.push({ from: nameStart, start, end, text: replacement });
    }
  }
  return edits.sort((one, other) => one.start - other.start);
}

function fieldsOf(
  text: string,
  { children }: JsonPlace,
  { name, secrecy }: { readonly name: string; readonly secrecy: Secrecy },
  further: readonly string[],
): readonly Pending[] {
  // `{ name: "password", value: "…" }`
  const isLabelled = children.some(
    (child) =>
      child.kind === "text" &&
      /^(name|key|field|header|variable)$/i.test(child.name ?? "") &&
      isSecretName(textAt(text, child.start, child.end), further),
  );
  return children.map((place) => {
    const own = place.name ?? "";
    const isValue = isLabelled && /^(values?|val|content|text|data)$/i.test(own);
    // What a session or a cookie holds is called by both names: the session's id.
    const full = secrecy === "texts" && !isSecretName(own, further) ? `${name} ${own}` : own;
    return { place, name: full, isSecret: secrecy === "whole" || isValue };
  });
}

/** What is masked keeps its type: a document says it, and so do those who read recordings. */
function valueInstead(text: string, { kind, start, end }: JsonPlace): string {
  const literal = text.slice(start, end);
  if (kind === "text") return JSON.stringify(removedSecret);
  if (/^(true|false|null|undefined|None|True|False)$/.test(literal)) return literal;
  return /^-?[\d.eE+-]+$/.test(literal) ? "0" : JSON.stringify(removedSecret);
}

function inText(text: string, { kind, start, end }: JsonPlace, further: readonly string[]): string | undefined {
  if (kind !== "text") return undefined;
  const value = textAt(text, start, end);
  const masked = maskText(value, further);
  return masked === value ? undefined : JSON.stringify(masked);
}

/** Elements and their attributes; `<field name="password">` is called by its attribute. */
function inMarkup(text: string, further: readonly string[]): readonly Edit[] {
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

/** `name=value` in forms, URLs, attributes, settings; what is percent-encoded in a value is looked at as well. */
function inPairs(text: string, further: readonly string[]): readonly Edit[] {
  const edits: Edit[] = [];
  const pair = /(^|[^\w.~%[\]-])([A-Za-z_][\w.~%[\]-]*)(\s*=\s*(?=["'])|=)/g;
  for (let found = pair.exec(text); found; found = pair.exec(text)) {
    const { 0: all, 1: before = "", 2: name = "" } = found;
    const [from, start] = [found.index + before.length, found.index + all.length];
    const isInUrl = /[?&#;]/.test(before);
    if (isSecretName(decoded(name), further) || (isInUrl && /(^|[-_])sig(nature)?$/i.test(name))) {
      const end = endOfValue(text, start);
      const quote = /^["']/.exec(text.slice(start, start + 1))?.[0] ?? "";
      const hidden = isInUrl || before === "" ? encodeURIComponent(removedSecret) : removedSecret;
      if (end > start) edits.push({ from, start, end, text: `${quote}${hidden}${quote}` });
      pair.lastIndex = end;
    } else {
      const end = endOf(/[\s&#"'<>=]/g, text, start);
      const masked = encodedText(text.slice(start, end), further);
      if (masked !== undefined) edits.push({ from, start, end, text: masked });
    }
  }
  return edits;
}

function endOfValue(text: string, start: number): number {
  const quote = text.charAt(start);
  if (quote !== '"' && quote !== "'") return endOf(/[\s&#"'<>]/g, text, start);
  const end = text.indexOf(quote, start + 1);
  return end < 0 ? text.length : end + 1;
}

function endOf(mark: RegExp, text: string, start: number): number {
  mark.lastIndex = start;
  return mark.exec(text)?.index ?? text.length;
}

function encodedText(value: string, further: readonly string[]): string | undefined {
  // What is encoded time and again is no URL, and would be looked at as often.
  if (!value.includes("%") || /%(25){4}/.test(value)) return undefined;
  const plain = decoded(value);
  const masked = plain === value ? plain : maskText(plain, further);
  return masked === plain ? undefined : encodeURIComponent(masked);
}

/** Lines of `name: value`, as in settings and headers; in a single line, where the value is one word or a credential's two. */
function inLines(text: string, further: readonly string[]): readonly Edit[] {
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

/** Whether all of a text is understood; of markup, all but what is said in it. */
function formOf(text: string): "known" | "markup" | "unknown" {
  if (text.trim() === "" || isJson(text)) return "known";
  // Lines of JSON, and events whose data is JSON.
  const lines = text.split(/\r?\n|\r/).map((line) => line.replace(/^(data: ?|(event|id|retry): ?[\w.-]*$|:.*)/, ""));
  if (lines.every((line) => line.trim() === "" || line === "[DONE]" || isJson(line))) return "known";
  if (/^[^\s=&<>"{]+=[^\s&=<>"]*(&[^\s=&<>"]+=[^\s&=<>"]*)*$/.test(text.trim())) return "known";
  return /^\s*<(?!!doctype html|html)[?!A-Za-z_]/i.test(text) ? "markup" : "unknown";
}

function isJson(text: string): boolean {
  if (!/^\s*[[{"\d\-tfn]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What may be names in a text; where people are spoken to, only what is followed as a name is. */
function namesIn(text: string, isFollowed: boolean): readonly string[] {
  const name = /[A-Za-z_][\w.-]*/g;
  const followed = /[A-Za-z_][\w.-]*(?=(?:["']|&quot;|&#34;|&apos;|\\)*\s*[:=])/g;
  return text.match(isFollowed ? followed : name) ?? [];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
