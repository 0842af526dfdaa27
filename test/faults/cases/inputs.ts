/** F61 to F64: what a caller hands over, and names that mean something to JavaScript. */

import { deepObject, form, mapFields, pipeDelimited, simple, spaceDelimited } from "../../../runtime/index.js";
import type { Parameter } from "../../../runtime/operation.js";
import { check, matches } from "../check.js";
import { operation, privateBody } from "../operation.js";
import { json, reply, textOf } from "../script.js";
import { secrets } from "../secrets.js";
import { answering } from "../stubs.js";
import type { Case } from "../world.js";

const byId = operation("GET", {
  path: "/things/{id}/parts",
  input: "parameters",
  parameters: [{ name: "id", in: "path", required: true, style: simple }],
});

function queried(name: string, more: Partial<Parameter> = {}): ReturnType<typeof operation> {
  const parameter: Parameter = { name, in: "query", style: form, ...more };
  return operation("GET", { input: "parameters", parameters: [parameter], security: [] });
}

const date = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 6));

/** By the text that the server must see: parameter and value. */
const queries: readonly (readonly [sent: string, value: unknown, more?: Partial<Parameter>])[] = [
  ["q=%26%3D%23%3F%2B%25%20%22%27", "&=#?+% \"'"],
  ["q=a&q=b%26c", ["a", "b&c"]],
  ["q=a,b%2Cc", ["a", "b,c"], { explode: false }],
  ["q=a%20b", ["a", "b"], { style: spaceDelimited, explode: false }],
  ["q=a%7Cb", ["a", "b"], { style: pipeDelimited, explode: false }],
  ["", null],
  ["", undefined],
  ["", []],
  ["q=", ""],
  ["q=0", 0],
  ["q=false", false],
  ["q=9007199254740993", 9007199254740993n],
  ["q=2026-01-02T03%3A04%3A05.006Z", date],
  ["a=1&b=%F0%9F%8F%94", { a: 1, b: "🏔" }],
  ["q%5Ba%5D=1&q%5Bb%5D%5Bc%5D=2", { a: 1, b: { c: 2 } }, { style: deepObject }],
  ["q=a/b?c:d", "a/b?c:d", { allowReserved: true }],
  ["q=a%26b%23c%25", "a&b#c%", { allowReserved: true }],
];

/** JSON with names that would change what objects inherit, were they assigned. */
const hostile =
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":2}},"toString":"x","own_name":3,"own_name":4}';

function fieldsOf(from: string, to: string): (value: unknown) => unknown {
  return (value) => mapFields<Readonly<Record<string, unknown>>>(value, { [from]: [to] });
}

function checkPrototypes(): void {
  matches(Reflect.get({}, "polluted"), undefined, "({}).polluted");
  check(typeof Object.prototype.toString === "function", "toString is whole");
}

export const inputs: readonly Case[] = [
  {
    id: "F61",
    title: "path values that climb, vanish or can't be written: nothing is sent",
    async run(world) {
      const origin = await world.serve(json(200, {}));
      const client = world.open(origin);
      const bad = [
        "..",
        ".",
        "%2e%2e",
        "%2E",
        "%252e%252e",
        "%25252e",
        "..\\..",
        "a/../b",
        "a\\..\\b",
        "",
        null,
        undefined,
      ];
      for (const id of [...bad, "\ud800", Number.NaN, () => 1, Symbol("id")]) {
        const call = client.send(byId, { id });
        const error = await world.rejection(call);
        matches(error, { name: "InputError", attempts: 0 }, `error for ${String(id)}`);
      }
      matches((await origin.see()).connections, 0, "connections");
    },
  },
  {
    id: "F61b",
    title: "path values with signs of their own stay one segment",
    async run(world) {
      const origin = await world.serve(json(200, {}));
      const client = world.open(origin);
      for (const [id, sent] of [
        ["a/b", "a%2Fb"],
        ["a\\b", "a%5Cb"],
        ["?a#b", "%3Fa%23b"],
        ["...", "..."],
        ["@evil.test", "%40evil.test"],
        ["//evil.test/", "%2F%2Fevil.test%2F"],
        ["{id}", "%7Bid%7D"],
        ["$&", "%24%26"],
        ["ü", "%C3%BC"],
        [12, "12"],
      ] as const) {
        await world.succeeds(client.send(byId, { id }), {});
        const { url } = (await origin.see()).received.at(-1) ?? {};
        check(url?.startsWith(`/things/${sent}/parts?`) === true, `${id} was sent as ${url}`);
      }
    },
  },
  {
    id: "F62",
    title: "header values that HTTP forbids: nothing is sent, and no value shown",
    async run(world) {
      const origin = await world.serve(json(200, {}));
      for (const ending of ["\r\nx-evil: 1", "\n", "\0", "🏔", "\u2028", "\x7f"]) {
        const value = secrets.extraHeader + ending;
        for (const options of [{ headers: { "X-Own": value } }, { headerKey: value }, { token: value }]) {
          const error = await world.rejection(world.open(origin, options).send(operation()));
          const expected = { name: /^(InputError|ConfigError)$/, message: /x-own|x-key|authorization/i };
          matches(error, expected, `error for ${JSON.stringify(ending)}`);
        }
      }
      matches((await origin.see()).connections, 0, "connections");
    },
  },
  {
    id: "F62b",
    title: "headers that frame the message are not the caller's",
    async run(world) {
      const origin = await world.serve(json(200, {}));
      const named = [
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Host",
        "Upgrade",
        "Keep-Alive",
        "TE",
        "Trailer",
      ];
      for (const name of named) {
        const call = world.open(origin, { headers: { [name]: "1" } }).send(operation("POST"), privateBody);
        const error = await world.rejection(call);
        matches(error, { name: /^(InputError|ConfigError)$/, attempts: 0 }, `error for ${name}`);
      }
    },
  },
  {
    id: "F63",
    title: "query values arrive exactly as style and explode define",
    async run(world) {
      const origin = await world.serve(json(200, {}));
      const client = world.open(origin);
      for (const [sent, value, more] of queries) {
        await world.succeeds(client.send(queried("q", more), { q: value }), {});
        const { url } = (await origin.see()).received.at(-1) ?? {};
        matches(url, `/things${sent && "?"}${sent}`, "URL");
      }
    },
  },
  {
    id: "F64",
    title: "names like __proto__ in an answer are data or nothing, with and without a codec",
    async run(world) {
      const origin = await world.serve(reply(200, hostile, { "content-type": "application/json" }));
      const client = world.open(origin);
      for (const decode of [undefined, fieldsOf("own_name", "ownName")]) {
        const content = { type: "application/json", ...(decode && { decode }) };
        const call = client.send(operation("GET", { responses: { 200: { content: [content] } } }));
        const value = await world.succeeds(call, { [decode ? "ownName" : "own_name"]: 4, toString: "x" });
        matches(Object.getPrototypeOf(value), Object.prototype, "prototype");
        matches(Reflect.get(Object(value), "polluted"), undefined, "polluted");
        checkPrototypes();
      }
    },
  },
  {
    id: "F64b",
    title: "names like __proto__ in a body are sent as they are",
    async run(world) {
      const origin = await world.serve(json(200, {}));
      const encode = fieldsOf("ownName", "own_name");
      const write = (value: unknown): string => JSON.stringify(value);
      const post = operation("POST", { body: [{ type: "application/json", write, encode }] });
      await world.succeeds(world.open(origin).send(post, JSON.parse('{"__proto__":{"a":1},"ownName":2}')), {});
      const { body = "" } = (await origin.see()).received[0] ?? {};
      matches(textOf(body), '{"__proto__":{"a":1},"own_name":2}', "body");
      checkPrototypes();
    },
  },
  {
    id: "F64c",
    title: "parameters, headers and options by such names are own properties or nothing",
    async run(world) {
      const origin = await world.serve(json(200, {}));
      const client = world.open(origin);
      for (const name of ["__proto__", "constructor", "toString", "valueOf"]) {
        const parameter = queried(name, { explode: false });
        await world.succeeds(client.send(parameter, {}), {});
        matches((await origin.see()).received.at(-1)?.url, "/things", "URL");
        await world.succeeds(client.send(parameter, JSON.parse(`{"${name}":"x"}`)), {});
        matches((await origin.see()).received.at(-1)?.url, `/things?${name}=x`, "URL");
        // Some platforms lose headers of such names, or fail where the prototype is frozen: it must not be our doing.
        const headers = JSON.parse(`{"x-before":"1","${name}":"x"}`);
        const { fetch, sent } = answering(async () => Response.json({}));
        const noting = world.open("https://api.test", { fetch });
        await world.succeeds(noting.send(operation("GET", { security: [] }), undefined, { headers }), {}, 0);
        const pairs = Object.entries(Object(sent[0]?.init.headers));
        check(
          pairs.some(([key, value]) => key === name.toLowerCase() && value === "x"),
          `header ${name} was lost`,
        );
      }
      checkPrototypes();
    },
  },
];
