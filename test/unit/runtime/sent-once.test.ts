/** What was sent decides whether an attempt is repeated: requests after a redirect, and as a middleware changed them. */

import { describe, expect, it } from "vitest";
import { bearer, type Middleware } from "../../../runtime/index.js";
import { answering, client, failureOf, headersOf, json, operation } from "./stub.js";

const post = operation({ method: "POST" });
const refused = (): Error => {
  const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" });
  return new TypeError("fetch failed", { cause });
};
const reset = (): Error => new TypeError("fetch failed", { cause: new Error("other side closed") });
const away = () => new Response(null, { status: 303, headers: { location: "/there" } });
const broken = () => json({}, { status: 500 });
const soon =
  (status: number, word = "") =>
  () =>
    json({}, { status, headers: { "retry-after-ms": "1", "x-should-retry": word } });
/** Waits are over at once. */
const clock = {
  now: Date.now,
  elapsed: () => 0,
  random: () => 0,
  after: (milliseconds: number, done: () => void) => {
    if (milliseconds < 10_000) queueMicrotask(done);
    return () => {};
  },
};

describe("a POST that was redirected", () => {
  it.each([
    ["the connection is refused", refused],
    ["the server asks to send again", soon(429)],
    ["the server is busy for a while", soon(503)],
    ["a header of the caller's choice allows it", soon(500, "true")],
    ["the credential is refused", () => json({}, { status: 401 })],
  ])("is not sent again where %s", async (_, then) => {
    const { fetch, sent } = answering(away, then, away, then, away, then);
    const token = ({ refused: old }: { refused?: string | undefined }) => (old ? "token-2" : "token-1");
    const api = client(
      { fetch, clock, token, retries: { attempts: 2, header: "x-should-retry" } },
      { credentials: { token: { send: bearer } } },
    );
    const call = api.send(operation({ method: "POST", security: [["token"]] }));
    expect(await failureOf(call)).toMatchObject({ attempts: 1 });
    expect(sent.map(({ init }) => init.method)).toEqual(["POST", "GET"]);
  });

  it("is sent again with a key", async () => {
    const { fetch, sent } = answering(away, soon(429), away, () => json({ a: 1 }));
    expect(await client({ fetch, clock, retries: 2, idempotencyKey: true }).send(post)).toEqual({ a: 1 });
    expect(sent.map(({ init }) => init.method)).toEqual(["POST", "GET", "POST", "GET"]);
  });
});

describe("what an error says of the server", () => {
  it.each<[string, (() => Response | Error)[], object]>([
    ["it can't have acted", [refused], { phase: "connect", mayHaveBeenProcessed: false, attempts: 3 }],
    ["it may have acted on an attempt before", [reset, refused], { phase: "connect", mayHaveBeenProcessed: true }],
    [
      "it may have acted before it redirected",
      [away, refused, away, refused, away, refused],
      { phase: "headers", mayHaveBeenProcessed: true },
    ],
  ])("%s", async (_, answers, expected) => {
    const { fetch } = answering(...answers);
    const api = client({ fetch, clock, retries: 2 });
    const error = await failureOf(api.send(operation({ method: "PUT" })));
    expect(error).toMatchObject({ name: "ConnectionError", ...expected });
  });
});

describe("a middleware that changes", () => {
  const bare: Middleware = (request, next) => {
    const { "idempotency-key": _, ...headers } = request.headers;
    return next({ ...request, headers });
  };
  const posting: Middleware = (request, next) => next({ ...request, method: "POST", body: "x" });
  const getting: Middleware = (request, next) => next({ ...request, method: "GET", body: null });
  const twice: Middleware = async (request, next) => {
    await next({ ...request, method: "POST" });
    return next(request);
  };

  it.each<[string, Middleware, string, string[]]>([
    ["takes the key away", bare, "POST", ["POST"]],
    ["GET into POST", posting, "GET", ["POST"]],
    ["POST into GET", getting, "POST", ["GET", "GET", "GET"]],
    ["one GET into POST and GET", twice, "GET", ["POST", "GET"]],
  ])("%s is taken at its word", async (_, one, method, methods) => {
    for (const perCall of [false, true]) {
      const { fetch, sent } = answering(broken);
      const middleware = [Object.assign((...given: Parameters<Middleware>) => one(...given), { perCall })];
      const api = client({ fetch, clock, retries: 2, middleware, idempotencyKey: one === bare });
      if (perCall && one === twice) continue;
      await failureOf(api.send(operation({ method })));
      expect(sent.map(({ init }) => init.method)).toEqual(methods);
      expect(sent.map((each) => headersOf(each)["idempotency-key"])).toEqual(methods.map(() => undefined));
    }
  });
});

describe("a text as idempotency key", () => {
  it("of the client is refused: it would be the key of all calls", async () => {
    const { fetch, sent } = answering(() => json({}));
    // @ts-expect-error: a text is the key of one call.
    const api = client({ fetch, idempotencyKey: "mine" });
    expect(await failureOf(api.send(post))).toMatchObject({ name: "ConfigError", attempts: 0 });
    expect(await failureOf(api.withOptions({}).send(post))).toMatchObject({ name: "ConfigError", attempts: 0 });
    expect(sent).toEqual([]);
  });
});
