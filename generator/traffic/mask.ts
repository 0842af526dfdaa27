/** Takes secrets out of what was recorded, by the names that they stand under, whatever form the text has. */

import { apply, type Edit, inOrder, removedSecret } from "./edits.js";
import { type JsonPlace, readPlaces, textAt } from "./json-tree.js";
import { inCredentials, inLines, inMarkup } from "./mask-lines.js";
import { isSecretName, type Secrecy, secrecyOf } from "./secret-names.js";

/** A text without its secrets. */
export interface Masked {
  readonly text: string;
  /** A name that secrets have, in a text whose form isn't known: what belongs to it can't be told. */
  readonly doubt?: string;
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
  if (!/[=:<"%]|basic/i.test(text)) return [];
  if (isJson(text)) return inJson(text, further);
  return inOrder([
    ...(/[{["]/.test(text) ? inJson(text, further) : []),
    ...inMarkup(text, further),
    ...inPairs(text, further),
    ...inLines(text, further),
    ...inCredentials(text),
  ]);
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
    else if (kind === "array") pending.push(...itemsOf(text, children, { name, isSecret: found === "whole" }, further));
    else if (kind === "object") pending.push(...fieldsOf(text, place, { name, secrecy: found }, further));
    else {
      const replacement = found === "none" ? inText(text, place, further) : valueInstead(text, place);
      if (replacement !== undefined) edits.push({ from: nameStart, start, end, text: replacement });
    }
  }
  return edits.sort((one, other) => one.start - other.start);
}

/** Items of a list; where all of it is pairs (`["Authorization", "…"]`), what stands in them is called by their first text. */
function itemsOf(
  text: string,
  children: readonly JsonPlace[],
  list: Omit<Pending, "place">,
  further: readonly string[],
): readonly Pending[] {
  const labels = children.map(({ kind, children: [label, value, ...more] }) =>
    kind === "array" && label?.kind === "text" && value && more.length === 0
      ? textAt(text, label.start, label.end)
      : undefined,
  );
  const isPairs = labels.every((label) => label !== undefined);
  return children.flatMap((place, index) => {
    const [, value] = place.children;
    const isSecret = isPairs && value !== undefined && isSecretName(labels[index] ?? "", further);
    return isSecret ? { ...list, place: value, isSecret } : { ...list, place };
  });
}

/** What is said of a cookie; all else under its name is what it holds. */
const cookieAttribute =
  /^(name|domain|path|expir\w*|max.?age|size|http.?only|secure|same.?site|session|partition\w*|priority|comment|version|host.?only|store.?id|url)$/i;

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
      /^(name|key|k|id|field|header|variable|parameter|label)$/i.test(child.name ?? "") &&
      isSecretName(textAt(text, child.start, child.end), further),
  );
  return children.map((place) => {
    const own = place.name ?? "";
    const isValue = isLabelled && /^(values?|val|v|content|text|data)$/i.test(own);
    const isCookie = secrecy === "texts" && /cookies?$/i.test(name) && !cookieAttribute.test(own);
    // What a session or a cookie holds is called by both names: the session's id.
    const full = secrecy === "texts" && !isSecretName(own, further) ? `${name} ${own}` : own;
    return { place, name: full, isSecret: secrecy === "whole" || isValue || isCookie };
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

/** `name=value` in forms, URLs, attributes, settings; what is percent-encoded in a value is looked at as well. */
function inPairs(text: string, further: readonly string[]): readonly Edit[] {
  const edits: Edit[] = [];
  const pair = /(^|[^\w.~%[\]-])([A-Za-z_][\w.~%[\]-]*)(\s*=\s*(?=["'])|=)/g;
  for (let found = pair.exec(text); found; found = pair.exec(text)) {
    const { 0: all, 1: before = "", 2: name = "" } = found;
    const [from, start] = [found.index + before.length, found.index + all.length];
    const isInUrl = /[?&#;]/.test(before);
    const end = endOfValue(text, start);
    if (isSecretName(decoded(name), further) || isProof(text, { name, isInUrl, start, end })) {
      const quote = /^["']/.exec(text.slice(start, start + 1))?.[0] ?? "";
      const hidden = isInUrl || before === "" ? encodeURIComponent(removedSecret) : removedSecret;
      if (end > start) edits.push({ from, start, end, text: `${quote}${hidden}${quote}` });
      pair.lastIndex = end;
    } else {
      const inner = endOf(/[\s&#"'<>=]/g, text, start);
      const masked = encodedText(text.slice(start, inner), further);
      if (masked !== undefined) edits.push({ from, start, end: inner, text: masked });
    }
  }
  return edits;
}

/** How far around a code its `state` is looked for. */
const urlReach = 300;

/** A signature, or the code of an OAuth redirect, which comes with a `state`: with either one may act for the caller. */
function isProof(
  text: string,
  pair: { readonly name: string; readonly isInUrl: boolean; readonly start: number; readonly end: number },
): boolean {
  const { name, isInUrl, start, end } = pair;
  if (/(^|[-_])sig(nature)?$/i.test(name)) return isInUrl || /^\s*["']?[\w+/%-]{16,}/.test(text.slice(start, end));
  if (!isInUrl || name !== "code") return false;
  const before = /[^\s"'<>]*$/.exec(text.slice(Math.max(0, start - urlReach), start))?.[0] ?? "";
  return /[?&#;]state=/.test(before + (/^[^\s"'<>]*/.exec(text.slice(start, end + urlReach))?.[0] ?? ""));
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
