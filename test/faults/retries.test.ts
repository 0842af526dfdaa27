/** What is asked again, as the server counts it. */

import { describe, expect, it } from "vitest";
import { failureOf, json, open, operation, serve } from "./servers.js";

describe("retries", () => {
  it("end with the first answer that is one", async () => {
    const server = await serve(json(503, {}), json(500, {}), json(200, { a: 1 }));
    expect(await open(server).send(operation())).toEqual({ a: 1 });
    expect(server.received).toHaveLength(3);
  });

  it("end with the last failure, its body read", async () => {
    const server = await serve(json(503, { busy: 1 }), json(503, { busy: 2 }), json(503, { busy: 3 }));
    const error = await failureOf(open(server).send(operation("PUT"), {}));
    expect(error).toMatchObject({ name: "ApiError", status: 503, body: { busy: 3 }, attempts: 3 });
    expect(server.received).toHaveLength(3);
  });

  it.each([
    ["GET", 500, {}, 2],
    ["DELETE", 502, {}, 2],
    ["POST", 500, {}, 1],
    ["PATCH", 504, {}, 1],
    ["POST", 503, {}, 1],
    ["POST", 503, { "retry-after": "0" }, 2],
    ["POST", 503, { "retry-after": "soon" }, 1],
    ["POST", 429, {}, 2],
    ["GET", 501, {}, 1],
    ["GET", 404, { "retry-after": "0" }, 1],
    ["GET", 409, {}, 1],
  ])("of %s after %i with %j: %i requests", async (method, status, headers, requests) => {
    const server = await serve(json(status, {}, { ...headers }), json(200, {}));
    await open(server).send(operation(method), {}).result();
    expect(server.received).toHaveLength(requests);
  });

  it.each([0, 1])("are as many as allowed: %i", async (retries) => {
    const server = await serve(json(503, {}));
    const error = await failureOf(open(server).send(operation(), undefined, { retries }));
    expect(error).toMatchObject({ status: 503, attempts: retries + 1 });
    expect(server.received).toHaveLength(retries + 1);
  });

  it.each(["61", "86400", "99999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])(
    "don't wait for ever: Retry-After %s fails at once",
    async (retryAfter) => {
      const server = await serve(json(429, { slow: true }, { "retry-after": retryAfter }));
      const error = await failureOf(open(server).send(operation()));
      expect(error).toMatchObject({ name: "ApiError", status: 429, body: { slow: true }, attempts: 1 });
      expect(error).toHaveProperty("retryAfter", expect.any(Number));
      expect(server.received).toHaveLength(1);
    },
  );

  it("don't begin a wait that outlasts the time for the call", async () => {
    const server = await serve(json(503, {}, { "retry-after": "30" }));
    const error = await failureOf(open(server, { timeout: { total: 20_000 } }).send(operation()));
    expect(error).toMatchObject({ name: "ApiError", status: 503, attempts: 1 });
  });

  it("leave no connection behind: the body of what is asked again is cancelled", async () => {
    const server = await serve(
      (response) => void response.writeHead(503, { "content-length": 1_000_000 }).write("x"),
      json(200, { a: 1 }),
    );
    expect(await open(server).send(operation())).toEqual({ a: 1 });
    await server.disconnected;
    expect(server.connections()).toBe(2);
  });
});
