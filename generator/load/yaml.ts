/** Turns YAML text into syntax nodes with ranges; the only place that calls the parser, so that both uses of it agree. */

import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
} from "yaml";

/** Deepest nesting of a document. The parser and the later stages recurse over it, so it must fit on the stack. */
export const depthLimit = 500;

/** The parsed document, or the offset where it nests too deeply. */
export type ParsedYaml =
  /** `secondAt`: offset of a second document in the same text. */
  | { readonly document: Document.Parsed; readonly secondAt?: number }
  | { readonly document?: undefined; readonly tooDeepAt: number };

/**
 * Parses YAML 1.2 as OpenAPI documents use it: keys are strings whatever they look like, merge keys (`<<`) work as they do
 * in most tools. Never throws; errors and warnings are on the document, without duplicate keys, which the parser would
 * look for in quadratic time: see {@link duplicateKeys}.
 */
export function parseYaml(text: string): ParsedYaml {
  // The first half of the parser keeps a stack of its own. The second recurses, and running out of stack in there can end
  // the process instead of throwing.
  const tokens = [...new Parser().parse(text)];
  const tooDeepAt = offsetBelow(depthLimit, tokens);
  if (tooDeepAt !== undefined) return { tooDeepAt };
  const composer = new Composer({
    merge: true,
    stringKeys: true,
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  // With `forceDoc` there is always a first one, be the text empty.
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (!document) throw new Error("The YAML parser gave no document.");
  return { document, ...(second && { secondAt: second.range[0] }) };
}

/** Offset of the first token that is nested deeper than `limit`. */
function offsetBelow(limit: number, tokens: readonly CST.Token[]): number | undefined {
  const pending = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > limit) return token.offset;
    if (token.type === "document" && token.value) pending.push({ token: token.value, depth });
    if (!("items" in token)) continue;
    for (const { key, value } of token.items) {
      if (key) pending.push({ token: key, depth: depth + 1 });
      if (value) pending.push({ token: value, depth: depth + 1 });
    }
  }
  return undefined;
}

/** Offsets of every key that stands in its mapping for the second time, in document order. */
export function duplicateKeys(document: Document.Parsed): readonly number[] {
  const offsets: number[] = [];
  const pending: (Node | null)[] = [document.contents];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isSeq(node)) pending.push(...node.items.filter(isNode));
    if (!isMap(node)) continue;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      const name = isMergeKey(key) ? undefined : keyName(key);
      if (name !== undefined && seen.has(name) && isNode(key)) offsets.push(key.range?.[0] ?? 0);
      if (name !== undefined) seen.add(name);
      if (isNode(value)) pending.push(value);
    }
  }
  return offsets.sort((a, b) => a - b);
}

/** Start and end offsets of a value and of the key it stands under. */
export interface YamlPlace {
  readonly value: readonly [number, number];
  readonly key?: readonly [number, number];
}

/** Finds where the value under `keys` is written; where there is none, the innermost one around it. */
export function findInYaml(document: Document.Parsed, keys: readonly string[], isExact = false): YamlPlace | undefined {
  let node: Node | null = document.contents;
  let keyNode: Node | undefined;
  for (const key of keys) {
    const step = child(document, node, key);
    if (!step && isExact) return undefined;
    if (!step) break;
    node = step.value;
    keyNode = step.key;
  }
  const value = span(node);
  const key = keyNode && span(keyNode);
  if (value && value[1] > value[0]) return { value, ...(key && { key }) };
  // Nothing is written after the key (`schema:`): the key is all there is to see.
  return key && { value: key, key };
}

function child(
  document: Document.Parsed,
  parent: Node | null,
  key: string,
): { value: Node | null; key?: Node } | undefined {
  const node = isAlias(parent) ? (parent.resolve(document) ?? null) : parent;
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return isNode(item) ? { value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  // The last one of a duplicate key is the one that counts.
  const pair = node.items.findLast((item) => !isMergeKey(item.key) && keyName(item.key) === key);
  if (pair) return { value: isNode(pair.value) ? pair.value : null, ...(isNode(pair.key) && { key: pair.key }) };
  return merged(document, node.items, key);
}

function merged(document: Document.Parsed, pairs: readonly Pair[], key: string): { value: Node | null } | undefined {
  for (const pair of pairs) {
    if (!isMergeKey(pair.key) || !isNode(pair.value)) continue;
    const sources = isSeq(pair.value) ? pair.value.items.filter(isNode) : [pair.value];
    for (const source of sources) {
      const found = child(document, source, key);
      if (found) return found;
    }
  }
  return undefined;
}

function keyName(key: unknown): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && (typeof key.value === "symbol" || (key.value === "<<" && key.type === "PLAIN"));
}

function span(node: Node | null): readonly [number, number] | undefined {
  return node?.range ? [node.range[0], node.range[1]] : undefined;
}
