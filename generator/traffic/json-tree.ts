/** Turns text that is JSON, or holds some, or nearly is, into the places of its values: what isn't JSON is passed over. */

/** A value and where it stands. */
export interface JsonPlace {
  readonly kind: "object" | "array" | "text" | "other";
  readonly start: number;
  /** First offset after it. */
  end: number;
  /** The name that it stands under in an object. */
  readonly name?: string;
  /** Where that name begins. */
  readonly nameStart?: number;
  readonly children: JsonPlace[];
}

/**
 * Reads all values of a text: one of JSON, several of lines of JSON. Commas too many and ends that are missing do no harm, and names
 * may lack their quotes or have single ones. Doesn't recurse: nesting may be of any depth.
 */
export function readPlaces(text: string): readonly JsonPlace[] {
  const root: JsonPlace = { kind: "array", start: 0, end: text.length, children: [] };
  const open = [root];
  let name: Named | undefined;
  // Quotes of which no further one closes anything: looking again for its end would take long.
  const unclosed = new Set<string>();
  for (let at = 0; at < text.length; ) {
    const parent = open.at(-1) ?? root;
    const character = text.charAt(at);
    if (character === "{" || character === "[") {
      const place = placed(character === "{" ? "object" : "array", at, at + 1, name);
      name = undefined;
      parent.children.push(place);
      open.push(place);
      at += 1;
    } else if (character === "}" || character === "]") {
      name = undefined;
      if (open.length > 1) open.pop();
      at += 1;
      parent.end = parent === root ? text.length : at;
    } else if (/[\s,:]/.test(character)) {
      at += 1;
    } else {
      const end = tokenEnd(text, at, parent !== root, unclosed);
      const isText = character === '"' || character === "'";
      if (parent.kind === "object" && name === undefined && isBefore(text, end, ":")) {
        name = { name: isText ? textAt(text, at, end) : text.slice(at, end), nameStart: at };
      } else {
        parent.children.push(placed(isText ? "text" : "other", at, end, name));
        name = undefined;
      }
      at = end;
    }
  }
  for (const place of open) place.end = place.end > place.start + 1 ? place.end : text.length;
  return root.children;
}

type Named = Required<Pick<JsonPlace, "name" | "nameStart">>;

function placed(kind: JsonPlace["kind"], start: number, end: number, name: Named | undefined): JsonPlace {
  return { kind, start, end, ...name, children: [] };
}

/** What a literal in quotes says; of one that isn't JSON, what stands between the quotes. */
export function textAt(text: string, start: number, end: number): string {
  const literal = text.slice(start, end);
  try {
    const value: unknown = JSON.parse(literal);
    if (typeof value === "string") return value;
  } catch {
    // Single quotes, or control characters: as it stands.
  }
  return literal.replace(/^["']|["']$/g, "");
}

function tokenEnd(text: string, start: number, isInside: boolean, unclosed: Set<string>): number {
  const quote = text.charAt(start);
  if ((quote === '"' || (quote === "'" && isInside)) && !unclosed.has(quote)) {
    for (let end = text.indexOf(quote, start + 1); end !== -1; end = text.indexOf(quote, end + 1)) {
      let slashes = 0;
      while (text[end - 1 - slashes] === "\\") slashes += 1;
      if (slashes % 2 === 0) return end + 1;
    }
    unclosed.add(quote);
  }
  let end = start + 1;
  while (end < text.length && !/[\s{}[\],:"]/.test(text.charAt(end))) end += 1;
  return end;
}

function isBefore(text: string, start: number, mark: string): boolean {
  let at = start;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return text[at] === mark;
}
