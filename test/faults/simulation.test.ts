/** What only shows in thousands of calls: waits stay within bounds, retries within the budget, and nothing is done twice. */

import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, type ClientOptions, openClient } from "../../runtime/index.js";
import { listen } from "../loopback.js";
import { InstantClock, randomFrom } from "./instant.js";
import { operation } from "./operation.js";

const noLimits = { timeout: Number.POSITIVE_INFINITY };
const get = operation("GET", { security: [] });
const post = operation("POST", { security: [] });

function open(options: ClientOptions): Client {
  return openClient({ document: "Faulty" }, { server: "https://api.test", ...noLimits, ...options });
}

describe("waits between attempts", () => {
  it.each([
    [503, [500, 1000, 2000, 4000, 8000, 8000]],
    [429, [1000, 2000, 4000, 8000, 8000, 8000]],
  ])("after %i lie between half and all of their bound, 10 000 times over", async (status, bounds) => {
    const random = randomFrom(status);
    const lowest = bounds.map(() => 1);
    const highest = bounds.map(() => 0);
    const fetch = async (): Promise<Response> => new Response("{}", { status });
    for (let draw = 0; draw < 10_000; draw++) {
      const clock = new InstantClock(random);
      await open({ fetch, clock, retries: bounds.length }).send(get).result();
      // A wait that is missing counts as one of no length.
      for (const [retry, bound] of bounds.entries()) {
        const share = (clock.waits[retry] ?? 0) / bound;
        lowest[retry] = Math.min(lowest[retry] ?? 1, share);
        highest[retry] = Math.max(highest[retry] ?? 0, share);
      }
    }
    for (const share of lowest) expect(share).toBeGreaterThanOrEqual(0.5);
    for (const share of highest) expect(share).toBeLessThanOrEqual(1);
    // The whole range is used: callers that fail together don't come back together.
    for (const share of lowest) expect(share).toBeLessThan(0.51);
    for (const share of highest) expect(share).toBeGreaterThan(0.99);
  });
});

describe("the retry budget", () => {
  it("lets a hundred callers of a dead server make two hundred requests at most", async () => {
    let requests = 0;
    const fetch = async (): Promise<Response> => {
      requests++;
      return new Response("{}", { status: 503 });
    };
    const client = open({ fetch, clock: new InstantClock(randomFrom(3)) });
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => client.send(get).result()));
    expect(requests).toBeLessThanOrEqual(200);
    const given = outcomes.map((outcome) => (outcome.ok ? undefined : Reflect.get(outcome.error, "retry")));
    expect(given).toContain("budget-exhausted");
  });

  it("is paid back by successes", async () => {
    let isDown = true;
    let requests = 0;
    const fetch = async (): Promise<Response> => {
      requests++;
      return new Response("{}", { status: isDown ? 503 : 200, headers: { "content-type": "application/json" } });
    };
    const client = open({ fetch, clock: new InstantClock(randomFrom(4)) });
    const call = (): Promise<unknown> => client.send(get).result();
    for (let count = 0; count < 200; count++) await call();
    isDown = false;
    for (let count = 0; count < 200; count++) await call();
    isDown = true;
    requests = 0;
    await call();
    expect(requests).toBe(3);
  });
});

describe("10 000 POSTs to a server that fails after it has acted", () => {
  const random = randomFrom(5);
  /** How often each order was carried out. */
  const orders = new Map<string, number>();
  /** Answers by idempotency key, as a server that knows keys keeps them. */
  const keys = new Set<string>();

  /** Ends of a request that was carried out, and of one that wasn't and may come again. */
  const afterActing: readonly ((response: ServerResponse) => void)[] = [
    (response) => response.destroy(),
    (response) => response.writeHead(500).end(),
    (response) => response.writeHead(502).end("<html>"),
    (response) => response.writeHead(503).end(),
    (response) => response.writeHead(504).end(),
    (response) => response.writeHead(408).end(),
    (response) =>
      response
        .writeHead(200, { "content-type": "application/json", "content-length": 99 })
        .write("{", () => response.destroy()),
    (response) => response.writeHead(503, { "retry-after": "soon" }).end(),
    (response) => response.writeHead(303, { location: "/later" }).end(),
  ];
  const beforeActing: readonly ((response: ServerResponse) => void)[] = [
    (response) => response.writeHead(429, { "retry-after": "1" }).end(),
    (response) => response.writeHead(503, { "retry-after": "1" }).end(),
  ];

  const server = createServer((request, response) => {
    void text(request).then(
      (body) => {
        const chance = random();
        const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
        // Where a redirect leads, after acting: what is said there is no word on the order.
        if (request.method === "GET") return pick([...beforeActing, ...afterActing])?.(response);
        if (chance < 0.1) return pick(beforeActing)?.(response);
        const key = request.headers["idempotency-key"];
        const id: string = JSON.parse(body).id;
        if (key === undefined || !keys.has(String(key))) orders.set(id, (orders.get(id) ?? 0) + 1);
        if (key !== undefined) keys.add(String(key));
        if (chance < 0.4) return pick(afterActing)?.(response);
        return response.writeHead(200, { "content-type": "application/json" }).end("{}");
      },
      () => {},
    );
  });
  let url = "";
  beforeAll(async () => {
    url = await listen(server);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Sends orders, some at a time. Returns how many calls succeeded. */
  async function order(prefix: string, options: ClientOptions): Promise<number> {
    let next = 0;
    let successes = 0;
    const work = async (): Promise<void> => {
      for (let id = next++; id < 5000; id = next++) {
        const { ok } = await client.send(post, { id: `${prefix}${id}` }).result();
        if (ok) successes++;
      }
    };
    const client = open({ server: url, clock: new InstantClock(randomFrom(6)), ...options });
    await Promise.all(Array.from({ length: 25 }, work));
    return successes;
  }

  it("without a key: none is carried out twice", async () => {
    const successes = await order("plain", {});
    const counts = [...orders].filter(([id]) => id.startsWith("plain")).map(([, count]) => count);
    expect(counts.filter((count) => count > 1)).toEqual([]);
    expect(successes).toBeGreaterThan(3000);
    expect(counts.length).toBeGreaterThan(successes);
  });

  it("with a key: none is carried out twice, and more of them succeed", async () => {
    const successes = await order("keyed", { idempotencyKey: true });
    const counts = [...orders].filter(([id]) => id.startsWith("keyed")).map(([, count]) => count);
    expect(counts.filter((count) => count > 1)).toEqual([]);
    expect(successes).toBeGreaterThan(4500);
  });
});
