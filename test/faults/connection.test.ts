/** Connections that fail: before the request, within the headers, within the body. */

import { describe, expect, it } from "vitest";
import { jsonBody } from "../../runtime/index.js";
import { closedPort, failureOf, json, open, operation, serve, serveSocket } from "./servers.js";

const okHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

describe("a connection that is refused", () => {
  it.each(["GET", "POST"])("is tried three times for %s, since nothing was sent", async (method) => {
    const error = await failureOf(open(await closedPort()).send(operation(method), {}));
    expect(error).toMatchObject({
      name: "ConnectionError",
      phase: "connect",
      mayHaveBeenProcessed: false,
      attempts: 3,
      operation: "thing",
      method,
      cause: { cause: { code: "ECONNREFUSED" } },
    });
    expect(error.message).toMatch(/^thing: no answer \((GET|POST) http:\/\/127\.0\.0\.1:\d+\/things\)$/);
  });

  it("is tried once with retries off", async () => {
    const error = await failureOf(open(await closedPort(), { retries: 0 }).send(operation()));
    expect(error).toMatchObject({ name: "ConnectionError", attempts: 1 });
  });
});

describe("a name that doesn't resolve", () => {
  it("is a failure to connect", async () => {
    const client = open("http://nowhere.invalid", { retries: 0, allowHttp: true });
    const error = await failureOf(client.send(operation("POST"), {}));
    expect(error).toMatchObject({ name: "ConnectionError", phase: "connect", mayHaveBeenProcessed: false });
  });
});

describe("a connection that breaks", () => {
  it.each([
    ["before any byte, by reset", (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy()],
    ["before any byte, by end", (socket: { end(): void }) => socket.end()],
    ["within the headers", (socket: { end(text: string): void }) => socket.end("HTTP/1.1 200 OK\r\nContent-")],
    ["with no HTTP at all", (socket: { end(text: string): void }) => socket.end("SSH-2.0-OpenSSH\r\n")],
  ])("%s: repeated for GET, not for POST", async (_, breakOff) => {
    const got = await serveSocket(breakOff);
    expect(await failureOf(open(got).send(operation()))).toMatchObject({
      name: "ConnectionError",
      phase: "response",
      mayHaveBeenProcessed: true,
      attempts: 3,
    });
    expect(got.received.map(({ method }) => method)).toEqual(["GET", "GET", "GET"]);

    const posted = await serveSocket(breakOff);
    expect(await failureOf(open(posted).send(operation("POST"), {}))).toMatchObject({
      name: "ConnectionError",
      phase: "response",
      mayHaveBeenProcessed: true,
      attempts: 1,
    });
    expect(posted.received).toHaveLength(1);
  });

  it.each([
    [
      "by reset",
      'Content-Length: 100\r\n\r\n{"cut":',
      (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy(),
    ],
    [
      "by end, with less than its length",
      'Content-Length: 100\r\n\r\n{"cut":',
      (socket: { end(): void }) => socket.end(),
    ],
    [
      "by end, within a chunk",
      'Transfer-Encoding: chunked\r\n\r\nff\r\n{"cut":',
      (socket: { end(): void }) => socket.end(),
    ],
  ])("within the body, %s: never a part of the data", async (_, rest, breakOff) => {
    const server = await serveSocket((socket) => {
      socket.write(okHead + rest, () => setTimeout(() => breakOff(socket), 20));
    });
    const error = await failureOf(open(server).send(operation("POST"), {}));
    expect(error).toMatchObject({ name: "ConnectionError", phase: "body", mayHaveBeenProcessed: true, attempts: 1 });
    expect(server.received).toHaveLength(1);
  });

  it("within the body is repeated for GET", async () => {
    let count = 0;
    const server = await serveSocket((socket) => {
      const isWhole = ++count > 1;
      socket.end(`${okHead}Content-Length: 9\r\nConnection: close\r\n\r\n${isWhole ? '{"a": 12}' : '{"a": 1'}`);
    });
    expect(await open(server).send(operation())).toEqual({ a: 12 });
    expect(server.received).toHaveLength(2);
  });
});

describe("bodies that aren't what they should be", () => {
  it.each([
    ["HTML", { "content-type": "text/html" }, "<p>portal</p>", "media type"],
    ["nothing", { "content-type": "application/json" }, "", "empty"],
    ["nothing without a type", {}, "", "empty"],
    [
      "cut JSON, the connection closed",
      { "content-type": "application/json", connection: "close" },
      '{"a": 1',
      "syntax",
    ],
    ["more than JSON", { "content-type": "application/json" }, '{"a": 1}}', "syntax"],
  ])("%s is one request and a DecodeError", async (_, headers, body, reason) => {
    const server = await serve((response) => void response.writeHead(200, { ...headers }).end(body));
    expect(await failureOf(open(server).send(operation()))).toMatchObject({ name: "DecodeError", reason, attempts: 1 });
    expect(server.received).toHaveLength(1);
  });

  it("after 204 is ignored, and the next request on the connection is right", async () => {
    const server = await serve((response) => void response.writeHead(204).end(), json(200, { a: 1 }));
    const client = open(server);
    const nothing = operation("DELETE", { responses: { 204: {} } });
    expect(await client.send(nothing)).toBe(undefined);
    expect(await client.send(operation())).toEqual({ a: 1 });
  });

  it("of HEAD are not waited for", async () => {
    const server = await serve((response) => void response.writeHead(200, { "content-length": 1234 }).end());
    expect(await open(server).send(operation("HEAD"))).toBe(undefined);
  });
});

describe("the client", () => {
  it("sends what it was given, whole", async () => {
    const server = await serve(json(200, { id: 1 }));
    const text = "ü".repeat(100_000);
    await open(server).send(operation("POST"), { text });
    expect(JSON.parse(server.received[0]?.body ?? "")).toEqual({ text });
    expect(server.received[0]).toMatchObject({
      method: "POST",
      url: "/things",
      headers: { "content-type": "application/json" },
    });
  });

  it("streams a body once, and never again", async () => {
    const stream = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"a":'));
          controller.enqueue(new TextEncoder().encode("1}"));
          controller.close();
        },
      });
    const streaming = operation("PUT", {
      body: [{ type: "application/json", write: (value) => value as ReadableStream }],
    });
    const server = await serve(json(200, {}), json(503, {}));
    const client = open(server);
    expect(await client.send(streaming, stream())).toEqual({});
    expect(server.received[0]?.body).toBe('{"a":1}');
    expect(await failureOf(client.send(streaming, stream()))).toMatchObject({ status: 503, attempts: 1 });
    expect(server.received).toHaveLength(2);
  });

  it("repeats the same bytes", async () => {
    const server = await serve(json(503, {}), json(503, {}), json(200, {}));
    const counting = operation("PUT", { body: [{ type: "application/json", write: jsonBody }] });
    let reads = 0;
    const input = {
      get count() {
        return ++reads;
      },
    };
    await open(server).send(counting, input);
    expect(server.received.map(({ body }) => body)).toEqual(['{"count":1}', '{"count":1}', '{"count":1}']);
  });
});
