/** What ends a call from outside: time limits, the caller's signal, closing the client. */

import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { failureOf, json, open, operation, serve, serveSocket } from "./servers.js";

const never = (_response: ServerResponse) => {};
const headOnly = (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json" }).write('{"a":');
};

/** Listeners that a signal has, counted by what is added and removed. */
function countedSignal(controller: AbortController): { signal: AbortSignal; listeners: () => number } {
  const { signal } = controller;
  let count = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    count++;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    count--;
    remove(...args);
  };
  return { signal, listeners: () => count };
}

describe("the time limit of an attempt", () => {
  it.each([
    ["no answer", never],
    ["a body that stalls", headOnly],
  ])("ends %s: thrice for GET, once for POST", async (_, handler) => {
    const got = await serve(handler);
    const error = await failureOf(open(got, { timeout: 50 }).send(operation()));
    expect(error).toMatchObject({ name: "TimeoutError", kind: "attempt", attempts: 3 });
    await got.disconnected;
    const posted = await serve(handler);
    const other = await failureOf(open(posted, { timeout: { attempt: 50 } }).send(operation("POST"), {}));
    expect(other).toMatchObject({ name: "TimeoutError", kind: "attempt", attempts: 1 });
    expect(posted.received).toHaveLength(1);
  });

  it("isn't put off by headers that drip", async () => {
    const server = await serveSocket((socket) => {
      const timer = setInterval(() => socket.write("x"), 10);
      socket.write("HTTP/1.1 200 OK\r\nX-Drip: ");
      socket.on("close", () => clearInterval(timer));
    });
    const error = await failureOf(open(server, { timeout: 100, retries: 0 }).send(operation()));
    expect(error).toMatchObject({ name: "TimeoutError", kind: "attempt", attempts: 1 });
    await server.disconnected;
  });

  it("covers the body of an error", async () => {
    const server = await serve((response) => void response.writeHead(400).write("x"));
    const error = await failureOf(open(server, { timeout: 50 }).send(operation("POST"), {}));
    expect(error).toMatchObject({ name: "TimeoutError", kind: "attempt" });
  });

  it("starts anew with each attempt", async () => {
    const server = await serve(never, json(200, { a: 1 }));
    expect(await open(server, { timeout: 100 }).send(operation())).toEqual({ a: 1 });
    expect(server.received).toHaveLength(2);
  });

  it("may be longer than a timer lasts", async () => {
    const server = await serve(json(200, { a: 1 }));
    for (const timeout of [Number.POSITIVE_INFINITY, 2 ** 40, { attempt: 2 ** 31, total: 2 ** 31 }]) {
      expect(await open(server, { timeout }).send(operation())).toEqual({ a: 1 });
    }
  });

  it("ends a fetch that doesn't listen to its signal", async () => {
    const fetch = () => new Promise<Response>(() => {});
    const error = await failureOf(open("https://api.test", { fetch, timeout: 20, retries: 0 }).send(operation()));
    expect(error).toMatchObject({ name: "TimeoutError" });
  });
});

describe("an answer that comes after its attempt's end", () => {
  it("is thrown away, and no redirect of it followed", async () => {
    let cancelled = 0;
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      await new Promise((resolve) => setTimeout(resolve, 60));
      const body = new ReadableStream({
        cancel: () => {
          cancelled++;
        },
      });
      return new Response(body, { status: 307, headers: { location: "/there" } });
    };
    const error = await failureOf(open("https://api.test", { fetch, timeout: 20, retries: 0 }).send(operation()));
    expect(error).toMatchObject({ name: "TimeoutError" });
    await expect.poll(() => cancelled).toBe(1);
    expect(urls).toEqual(["https://api.test/things"]);
  });
});

describe("the time limit of a call", () => {
  it("ends an attempt, which isn't repeated", async () => {
    const server = await serve(never);
    const error = await failureOf(open(server, { timeout: { total: 50 } }).send(operation()));
    expect(error).toMatchObject({ name: "TimeoutError", kind: "total", attempts: 1 });
    expect(server.received).toHaveLength(1);
  });

  it("covers attempts and waits together", async () => {
    const server = await serve(never);
    const error = await failureOf(open(server, { timeout: { attempt: 40, total: 700 }, retries: 9 }).send(operation()));
    expect(error).toMatchObject({ name: "TimeoutError" });
    expect(server.received.length).toBeLessThanOrEqual(3);
  });
});

describe("the caller's signal", () => {
  const reason = new Error("changed my mind");

  it("that is aborted already sends nothing", async () => {
    const server = await serve(json(200, {}));
    const error = await failureOf(open(server).send(operation(), undefined, { signal: AbortSignal.abort(reason) }));
    expect(error).toMatchObject({ name: "AbortedError", attempts: 0 });
    expect(error.cause).toBe(reason);
    expect(server.connections()).toBe(0);
  });

  it.each([
    ["while the answer is waited for", never],
    ["within the body", headOnly],
  ])("ends a call %s, and its connection", async (_, handler) => {
    const controller = new AbortController();
    const server = await serve((response) => {
      handler(response);
      setTimeout(() => controller.abort(reason), 20);
    });
    const error = await failureOf(open(server).send(operation(), undefined, { signal: controller.signal }));
    expect(error).toMatchObject({ name: "AbortedError", attempts: 1 });
    expect(error.cause).toBe(reason);
    await server.disconnected;
    expect(server.received).toHaveLength(1);
  });

  it("ends a wait for a retry at once", async () => {
    const controller = new AbortController();
    const server = await serve(json(429, {}, { "retry-after": "30" }));
    const call = open(server).send(operation(), undefined, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 200);
    const error = await failureOf(call);
    expect(error).toMatchObject({ name: "AbortedError", attempts: 1 });
    expect(error.cause).toBe(reason);
    expect(server.received).toHaveLength(1);
  });

  it("keeps no listener, however a call ends", async () => {
    const { signal, listeners } = countedSignal(new AbortController());
    const server = await serve(json(200, {}), json(400, {}), json(503, {}), json(200, {}), never);
    const client = open(server, { timeout: 300, retries: 1 });
    const results = [];
    for (let call = 0; call < 4; call++) {
      results.push((await client.send(operation(), undefined, { signal }).result()).ok);
      expect(listeners()).toBe(0);
    }
    expect(results).toEqual([true, false, true, false]);
    await client.send(operation("GET", { security: [["token"]] }), undefined, { signal }).result();
    expect(listeners()).toBe(0);
  });

  it("aborted after the end changes nothing", async () => {
    const controller = new AbortController();
    const server = await serve(json(200, { a: 1 }));
    const call = open(server).send(operation(), undefined, { signal: controller.signal });
    expect(await call).toEqual({ a: 1 });
    controller.abort(reason);
    expect(await call).toEqual({ a: 1 });
  });
});

describe("closing a client", () => {
  it("ends what is in flight, also what waits for a retry, and resolves when all has settled", async () => {
    const waiting = await serve(json(429, {}, { "retry-after": "30" }));
    const hanging = await serve(never);
    const client = open(hanging);
    const outcomes: unknown[] = [];
    const calls = [
      client.send(operation()),
      client.send(operation("POST"), {}),
      client.send(operation(), undefined, { server: waiting.url }),
    ].map(async (call) => outcomes.push(await failureOf(call)));
    await expect.poll(() => hanging.received.length + waiting.received.length).toBe(3);
    await client.close();
    await Promise.all(calls);
    expect(outcomes).toMatchObject([{ name: "AbortedError" }, { name: "AbortedError" }, { name: "AbortedError" }]);
    await hanging.disconnected;
    expect(await failureOf(client.send(operation()))).toMatchObject({ name: "AbortedError", attempts: 0 });
    expect(hanging.received).toHaveLength(2);
  });

  it("may be done twice, and with nothing in flight", async () => {
    const client = open("https://api.test");
    await client.close();
    await client.close();
  });
});
