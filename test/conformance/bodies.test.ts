/** What a socket received as request bodies: media types, forms with encodings, multipart parts, methods with and without. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Callable, callableOf } from "./callable.js";
import { headerOf } from "./socket.js";

interface Row {
  readonly what: string;
  readonly content: { readonly [type: string]: unknown };
  readonly input: unknown;
  /** Sent as Content-Type; a multipart body's without its boundary. */
  readonly type: string | undefined;
  /** One character a byte; the boundary of a multipart body is `B`. */
  readonly body: string;
  readonly method?: string;
}

const object = { schema: { type: "object" } };
const text = { schema: { type: "string" } };
const binary = { schema: { type: "string", format: "binary" } };
const urlencoded = "application/x-www-form-urlencoded";
const multipart = "multipart/form-data";

/** A form whose property `a` has an encoding. */
function form(type: string, encoding: object): Row["content"] {
  return { [type]: { ...object, encoding: { a: encoding } } };
}

const plain: readonly Row[] = [
  {
    what: "JSON",
    content: { "application/json": object },
    input: { a: "é" },
    type: "application/json",
    body: '{"a":"Ã©"}',
  },
  {
    what: "JSON with parameters in its type",
    content: { "application/json; charset=utf-8": object },
    input: {},
    type: "application/json",
    body: "{}",
  },
  {
    what: "JSON beside a range that covers it",
    content: { "application/json": object, "*/*": binary, "application/vnd.a+json": object },
    input: { contentType: "application/vnd.a+json", body: { a: 1 } },
    type: "application/vnd.a+json",
    body: '{"a":1}',
  },
  {
    what: "bytes of a range beside JSON",
    content: { "application/json": object, "*/*": { schema: { $ref: "#/components/schemas/File" } } },
    input: { contentType: "image/png", body: new Uint8Array([0x61]) },
    type: "image/png",
    body: "a",
  },
  {
    what: "a relative of JSON",
    content: { "application/json-patch+json": { schema: { type: "array", items: {} } } },
    input: [{ op: "test" }],
    type: "application/json-patch+json",
    body: '[{"op":"test"}]',
  },
  { what: "no schema", content: { "application/json": {} }, input: [null], type: "application/json", body: "[null]" },
  { what: "null", content: { "application/json": {} }, input: null, type: "application/json", body: "null" },
  { what: "text", content: { "text/plain": text }, input: "é", type: "text/plain", body: "Ã©" },
  { what: "XML", content: { "application/xml": object }, input: "<a/>", type: "application/xml", body: "<a/>" },
  { what: "YAML", content: { "application/yaml": object }, input: "a: 1", type: "application/yaml", body: "a: 1" },
  {
    what: "JSON lines",
    content: { "application/x-ndjson": object },
    input: "1\n2",
    type: "application/x-ndjson",
    body: "1\n2",
  },
  {
    what: "bytes",
    content: { "application/octet-stream": binary },
    input: new Uint8Array([0, 255]),
    type: "application/octet-stream",
    body: "\u0000\u00ff",
  },
  {
    what: "bytes without a schema",
    content: { "application/octet-stream": {} },
    input: new Blob(["x"], { type: "image/png" }),
    type: "application/octet-stream",
    body: "x",
  },
  { what: "text as bytes", content: { "text/csv": binary }, input: new Blob(["a,b"]), type: "text/csv", body: "a,b" },
  {
    what: "a range of bytes",
    content: { "image/*": binary },
    input: { contentType: "image/webp", body: new Blob(["x"]) },
    type: "image/webp",
    body: "x",
  },
  {
    what: "any bytes, unnamed",
    content: { "*/*": binary },
    input: new Blob(["x"]),
    type: "application/octet-stream",
    body: "x",
  },
  {
    what: "any bytes, named",
    content: { "*/*": binary },
    input: { contentType: "a/b; c=d", body: new Blob(["x"]) },
    type: "a/b; c=d",
    body: "x",
  },
  {
    what: "anything",
    content: { "*/*": object },
    input: { contentType: "a/b", body: 1 },
    type: "application/json",
    body: '{"contentType":"a/b","body":1}',
  },
  { what: "any text", content: { "text/*": text }, input: "x", type: "text/plain", body: "x" },
  {
    what: "any text, named",
    content: { "text/*": text },
    input: { contentType: "text/csv", body: "x" },
    type: "text/csv",
    body: "x",
  },
  {
    what: "another of several types",
    content: { "text/csv": text, "application/json": object },
    input: { contentType: "text/csv", body: "a,b" },
    type: "text/csv",
    body: "a,b",
  },
  {
    what: "the JSON one of several types",
    content: { "text/csv": text, "application/json": object },
    input: { contentType: "no/type", body: 1 },
    type: "application/json",
    body: '{"contentType":"no/type","body":1}',
  },
  {
    what: "nothing, where that is allowed",
    content: { "application/json": object },
    input: undefined,
    type: undefined,
    body: "",
  },
  {
    what: "a DELETE",
    content: { "application/json": {} },
    input: [1],
    type: "application/json",
    body: "[1]",
    method: "delete",
  },
  { what: "a GET", content: { "application/json": {} }, input: [1], type: undefined, body: "", method: "get" },
  { what: "a HEAD", content: { "application/json": {} }, input: [1], type: undefined, body: "", method: "head" },
];

/** Encoding Objects in urlencoded bodies (3.1.1 §4.8.15.1.1); without one, WHATWG's form encoding. */
const forms: readonly Row[] = (
  [
    ["text", {}, "a b&é=", "a=a+b%26%C3%A9%3D"],
    ["a list", {}, ["é", "b c"], "a=%C3%A9&a=b+c"],
    ["an object", {}, { b: [1] }, "a=%7B%22b%22%3A%5B1%5D%7D"],
    ["null", {}, null, ""],
    ["an empty list", {}, [], ""],
    ["a list in one", { explode: false }, ["é,", "b c"], "a=%C3%A9%2C,b%20c"],
    ["a list of its own", { style: "form" }, ["é", "b"], "a=%C3%A9&a=b"],
    ["spaces", { style: "spaceDelimited", explode: false }, ["a", "b"], "a=a%20b"],
    ["pipes", { style: "pipeDelimited", explode: false }, ["a", "b"], "a=a%7Cb"],
    ["an object's fields", { style: "form", explode: true }, { x: 1, y: "é" }, "x=1&y=%C3%A9"],
    ["a deep object", { style: "deepObject" }, { x: 1, y: { z: 2 } }, "a%5Bx%5D=1&a%5By%5D%5Bz%5D=2"],
    ["dots", { "x-clientwright-nested": "dots" }, { x: [1, 2] }, "a.x=1&a.x=2"],
    ["reserved characters", { allowReserved: true }, "/a?b&c", "a=/a?b%26c"],
    ["JSON", { contentType: "application/json" }, ["x"], "a=%5B%22x%22%5D"],
    ["JSON of a text", { contentType: "application/json" }, "x", "a=%22x%22"],
  ] as const
).map(([what, encoding, given, body]) => ({
  what: `a form with ${what}`,
  content: form(urlencoded, encoding),
  input: { a: given },
  type: urlencoded,
  body,
}));

function part(head: string, body: string): string {
  return `--B\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
}

const png = new Blob(["p"], { type: "image/png" });

const parts: readonly Row[] = (
  [
    ["text", {}, "é", part('name="a"', "Ã©")],
    ["a list", {}, [1, "b"], part('name="a"', "1") + part('name="a"', "b")],
    ["an object", {}, { b: 1 }, part('name="a"\r\nContent-Type: application/json', '{"b":1}')],
    ["a Blob", {}, png, part('name="a"; filename="blob"\r\nContent-Type: image/png', "p")],
    [
      "a File",
      {},
      new File(["p"], 'ä"\r.png'),
      part('name="a"; filename="Ã¤%22%0D.png"\r\nContent-Type: application/octet-stream', "p"),
    ],
    [
      "files",
      {},
      [png, new Uint8Array([255])],
      part('name="a"; filename="blob"\r\nContent-Type: image/png', "p") +
        part('name="a"; filename="blob"\r\nContent-Type: application/octet-stream', "\u00ff"),
    ],
    [
      "a type",
      { contentType: "image/*, image/gif" },
      new Uint8Array([1]),
      part('name="a"; filename="blob"\r\nContent-Type: image/gif', "\u0001"),
    ],
    [
      "a list as JSON",
      { contentType: "application/json" },
      [1, 2],
      part('name="a"\r\nContent-Type: application/json', "[1,2]"),
    ],
    [
      "text as XML",
      { contentType: "application/xml" },
      "<b/>",
      part('name="a"\r\nContent-Type: application/xml', "<b/>"),
    ],
    [
      "a header",
      { headers: { "X-Kind": { schema: { const: "k" } }, "X-None": { schema: {} } } },
      "x",
      part('name="a"\r\nX-Kind: k', "x"),
    ],
    ["a list in one", { explode: false }, ["é", "b c"], part('name="a"', "Ã©,b c")],
    ["a deep object", { style: "deepObject" }, { b: 1, c: "=&" }, part('name="a[b]"', "1") + part('name="a[c]"', "=&")],
    ["an object's fields", { style: "form" }, { b: 1, c: 2 }, part('name="b"', "1") + part('name="c"', "2")],
    ["null", {}, null, ""],
  ] as const
).map(([what, encoding, given, body]) => ({
  what: `parts with ${what}`,
  content: form(multipart, encoding),
  input: { a: given },
  type: multipart,
  body: `${body}--B--\r\n`,
}));

const rows: readonly Row[] = [...plain, ...forms, ...parts];

const document = {
  openapi: "3.1.0",
  info: { title: "Bodies", version: "1" },
  components: { schemas: { File: binary.schema } },
  paths: Object.fromEntries(
    rows.map(({ content, method = "post" }, index) => {
      const responses = { 204: { description: "Done." } };
      return [`/${index}`, { [method]: { operationId: `row${index}`, requestBody: { content }, responses } }];
    }),
  ),
};

let client: Callable;
beforeAll(async () => {
  client = await callableOf(document);
}, 60_000);
afterAll(() => client.close());

describe("a request body of", () => {
  it.each(rows.map((row, index) => [row.what, row, index] as const))("%s", async (_, row, index) => {
    // Where the client takes no body, its first argument are the options.
    const isBare = row.method === "get" || row.method === "head";
    const { sent, error } = await client.call(`row${index}`, isBare ? undefined : row.input);
    expect(error).toBe(undefined);
    const type = sent && headerOf(sent, "content-type");
    const boundary = /boundary=(.*)$/.exec(type ?? "")?.[1];
    const bytes = sent?.body.toString("latin1") ?? "";
    expect(row.type === multipart ? type?.replace(/;.*/, "") : type).toBe(row.type);
    expect(boundary === undefined ? bytes : bytes.replaceAll(boundary, "B")).toBe(row.body);
  });

  it.each([
    ["a range without a type", new Blob(["x"])],
    ["a type outside of the range", { contentType: "text/plain", body: new Blob(["x"]) }],
  ])("%s is refused", async (_, input) => {
    const index = rows.findIndex(({ what }) => what === "a range of bytes");
    const { sent, error } = await client.call(`row${index}`, input);
    expect([sent, error]).toEqual([undefined, expect.stringContaining("contentType is missing")]);
  });
});
