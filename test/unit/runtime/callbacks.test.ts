/** What a caller hands over and what it breaks: functions that throw, answers that nobody reads, options that are none. */

import { describe, expect, it } from "vitest";
import { type LogEntry, logger, type Middleware, type RequestOptions } from "../../../runtime/index.js";
import { answering, client, failureOf, headersOf, json, operation } from "./stub.js";

const failing = (): never => {
  throw new Error("no luck with secret-one");
};

describe("what a callback throws fails the call, after one attempt", () => {
  it("onMismatch", async () => {
    const { fetch, sent } = answering(() => json({ a: 1 }, { status: 202 }));
    const remove = operation({ method: "DELETE" });
    const api = client({ fetch, retries: 2, onMismatch: failing, key: "secret-one" }, { credentials: { key: noKey } });
    const error = await failureOf(api.send(remove));
    expect(error).toMatchObject({ name: "ConfigError", attempts: 1, message: expect.stringContaining("onMismatch") });
    expect(error).toHaveProperty("cause.message", "no luck with [redacted]");
    expect(sent).toHaveLength(1);
  });

  it("redirects", async () => {
    const { fetch, sent } = answering(
      () => new Response(null, { status: 307, headers: { location: "https://files.test/" } }),
    );
    const error = await failureOf(client({ fetch, retries: 2, redirects: failing }).send(operation()));
    expect(error).toMatchObject({ name: "ConfigError", attempts: 1, message: expect.stringContaining("redirects") });
    expect(sent).toHaveLength(1);
  });
});

const noKey = { send: () => [] } as const;

describe("an answer that nobody reads is cancelled", () => {
  const replaces: Middleware = async (request, next) => {
    await next(request);
    return json({ mine: 1 });
  };
  const repeats: Middleware = async (request, next) => {
    await next(request);
    return next(request);
  };
  const wraps: Middleware = async (request, next) => {
    const { body, headers } = await next(request);
    return new Response(body, { headers });
  };

  /** Answers whose bodies have an end, and how many were cancelled before it. */
  function streaming() {
    const seen = { cancelled: 0 };
    const { fetch, sent } = answering(() => {
      const cancel = () => void seen.cancelled++;
      const start = (controller: ReadableStreamDefaultController) => controller.enqueue(new TextEncoder().encode("{}"));
      const pull = (controller: ReadableStreamDefaultController) => controller.close();
      const body = new ReadableStream({ start, pull, cancel }, { highWaterMark: 0 });
      return new Response(body, { headers: { "content-type": "application/json" } });
    });
    return { fetch, sent, seen };
  }

  it.each<[string, Middleware, unknown, number]>([
    ["of which a middleware gives another", replaces, { mine: 1 }, 1],
    ["of which a middleware asks for a second", repeats, {}, 1],
    ["but not one whose body a middleware hands on", wraps, {}, 0],
  ])("%s", async (_, one, data, cancelled) => {
    const { fetch, seen } = streaming();
    expect(await client({ fetch, middleware: [one] }).send(operation())).toEqual(data);
    expect(seen.cancelled).toBe(cancelled);
  });

  it("and its request ended, where a middleware throws", async () => {
    const { fetch, sent } = streaming();
    const throws: Middleware = async (request, next) => {
      await next(request);
      return failing();
    };
    for (const perCall of [false, true]) {
      const middleware = [Object.assign((...given: Parameters<Middleware>) => throws(...given), { perCall })];
      expect(await failureOf(client({ fetch, middleware }).send(operation()))).toMatchObject({ name: "ConfigError" });
    }
    expect(sent[0]?.init.signal?.aborted).toBe(true);
  });

  it("for the name of a header that is none: nothing is sent", async () => {
    const { fetch, sent } = answering(() => json({}));
    const error = await failureOf(client({ fetch, retries: { header: "x y" } }).send(operation()));
    expect(error).toMatchObject({ name: "ConfigError", attempts: 0 });
    expect(sent).toEqual([]);
  });
});

describe("a log that can't be written", () => {
  it.each<[string, () => unknown]>([
    ["because write throws", failing],
    ["because what write promises fails", async () => failing()],
  ])("changes nothing: %s", async (_, write) => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    const entries: LogEntry[] = [];
    const { fetch, sent } = answering(() => json({ a: 1 }));
    const middleware = [
      logger((entry) => {
        entries.push(entry);
        return write();
      }),
    ];
    expect(await client({ fetch, middleware, retries: 2 }).send(operation({ method: "POST" }))).toEqual({ a: 1 });
    // Rejections that nobody handles are told of when all that is ready has run.
    await new Promise((resolve) => setTimeout(resolve, 0));
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
    expect(entries).toMatchObject([{ status: 200 }]);
    expect(sent).toHaveLength(1);
  });
});

describe("options of a call that are none", () => {
  it.each<[string, unknown]>([
    ["headers: null", { headers: null }],
    ["headers: a text", { headers: "Bearer secret-one" }],
    ["signal", { signal: {} }],
    ["signal, beside a time limit", { signal: {}, timeout: { total: 60_000 } }],
    ["clock", { clock: {} }],
  ])("are a ConfigError: %s", async (_, options) => {
    const { fetch, sent } = answering(() => json({}));
    // What a JavaScript caller may do.
    const error = await failureOf(client({ fetch }).send(operation(), undefined, options as RequestOptions));
    expect(error).toMatchObject({ name: "ConfigError", attempts: 0, operation: "thing" });
    expect(String(error)).not.toContain("secret-one");
    expect(sent).toEqual([]);
  });

  it("are not headers as the platform has them, which are taken", async () => {
    const { fetch, sent } = answering(() => json({}));
    const api = client({ fetch, headers: new Headers({ "X-A": "1", "X-B": "1" }) });
    await api.send(operation(), undefined, { headers: [["x-b", "2"]] });
    expect(headersOf(sent[0])).toMatchObject({ "x-a": "1", "x-b": "2" });
  });
});
