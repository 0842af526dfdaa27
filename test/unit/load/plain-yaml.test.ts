import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify, type ToStringOptions } from "yaml";
import { readPlainYaml } from "../../../generator/load/plain-yaml.js";
import type { JsonValue } from "../../../generator/load/types.js";
import { duplicateKeys, parseYaml } from "../../../generator/load/yaml.js";

/** What the slow parser makes of a text, if it finds nothing wrong with it: in the order of its keys, as JSON. */
function parsed(text: string): string | undefined {
  const result = parseYaml(text);
  if (!result.document || result.secondAt !== undefined) return undefined;
  const { document } = result;
  const faults = [...document.errors, ...document.warnings, ...duplicateKeys(document)];
  if (faults.length > 0) return undefined;
  try {
    return JSON.stringify(document.toJS({ maxAliasCount: 10_000 }) ?? null);
  } catch {
    return undefined;
  }
}

function read(text: string): string | undefined {
  const value = readPlainYaml(text);
  return value === undefined ? undefined : JSON.stringify(value);
}

test.each([
  ["mappings and sequences", "a:\n  b: text\n  c:\n    - 1\n    - x y\nd: true\n"],
  ["a sequence as far left as its key", "tags:\n- a\n- b\nnext: 0\n"],
  ["mappings and sequences in a dash's line", "- a: 1\n  b:\n    c: x\n- - p\n  - q\n-\n  r: s\n-\n- t"],
  ["statuses as keys", "200: a\n'404': b\ndefault: c\n"],
  ["words of YAML 1.1", "on: yes\noff: no\na: 0777\nb: 1_000\nc: 2020-01-01\nd: 1:30\n"],
  ["numbers and words", "a: 1.5\nb: -0\nc: TRUE\nd: ~\ne: .5\nf: 1e3\ng: 9223372036854775807\nh: 0.1\n"],
  ["merge keys", "a: b\n<<: {c: d}\n'<<': e\n"],
  ["keys that objects inherit", "constructor: 1\n__proto__: {a: b}\ntoString: c\n"],
  ["long text", "a:\n  b: |\n    one\n\n    two\n\n  c: >-\n    three\n    four\n"],
  ["long text with its own indentation", "- a: |2-\n     deep\n  b: x"],
  ["collections in brackets", "a: [x, {b: c}]\nd: {\n  e: f\n  }\ng: h"],
  ["escapes", 'a: "line\\n\\x41\\u00e9"\nb: x'],
  ["line ends of Windows", "a: b\r\nc: |\r\n  d\r\n  e\r\n"],
  ["a text alone", "text"],
])("reads %s as the slow parser does", (_, text) => {
  expect(read(text)).toBe(parsed(text));
  expect(parsed(text)).toBeDefined();
});

test.each([
  ["an anchor that is used", "a: &x {b: c}\nd: *x"],
  ["a tag that nobody knows", "a: !b c"],
  ["a directive", "%YAML 1.1\n---\na: yes"],
  ["two documents", "a: b\n---\nc: d"],
  ["nothing", "# comment\n"],
  ["a key twice", "a: b\n'a': c"],
  ["a number as key twice", "200: b\n'200': c"],
  ["a key that isn't one", "a: b\nc"],
  ["keys whose value doesn't tell their text", "1.0: a"],
  ["keys in another notation", "0x1f: a"],
  ["keys of more digits than numbers hold", "12345678901234567890: a"],
  ["keys that are words of YAML", "True: a"],
  ["a number in two notations, one of them a key", "a: 200.0\n200: b"],
  ["a bracket too far left", "d: {\n  e: f\n}\ng: h"],
  ["a number that is too large", "a: 1e400"],
  ["wrong indentation", "a:\n    b: c\n  d: e"],
  ["a key in a value", "a: b: c"],
  ["an unfinished quote", 'a: "b\nc: d'],
  ["deep nesting", Array.from({ length: 600 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
  ["deep brackets", "[".repeat(100_000)],
])("leaves a document with %s to the slow parser", (_, text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});

const words = [
  "true",
  "Null",
  "12",
  "-3",
  "0x1",
  "1e3",
  "a: b",
  "x #y",
  "- z",
  "it's",
  '"',
  "a\nb",
  " c",
  "&d",
  "*",
  "{",
  "é",
];
const texts = fc.oneof(fc.constantFrom(...words), fc.lorem({ maxCount: 30 }), fc.string());
const values = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(texts, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(texts, tie("value"), { maxKeys: 4 }),
  ),
})).value;
const styles: fc.Arbitrary<ToStringOptions> = fc.record({
  indent: fc.constantFrom(2, 4),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 30, 80),
  singleQuote: fc.boolean(),
  collectionStyle: fc.constantFrom("any", "block", "flow"),
});
/** Without `!` alone: it says nothing, the fast parser knows that, and the slow one warns of an unknown tag. */
const marks = [
  "\n",
  " ",
  "  ",
  "\t",
  "#",
  " #",
  ":",
  ": ",
  "-",
  "- ",
  "|",
  "'",
  '"',
  "{",
  "]",
  ",",
  "&a ",
  "*a",
  "? ",
  "0",
  "\n  ",
];

describe("gives no other value than the slow parser", () => {
  test("for what is printed in any style", () => {
    fc.assert(
      fc.property(fc.record({ root: values }), styles, (value, style) => {
        const text = stringify(value, style);
        const found = read(text);
        if (found !== undefined) expect(found).toBe(parsed(text));
      }),
      { numRuns: 400 },
    );
  });

  test("for damaged text", () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...marks), fc.nat({ max: 2 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.record({ root: values, next: values }), styles, damage, (value, style, changes) => {
        let text = stringify(value, style);
        for (const [place, mark, lost] of changes) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + mark + text.slice(at + lost);
        }
        const found = read(text);
        // Of what is damaged in odd ways, either parser may understand a little more than the other.
        const expected = parsed(text);
        if (found !== undefined && expected !== undefined) expect(found).toBe(expected);
      }),
      { numRuns: 400 },
    );
  });
});
