import { expect, test } from "vitest";
import { firstJsonError } from "../../../generator/load/json-syntax.js";
import { parseText } from "../../../generator/load/parse.js";

/** Codes and offsets of what is wrong with a text. */
function problems(text: string): readonly (readonly [string, number | string | undefined])[] {
  return (parseText(text).problems ?? []).map(({ code, offset, pointer }) => [code, offset ?? pointer]);
}

test.each([
  ["JSON", '{"a": [1, "x", null, true]}', { a: [1, "x", null, true] }],
  ["YAML", "a: [1, x, null, true]", { a: [1, "x", null, true] }],
  ["YAML in braces", "{a: 1, # comment\n b: two}", { a: 1, b: "two" }],
  [
    "keys that look like something else",
    "404: a\nnull: b\ntrue: c\n1.0: d",
    { "404": "a", null: "b", true: "c", "1.0": "d" },
  ],
  ["merge keys", "x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}", { x: { a: 1, b: 2 }, y: { a: 1, b: 3 } }],
  ["dates and words of YAML 1.1 are text", "a: 2020-01-01\nb: no", { a: "2020-01-01", b: "no" }],
  ["nothing", "# only a comment", null],
])("reads %s", (_, text, value) => {
  expect(parseText(text)).toEqual({ value });
});

test("warns of JSON with a comma too many, which YAML allows", () => {
  expect(parseText('{"a": 1,}')).toMatchObject({ value: { a: 1 }, warning: { code: "CW1106", offset: 8 } });
});

test.each(['{"__proto__": {"polluted": true}}', "__proto__: {polluted: true}"])("keeps %s a plain key", (text) => {
  const { value } = parseText(text);
  expect(Object.keys(value ?? {})).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test.each([
  ["no comma", '{"a": 1 "b": 2}', 8],
  ["no colon", '{"a" 1}', 5],
  ["no value", '{"a": }', 6],
  ["no key", '{"a": 1, 2}', 9],
  ["a bracket that closes another", '{"a": [1}', 8],
  ["the end too early", '{"a": 1', 7],
  ["an escape that JSON doesn't know", '{"a": "\\x"}', 6],
  ["a line break in a text", '{"a": "\n"}', 6],
  ["more after the end", '{"a": 1} }', 9],
])("points at the first syntax error of JSON: %s", (_, text, offset) => {
  expect(firstJsonError(text)?.offset).toBe(offset);
});

test("finds no error in JSON", () => {
  const text = JSON.stringify({ a: [1, -2.5e10, '\u0000"\\/', null, true, {}, []], "": { b: false } }, null, 2);
  expect(firstJsonError(text)).toBeUndefined();
});

test("speaks of JSON where JSON is meant, and of YAML elsewhere", () => {
  expect(parseText('{"a": 1 "b": 2}').problems?.[0]?.message).toBe("Expected `,` or the end of the list or object.");
  expect(parseText("{a: 1, b: [}").problems?.[0]?.message).toContain("Flow sequence");
});

test("takes one document only", () => {
  expect(problems("a: 1\n---\nb: 2\n")).toEqual([["CW1101", 5]]);
  expect(problems("---\na: 1\n...\n")).toEqual([]);
});

test("finds all syntax errors of YAML", () => {
  expect(problems('a: "x" y\nb: "x" y\n').map(([code]) => code)).toEqual(["CW1101", "CW1101"]);
});

test.each([
  ['{"a": 1, "b": {"c": 1, "c": 2}, "a": "\\"a\\":"}', [23, 32]],
  ["a: 1\nb:\n  c: 1\n  c: 2\na: 3\n", [17, 22]],
])("finds keys that stand twice: %s", (text, offsets) => {
  expect(problems(text)).toEqual(offsets.map((offset) => ["CW1102", offset]));
});

test("takes the same key in other objects, in values and in merged mappings for no duplicate", () => {
  expect(problems('{"a": {"a": "a\\": 1"}, "b": [{"a": 1}, {"a": 1}]}')).toEqual([]);
  expect(problems("x: &x {a: 1}\ny: {<<: *x, a: 2}\nz: {<<: *x}")).toEqual([]);
});

test.each([
  ["JSON", "[".repeat(100_000) + "]".repeat(100_000)],
  ["YAML in braces", `a: ${"[".repeat(100_000)}${"]".repeat(100_000)}`],
  ["YAML by indentation", Array.from({ length: 600 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
])("refuses %s that nests too deeply, without overflowing the stack", (_, text) => {
  expect(problems(text).map(([code]) => code)).toEqual(["CW1103"]);
});

test("lets an alias be used as often as documents use them", () => {
  const text = `x: &x {type: string}\ny: [${Array.from({ length: 2_000 }, () => "*x").join(", ")}]`;
  expect(parseText(text).problems).toBeUndefined();
});
