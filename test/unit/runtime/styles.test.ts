/** Every style of OpenAPI 3.1.1, exploded and not, for each kind of value. */

import { describe, expect, it } from "vitest";
import {
  allowingReserved,
  deepObject,
  dots,
  form,
  label,
  matrix,
  pipeDelimited,
  type Style,
  simple,
  spaceDelimited,
  tabDelimited,
} from "../../../runtime/styles.js";

const styles = { simple, label, matrix, form, spaceDelimited, pipeDelimited, tabDelimited, deepObject, dots };

const list = ["blue", "black"];
const record = { R: 100, G: 200 };

type Row = [style: keyof typeof styles, explode: boolean | undefined, value: unknown, text: string];

const rows: Row[] = [
  ["simple", undefined, "", ""],
  ["simple", undefined, "blue", "blue"],
  ["simple", undefined, list, "blue,black"],
  ["simple", undefined, record, "R,100,G,200"],
  ["simple", true, list, "blue,black"],
  ["simple", true, record, "R=100,G=200"],
  ["label", undefined, "", "."],
  ["label", undefined, "blue", ".blue"],
  ["label", undefined, list, ".blue,black"],
  ["label", undefined, record, ".R,100,G,200"],
  ["label", true, list, ".blue.black"],
  ["label", true, record, ".R=100.G=200"],
  ["matrix", undefined, "", ";color"],
  ["matrix", undefined, "blue", ";color=blue"],
  ["matrix", undefined, list, ";color=blue,black"],
  ["matrix", undefined, record, ";color=R,100,G,200"],
  ["matrix", true, "", ";color"],
  ["matrix", true, list, ";color=blue;color=black"],
  ["matrix", true, record, ";R=100;G=200"],
  ["form", undefined, "", "color="],
  ["form", undefined, "blue", "color=blue"],
  ["form", undefined, list, "color=blue&color=black"],
  ["form", undefined, record, "R=100&G=200"],
  ["form", false, "", "color="],
  ["form", false, list, "color=blue,black"],
  ["form", false, record, "color=R,100,G,200"],
  ["spaceDelimited", undefined, list, "color=blue%20black"],
  ["spaceDelimited", undefined, record, "color=R%20100%20G%20200"],
  ["spaceDelimited", true, list, "color=blue&color=black"],
  ["pipeDelimited", undefined, list, "color=blue%7Cblack"],
  ["pipeDelimited", undefined, record, "color=R%7C100%7CG%7C200"],
  ["pipeDelimited", true, list, "color=blue&color=black"],
  ["tabDelimited", undefined, list, "color=blue%09black"],
  ["tabDelimited", true, list, "color=blue&color=black"],
  ["deepObject", true, record, "color%5BR%5D=100&color%5BG%5D=200"],
  ["deepObject", true, list, "color%5B0%5D=blue&color%5B1%5D=black"],
  ["deepObject", true, "blue", "color=blue"],
  ["dots", undefined, { a: { b: 1 }, c: [2, { d: 3 }] }, "color.a.b=1&color.c=2&color.c.d=3"],
];

describe("styles", () => {
  it.each(rows)("%s, explode %s, %j is %s", (style, explode, value, text) => {
    const write: Style = styles[style];
    expect(write("color", value, explode)).toBe(text);
  });

  it.each(["simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited"] as const)(
    "%s writes nothing for an empty array or object",
    (style) => {
      expect([styles[style]("color", []), styles[style]("color", {}), styles[style]("color", {}, true)]).toEqual([
        "",
        "",
        "",
      ]);
    },
  );

  it("percent-encodes names and values", () => {
    expect(styles.form("a&b", "c=d&e f/é")).toBe("a%26b=c%3Dd%26e%20f%2F%C3%A9");
    expect(styles.simple("id", ["a,b", "c"])).toBe("a%2Cb,c");
    expect(styles.deepObject("f", { "a]": "x&y" })).toBe("f%5Ba%5D%5D=x%26y");
  });

  it("leaves reserved characters where they are allowed, and what the caller has encoded", () => {
    const text = styles.form("a", "/?:@!$'()*,;=&#+[] é%2F%zz");
    expect(allowingReserved(text)).toBe("a=/?:@!$'()*,;=%26%23%2B%5B%5D%20%C3%A9%2F%25zz");
  });

  it("leaves out what is undefined or null within a value", () => {
    expect(styles.form("a", [1, undefined, null, 2])).toBe("a=1&a=2");
    expect(styles.form("a", { x: undefined, y: null, z: 0 })).toBe("z=0");
    expect(styles.deepObject("a", { x: undefined, z: false })).toBe("a%5Bz%5D=false");
  });

  it("writes numbers, booleans, big integers and dates as text", () => {
    expect(styles.form("a", [1.5, true, 9007199254740993n])).toBe("a=1.5&a=true&a=9007199254740993");
    expect(styles.simple("a", new Date(0))).toBe("1970-01-01T00%3A00%3A00.000Z");
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], [Symbol("s")]])(
    "refuses a value that no style has a form for (%#)",
    (value) => {
      expect(() => styles.form("a", value)).toThrow(TypeError);
    },
  );
});
