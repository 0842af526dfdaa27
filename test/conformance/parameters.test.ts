/**
 * The specification's style tables (OpenAPI 3.1.1 §4.8.12.3, 3.2.0 §4.12.3, RFC 6570; Swagger 2.0 "Parameter Object"), one
 * row a cell, compared with the bytes that a socket received from a generated client.
 */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Callable, callableOf } from "./callable.js";
import { headerOf } from "./socket.js";

interface Row {
  readonly in: "path" | "query" | "header" | "cookie";
  readonly value: unknown;
  /** As it stands in the target, the header or the cookie; `undefined`: nothing is sent for it. */
  readonly text: string | undefined;
  readonly name?: string;
  /** Fields of the Parameter Object. */
  readonly fields: { readonly [key: string]: unknown };
}

const list = ["blue", "black", "brown"];
const record = { R: 100, G: 200, B: 150 };

type Cell = string | undefined | "n/a";

/** One line of the table: empty string, string, array, object. `n/a`: the specification says nothing. */
function line(place: Row["in"], style: string, explode: boolean, cells: readonly [Cell, Cell, Cell, Cell]): Row[] {
  const values = ["", "blue", list, record];
  return cells.flatMap((text, index): Row[] =>
    text === "n/a" ? [] : [{ in: place, value: values[index], text, fields: { style, explode } }],
  );
}

const table: readonly Row[] = [
  ...line("path", "matrix", false, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]),
  ...line("path", "matrix", true, [
    ";color",
    ";color=blue",
    ";color=blue;color=black;color=brown",
    ";R=100;G=200;B=150",
  ]),
  ...line("path", "label", false, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
  ...line("path", "label", true, [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
  // An empty text would name another resource: see below.
  ...line("path", "simple", false, ["n/a", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
  ...line("path", "simple", true, ["n/a", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
  ...line("header", "simple", false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
  ...line("header", "simple", true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
  ...line("query", "form", false, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
  ...line("query", "form", true, ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
  ...line("query", "spaceDelimited", false, [
    "n/a",
    "n/a",
    "color=blue%20black%20brown",
    "color=R%20100%20G%20200%20B%20150",
  ]),
  ...line("query", "pipeDelimited", false, [
    "n/a",
    "n/a",
    "color=blue%7Cblack%7Cbrown",
    "color=R%7C100%7CG%7C200%7CB%7C150",
  ]),
  ...line("query", "deepObject", true, ["n/a", "n/a", "n/a", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"]),
  ...line("cookie", "form", false, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
  // The table's `&` separates no cookies (3.1.1, appendix D); RFC 6265 has `; `.
  ...line("cookie", "form", true, [
    "color=",
    "color=blue",
    "color=blue; color=black; color=brown",
    "R=100; G=200; B=150",
  ]),
];

/** Defaults of `style` and `explode` by place. */
const defaults: readonly Row[] = [
  { in: "path", value: list, text: "blue,black,brown", fields: {} },
  { in: "header", value: record, text: "R,100,G,200,B,150", fields: {} },
  { in: "query", value: list, text: "color=blue&color=black&color=brown", fields: {} },
  { in: "cookie", value: "blue", text: "color=blue", fields: {} },
  { in: "query", value: list, text: "color=blue%7Cblack%7Cbrown", fields: { style: "pipeDelimited" } },
  {
    in: "query",
    value: record,
    text: "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
    fields: { style: "deepObject" },
  },
];

const delimited = ["form", "spaceDelimited", "pipeDelimited"].map((style) => ({ style, explode: false }));
const inQueries = [{ style: "form" }, ...delimited, { style: "deepObject" }];

/** What is nothing: RFC 6570 §2.3 leaves it out, and so it is within arrays and objects. */
const nothing: readonly Row[] = [
  ...inQueries.flatMap((fields) =>
    [undefined, null, [], {}].map((value): Row => ({ in: "query", value, text: undefined, fields })),
  ),
  ...[undefined, null, [], {}].flatMap((value): Row[] => [
    { in: "header", value, text: undefined, fields: {} },
    { in: "cookie", value, text: undefined, fields: {} },
  ]),
  { in: "query", value: ["a", undefined, null, "b"], text: "color=a&color=b", fields: {} },
  { in: "query", value: ["a", null, "b"], text: "color=a,b", fields: { explode: false } },
  { in: "query", value: { a: undefined, b: null, c: 0 }, text: "c=0", fields: {} },
  { in: "query", value: { a: null, c: false }, text: "color%5Bc%5D=false", fields: { style: "deepObject" } },
  { in: "path", value: [null, 1], text: ";color=1", fields: { style: "matrix", explode: true } },
];

const reserved = ":/?#[]@!$&'()*+,;= %\"<>\\^`{|}-._~";
const encoded = "%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%20%25%22%3C%3E%5C%5E%60%7B%7C%7D-._~";
const foreign = "é€😀ж";
const foreignEncoded = "%C3%A9%E2%82%AC%F0%9F%98%80%D0%B6";

/** RFC 6570 §3.2.1: all but unreserved characters are percent-encoded as UTF-8; in headers nothing is. */
const characters: readonly Row[] = [
  ...["simple", "label", "matrix"].flatMap((style): Row[] => {
    const start = { simple: "", label: ".", matrix: ";color=" }[style] ?? "";
    return [
      { in: "path", value: reserved, text: start + encoded, fields: { style } },
      { in: "path", value: foreign, text: start + foreignEncoded, fields: { style } },
      { in: "path", value: ["a,b", "c;d"], text: `${start}a%2Cb,c%3Bd`, fields: { style } },
    ];
  }),
  { in: "query", value: reserved, text: `color=${encoded}`, fields: {} },
  { in: "query", value: foreign, text: `color=${foreignEncoded}`, fields: {} },
  { in: "query", value: ["a,b", "c"], text: "color=a%2Cb,c", fields: { explode: false } },
  { in: "query", value: ["a&b", "é"], text: "color=a%26b&color=%C3%A9", fields: {} },
  { in: "query", value: ["a b", "c"], text: "color=a%20b%20c", fields: { style: "spaceDelimited" } },
  { in: "query", value: { "ä b": "c&d" }, text: "%C3%A4%20b=c%26d", fields: {} },
  { in: "query", value: { "ä]": "=" }, text: "color%5B%C3%A4%5D%5D=%3D", fields: { style: "deepObject" } },
  {
    in: "query",
    name: "pägé size[]",
    value: [1, 2],
    text: "p%C3%A4g%C3%A9%20size%5B%5D=1&p%C3%A4g%C3%A9%20size%5B%5D=2",
    fields: {},
  },
  { in: "query", name: "$filter", value: "a eq 'b'", text: "%24filter=a%20eq%20%27b%27", fields: {} },
  { in: "path", name: "item-id.x", value: "1", text: ";item-id.x=1", fields: { style: "matrix" } },
  { in: "header", value: `a b,"c";é`, text: 'a b,"c";\u00e9', fields: {} },
  { in: "header", name: "X.Odd~Name!", value: ["1", "2"], text: "1,2", fields: {} },
  { in: "cookie", value: "a b;c=é", text: "color=a%20b%3Bc%3D%C3%A9", fields: {} },
  ...[1.5, -0.25, 0, 1e21, true, false].map((value): Row => {
    return { in: "query", value, text: `color=${value === 1e21 ? "1e%2B21" : value}`, fields: {} };
  }),
];

/**
 * RFC 6570 §3.2.3: reserved characters and percent-encoded triples pass. Those that would change the query stay encoded, and
 * the URL standard, which `fetch` follows, encodes `'`.
 */
const allowingReserved: readonly Row[] = [
  { in: "query", value: reserved, text: "color=:/?%23%5B%5D@!$%26%27()*%2B,;=%20%25%22%3C%3E%5C%5E%60%7B%7C%7D-._~" },
  { in: "query", value: "a%2Fb%zz%", text: "color=a%2Fb%25zz%25" },
  { in: "query", value: ["/a", "b?"], text: "color=/a&color=b?" },
  { in: "query", value: foreign, text: `color=${foreignEncoded}` },
].map((row): Row => ({ ...row, in: "query", fields: { allowReserved: true } }));

const json = { "application/json": { schema: {} } };
const value = { a: [1, { b: "é&" }] };

/** Parameters described by `content` (3.1.1 §4.8.12.4): the serialised value, escaped for its place. */
const contents: readonly Row[] = [
  {
    in: "query",
    value,
    text: "color=%7B%22a%22%3A%5B1%2C%7B%22b%22%3A%22%C3%A9%26%22%7D%5D%7D",
    fields: { content: json },
  },
  { in: "path", value, text: "%7B%22a%22%3A%5B1%2C%7B%22b%22%3A%22%C3%A9%26%22%7D%5D%7D", fields: { content: json } },
  { in: "cookie", value: [1, ";"], text: "color=%5B1%2C%22%3B%22%5D", fields: { content: json } },
  // JSON says in ASCII what a header can't hold otherwise.
  { in: "header", value: { a: "é€" }, text: '{"a":"\\u00e9\\u20ac"}', fields: { content: json } },
  { in: "query", value: "", text: "color=%22%22", fields: { content: json } },
  { in: "query", value: [], text: "color=%5B%5D", fields: { content: json } },
  {
    in: "query",
    value: "a=1&b",
    text: "color=a%3D1%26b",
    fields: { content: { "text/plain": { schema: { type: "string" } } } },
  },
  { in: "query", value: "<a/>", text: "color=%3Ca%2F%3E", fields: { content: { "application/xml": {} } } },
];

const deep = { a: { b: 1 }, c: [2, { d: 3 }] };

/** Of values inside values the specification says nothing; our own page does. */
const nested: readonly Row[] = [
  { in: "query", value: deep, text: 'a={"b":1}&c=[2,{"d":3}]', fields: {} },
  { in: "query", value: [[1], [2]], text: "color=[1]&color=[2]", fields: {} },
  { in: "query", value: deep, text: "color[a][b]=1&color[c][0]=2&color[c][1][d]=3", fields: { style: "deepObject" } },
  { in: "query", value: list, text: "color[0]=blue&color[1]=black&color[2]=brown", fields: { style: "deepObject" } },
  { in: "query", value: "blue", text: "color=blue", fields: { style: "deepObject" } },
  {
    in: "query",
    value: deep,
    text: "color[a][b]=1&color[c][0]=2&color[c][1][d]=3",
    fields: { "x-clientwright-nested": "brackets" },
  },
  { in: "query", value: deep, text: "color.a.b=1&color.c=2&color.c.d=3", fields: { "x-clientwright-nested": "dots" } },
  {
    in: "query",
    value: deep,
    text: 'color={"a":{"b":1},"c":[2,{"d":3}]}',
    fields: { "x-clientwright-nested": "json" },
  },
].map(
  (row): Row => ({ ...row, in: "query", text: encodeURIComponent(row.text).replace(/%3D/g, "=").replace(/%26/g, "&") }),
);

const rows: readonly Row[] = [
  ...table,
  ...defaults,
  ...nothing,
  ...characters,
  ...allowingReserved,
  ...contents,
  ...nested,
];

function schemaOf(given: unknown): object {
  if (Array.isArray(given)) return { type: "array", items: {} };
  return typeof given === "object" && given !== null
    ? { type: "object", additionalProperties: {} }
    : { type: ["string", "number", "boolean"] };
}

const document = {
  openapi: "3.1.0",
  info: { title: "Styles", version: "1" },
  paths: Object.fromEntries(rows.map((row, index) => pathOf(row, index))),
};

function nameOf({ name, in: place }: Row): string {
  return name ?? (place === "header" ? "X-Color" : "color");
}

function pathOf(row: Row, index: number): [string, object] {
  const name = nameOf(row);
  const schema = row.fields["content"] === undefined ? { schema: schemaOf(row.value) } : {};
  const parameter = { name, in: row.in, required: row.in === "path", ...schema, ...row.fields };
  const operation = {
    operationId: `row${index}`,
    parameters: [parameter],
    responses: { 204: { description: "Done." } },
  };
  return [row.in === "path" ? `/${index}/x{${name}}/end` : `/${index}`, { get: operation }];
}

function shown({ in: place, fields, value: given, name = "" }: Row): string {
  return `${place} ${JSON.stringify(fields)} ${name} ${JSON.stringify(given) ?? "undefined"}`;
}

/** What was sent in the place of the row's parameter. */
function placed({ in: place, ...row }: Row, index: number, sent: Parameters<typeof headerOf>[0]): string | undefined {
  const [path = "", query] = sent.target.split(/\?(.*)/s);
  if (place === "path") return path.slice(`/${index}/x`.length, -"/end".length);
  if (place === "query") return query;
  return headerOf(sent, place === "header" ? nameOf({ in: place, ...row }) : "cookie");
}

let client: Callable;
beforeAll(async () => {
  client = await callableOf(document);
}, 60_000);
afterAll(() => client.close());

describe("OpenAPI 3", () => {
  it.each(rows.map((row, index) => [shown(row), row.text ?? "nothing", row, index] as const))(
    "%s is %s",
    async (_, __, row, index) => {
      const { sent, error } = await client.callWith(`row${index}`, { [nameOf(row)]: row.value });
      expect(error).toBe(undefined);
      expect(sent && placed(row, index, sent)).toBe(row.text);
    },
  );

  it("sends nothing rather than a path that the URL standard would shorten", async () => {
    const alone = await callableOf({
      openapi: "3.1.0",
      info: { title: "Alone", version: "1" },
      paths: {
        "/{color}/end": {
          get: {
            operationId: "alone",
            parameters: [{ name: "color", in: "path", required: true, style: "label", schema: { type: "string" } }],
            responses: { 204: { description: "Done." } },
          },
        },
      },
    });
    const { sent, error } = await alone.call("alone", { color: "" });
    expect([sent, error]).toEqual([undefined, expect.stringContaining("InputError")]);
    await alone.close();
  });

  it("sends nothing rather than a path without its value", async () => {
    const index = rows.findIndex((row) => row.in === "path" && row.fields["style"] === "simple");
    for (const given of ["", null, undefined, [], {}]) {
      const { sent, error } = await client.callWith(`row${index}`, { color: given });
      expect([sent, error]).toEqual([undefined, expect.stringContaining("InputError")]);
    }
  });
});

/** Swagger 2.0: `collectionFormat` by place. */
const formats: readonly (readonly ["path" | "query" | "header" | "formData", string | undefined, string])[] = [
  ["query", undefined, "ids=a,é"],
  ["query", "csv", "ids=a,é"],
  ["query", "ssv", "ids=a%20é"],
  ["query", "tsv", "ids=a%09é"],
  ["query", "pipes", "ids=a%7Cé"],
  ["query", "multi", "ids=a&ids=é"],
  ["path", "csv", "a,é"],
  ["path", "ssv", "a%20é"],
  ["path", "tsv", "a%09é"],
  ["path", "pipes", "a%7Cé"],
  ["header", "csv", "a,é"],
  ["header", "ssv", "a é"],
  ["header", "tsv", "a\té"],
  ["header", "pipes", "a|é"],
  ["formData", "csv", "ids=a,é"],
  ["formData", "tsv", "ids=a%09é"],
  ["formData", "multi", "ids=a&ids=é"],
];

const swagger = {
  swagger: "2.0",
  info: { title: "Formats", version: "1" },
  paths: Object.fromEntries(
    formats.map(([place, collectionFormat], index) => {
      const ids = {
        name: "ids",
        in: place,
        required: true,
        type: "array",
        items: { type: "string" },
        collectionFormat,
      };
      const operation = { operationId: `row${index}`, parameters: [ids], responses: { 204: { description: "Done." } } };
      return [
        place === "path" ? `/${index}/{ids}` : `/${index}`,
        { [place === "formData" ? "post" : "get"]: operation },
      ];
    }),
  ),
};

describe("Swagger 2.0", () => {
  let old: Callable;
  beforeAll(async () => {
    old = await callableOf(swagger);
  }, 60_000);
  afterAll(() => old.close());

  it.each(formats.map((row, index) => [...row, index] as const))(
    "%s with collectionFormat %s is %s",
    async (place, _, text, index) => {
      const { sent, error } = await old.callWith(`row${index}`, { ids: ["a", "é"] });
      expect(error).toBe(undefined);
      const [path = "", query] = sent?.target.split("?") ?? [];
      const found = {
        path: path.slice(`/${index}/`.length),
        query,
        header: sent && headerOf(sent, "ids"),
        formData: sent?.body.toString("latin1"),
      }[place];
      expect(found).toBe(place === "header" ? text : text.replaceAll("é", "%C3%A9"));
    },
  );
});
