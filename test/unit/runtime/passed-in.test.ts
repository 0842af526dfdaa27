/** Policy that a caller or a generated client passes in: middleware, loggers, redirects, servers by name, environment. */

import { afterEach, describe, expect, it } from "vitest";
import {
  allowRedirects,
  bearer,
  environment,
  keyInHeader,
  keyInQuery,
  type LogEntry,
  logger,
  type Middleware,
  namedServers,
  simple,
} from "../../../runtime/index.js";
import { answering, client, failureOf, headersOf, json, operation } from "./stub.js";

const credentials = {
  key: { send: keyInHeader, name: "X-Key" },
  queryKey: { send: keyInQuery, name: "key" },
  token: { send: bearer },
};
const secured = operation({ security: [["key", "queryKey"]] });
const keys = { key: "secret-one", queryKey: "secret-two" };
const busy = () => json({}, { status: 503, headers: { "retry-after-ms": "1" } });

describe("middleware", () => {
  it("stands around each attempt in order, and never sees a credential", async () => {
    const { fetch, sent } = answering(busy, () => json({ a: 1 }));
    const seen: string[] = [];
    const note =
      (name: string): Middleware =>
      async (request, next) => {
        seen.push(`${name} ${request.attempt} ${request.url} ${JSON.stringify(request.headers)}`);
        expect(Object.isFrozen(request) && Object.isFrozen(request.headers)).toBe(true);
        const response = await next({ ...request, headers: { ...request.headers, [`x-${name}`]: "1" } });
        seen.push(`${name} ${response.status}`);
        return response;
      };
    const middleware = [note("a"), note("b")];
    await client({ fetch, ...keys, middleware, retries: 1 }, { credentials }).send(secured);
    expect(seen.map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "a 1",
      "b 1",
      "b 503",
      "a 503",
      "a 2",
      "b 2",
      "b 200",
      "a 200",
    ]);
    expect(seen.join()).not.toContain("secret");
    expect(sent.map(({ url }) => url)).toEqual(Array(2).fill("https://api.test/v1/things?key=secret-two"));
    expect(headersOf(sent[1])).toMatchObject({ "x-key": "secret-one", "x-a": "1", "x-b": "1" });
  });

  it("of a whole call stands outside of retries, and sees a failure as a response", async () => {
    const { fetch, sent } = answering(busy, () => json({ detail: "no" }, { status: 404 }));
    const statuses: number[] = [];
    const whole: Middleware = async (request, next) => {
      const response = await next(request);
      statuses.push(response.status);
      return response;
    };
    const middleware = [Object.assign(whole, { perCall: true })];
    const error = await failureOf(client({ fetch, middleware, retries: 1 }).send(operation()));
    expect(error).toMatchObject({ name: "ApiError", status: 404, body: { detail: "no" } });
    expect(statuses).toEqual([404]);
    expect(sent).toHaveLength(2);
  });

  it("of a whole call may answer itself", async () => {
    const { fetch, sent } = answering(() => json({}));
    const cached: Middleware = Object.assign(async () => json({ cached: true }), { perCall: true });
    expect(await client({ fetch, middleware: [cached] }).send(operation())).toEqual({ cached: true });
    expect(sent).toEqual([]);
  });

  it.each<[string, Middleware]>([
    ["throws", () => Promise.reject(new Error("oops"))],
    ["returns nothing", (async () => {}) as unknown as Middleware],
    ["returns something else", (async () => ({})) as unknown as Middleware],
    ["leaves the server", (request, next) => next({ ...request, url: "https://evil.test/" })],
    ["smuggles a header", (request, next) => next({ ...request, headers: { a: "b\r\nc: d" } })],
  ])("that %s is a ConfigError", async (_, careless) => {
    const { fetch, sent } = answering(() => json({}));
    const error = await failureOf(client({ fetch, middleware: [careless] }).send(operation()));
    expect(error).toMatchObject({ name: "ConfigError", attempts: 0 });
    expect(sent).toEqual([]);
  });
});

describe("a logger", () => {
  it("notes each attempt without credentials, bodies and values of queries", async () => {
    const entries: LogEntry[] = [];
    const { fetch } = answering(busy, () =>
      json({ a: "secret-one" }, { headers: { "set-cookie": "x", etag: "secret-two" } }),
    );
    const middleware = [logger((entry) => entries.push(entry), { headers: ["X-Shown"] })];
    const headers = { "x-shown": "yes", "x-hidden": "no" };
    await client({ fetch, ...keys, middleware, headers, retries: 1 }, { credentials }).send(secured);
    expect(entries).toMatchObject([
      { operation: "thing", method: "GET", url: "https://api.test/v1/things", attempt: 1, status: 503 },
      {
        attempt: 2,
        status: 200,
        requestHeaders: { accept: "application/json", "x-shown": "yes", "x-hidden": "[redacted]" },
        responseHeaders: { "set-cookie": "[redacted]", etag: "[redacted]" },
      },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/secret/);
  });

  it("notes what is thrown", async () => {
    const entries: LogEntry[] = [];
    const { fetch } = answering(() => new Error("refused for https://api.test/?key=secret-two"));
    await failureOf(
      client({ fetch, ...keys, middleware: [logger((entry) => entries.push(entry))] }, { credentials }).send(secured),
    );
    expect(entries).toMatchObject([{ error: "ConnectionError: thing: no answer (GET https://api.test/v1/things)" }]);
  });
});

describe("what is taken for a secret", () => {
  it.each([
    ["abc", "the abc of https://api.test/"],
    ["abcd", "the [redacted] of https://api.test/"],
  ])("of the key %s", async (key, shown) => {
    const { fetch } = answering(() => new TypeError(`the ${key} of https://api.test/`));
    const error = await failureOf(client({ fetch, ...keys, key }, { credentials }).send(secured));
    // Three characters are found in innocent words, and no server takes so few for a secret.
    expect(error).toMatchObject({ cause: { message: shown } });
  });
});

describe("a provider of credentials", () => {
  const byToken = operation({ security: [["token"]] });
  const answer = (url: string, init: RequestInit): Promise<Response> => {
    const { authorization } = { ...(init.headers as Record<string, string>) };
    return Promise.resolve(authorization === "Bearer token-2" ? json({ url }) : json({}, { status: 401 }));
  };

  it("is asked once more after a 401, by all calls that wait together", async () => {
    const asked: unknown[] = [];
    const token = async ({ refused }: { refused?: string | undefined }) => {
      asked.push(refused);
      return refused === undefined ? "token-1" : "token-2";
    };
    const api = client({ fetch: answer, token, retries: 2 }, { credentials });
    await Promise.all(Array.from({ length: 20 }, () => api.send(byToken)));
    expect(asked.filter((one) => one !== undefined)).toEqual(["token-1"]);
    // What it said of a refused value is remembered.
    await api.send(byToken);
    expect(asked.filter((one) => one !== undefined)).toEqual(["token-1"]);
  });

  it("is asked once for a value that stays refused", async () => {
    const asked: unknown[] = [];
    const token = ({ refused }: { refused?: string | undefined }) => `bad-${asked.push(refused)}`;
    const error = await failureOf(client({ fetch: answer, token, retries: 2 }, { credentials }).send(byToken));
    expect(error).toMatchObject({ status: 401, attempts: 2 });
    expect(asked).toEqual([undefined, "bad-1"]);
  });

  it("isn't asked again with retries off", async () => {
    const asked: unknown[] = [];
    const token = ({ refused }: { refused?: string | undefined }) => `bad-${asked.push(refused)}`;
    const error = await failureOf(client({ fetch: answer, token, retries: 0 }, { credentials }).send(byToken));
    expect(error).toMatchObject({ status: 401, attempts: 1 });
  });

  it.each([
    ["throws", () => Promise.reject(new Error("no secret-one here"))],
    ["gives nothing", () => ""],
  ])("that %s is a ConfigError, and nothing is sent", async (_, token) => {
    const { fetch, sent } = answering(() => json({}));
    const error = await failureOf(client({ fetch, key: "secret-one", token }, { credentials }).send(byToken));
    expect(error).toMatchObject({ name: "ConfigError", attempts: 0, message: expect.stringContaining("token") });
    expect(String((error as Error).cause)).not.toContain("secret-one");
    expect(sent).toEqual([]);
  });
});

describe("allowed redirects", () => {
  const away = (location: string) => () => new Response(null, { status: 307, headers: { location } });

  it("go to a listed origin without credentials, headers and body", async () => {
    const { fetch, sent } = answering(away("https://files.test/x?y=1"), () => json({ a: 1 }));
    const redirects = allowRedirects("https://files.test");
    const api = client({ fetch, ...keys, redirects, headers: { cookie: "c" } }, { credentials });
    expect(await api.send(secured)).toEqual({ a: 1 });
    expect(sent[1]).toMatchObject({ url: "https://files.test/x?y=1", init: { body: null } });
    expect(headersOf(sent[1])).toEqual({ accept: "application/json" });
  });

  it.each(["https://other.test/", "http://files.test/", "https://u:p@files.test/", "https://files.test:8443/"])(
    "don't go to %s",
    async (location) => {
      const { fetch, sent } = answering(away(location), () => json({}));
      const redirects = allowRedirects("https://files.test", "http://files.test");
      const error = await failureOf(client({ fetch, redirects }).send(operation()));
      expect(error).toMatchObject({ name: "RedirectError" });
      expect(sent).toHaveLength(1);
    },
  );
});

describe("servers by name", () => {
  const servers = namedServers({
    production: {
      url: "https://{region}.test/v{version}",
      variables: { region: { default: "eu", values: ["eu", "us"] }, version: { default: "2.1" } },
    },
    free: { url: "https://{host}.test", variables: { host: { default: "api" } } },
  });

  it.each<[string | object, string]>([
    ["production", "https://eu.test/v2.1/things"],
    [{ name: "production", variables: { region: "us", version: "3" } }, "https://us.test/v3/things"],
    [{ name: "free", variables: { host: "a-b" } }, "https://a-b.test/things"],
    ["https://own.test/x/", "https://own.test/x/things"],
  ])("%j is %s", async (server, url) => {
    const { fetch, sent } = answering(() => json({}));
    const options = { fetch, server: server as string };
    await client(options, { servers }).send(operation());
    await client({ fetch }, { servers }).send(operation(), undefined, options);
    expect(sent.map((one) => one.url)).toEqual([url, url]);
  });

  it.each<[string | object]>([
    ["prod"],
    ["__proto__"],
    [{ name: "production", variables: { region: "cn" } }],
    [{ name: "production", variables: { version: ".." } }],
    [{ name: "production", variables: { version: "2/../.." } }],
    [{ name: "free", variables: { host: "evil.test/" } }],
    [{ name: "free", variables: { host: "user@evil" } }],
    [{ name: "free", variables: { host: "" } }],
  ])("%j is refused", async (server) => {
    const { fetch, sent } = answering(() => json({}));
    const error = await failureOf(client({ fetch, server: server as string }, { servers }).send(operation()));
    expect(error).toMatchObject({ name: "ConfigError", attempts: 0 });
    expect(sent).toEqual([]);
  });
});

describe("the environment", () => {
  afterEach(() => {
    delete process.env["CLIENT_TEST_KEY"];
  });

  it("gives the credentials that the caller doesn't", async () => {
    const { fetch, sent } = answering(() => json({}));
    const definition = { credentials, defaults: environment({ key: "CLIENT_TEST_KEY" }) };
    const byKey = operation({ security: [["key"]] });
    expect(await failureOf(client({ fetch }, definition).send(byKey))).toMatchObject({ name: "ConfigError" });
    process.env["CLIENT_TEST_KEY"] = "from-environment";
    await client({ fetch }, definition).send(byKey);
    await client({ fetch, key: "given" }, definition).send(byKey);
    expect(sent.map((one) => headersOf(one)["x-key"])).toEqual(["from-environment", "given"]);
  });
});

describe("an idempotency key", () => {
  const post = operation({ method: "POST", responses: {} });

  it("is made for each call, goes with each attempt, and is told", async () => {
    const { fetch, sent } = answering(busy);
    const api = client({ fetch, idempotencyKey: true, retries: 1 });
    const errors = [await failureOf(api.send(post)), await failureOf(api.send(post))];
    const sentKeys = sent.map((one) => headersOf(one)["idempotency-key"]);
    expect(sentKeys).toEqual([sentKeys[0], sentKeys[0], sentKeys[2], sentKeys[2]]);
    expect(sentKeys[0]).not.toBe(sentKeys[2]);
    expect(errors).toMatchObject([{ idempotencyKey: sentKeys[0] }, { idempotencyKey: sentKeys[2] }]);
  });

  it("may be the caller's, in an option or a header", async () => {
    const { fetch, sent } = answering(() => json({}));
    const api = client({ fetch, idempotencyKey: true, idempotencyHeader: "X-Once" });
    await api.send(post, undefined, { idempotencyKey: "mine" });
    await api.send(post, undefined, { headers: { "x-ONCE": "own" } });
    await api.send(operation());
    expect(sent.map((one) => headersOf(one)["x-once"])).toEqual(["mine", "own", undefined]);
  });
});

describe("an idempotency key that the operation's document describes", () => {
  const declared = operation({
    method: "POST",
    idempotencyHeader: "X-Idempotency-Key",
    input: "parameters",
    parameters: [{ name: "X-Idempotency-Key", key: "xIdempotencyKey", in: "header", style: simple }],
  });
  const keyOf = (sent: Parameters<typeof headersOf>[0]) => headersOf(sent)["x-idempotency-key"];

  it("is made without being asked, repeated, and told", async () => {
    const { fetch, sent } = answering(busy, () => json({ a: 1 }));
    const reply = await client({ fetch, retries: 1 }).send(declared, {}).withResponse();
    expect(sent.map(keyOf)).toEqual([reply.idempotencyKey, reply.idempotencyKey]);
    expect(reply.idempotencyKey).toMatch(/^[\da-f-]{36}$/);
    expect(await client({ fetch }).send(declared, {}).result()).toMatchObject({
      ok: true,
      idempotencyKey: keyOf(sent[2]),
    });
  });

  it("may be the caller's, by input, option or header, and may be forbidden", async () => {
    const { fetch, sent } = answering(() => json({}));
    const api = client({ fetch, idempotencyHeader: "X-Other" });
    await api.send(declared, { xIdempotencyKey: "input" });
    await api.send(declared, {}, { idempotencyKey: "option" });
    await api.send(declared, {}, { headers: { "x-idempotency-KEY": "header" } });
    await api.send(declared, {}, { idempotencyKey: false });
    expect(sent.map(keyOf)).toEqual(["input", "option", "header", undefined]);
    expect(sent.map((one) => headersOf(one)["x-other"])).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("is on no reply of a call that had none", async () => {
    const { fetch } = answering(() => json({}));
    expect((await client({ fetch }).send(operation()).withResponse()).idempotencyKey).toBeUndefined();
  });
});

describe("the retry budget", () => {
  it("keeps a hundred calls of a dead server below two hundred requests", async () => {
    const { fetch, sent } = answering(() => json({}, { status: 500 }));
    const clock = {
      now: Date.now,
      elapsed: () => 0,
      random: () => 0,
      after: (_: number, done: () => void) => {
        queueMicrotask(done);
        return () => {};
      },
    };
    const api = client({ fetch, retries: 2, clock, timeout: Number.POSITIVE_INFINITY });
    const errors = await Promise.all(Array.from({ length: 100 }, () => failureOf(api.send(operation()))));
    expect(sent).toHaveLength(200);
    expect(errors.filter((error) => (error as { retry?: string }).retry === "budget-exhausted").length).toBeGreaterThan(
      0,
    );
  });
});

describe("onMismatch", () => {
  it("hears of a success of a status that isn't described, and of no other", async () => {
    const { fetch } = answering(
      () => json({ a: 1 }, { status: 202 }),
      () => json({ a: 1 }),
    );
    const heard: unknown[] = [];
    const api = client({ fetch, onMismatch: (mismatch) => heard.push(mismatch) });
    expect(await api.send(operation())).toEqual({ a: 1 });
    expect(await api.send(operation())).toEqual({ a: 1 });
    expect(heard).toEqual([
      {
        document: "Test",
        operation: "thing",
        kind: "status",
        status: 202,
        contentType: "application/json",
        hasBody: true,
      },
    ]);
  });
});
