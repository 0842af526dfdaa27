/** Finds the first place where a text stops being JSON, in words that don't depend on the engine's. */

/** A syntax error of RFC 8259. */
export interface JsonError {
  readonly offset: number;
  readonly message: string;
}

/** What may come next; a value is `first` if the list or object could also end there. */
type Expected = "value" | "first value" | "key" | "first key" | "colon" | "comma or end";

const words: { readonly [expected in Expected]: string } = {
  value: "a value",
  "first value": "a value or `]`",
  key: "a key in double quotes",
  "first key": "a key in double quotes or `}`",
  colon: "`:`",
  "comma or end": "`,` or the end of the list or object",
};

const token = /\s*(?:([[\]{},:])|("(?:[^"\\]|\\.)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/sy;

/** The first error of a text, or `undefined` if it is JSON. Takes linear time and doesn't recurse. */
export function firstJsonError(text: string): JsonError | undefined {
  const open: string[] = [];
  let expected: Expected | "end" = "value";
  token.lastIndex = 0;
  for (;;) {
    const start = token.lastIndex;
    const match = token.exec(text);
    const offset = match ? token.lastIndex - match[0].trimStart().length : start + leadingSpace(text, start);
    if (expected === "end")
      return offset < text.length ? { offset, message: "The text goes on after its end." } : undefined;
    const string = match?.[2];
    if (string !== undefined && !isJsonString(string)) {
      return { offset, message: "The text in quotes holds a line break or an escape that JSON does not know." };
    }
    const next: Expected | "end" | undefined = match ? after(match, expected, open) : undefined;
    if (next === undefined) return { offset, message: `Expected ${words[expected]}.` };
    expected = next;
  }
}

/** What may follow a token, or `undefined` if it must not stand where it does. Keeps `open`, the brackets not closed yet. */
function after(match: RegExpExecArray, expected: Expected, open: string[]): Expected | "end" | undefined {
  const [, mark, string] = match;
  const isValue = expected === "value" || expected === "first value";
  if (mark === "{" || mark === "[") {
    open.push(mark);
    if (!isValue) return undefined;
    return mark === "{" ? "first key" : "first value";
  }
  if (mark === "}" || mark === "]") {
    const first = mark === "}" ? "first key" : "first value";
    const isOpen = open.pop() === (mark === "}" ? "{" : "[");
    return isOpen && (expected === "comma or end" || expected === first) ? afterValue(open) : undefined;
  }
  if (mark === ",") {
    if (expected !== "comma or end") return undefined;
    return open.at(-1) === "{" ? "key" : "value";
  }
  if (mark === ":") return expected === "colon" ? "value" : undefined;
  if (expected === "key" || expected === "first key") return string === undefined ? undefined : "colon";
  return isValue ? afterValue(open) : undefined;
}

function afterValue(open: readonly string[]): "comma or end" | "end" {
  return open.length > 0 ? "comma or end" : "end";
}

function isJsonString(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function leadingSpace(text: string, start: number): number {
  let length = 0;
  while (/[ \t\r\n]/.test(text.charAt(start + length))) length += 1;
  return length;
}
