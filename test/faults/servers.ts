/** Loopback servers that misbehave on purpose, each for one test, and the client that calls them. */

import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { type Client, type ClientDefinition, type ClientOptions, jsonBody, openClient } from "../../runtime/index.js";
import type { AnyOperation } from "../../runtime/operation.js";

/** A request as a server received it. */
export interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Loopback {
  readonly url: string;
  /** Requests whose headers and body have arrived. */
  readonly received: Received[];
  /** Connections made so far. */
  readonly connections: () => number;
  /** Resolves when a connection has been closed. */
  readonly disconnected: Promise<void>;
}

async function listen(server: Server, host: string): Promise<Pick<Loopback, "url" | "connections" | "disconnected">> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const disconnected = new Promise<void>((resolve) => {
    server.on("connection", (socket: Socket) => {
      connections++;
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        resolve();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  // A server that listens on a port has an object for address.
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host}:${port}`, connections: () => connections, disconnected };
}

/** An HTTP server that answers with the handlers in turn, the last one for ever. */
export async function serve(...handlers: ((response: ServerResponse, request: Received) => void)[]): Promise<Loopback> {
  const received: Received[] = [];
  const server = createHttpServer((request, response) => {
    void buffer(request).then(
      (bytes) => {
        const { method, url, headers } = request;
        const noted = { method, url, headers, body: bytes.toString() };
        const handler = handlers[Math.min(received.length, handlers.length - 1)];
        received.push(noted);
        handler?.(response, noted);
      },
      () => {},
    );
  });
  return { ...(await listen(server, "127.0.0.1")), received };
}

/** A TCP server that leaves it to the handler what comes of a connection once the request's first bytes are there. */
export async function serveSocket(handler: (socket: Socket) => void): Promise<Loopback> {
  const received: Received[] = [];
  const server = createNetServer((socket) => {
    socket.once("data", (data) => {
      received.push({ method: data.toString().split(" ")[0], url: undefined, headers: {}, body: "" });
      handler(socket);
    });
  });
  return { ...(await listen(server, "127.0.0.1")), received };
}

/** A port that nobody listens on. */
export async function closedPort(): Promise<string> {
  const server = createNetServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
}

export const secret = "sk-very-secret-0123456789";

const definition: ClientDefinition = {
  document: "Faulty",
  credentials: {
    key: { type: "apiKey", in: "header", name: "X-Key" },
    queryKey: { type: "apiKey", in: "query", name: "key" },
    token: { type: "bearer" },
    login: { type: "basic" },
  },
};

/** A client that holds the secret and, if a test fails to end its calls, is closed after it. */
export function open(server: string | Loopback, options: ClientOptions = {}): Client {
  const url = typeof server === "string" ? server : server.url;
  const client = openClient(definition, { server: url, ...options, ...{ key: secret } });
  onTestFinished(() => client.close());
  return client;
}

/** `GET /things` or another method, JSON in and out. */
export function operation(method = "GET", more: Partial<AnyOperation> = {}): AnyOperation {
  const hasBody = method === "POST" || method === "PUT" || method === "PATCH";
  return {
    document: "Faulty",
    id: "thing",
    method,
    path: "/things",
    security: [["key"]],
    input: hasBody ? "body" : "none",
    ...(hasBody && { body: [{ type: "application/json", write: jsonBody }] }),
    responses: { 200: { content: [{ type: "application/json" }] } },
    ...more,
  };
}

/** What a call rejects with. */
export async function failureOf(call: Promise<unknown>): Promise<Error> {
  const outcome = await call.then(
    (value) => new Error(`resolved to ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw new TypeError("rejected with what is no error");
}
