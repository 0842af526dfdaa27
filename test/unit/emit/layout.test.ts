import { describe, expect, it } from "vitest";
import { group, ifBroken, indent, join, line, list, print, softLine } from "../../../generator/emit/layout.js";
import { arrayLiteral, objectLiteral, objectType, plain } from "../../../generator/emit/literals.js";

const long = (letter: string) => letter.repeat(50);

describe("layout", () => {
  it("keeps on one line what fits", () => {
    expect(print(list("(", ["a", "b"], ")"))).toBe("(a, b)");
  });

  it("breaks what doesn't fit, with a separator behind the last item", () => {
    expect(print(list("(", [long("a"), long("b"), long("c")], ")"))).toBe(
      `(\n  ${long("a")},\n  ${long("b")},\n  ${long("c")},\n)`,
    );
  });

  it("counts what stands before and after", () => {
    const layout = list("(", [long("a"), long("b")], ")");
    expect(print(layout, { column: 14 })).not.toContain("\n");
    expect(print(layout, { column: 17 })).toContain("\n");
    expect(print(layout, { column: 14, after: 3 })).toContain("\n");
    expect(print(layout, { column: 14, level: 2 })).toContain("\n");
  });

  it("breaks the outer group before the inner one", () => {
    const inner = list("[", [long("a"), long("b")], "]");
    expect(print(list("(", ["x", inner], ")", { isBroken: true }))).toBe(`(\n  x,\n  [${long("a")}, ${long("b")}],\n)`);
  });

  it("puts each member of a broken union on a line of its own", () => {
    const union = group(indent([softLine, ifBroken("| "), join([long("a"), long("b"), long("c")], [line, "| "])]));
    expect(print(["x: ", union])).toBe(`x:\n  | ${long("a")}\n  | ${long("b")}\n  | ${long("c")}`);
  });

  it("puts several objects of several properties one a line, whatever their width", () => {
    const object = objectLiteral([
      ["a", plain("1")],
      ["b-c", plain("2")],
    ]);
    expect(print(arrayLiteral([object, object]).layout)).toBe('[\n  { a: 1, "b-c": 2 },\n  { a: 1, "b-c": 2 },\n]');
    expect(print(arrayLiteral([object]).layout)).toBe('[{ a: 1, "b-c": 2 }]');
  });

  it("leaves out entries without a value", () => {
    expect(print(objectLiteral([["a", undefined]]).layout)).toBe("{}");
  });

  it("separates members of an object type by semicolons", () => {
    expect(
      print(
        objectType([
          ["404", "A"],
          ["default", "B"],
        ]),
      ),
    ).toBe("{ 404: A; default: B }");
  });
});
