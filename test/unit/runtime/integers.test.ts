/** JSON whose whole numbers keep their digits, on engines that tell the source text of a number and on those that don't. */

import { describe, expect, test } from "vitest";
import {
  bigIntFromText,
  decodeBigInt,
  decodeDigits,
  encodeDigits,
  exactJson,
  parseByTokens,
} from "../../../runtime/integers.js";

/** Every long number as text with an `n` behind it, all else as JSON has it. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (item instanceof BigInt ? `${item}n` : item));
}

const rows: readonly (readonly [text: string, shown: string])[] = [
  ["9007199254740993", '"9007199254740993n"'],
  ["-9007199254740993", '"-9007199254740993n"'],
  [" [ 9007199254740993 ,\n1] ", '["9007199254740993n",1]'],
  ['{"a":9007199254740991,"b":9007199254740992}', '{"a":9007199254740991,"b":"9007199254740992n"}'],
  ['{"9007199254740993":"9007199254740993"}', '{"9007199254740993":"9007199254740993"}'],
  [
    String.raw`["\"", 9007199254740993, "\\", "\\\"9007199254740993", ""]`,
    String.raw`["\"","9007199254740993n","\\","\\\"9007199254740993",""]`,
  ],
  [
    "[1.2345678901234567, 12345678901234567.5, 1e20, 12345678901234567e2, -0]",
    "[1.2345678901234567,12345678901234568,100000000000000000000,1234567890123456800,0]",
  ],
  ['{"__proto__":9007199254740993}', '{"__proto__":"9007199254740993n"}'],
];

describe("long numbers", () => {
  test.each(rows)("%s", (text, expected) => {
    // The first is what the engine at hand does; the second is what older ones do.
    let parsed: unknown;
    exactJson.parse(text, (value) => {
      parsed = shown(value);
    });
    expect(parsed).toBe(expected);
    expect(shown(parseByTokens(text))).toBe(expected);
  });

  test.each(["", "[", "[00000000000000000001]", "9007199254740993n", '["9007199254740993]', "[9007199254740993 1]"])(
    "%s is no JSON",
    (text) => {
      expect(() => exactJson.parse(text, (value) => value)).toThrow(SyntaxError);
      expect(() => parseByTokens(text)).toThrow(SyntaxError);
    },
  );

  test("that nobody asks for are rounded, as any parser does, in lists and objects", () => {
    const text = '{"a":[9007199254740993,{"b":9007199254740993}],"__proto__":9007199254740993}';
    expect(shown(exactJson.parse(text, (value) => value))).toBe(shown(JSON.parse(text)));
    expect(exactJson.parse("9007199254740993", (value) => value)).toBe(9007199254740992);
  });

  test("are written as they are", () => {
    const value = { a: 9007199254740993n, b: [-1n, 0n], c: "9007199254740993", d: undefined, e: null };
    expect(exactJson.stringify(value)).toBe('{"a":9007199254740993,"b":[-1,0],"c":"9007199254740993","e":null}');
    expect(exactJson.stringify(undefined)).toBeUndefined();
  });
});

test.each([
  [decodeBigInt, 5, 5n],
  [decodeBigInt, -0, 0n],
  [decodeBigInt, 2 ** 53, 2 ** 53],
  [decodeBigInt, 0.5, 0.5],
  [decodeBigInt, "5", "5"],
  [decodeBigInt, null, null],
  [decodeDigits, 5, "5"],
  [decodeDigits, 2 ** 53, 2 ** 53],
  [decodeDigits, true, true],
  [encodeDigits, "5", 5n],
  [encodeDigits, "-9223372036854775808", -9223372036854775808n],
  [encodeDigits, "05", "05"],
  [encodeDigits, "-0", "-0"],
  [encodeDigits, "five", "five"],
  [encodeDigits, 5, 5],
  [bigIntFromText, "9007199254740993", 9007199254740993n],
  [bigIntFromText, "1.5", "1.5"],
])("%o of %o is %o", (codec, value, expected) => {
  expect(codec(value)).toBe(expected);
});
