import { expect, test } from "vitest";
import type { Diagnostic, Location } from "../../../generator/diagnostics.js";
import { createLocate, type Painter, renderDiagnostic, renderDiagnostics } from "../../../generator/load/index.js";

const uri = "file:///pets.yaml";

function textsOf(text: string): ReadonlyMap<string, { uri: string; name: string; text: string }> {
  return new Map([[uri, { uri, name: "pets.yaml", text }]]);
}

const yaml = `paths:
  "/a~b/c": &path
    get: { tags: [one, two] }
    post:
  /merged:
    <<: *path
    put:
      description: |
        many
        lines
  /alias: *path
`;
const json = '{\n  "a": { "x\\"y": [1, { "b": null }],\n "x": "\\\\" }, "c": "}" }';

test.each<[string, string, Omit<Location, "file">, string]>([
  ["a value of YAML", yaml, { pointer: "/paths/~1a~0b~1c/get/tags/1" }, "3:24-3:27"],
  ["a key of YAML", yaml, { pointer: "/paths/~1a~0b~1c", key: true }, "2:3-2:11"],
  ["a value that is not written", yaml, { pointer: "/paths/~1a~0b~1c/post" }, "4:5-4:9"],
  ["a value behind a merge key", yaml, { pointer: "/paths/~1merged/get/tags/0" }, "3:19-3:22"],
  ["a value behind an alias", yaml, { pointer: "/paths/~1alias/get/tags/0" }, "3:19-3:22"],
  ["the nearest value around one that is missing", yaml, { pointer: "/paths/~1a~0b~1c/get/parameters/0" }, "3:10-3:30"],
  ["a value of JSON", json, { pointer: '/a/x"y/1/b' }, "2:29-2:33"],
  ["a key of JSON", json, { pointer: '/a/x"y', key: true }, "2:10-2:16"],
  ["a value after tricky ones", json, { pointer: "/c" }, "3:20-3:23"],
  ["the whole of JSON", json, { pointer: "" }, "1:1-3:25"],
  ["an offset", "a: b\nc: ]", { pointer: "", offset: 8 }, "2:4-2:5"],
])("locates %s", (_, text, location, expected) => {
  const range = createLocate(textsOf(text))({ file: uri, ...location });
  const { start, end } = range ?? { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
  expect(`${start.line}:${start.column}-${end.line}:${end.column}`).toBe(expected);
});

function warning(at?: Location): Diagnostic {
  return {
    code: "CW2106",
    severity: "warning",
    message: "Something is ignored.",
    help: "Remove it.",
    ...(at && { at }),
  };
}

test("prints a diagnostic without a place in three lines", () => {
  const expected = "warning CW2106: Something is ignored.\n  Remove it.\n  docs/diagnostics.md#cw2106";
  expect(renderDiagnostic(warning(), new Map())).toBe(expected);
});

test("shows the part of a very long line around the column", () => {
  const text = `{ "a": "${"x".repeat(10_000)}", "b": 1, "c": "${"y".repeat(10_000)}" }`;
  const listing = renderDiagnostic(warning({ file: uri, pointer: "/b" }), textsOf(text));
  const [shown = "", carets = ""] = listing.split("\n").filter((line) => line.includes(" |"));
  expect(shown.length).toBeLessThan(140);
  expect(shown.slice(carets.indexOf("^"), carets.indexOf("^") + 1)).toBe("1");
});

test("aligns carets under tabs and Windows line ends, and lets no control character through", () => {
  const text = "info:\r\n  title: \t'a\u001b[31m'\t# x\r\n";
  const lines = renderDiagnostic(warning({ file: uri, pointer: "/info/title" }), textsOf(text)).split("\n");
  expect(lines.slice(2, 5)).toEqual(["  1 | info:", "> 2 |   title:  'a\uFFFD[31m' # x", "    |           ^^^^^^^^"]);
});

test("hands each part to the painter", () => {
  const painter: Painter = {
    severity: (text) => `<s>${text}</s>`,
    place: (text) => `<p>${text}</p>`,
    mark: (text) => `<m>${text}</m>`,
    dim: (text) => `<d>${text}</d>`,
  };
  const listing = renderDiagnostic(warning({ file: uri, pointer: "/a" }), textsOf("a: b"), painter);
  expect(listing).toBe(
    [
      "<p>pets.yaml:1:4</p> <s>warning</s> CW2106: Something is ignored.",
      "",
      "<m>> 1 |</m> a: b",
      "<d>    |</d>    <m>^</m>",
      "",
      "  Remove it.",
      "<d>  docs/diagnostics.md#cw2106</d>",
    ].join("\n"),
  );
});

test("shows a hundred diagnostics, errors before others, and says how many are left out (CW1000)", () => {
  const error: Diagnostic = { code: "CW2101", severity: "error", message: "Last." };
  const many = [...Array.from({ length: 150 }, () => warning()), error];
  const listing = renderDiagnostics(many, new Map()).split("\n\n");
  expect(listing).toHaveLength(101);
  expect(listing[0]).toContain("error CW2101: Last.");
  expect(listing[100]).toContain("information CW1000: 51 more diagnostics are not shown.");
});
