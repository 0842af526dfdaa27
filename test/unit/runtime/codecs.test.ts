/** Values between wire form and caller's form: what is converted, and that the rest survives. */

import { describe, expect, it } from "vitest";
import {
  decodeBoolean,
  decodeInstant,
  decodeNumber,
  encodeInstant,
  type FieldsFromWire,
  type FieldsToWire,
  mapFields,
  mapItems,
  mapNamed,
  mapTuple,
  mapUnion,
  mapValues,
  mapVariant,
  type VariantTable,
} from "../../../runtime/codecs.js";

interface Service {
  id: number;
  lastUpdated: Date;
  authType?: string | null;
}

const fromWire: FieldsFromWire<Service> = { last_updated: ["lastUpdated", decodeInstant], auth_type: ["authType"] };
const toWire: FieldsToWire<Service> = { lastUpdated: ["last_updated", encodeInstant], authType: ["auth_type"] };

describe("mapNamed", () => {
  const codecs = [["_at$", decodeInstant], ["^text"]] as const;
  const text = "2024-05-01T10:00:00.000Z";

  it("converts by the first pattern that the name fits, else by the rest", () => {
    const wire = { made_at: text, text_at: text, text: text, other: "a" };
    expect(mapValues(wire, (value, name) => mapNamed(value, name, codecs, () => "rest"))).toEqual({
      made_at: new Date(text),
      text_at: new Date(text),
      text,
      other: "rest",
    });
  });

  it("leaves alone what fits none, beside known properties too", () => {
    const fields = { last_at: ["lastAt", decodeInstant] } as const;
    const further = (value: unknown, name: string) => mapNamed(value, name, codecs);
    expect(mapFields({ last_at: text, x_at: text, x: text }, fields, further)).toEqual({
      lastAt: new Date(text),
      x_at: new Date(text),
      x: text,
    });
  });
});

describe("mapFields", () => {
  it("renames and converts what it knows, and keeps the rest and the order", () => {
    const wire = { id: 1, last_updated: "2024-05-01T10:00:00Z", extra_field: { a_b: 1 }, auth_type: null };
    const service = mapFields(wire, fromWire);
    expect(service).toEqual({
      id: 1,
      lastUpdated: new Date("2024-05-01T10:00:00Z"),
      extra_field: { a_b: 1 },
      authType: null,
    });
    expect(Object.keys(service)).toEqual(["id", "lastUpdated", "extra_field", "authType"]);
    expect(mapFields(service, toWire)).toEqual({ ...wire, last_updated: "2024-05-01T10:00:00.000Z" });
  });

  it("doesn't change its argument", () => {
    const wire = Object.freeze({ id: 1, last_updated: "2024-05-01T10:00:00Z" });
    expect(mapFields(wire, fromWire)).not.toBe(wire);
    expect(wire).toEqual({ id: 1, last_updated: "2024-05-01T10:00:00Z" });
  });

  it.each([[{ authType: "unknown", auth_type: "known" }], [{ auth_type: "known", authType: "unknown" }]])(
    "lets the known name win where two meet: %j",
    (wire) => {
      expect(mapFields(wire, fromWire)).toEqual({ authType: "known" });
    },
  );

  it.each([[null], [undefined], ["text"], [3], [["a"]], [new Date(0)], [new Blob(["x"])]])(
    "returns %s as it is",
    (value) => {
      expect(mapFields(value, fromWire)).toBe(value);
    },
  );

  it("keeps __proto__ as a plain property, both ways", () => {
    const wire: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":1,"auth_type":"x"}');
    const mapped: object = mapFields(wire, fromWire);
    expect(Object.getPrototypeOf(mapped)).toBe(Object.prototype);
    expect(Object.getOwnPropertyNames(mapped)).toEqual(["__proto__", "constructor", "authType"]);
    expect(JSON.stringify(mapFields(mapped, toWire))).toBe(JSON.stringify(wire));
    expect("polluted" in mapped).toBe(false);
  });

  it("doesn't take what the table inherits for a known name", () => {
    expect(mapFields({ toString: 1, valueOf: 2 }, fromWire)).toEqual({ toString: 1, valueOf: 2 });
  });

  it("keeps a value that its codec can't convert", () => {
    expect(mapFields({ last_updated: "yesterday" }, fromWire)).toEqual({ lastUpdated: "yesterday" });
    expect(mapFields({ last_updated: null }, fromWire)).toEqual({ lastUpdated: null });
  });
});

describe("mapItems, mapTuple, mapValues, mapUnion", () => {
  it("convert each item", () => {
    expect(mapItems(["true", "no"], decodeBoolean)).toEqual([true, "no"]);
    expect(mapItems({ 0: "true" }, decodeBoolean)).toEqual({ 0: "true" });
    expect(mapItems(null, decodeBoolean)).toBe(null);
  });

  it("convert a tuple place by place", () => {
    expect(mapTuple(["1", "2", "3", "4"], [decodeNumber, undefined], decodeNumber)).toEqual([1, "2", 3, 4]);
    expect(mapTuple(["1", "2"], [decodeNumber])).toEqual([1, "2"]);
    expect(mapTuple("12", [decodeNumber])).toBe("12");
  });

  it("leave a record's keys alone", () => {
    expect(mapValues({ last_updated: "1", __proto__: null }, decodeNumber)).toEqual({ last_updated: 1 });
    const record: unknown = JSON.parse('{"__proto__":"1"}');
    expect(Object.getOwnPropertyDescriptor(mapValues(record, decodeNumber), "__proto__")?.value).toBe(1);
    expect(mapValues(["1"], decodeNumber)).toEqual(["1"]);
  });

  it("select by the tag, and leave an unknown tag's object unchanged", () => {
    const codecs = { cat: (value: unknown) => ({ ...Object(value), decoded: true }) };
    expect(mapUnion({ type: "cat" }, "type", codecs)).toEqual({ type: "cat", decoded: true });
    for (const value of [{ type: "dog" }, { type: "toString" }, { type: ["cat"] }, {}, null, "cat", ["cat"]]) {
      expect(mapUnion(value, "type", codecs)).toBe(value);
    }
  });

  it("convert what has no known tag otherwise, and a known tag without a codec not at all", () => {
    const mark = (name: string) => (value: unknown) => ({ ...Object(value), as: name });
    const codecs = { 1: mark("one"), true: mark("true"), plain: undefined };
    const as = (value: unknown) => mapUnion(value, "kind", codecs, mark("base"));
    expect(as({ kind: 1 })).toEqual({ kind: 1, as: "one" });
    expect(as({ kind: true })).toEqual({ kind: true, as: "true" });
    expect(as({ kind: "plain" })).toEqual({ kind: "plain" });
    for (const value of [{}, { kind: null }, { kind: "other" }, { kind: { plain: 1 } }]) {
      expect(as(value)).toEqual({ ...value, as: "base" });
    }
    expect(as(["kind"])).toEqual(["kind"]);
  });
});

describe("mapVariant", () => {
  const mark = (name: string) => (value: unknown) => ({ ...Object(value), as: name });
  const choose = (value: unknown, variants: readonly VariantTable[]) => Object(mapVariant(value, variants)).as;

  it("takes the member that knows most, and the first of equals", () => {
    const variants = [
      { known: ["a"], codec: mark("one") },
      { required: ["a"], known: ["a", "b"], codec: mark("two") },
      { fixed: { kind: ["x", 1] }, known: ["kind", "a", "b", "c"], codec: mark("three") },
    ];
    expect(choose({ a: 1 }, variants)).toBe("one");
    expect(choose({ a: 1, b: 1 }, variants)).toBe("two");
    expect(choose({ b: 1 }, variants)).toBe("three");
    expect(choose({ a: 1, b: 1, c: 1, kind: "y" }, variants)).toBe("two");
    expect(choose({ kind: 1 }, variants)).toBe("three");
  });

  it("takes a property that is undefined for one that is absent", () => {
    const variants = [
      { required: ["a"], known: ["a"], codec: mark("one") },
      { required: ["b"], known: ["b"], codec: mark("two") },
    ];
    expect(choose({ a: undefined, b: 1 }, variants)).toBe("two");
  });

  it("looks at the kinds of values", () => {
    const variants = [
      { kinds: { at: ["string", "null"] }, known: ["at"], codec: mark("text") },
      { kinds: { at: ["object"] }, known: ["at"], codec: mark("object") },
      { kinds: { at: ["array"] }, known: ["at"], codec: mark("list") },
    ];
    expect(choose({ at: "now" }, variants)).toBe("text");
    expect(choose({ at: new Date(0) }, variants)).toBe("text");
    expect(choose({ at: null }, variants)).toBe("text");
    expect(choose({ at: { day: 1 } }, variants)).toBe("object");
    expect(choose({ at: [] }, variants)).toBe("list");
    expect(mapVariant({ at: 1 }, variants)).toEqual({ at: 1 });
  });

  it("looks within properties and lists, and takes a misfit there for better than nothing", () => {
    const cat = { required: ["lives"], known: ["lives"] };
    const dog = { fixed: { kind: ["dog"] }, known: ["kind", "name"] };
    const variants = [
      { known: ["pet"], within: { pet: cat }, codec: mark("cat") },
      { known: ["pet"], within: { pet: dog }, codec: mark("dog") },
    ];
    expect(choose({ pet: { lives: 9 } }, variants)).toBe("cat");
    expect(choose({ pet: { name: "Rex" } }, variants)).toBe("dog");
    expect(choose({ pet: [{ kind: "dog" }, { lives: 9 }] }, variants)).toBe("dog");
    expect(choose({ pet: { kind: "fish" } }, variants)).toBe("cat");
    expect(choose({ pet: [] }, variants)).toBe("cat");
  });
});

describe("instants", () => {
  it.each([
    ["2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000Z"],
    ["2024-01-01T00:00:00.123456789+02:00", "2023-12-31T22:00:00.123Z"],
    ["2024-01-01t00:00:00z", "2024-01-01T00:00:00.000Z"],
    ["0001-01-01T00:00:00-23:59", "0001-01-01T23:59:00.000Z"],
  ])("decodes %s", (text, iso) => {
    expect(decodeInstant(text)).toEqual(new Date(iso));
  });

  it.each([
    "2024-02-30T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-00-10T00:00:00Z",
    "2024-01-01T24:00:00Z",
    "2024-01-01T00:60:00Z",
    "2024-01-01T00:00:60Z",
    "2024-01-01T00:00:00",
    "2024-01-01T00:00:00+24:00",
    "2024-01-01 00:00:00Z",
    "2024-01-01",
    " 2024-01-01T00:00:00Z",
    "2024-01-01T00:00:00Z\n",
    "1714557600",
    "",
    1714557600,
    null,
  ])("leaves %j as it is", (value) => {
    expect(decodeInstant(value)).toBe(value);
  });

  it("encodes a Date, and leaves anything else as it is", () => {
    expect(encodeInstant(new Date("2024-01-01T00:00:00+01:00"))).toBe("2023-12-31T23:00:00.000Z");
    expect(encodeInstant("soon")).toBe("soon");
    expect(() => encodeInstant(new Date(Number.NaN))).toThrow(RangeError);
  });
});

describe("header values", () => {
  it.each([
    ["12", 12],
    ["-0.5", -0.5],
    ["1e3", 1000],
    ["", ""],
    ["0x10", "0x10"],
    ["NaN", "NaN"],
    ["1,2", "1,2"],
    [" 1", " 1"],
  ])("decodes the number %j to %j", (text, value) => {
    expect(decodeNumber(text)).toBe(value);
  });

  it.each([
    ["true", true],
    ["false", false],
    ["TRUE", "TRUE"],
    ["1", "1"],
    ["", ""],
  ])("decodes the boolean %j to %j", (text, value) => {
    expect(decodeBoolean(text)).toBe(value);
  });
});
