import { describe, expect, it } from "vitest";
import { decodeUrlencoded, splitMultipart } from "./bodies.js";
import {
  type Decoded,
  decodePairs,
  decodeSegment,
  type Kind,
  percentDecode,
  type Style,
  splitQuery,
} from "./styles.js";
import { matchTemplate, parseTemplate } from "./template.js";

const list = ["blue", "black", "brown"];
const record = { R: "100", G: "200", B: "150" };

/** The specification's table (3.1.1, section 4.8.12.3), row by row, as a server receives it. */
const segments: readonly [Style, boolean, Kind, string, Decoded][] = [
  ["matrix", false, "primitive", ";color", ""],
  ["matrix", false, "primitive", ";color=blue", "blue"],
  ["matrix", false, "array", ";color=blue,black,brown", list],
  ["matrix", false, "object", ";color=R,100,G,200,B,150", record],
  ["matrix", true, "array", ";color=blue;color=black;color=brown", list],
  ["matrix", true, "object", ";R=100;G=200;B=150", record],
  ["label", false, "primitive", ".", ""],
  ["label", false, "primitive", ".blue", "blue"],
  ["label", false, "array", ".blue,black,brown", list],
  ["label", false, "object", ".R,100,G,200,B,150", record],
  ["label", true, "array", ".blue.black.brown", list],
  ["label", true, "object", ".R=100.G=200.B=150", record],
  ["simple", false, "primitive", "blue", "blue"],
  ["simple", false, "array", "blue,black,brown", list],
  ["simple", false, "object", "R,100,G,200,B,150", record],
  ["simple", true, "array", "blue,black,brown", list],
  ["simple", true, "object", "R=100,G=200,B=150", record],
  ["spaceDelimited", false, "array", "blue%20black%20brown", list],
  ["pipeDelimited", false, "array", "blue|black|brown", list],
  ["tabDelimited", false, "array", "blue\tblack\tbrown", list],
];

const queries: readonly [Style, boolean, Kind, string, Decoded][] = [
  ["form", false, "primitive", "color=", ""],
  ["form", false, "primitive", "color=blue", "blue"],
  ["form", false, "array", "color=blue,black,brown", list],
  ["form", false, "object", "color=R,100,G,200,B,150", record],
  ["form", true, "array", "color=blue&color=black&color=brown", list],
  ["form", true, "object", "R=100&G=200&B=150", record],
  ["spaceDelimited", false, "array", "color=blue%20black%20brown", list],
  ["spaceDelimited", false, "object", "color=R%20100%20G%20200%20B%20150", record],
  ["pipeDelimited", false, "array", "color=blue%7Cblack%7Cbrown", list],
  ["pipeDelimited", false, "array", "color=blue|black|brown", list],
  ["pipeDelimited", false, "object", "color=R%7C100%7CG%7C200%7CB%7C150", record],
  ["tabDelimited", false, "array", "color=blue%09black%09brown", list],
  ["deepObject", true, "object", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150", record],
  ["deepObject", true, "object", "color[R]=100&color[G]=200&color[B]=150", record],
];

describe("paths and headers", () => {
  it.each(segments)("%s, explode %s, %s: %s", (style, explode, kind, text, value) => {
    expect(decodeSegment({ name: "color", style, explode, kind }, text, percentDecode)).toEqual(value);
  });

  it("takes an encoded delimiter for a character of the value", () => {
    const written = { name: "color", style: "simple", explode: false, kind: "array" } as const;
    expect(decodeSegment(written, "a%2Cb,c", percentDecode)).toEqual(["a,b", "c"]);
  });

  it.each<[Style, string]>([
    ["label", "blue"],
    ["matrix", ";colour=blue"],
    ["form", "blue"],
  ])("refuses what style %s doesn't give: %s", (style, text) => {
    const written = { name: "color", style, explode: false, kind: "primitive" } as const;
    expect(() => decodeSegment(written, text, percentDecode)).toThrow("color");
  });
});

describe("queries", () => {
  it.each(queries)("%s, explode %s, %s: %s", (style, explode, kind, text, value) => {
    const pairs = [...splitQuery(text), ...splitQuery("other=1")];
    const decoded = decodePairs({ name: "color", style, explode, kind }, pairs, ["R", "G", "B"]);
    expect(decoded).toEqual({ value, rest: [["other", "1"]] });
  });

  it("reads an absent parameter as nothing", () => {
    const written = { name: "color", style: "form", explode: true, kind: "array" } as const;
    expect(decodePairs(written, splitQuery("")).value).toBeUndefined();
  });

  it("refuses a repeated name where the style has one", () => {
    const written = { name: "color", style: "form", explode: false, kind: "array" } as const;
    expect(() => decodePairs(written, splitQuery("color=a&color=b"))).toThrow("2 times");
  });

  it("reads deeper levels of deepObject as servers do", () => {
    const written = { name: "f", style: "deepObject", explode: true, kind: "object" } as const;
    const pairs = splitQuery("f[a][b]=1&f[list][0]=x&f[list][1]=y&f[tags][]=z&f[again]=1&f[again]=2");
    expect(decodePairs(written, pairs).value).toEqual({
      a: { b: "1" },
      list: ["x", "y"],
      tags: ["z"],
      again: ["1", "2"],
    });
  });
});

describe("templates", () => {
  it.each<[string, string, Record<string, string> | undefined]>([
    ["/pets/{id}", "/pets/7", { id: "7" }],
    ["/pets/{id}.{format}", "/pets/7.json", { id: "7", format: "json" }],
    ["/a b/{x}/é", "/a%20b/1/%C3%A9", { x: "1" }],
    ["/pets/{id}", "/pets", undefined],
    ["/pets", "/pets/", undefined],
  ])("%s against %s", (template, path, values) => {
    const found = matchTemplate(parseTemplate(template), path);
    expect(found === undefined ? undefined : Object.fromEntries(found)).toEqual(values);
  });
});

describe("bodies", () => {
  it("decodes a urlencoded form", () => {
    expect(decodeUrlencoded("a=1+2&b=%26&a=3")).toEqual([
      ["a", "1 2"],
      ["b", "&"],
      ["a", "3"],
    ]);
  });

  it("splits what the platform writes as multipart", async () => {
    const form = new FormData();
    form.append('a "b"', "text");
    form.append("file", new Blob([new Uint8Array([0, 13, 10, 255])], { type: "image/png" }), "é.png");
    const response = new Response(form);
    const body = Buffer.from(await response.clone().arrayBuffer());
    const parts = splitMultipart(response.headers.get("content-type") ?? "", body);
    expect(parts.map(({ name, fileName, bytes }) => [name, fileName, [...bytes]])).toEqual([
      ['a "b"', undefined, [...Buffer.from("text")]],
      ["file", "é.png", [0, 13, 10, 255]],
    ]);
    expect(parts[1]?.headers.get("content-type")).toBe("image/png");
  });

  it.each([
    ["multipart/form-data", ""],
    ["multipart/form-data; boundary=x", "--x\r\n\r\n"],
  ])("refuses %s with %j", (type, body) => {
    expect(() => splitMultipart(type, Buffer.from(body))).toThrow();
  });
});
