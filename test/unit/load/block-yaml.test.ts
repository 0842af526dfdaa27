import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify, type ToStringOptions } from "yaml";
import { readBlockYaml } from "../../../generator/load/block-yaml.js";
import type { JsonValue } from "../../../generator/load/types.js";
import { duplicateKeys, parseYaml } from "../../../generator/load/yaml.js";

/** What the parser makes of a text, if it finds nothing wrong with it: in the order of its keys, as JSON. */
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

/** What is read of a text, and the pieces of it that were left to the parser. */
function read(text: string): { readonly value: string | undefined; readonly pieces: readonly string[] } {
  const pieces: string[] = [];
  const value = readBlockYaml(text, (piece) => {
    pieces.push(piece);
    const json = parsed(piece);
    const known: JsonValue | undefined = json === undefined ? undefined : JSON.parse(json);
    return known;
  });
  return { value: value === undefined ? undefined : JSON.stringify(value), pieces };
}

test.each([
  ["mappings and sequences", "a:\n  b: text\n  c:\n    - 1\n    - x y\nd: true\n"],
  ["a sequence as far left as its key", "tags:\n- a\n- b\nnext: 0\n"],
  ["mappings and sequences in a dash's line", "- a: 1\n  b:\n    c: x\n- - p\n  - q\n-\n  r: s\n-\n- t"],
  ["quotes", "\"a b\": 'it''s'\n'200': \"# no: comment\"\n"],
  ["comments and empty lines", "# first\n\na: # after a key\n  # before\n  b: c\n\n  d: e\n    # last\n"],
  ["no value", "a:\nb: null\nc:\n  d:\n"],
  ["text of several lines", "a: one\n  two\n  - three\nb: x\n"],
  ["colons within words", "https://x.example: urn:a:b\n/pets/{id}:cancel: c\n"],
  ["the start of a document", "---\na: b\n"],
])("reads %s without the parser", (_, text) => {
  expect(read(text)).toEqual({ value: parsed(text), pieces: [] });
  expect(parsed(text)).toBeDefined();
});

test.each([
  ["long text", "a:\n  b: |\n    one\n\n    two\n\n  c: >-\n    three\n    four\n", 2],
  ["long text with its own indentation", "- a: |2-\n     deep\n  b: x", 1],
  ["what looks like an anchor in it", "a: |\n  curl x &amp; y\n", 1],
  ["collections in brackets", "a: [x, {b: c}]\nd: {\n  e: f\n}\ng: h", 2],
  ["odd numbers and words", "a: 1.5\nb: 0x1f\nc: -0\nd: TRUE\ne: ~\nf: 2020-01-01\ng: .inf", 7],
  ["escapes", 'a: "line\\n"\nb: x', 1],
  ["comments behind text", "a: b # comment\nc: d", 1],
  ["an empty line in text", "a: b\n\n  c\nd: e", 1],
  ["a value below its key", "a:\n  some text\nb:\n  [c]\n", 2],
])("leaves %s to the parser, and nothing else", (_, text, count) => {
  const { value, pieces } = read(text);
  expect(value).toBe(parsed(text));
  expect(value).toBeDefined();
  expect(pieces).toHaveLength(count);
});

test.each([
  ["an anchor", "a: &x {b: c}\nd: *x"],
  ["an anchor in brackets", "a: [&x b, *x]"],
  ["a merge key", "a: b\n<<: {c: d}"],
  ["a tag that nobody knows", "a: !b c"],
  ["a directive", "%YAML 1.2\n---\na: b"],
  ["two documents", "a: b\n---\nc: d"],
  ["the end of a document", "a: b\n... x: y\n"],
  ["line ends of Windows", "a: b\r\n"],
  ["a tab before a key", "a:\n\tb: c"],
  ["no block", "text"],
  ["nothing", "# comment\n"],
  ["a key twice", "a: b\n'a': c"],
  ["a key that isn't one", "a: b\nc"],
  ["wrong indentation", "a:\n    b: c\n  d: e"],
  ["a key in a value", "a: b: c"],
  ["an unfinished quote", 'a: "b\nc: d'],
  ["deep nesting", Array.from({ length: 600 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
])("leaves a document with %s to the parser", (_, text) => {
  expect(read(text).value).toBeUndefined();
});

test("leaves a document with an endless line to the parser", () => {
  expect(readBlockYaml(`a: '${"''".repeat(20_000_000)}'`, () => undefined)).toBeUndefined();
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
  "!",
  "? ",
  "0",
  "\n  ",
];

describe("gives what the parser gives, or nothing", () => {
  test("for what is printed in any style", () => {
    fc.assert(
      fc.property(fc.record({ root: values }), styles, (value, style) => {
        const text = stringify(value, style);
        const { value: found } = read(text);
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
        const { value: found } = read(text);
        if (found !== undefined) expect(found).toBe(parsed(text));
      }),
      { numRuns: 600 },
    );
  });
});
