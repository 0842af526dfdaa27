/** Forms, multipart bodies and what parameters beyond the plain styles look like to whoever receives them. */

import { describe, expect, it } from "vitest";
import { mapKinds, mapVariant } from "../../../runtime/codecs.js";
import { formBody, multipartBody } from "../../../runtime/forms.js";
import type { Field, RequestContent } from "../../../runtime/operation.js";
import * as styles from "../../../runtime/styles.js";

function content(type: string, fields?: { readonly [name: string]: Field }): RequestContent {
  return { type, write: () => undefined, ...(fields && { fields }) };
}

/** A multipart body as the platform's own parser reads it. */
async function parts(value: unknown, fields?: { readonly [name: string]: Field }): Promise<FormData> {
  const body = multipartBody(value, content("multipart/form-data", fields));
  if (!(body instanceof Blob)) throw new Error("not a Blob");
  return new Response(body).formData();
}

describe("a multipart body", () => {
  it("has a part per property and per item, each of its own kind", async () => {
    const file = new File(["bytes"], 'my "file".png', { type: "image/png" });
    const form = await parts({
      text: "ü",
      count: 1,
      at: new Date(0),
      none: undefined,
      nil: null,
      file,
      list: ["a", "b"],
    });
    expect([...form.keys()]).toEqual(["text", "count", "at", "file", "list", "list"]);
    expect(form.get("text")).toBe("ü");
    expect(form.get("count")).toBe("1");
    expect(form.get("at")).toBe("1970-01-01T00:00:00.000Z");
    expect(form.getAll("list")).toEqual(["a", "b"]);
    const received = form.get("file");
    if (!(received instanceof File)) throw new Error("no file");
    expect([received.name, received.type, await received.text()]).toEqual(['my "file".png', "image/png", "bytes"]);
  });

  it("sends objects as JSON and bytes as a file", async () => {
    const form = await parts({ meta: { a: [1] }, bytes: new Uint8Array([104, 105]), buffer: new ArrayBuffer(2) });
    const meta = form.get("meta");
    expect(meta instanceof File ? await meta.text() : meta).toBe('{"a":[1]}');
    const bytes = form.get("bytes");
    expect(bytes instanceof File && (await bytes.text())).toBe("hi");
    expect(form.get("buffer")).toBeInstanceOf(File);
  });

  it("gives a part the type that the document names, unless the value has its own", async () => {
    const body = multipartBody(
      { a: new Uint8Array(1), b: new Blob(["x"], { type: "image/gif" }), c: "text", d: ["x"] },
      content("multipart/form-data", {
        a: { type: "image/*, image/png" },
        b: { type: "image/png" },
        c: { type: "application/json" },
      }),
    );
    const text = body instanceof Blob ? await body.text() : "";
    const heads = [...text.matchAll(/name="(\w)"[^\r]*\r\n(?:Content-Type: ([^\r]+)\r\n)?\r\n/g)];
    expect(heads.map(([, name, type]) => [name, type])).toEqual([
      ["a", "image/png"],
      ["b", "image/gif"],
      ["c", "application/json"],
      ["d", undefined],
    ]);
    expect(text).toContain('\r\n\r\n"text"\r\n');
  });

  it("can't be broken by a name", async () => {
    const form = await parts({ 'a"\r\nX: y': "v" });
    expect([...form.values()]).toEqual(["v"]);
  });

  it("refuses what has no properties", () => {
    expect(() => multipartBody("text", content("multipart/form-data"))).toThrow(TypeError);
  });
});

describe("a form", () => {
  const type = "application/x-www-form-urlencoded";

  it("has a pair per property and item; objects are JSON", () => {
    const body = formBody({ a: "x y", b: [1, 2], c: { d: true }, e: null }, content(type));
    expect([...new URLSearchParams(String(body))]).toEqual([
      ["a", "x y"],
      ["b", "1"],
      ["b", "2"],
      ["c", '{"d":true}'],
    ]);
  });

  it("writes a property as its style says", () => {
    const fields = {
      tags: { style: styles.spaceDelimited, explode: false },
      size: { style: styles.deepObject },
      none: { style: styles.form },
    };
    const body = formBody({ tags: ["a", "b"], size: { w: 1 }, none: [], __proto__: null }, content(type, fields));
    expect(body).toBe("tags=a%20b&size%5Bw%5D=1");
  });
});

describe("nested values in a query", () => {
  it("have the way to them in brackets, in the style deepObject", () => {
    const text = styles.deepObject("f", { a: { b: 1 }, c: [2, { d: 3 }], e: undefined });
    expect(decodeURIComponent(text)).toBe("f[a][b]=1&f[c][0]=2&f[c][1][d]=3");
  });

  it("are JSON in all other styles", () => {
    expect(decodeURIComponent(styles.form("f", [{ a: 1 }, 2]))).toBe('f={"a":1}&f=2');
    expect(decodeURIComponent(styles.form("f", { a: [1] }))).toBe("a=[1]");
  });
});

describe("a union's value", () => {
  const mark = (name: string) => (value: unknown) => ({ ...Object(value), as: name });
  const variants = [
    { required: ["id"], known: ["id", "name"], codec: mark("person") },
    { required: ["id"], fixed: { kind: ["car", 1] }, known: ["id", "kind", "doors"], codec: mark("car") },
    { known: ["note"] },
  ];

  it.each([
    [{ id: 1, name: "n" }, "person"],
    [{ id: 1, kind: "car" }, "car"],
    [{ id: 1, kind: 1, doors: 4 }, "car"],
    [{ id: 1, kind: "boat", doors: 4 }, "person"],
    [{ id: 1 }, "person"],
    [{ note: "x" }, undefined],
    [{ other: true }, undefined],
  ])("%j is converted as %s", (value, name) => {
    expect(mapVariant(value, variants)).toEqual(name === undefined ? value : { ...value, as: name });
  });

  it.each([null, "text", 1, [{ id: 1 }]])("that is no object stays as it is: %j", (value) => {
    expect(mapVariant(value, variants)).toBe(value);
  });

  it("goes through the conversions of all kinds in turn", () => {
    const double = (value: unknown) => (typeof value === "number" ? value * 2 : value);
    const shout = (value: unknown) => (typeof value === "string" ? value.toUpperCase() : value);
    expect([1, "a", null].map((value) => mapKinds(value, [double, shout]))).toEqual([2, "A", null]);
  });
});
