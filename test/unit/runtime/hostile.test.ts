/** What servers answer and callers give to make a client say, send or do what it mustn't. */

import { afterEach, describe, expect, it } from "vitest";
import type { ClientDefinition } from "../../../runtime/definition.js";
import {
  ApiClient,
  bearer,
  binaryBody,
  type ClientOptions,
  jsonBody,
  keyInHeader,
  multipartBody,
  namedServers,
  type Operation,
  openClient,
  simple,
} from "../../../runtime/index.js";

const key = 'abc/def+ghi=jkl "SECRET" é😀&<x>_-~';
const definition: ClientDefinition = {
  document: "Hostile",
  server: "https://api.test",
  credentials: { key: { send: keyInHeader, name: "x-key" }, token: { send: bearer } },
};

const get: Operation<unknown> = {
  document: "Hostile",
  id: "get",
  method: "GET",
  path: "/things",
  security: [["key"], ["token"]],
  input: "none",
  responses: { 200: { content: [{ type: "application/json" }] } },
};

function clientWith(fetch: (url: string, init: RequestInit) => Promise<Response> | Response, options: object = {}) {
  const given: ClientOptions = { fetch: async (url, init) => fetch(url, init), retries: 0, ...options };
  return openClient(definition, given);
}

async function failureOf(call: Promise<unknown>): Promise<Error & { readonly [field: string]: unknown }> {
  return call.then(
    () => expect.fail("it resolved"),
    (error) => error,
  );
}

/** A key that can be sent in a header. */
const sent = 'abc/def+ghi=jkl"SECRET"&<x>_-~';

describe("a credential that a failure repeats", () => {
  const inJson = JSON.stringify(sent).slice(1, -1);
  const unicode = Array.from(sent, (one) =>
    /\w/.test(one) ? one : `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  ).join("");
  const html = sent.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  it.each<[string, string, string]>([
    ["with escaped slashes", "application/json", `{"message":"key ${inJson.replaceAll("/", "\\/")}!"}`],
    ["with unicode escapes", "application/json", `{"message":"key ${unicode}!"}`],
    [
      "with upper-case unicode escapes",
      "application/json",
      `{"message":"key ${unicode.replace(/u00../g, (one) => `u${one.slice(1).toUpperCase()}`)}!"}`,
    ],
    ["as a name", "application/json", `{"${inJson}":1}`],
    ["in JSON in JSON", "application/json", JSON.stringify({ message: JSON.stringify({ key: sent }) })],
    ["in HTML", "text/html", `<p>${html}</p>`],
    ["in HTML by number", "text/html", `<p>${html.replaceAll("&quot;", "&#34;").replaceAll("&amp;", "&#x26;")}</p>`],
    ["as bytes of no described type", "application/x-unknown", `\u0001${sent}\u0002`],
    ["percent-encoded", "text/plain", encodeURIComponent(sent).replace(/%../g, (one) => one.toLowerCase())],
    ["in a form", "text/plain", new URLSearchParams({ key: sent }).toString()],
    ["as base64 for URLs", "text/plain", Buffer.from(sent).toString("base64url")],
  ])("is in no part of the error: %s", async (_, type, body) => {
    const client = clientWith(() => new Response(body, { status: 400, headers: { "content-type": type } }), {
      key: sent,
    });
    const error = await failureOf(client.send(get));
    expect(error).toMatchObject({ name: "ApiError", status: 400 });
    const shown = [error["body"], error.message, error].map((one) => JSON.stringify(one)).join(" ");
    expect(shown).toContain("[redacted]");
    for (const part of ["SECRET", "def", "ghi", "jkl"]) expect(shown).not.toContain(part);
  });

  it("keeps characters of any script, alone or in pairs", async () => {
    const token = "токен-😀-ключ";
    const escaped = JSON.stringify(token).replace(
      /[^ -~]/g,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    const { redact } = await import("../../../runtime/secrets.js");
    const secretive = { settings: { key: token }, definition, secrets: new Set<string>() };
    for (const form of [
      token,
      encodeURIComponent(token),
      escaped,
      JSON.stringify(token),
      Buffer.from(token).toString("base64"),
    ])
      expect(redact(secretive, `a ${form} b`)).toMatch(/^a "?\[redacted\]=*"? b$/);
    expect(redact({ ...secretive, settings: { key } }, `a ${key} b`)).toBe("a [redacted] b");
  });

  it("is whole when the excerpt of a wrong body is cut", async () => {
    const client = clientWith(
      () => new Response(`${" ".repeat(490)}${sent}`, { headers: { "content-type": "application/json" } }),
      { key: sent },
    );
    const error = await failureOf(client.send(get));
    expect(error).toMatchObject({ name: "DecodeError", reason: "syntax" });
    expect(error["excerpt"]).not.toContain("abc");
  });
});

describe("a polluted prototype", () => {
  const pollute = (name: string, value: unknown) =>
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  const names = ["client", "host", "variables", "type", "headers"];
  afterEach(() => {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name);
  });

  it("makes no client of options", async () => {
    const urls: string[] = [];
    const foreign = clientWith(() => expect.fail("the foreign client was used"));
    pollute("client", foreign);
    const fetch = async (url: string) => {
      urls.push(url);
      return Response.json({});
    };
    await new ApiClient(definition, { fetch, key: sent } as ClientOptions).client.send(get);
    expect(urls).toEqual(["https://api.test/things"]);
    Reflect.deleteProperty(Object.prototype, "client");
    expect(new ApiClient(definition, foreign).client).toBe(foreign);
    expect(new ApiClient(definition, new ApiClient(definition, foreign)).client).toBe(foreign);
  });

  it("chooses no server", () => {
    const servers = namedServers({ prod: { url: "https://{host}/v1", variables: { host: { default: "api.test" } } } });
    pollute("host", "evil.test");
    expect(servers({ name: "prod" })).toBe("https://api.test/v1");
    expect(servers({ name: "prod", variables: {} })).toBe("https://api.test/v1");
    pollute("variables", { host: "evil.test" });
    expect(servers({ name: "prod" })).toBe("https://api.test/v1");
  });

  it("adds nothing to the parts of a form", async () => {
    pollute("type", "application/json");
    pollute("headers", { "X-Evil": "1" });
    const body = multipartBody({ a: "x" }, { type: "multipart/form-data", write: multipartBody, fields: { a: {} } });
    const text = body instanceof Blob ? await body.text() : "";
    expect(text).toMatch(/name="a"\r\n\r\nx\r\n/);
  });
});

describe("a provider of credentials", () => {
  it.each([
    ["gives nothing", async () => ""],
    ["gives the same again", async () => "old-token"],
    ["fails", async () => Promise.reject(new Error("no network"))],
  ])("that once %s when asked to renew is asked again", async (_, bad) => {
    let asked = 0;
    const token = async ({ refused }: { refused?: string }): Promise<string> => {
      if (refused === undefined) return "old-token";
      asked++;
      return asked === 1 ? bad() : "new-token";
    };
    const answer = (_url: string, { headers }: RequestInit) =>
      new Headers(headers).get("authorization") === "Bearer new-token"
        ? Response.json({ ok: true })
        : new Response(null, { status: 401 });
    const client = clientWith(answer, { token, retries: 2 });
    await failureOf(client.send(get));
    expect(await client.send(get)).toEqual({ ok: true });
    expect(asked).toBe(2);
  });
});

describe("what a caller gives", () => {
  const path: Operation<unknown> = {
    ...get,
    id: "path",
    path: "/things/{id}",
    input: "parameters",
    parameters: [{ name: "id", in: "path", style: simple, required: true }],
  };

  it("is refused as a path if it was percent-encoded without end, at once", async () => {
    const client = clientWith(() => expect.fail("it was sent"), { key: sent });
    const error = await failureOf(client.send(path, { id: `%${"25".repeat(100_000)}2e` }));
    expect(error).toMatchObject({ name: "InputError" });
  });

  it("makes no message long, or move a terminal's cursor", async () => {
    const answer = () => new Response("{", { status: 200, headers: { "content-type": "application/json\u009b31m" } });
    const long = await failureOf(
      clientWith(() => new Response(null, { status: 500 }), { key: sent }).send(path, { id: "x".repeat(9_000) }),
    );
    expect(long.message.length).toBeLessThan(2_048);
    const error = await failureOf(clientWith(answer, { key: sent }).send(get));
    expect(error.message).not.toMatch(/\p{Cc}/u);
  });

  it("is sent as it was when the call was made, whatever becomes of the buffer", async () => {
    const put: Operation<unknown> = {
      ...get,
      id: "put",
      method: "PUT",
      input: "body",
      body: [{ type: "application/octet-stream", write: binaryBody }],
    };
    const bodies: string[] = [];
    const bytes = new TextEncoder().encode("AAA");
    const fetch = async (_: string, { body }: RequestInit) => {
      bodies.push(await new Response(body).text());
      bytes.fill(66);
      return new Response(null, { status: bodies.length === 1 ? 503 : 200, headers: { "retry-after": "0" } });
    };
    await clientWith(fetch, { key: sent, retries: 1 }).send({ ...put, responses: { 200: {} } }, bytes);
    expect(bodies).toEqual(["AAA", "AAA"]);
    expect(jsonBody({ a: 1 }, { type: "application/json", write: jsonBody })).toBe('{"a":1}');
  });
});

describe("an outcome", () => {
  it("has the headers of an answer that could not be read", async () => {
    const answer = () => new Response("{", { headers: { "content-type": "application/json", "x-a": "1" } });
    const outcome = await clientWith(answer, { key: sent }).send(get).result();
    expect(outcome.ok).toBe(false);
    expect(outcome.headers instanceof Headers && outcome.headers.get("x-a")).toBe("1");
  });
});
