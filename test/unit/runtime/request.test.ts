/** What is sent for an input: URL, headers, body, credentials; and what is refused before anything is sent. */

import { describe, expect, it } from "vitest";
import type { CredentialScheme } from "../../../runtime/definition.js";
import {
  basic,
  bearer,
  binaryBody,
  deepObject,
  form,
  formBody,
  jsonBody,
  keyInCookie,
  keyInHeader,
  keyInQuery,
  label,
  matrix,
  type Parameter,
  simple,
  textBody,
} from "../../../runtime/index.js";
import { answering, client, failureOf, headersOf, json, operation } from "./stub.js";

const ok = () => json({});

function pathParameter(more: Partial<Parameter> = {}): Parameter {
  return { name: "id", in: "path", style: simple, required: true, ...more };
}

describe("path values", () => {
  const byId = operation({ path: "/things/{id}", input: "parameters", parameters: [pathParameter()] });

  it.each([
    ["a b/c?d#e", "/things/a%20b%2Fc%3Fd%23e"],
    ["{id}", "/things/%7Bid%7D"],
    ["$&", "/things/%24%26"],
    ["...", "/things/..."],
    [".hidden", "/things/.hidden"],
    ["100%", "/things/100%25"],
    [0, "/things/0"],
  ])("sends %j as %s", async (id, path) => {
    const { fetch, sent } = answering(ok);
    await client({ fetch }).send(byId, { id });
    expect(sent.map(({ url }) => url)).toEqual([`https://api.test/v1${path}`]);
    expect(new URL(sent[0]?.url ?? "").pathname).toBe(`/v1${path}`);
  });

  it.each([
    ".",
    "..",
    "%2e",
    "%2E%2e",
    "%252e%252e",
    "%25252e.",
    "a/../b",
    "a/%2e%2e/b",
    "..%2f",
    "a\\..\\b",
    "..;x",
    "..?x",
    "%%32e%%32e",
  ])("refuses %j: it would climb", async (id) => {
    const { fetch, sent } = answering(ok);
    const error = await failureOf(client({ fetch }).send(byId, { id }));
    expect(error).toMatchObject({
      name: "InputError",
      message: "thing: id is a . or .. in the path (GET /things/{id})",
    });
    expect(sent).toEqual([]);
  });

  it("refuses dots that only meet in the template", async () => {
    const { fetch, sent } = answering(ok);
    const pair = operation({
      path: "/things/{a}{b}",
      input: "parameters",
      parameters: [pathParameter({ name: "a" }), pathParameter({ name: "b" })],
    });
    expect(await failureOf(client({ fetch }).send(pair, { a: ".", b: "." }))).toMatchObject({ name: "InputError" });
    expect(sent).toEqual([]);
  });

  it.each([[{}], [undefined], [{ id: undefined }], [{ id: null }], [{ id: "" }], [{ id: [] }]])(
    "refuses %j: the value is missing",
    async (input) => {
      const { fetch, sent } = answering(ok);
      const error = await failureOf(client({ fetch }).send(byId, input));
      expect(error).toMatchObject({ name: "InputError", message: "thing: id is missing (GET /things/{id})" });
      expect(sent).toEqual([]);
    },
  );

  it.each([["\ud800"], [Number.NaN], [() => "x"]])("refuses what can't be written (%#)", async (id) => {
    const { fetch, sent } = answering(ok);
    const error = await failureOf(client({ fetch }).send(byId, { id }));
    expect(error).toMatchObject({ name: "InputError", message: "thing: id can't be sent (GET /things/{id})" });
    expect(sent).toEqual([]);
  });

  it("doesn't read what the input inherits", async () => {
    const { fetch } = answering(ok);
    const input: object = Object.create({ id: "inherited" });
    expect(await failureOf(client({ fetch }).send(byId, input))).toMatchObject({ name: "InputError" });
  });
});

describe("parameters", () => {
  const search = operation({
    path: "/shops/{shop}/{id}{v}",
    input: "parameters",
    parameters: [
      pathParameter({ name: "shop" }),
      pathParameter({ key: "itemId", style: label }),
      pathParameter({ name: "v", style: matrix }),
      { name: "page size", key: "pageSize", in: "query", style: form },
      { name: "sort", in: "query", style: form, explode: false },
      { name: "filter", in: "query", style: deepObject },
      { name: "since", in: "query", style: form, encode: (value) => (value as Date).getFullYear() },
      { name: "X-Tags", key: "xTags", in: "header", style: simple },
      { name: "session", in: "cookie", style: form },
      { name: "theme", in: "cookie", style: form },
      { name: "need", in: "query", style: form, required: true },
    ],
  });
  const input = { shop: "s", itemId: 4, v: "1", need: "" };

  it("go where the document says", async () => {
    const { fetch, sent } = answering(ok);
    await client({ fetch }).send(search, {
      ...input,
      pageSize: 5,
      sort: ["a", "-b"],
      filter: { color: "red" },
      since: new Date(2020, 1, 1),
      xTags: ["a b", "ü"],
      session: "s=1",
      theme: ["x", "y"],
    });
    expect(sent[0]?.url).toBe(
      "https://api.test/v1/shops/s/.4;v=1?page%20size=5&sort=a,-b&filter%5Bcolor%5D=red&since=2020&need=",
    );
    expect(headersOf(sent[0])).toEqual({
      accept: "application/json",
      "x-tags": "a b,ü",
      cookie: "session=s%3D1; theme=x; theme=y",
    });
  });

  it("that are optional may be absent, undefined or null", async () => {
    const { fetch, sent } = answering(ok);
    await client({ fetch }).send(search, { ...input, pageSize: undefined, sort: null, filter: {} });
    expect(sent[0]?.url).toBe("https://api.test/v1/shops/s/.4;v=1?need=");
  });

  it("that are required must be given", async () => {
    const { fetch, sent } = answering(ok);
    const error = await failureOf(client({ fetch }).send(search, { ...input, need: undefined }));
    expect(error).toMatchObject({ name: "InputError", message: expect.stringContaining("need is missing") });
    expect(sent).toEqual([]);
  });

  it.each(["a\r\nx-evil: 1", "a\nb", "a\0b", "…"])("can't smuggle a header: %j", async (xTags) => {
    const { fetch, sent } = answering(ok);
    const error = await failureOf(client({ fetch }).send(search, { ...input, xTags }));
    expect(error).toMatchObject({ name: "InputError", message: expect.stringContaining('header "X-Tags"') });
    expect(String(error)).not.toContain("evil");
    expect(sent).toEqual([]);
  });
});

describe("bodies", () => {
  const post = (more: object) => operation({ method: "POST", input: "body", ...more });

  it("are written once, by the operation's writer", async () => {
    const { fetch, sent } = answering(ok);
    const body = [{ type: "application/json", write: jsonBody, encode: (value: unknown) => ({ wire: value }) }];
    await client({ fetch }).send(post({ body }), { a: 1, b: undefined });
    expect(sent[0]?.init).toMatchObject({ method: "POST", body: '{"wire":{"a":1}}' });
    expect(headersOf(sent[0])["content-type"]).toBe("application/json");
  });

  it("may be null, which is JSON", async () => {
    const { fetch, sent } = answering(ok);
    await client({ fetch }).send(post({ body: [{ type: "application/json", write: jsonBody }] }), null);
    expect(sent[0]?.init.body).toBe("null");
  });

  it("that are absent send no content type, and are refused where they are required", async () => {
    const { fetch, sent } = answering(ok);
    const body = [{ type: "application/json", write: jsonBody }];
    await client({ fetch }).send(post({ body }));
    expect(sent[0]?.init.body).toBe(null);
    expect(headersOf(sent[0])).not.toHaveProperty("content-type");
    const error = await failureOf(client({ fetch }).send(post({ body, bodyRequired: true })));
    expect(error).toMatchObject({ name: "InputError", message: "thing: body is missing (POST /things)" });
    expect(sent).toHaveLength(1);
  });

  it("stand beside parameters under their name", async () => {
    const { fetch, sent } = answering(ok);
    const both = post({
      input: "both",
      parameters: [{ name: "dry", in: "query", style: form }],
      body: [{ type: "application/json", write: jsonBody }],
    });
    await client({ fetch }).send(both, { dry: true, body: { a: 1 } });
    expect(sent[0]).toMatchObject({ url: "https://api.test/v1/things?dry=true", init: { body: '{"a":1}' } });
  });

  it("of another media type are named", async () => {
    const { fetch, sent } = answering(ok);
    const body = [
      { type: "application/json", write: jsonBody },
      { type: "text/csv", write: textBody },
    ];
    await client({ fetch }).send(post({ body }), { contentType: "text/csv", body: "a,b" });
    await client({ fetch }).send(post({ body }), { contentType: "application/json", body: "a,b" });
    expect(sent.map(({ init }) => init.body)).toEqual(["a,b", '{"contentType":"application/json","body":"a,b"}']);
    expect(sent.map((one) => headersOf(one)["content-type"])).toEqual(["text/csv", "application/json"]);
  });

  it("that can't be written are refused", async () => {
    const { fetch, sent } = answering(ok);
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    const error = await failureOf(
      client({ fetch }).send(post({ body: [{ type: "application/json", write: jsonBody }] }), cyclic),
    );
    expect(error).toMatchObject({ name: "InputError", cause: expect.any(TypeError), attempts: 0 });
    expect(sent).toEqual([]);
  });

  it.each([
    [textBody, "text", "text"],
    [textBody, 3, "3"],
    [textBody, undefined, undefined],
    [formBody, { a: "x y", b: [1, 2], c: null, d: "&=" }, "a=x+y&b=1&b=2&d=%26%3D"],
    [formBody, {}, ""],
  ])("written by %o", (write, value, text) => {
    expect(write(value, { type: "text/plain", write })).toBe(text);
  });

  it.each([
    [textBody, {}],
    [formBody, "a=b"],
    [binaryBody, "text"],
    [binaryBody, { size: 1 }],
  ])("refused by %o", (write, value) => {
    expect(() => write(value, { type: "text/plain", write })).toThrow(TypeError);
  });

  it.each([new Blob(["x"]), new ArrayBuffer(1), new Uint8Array(1)])("binary: %o", (value) => {
    expect(binaryBody(value)).toEqual(value);
  });

  it("binary: the bytes of a stream", async () => {
    const body = binaryBody(new Blob(["ab", "c"]).stream());
    expect(body).toBeInstanceOf(ReadableStream);
    expect(await new Response(body as ReadableStream).text()).toBe("abc");
  });
});

describe("headers", () => {
  it("name the documented media types, each once, JSON before others", async () => {
    const { fetch, sent } = answering(ok);
    const responses = {
      200: { content: [{ type: "application/json" }, { type: "text/csv" }] },
      404: { content: [{ type: "application/problem+json" }, { type: "application/json" }] },
      500: {},
    };
    await client({ fetch }).send(operation({ responses }));
    await client({ fetch }).send(operation({ responses: { 200: {} } }));
    expect(sent.map(headersOf)).toEqual([{ accept: "application/json, text/csv;q=0.9, application/problem+json" }, {}]);
  });

  it("of a call go before the client's, by name in any case, and null removes", async () => {
    const { fetch, sent } = answering(ok);
    const open = client({ fetch, headers: { "X-One": "1", "X-Two": "2", Accept: "text/plain", "X-Not": undefined } });
    await open
      .withOptions({ headers: { "x-two": "3" } })
      .send(operation(), undefined, { headers: { "X-ONE": null, accept: null } });
    expect(headersOf(sent[0])).toEqual({ "x-two": "3" });
    await open.send(operation());
    expect(headersOf(sent[1])).toEqual({ "x-one": "1", "x-two": "2", accept: "text/plain" });
  });

  it.each([
    ["x y", "1"],
    ["x:", "1"],
    ["x\r\ny", "1"],
    ["", "1"],
    ["x", "secret\r\nx-evil: 1"],
    ["x", "secret\0"],
    ["x", "secret…"],
  ])("are refused without their value: %j: %j", async (name, value) => {
    const { fetch, sent } = answering(ok);
    const error = await failureOf(client({ fetch, headers: { [name]: value } }).send(operation()));
    expect(error).toMatchObject({ name: "InputError" });
    expect(String(error)).not.toMatch(/secret|evil/);
    expect(sent).toEqual([]);
  });

  it("may be named __proto__", async () => {
    const { fetch, sent } = answering(ok);
    await client({ fetch, headers: JSON.parse('{"__proto__":"1"}') }).send(operation());
    expect(Object.entries(sent[0]?.init.headers ?? {})).toContainEqual(["__proto__", "1"]);
  });
});

describe("credentials", () => {
  const credentials: Record<string, CredentialScheme> = {
    key: { send: keyInHeader, name: "X-Key" },
    query: { send: keyInQuery, name: "api key" },
    cookie: { send: keyInCookie, name: "sid" },
    token: { send: bearer },
    login: { send: basic },
  };
  const secured = (security: string[][]) => operation({ security });

  it.each<[string, string[][], object, string, object]>([
    ["a header", [["key"]], { key: "k" }, "", { "x-key": "k" }],
    ["a query parameter", [["query"]], { query: "k&1" }, "?api%20key=k%261", {}],
    ["a cookie", [["cookie"]], { cookie: "k;1" }, "", { cookie: "sid=k%3B1" }],
    ["a bearer token", [["token"]], { token: "t" }, "", { authorization: "Bearer t" }],
    ["a login", [["login"]], { login: { username: "ü", password: "p:" } }, "", { authorization: "Basic w7w6cDo=" }],
    [
      "a login without password",
      [["login"]],
      { login: { username: "u", password: "" } },
      "",
      { authorization: "Basic dTo=" },
    ],
    ["all of an alternative", [["key", "cookie"]], { key: "k", cookie: "c" }, "", { "x-key": "k", cookie: "sid=c" }],
    ["the first alternative", [["token"], ["key"]], { key: "k", token: "t" }, "", { authorization: "Bearer t" }],
    ["the first that is complete", [["key", "token"], ["cookie"]], { key: "k", cookie: "c" }, "", { cookie: "sid=c" }],
    ["a credential rather than none", [[], ["key"]], { key: "k" }, "", { "x-key": "k" }],
    ["none where that is allowed", [["key"], []], {}, "", {}],
    ["none where none is asked for", [], { key: "k" }, "", {}],
  ])("sends %s", async (_, security, options, query, headers) => {
    const { fetch, sent } = answering(ok);
    await client({ fetch, ...options }, { credentials }).send(secured(security));
    expect(sent[0]?.url).toBe(`https://api.test/v1/things${query}`);
    expect(headersOf(sent[0])).toEqual({ accept: "application/json", ...headers });
  });

  it.each<[string[][], object, string]>([
    [[["key"]], {}, "set key"],
    [[["key"]], { key: "" }, "set key"],
    [[["key"]], { key: undefined }, "set key"],
    [[["key"]], { key: 5 }, "set key"],
    [[["login"]], { login: { username: "", password: "" } }, "set login"],
    [[["login"]], { login: "u:p" }, "login must have username and password"],
    [[["key", "token"], ["cookie"]], { key: "k" }, "set key and token or cookie"],
  ])("refuses %j with %j before anything is sent", async (security, options, message) => {
    const { fetch, sent } = answering(ok);
    const error = await failureOf(client({ fetch, ...options }, { credentials }).send(secured(security)));
    expect(error).toMatchObject({ name: "ConfigError", message: expect.stringContaining(message), attempts: 0 });
    expect(sent).toEqual([]);
  });

  it("go before any header of the caller's", async () => {
    const { fetch, sent } = answering(ok);
    const open = client({ fetch, key: "k", headers: { "x-key": "other" } }, { credentials });
    await open.send(secured([["key"]]), undefined, { headers: { "X-KEY": null } });
    expect(headersOf(sent[0])["x-key"]).toBe("k");
  });

  it("join a cookie of the caller's", async () => {
    const { fetch, sent } = answering(ok);
    await client({ fetch, cookie: "c", headers: { cookie: "a=1" } }, { credentials }).send(secured([["cookie"]]));
    expect(headersOf(sent[0])["cookie"]).toBe("a=1; sid=c");
  });

  it.each(["sk-secret\n", "sk-secret\r\nx-evil: 1", "sk-secret…"])(
    "that HTTP can't carry are refused unseen: %j",
    async (key) => {
      const { fetch, sent } = answering(ok);
      const error = await failureOf(client({ fetch, key }, { credentials }).send(secured([["key"]])));
      expect(error).toMatchObject({ name: "ConfigError", message: expect.stringContaining('header "X-Key"') });
      expect(String(error)).not.toMatch(/secret|evil/);
      expect(sent).toEqual([]);
    },
  );
});

describe("the server", () => {
  it.each([
    ["https://a.test", "https://a.test/things"],
    ["https://a.test/", "https://a.test/things"],
    ["HTTPS://A.test:443/base//", "https://a.test/base/things"],
    ["http://localhost:8080/x/", "http://localhost:8080/x/things"],
    ["http://127.0.0.1", "http://127.0.0.1/things"],
    ["http://[::1]:1", "http://[::1]:1/things"],
  ])("%s is called at %s", async (server, url) => {
    const { fetch, sent } = answering(ok);
    await client({ fetch, server }).send(operation());
    expect(sent[0]?.url).toBe(url);
  });

  it.each([
    "",
    "/v1",
    "a.test",
    "ftp://a.test",
    "file:///etc/passwd",
    "https://user:secret@a.test",
    "https://a.test?x=1",
    "https://a.test/#x",
    "http://a.test",
    "http://localhost.a.test",
    "http://127.0.0.1.a.test",
    "http://a.test/http://localhost/",
  ])("%j is refused", async (server) => {
    const { fetch, sent } = answering(ok);
    const error = await failureOf(client({ fetch, server }).send(operation()));
    expect(error).toMatchObject({ name: "ConfigError", message: expect.stringContaining("server") });
    expect(String(error)).not.toContain("secret");
    expect(sent).toEqual([]);
  });

  it("without TLS is called if that is allowed, and nothing but http then", async () => {
    const { fetch, sent } = answering(ok);
    await client({ fetch, server: "http://a.test", allowHttp: true }).send(operation());
    await client({ fetch }).send(operation(), undefined, { server: "http://b.test", allowHttp: true });
    expect(sent.map(({ url }) => url)).toEqual(["http://a.test/things", "http://b.test/things"]);
    const error = await failureOf(client({ fetch, server: "ftp://a.test", allowHttp: true }).send(operation()));
    expect(error).toMatchObject({ name: "ConfigError" });
  });

  it("has to be known", async () => {
    const { fetch } = answering(ok);
    const open = client({ fetch, server: "" });
    expect(await failureOf(open.send(operation()))).toMatchObject({ name: "ConfigError" });
  });
});

describe("options", () => {
  it.each([
    [{ timeout: 0 }],
    [{ timeout: -1 }],
    [{ timeout: Number.NaN }],
    [{ timeout: { total: 0 } }],
    [{ retries: -1 }],
    [{ retries: Number.NaN }],
  ])("%j are refused", async (options) => {
    const { fetch, sent } = answering(ok);
    expect(await failureOf(client({ fetch }).send(operation(), undefined, options))).toMatchObject({
      name: "ConfigError",
    });
    expect(sent).toEqual([]);
  });

  it("that are undefined change nothing", async () => {
    const { fetch, sent } = answering(ok);
    const open = client({ fetch }).withOptions({ server: undefined, headers: undefined, timeout: undefined });
    await open.send(operation(), undefined, { fetch: undefined, retries: undefined });
    expect(sent).toHaveLength(1);
  });

  it("refuse an operation of another document", async () => {
    const { fetch, sent } = answering(ok);
    const error = await failureOf(client({ fetch }).send(operation({ document: "Other" })));
    expect(error).toMatchObject({ name: "ConfigError", message: expect.stringContaining("not an operation of Test") });
    expect(sent).toEqual([]);
  });
});
