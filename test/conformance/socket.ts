/** Listens on a bare TCP socket and keeps the bytes of each request as they came. */

import { createServer, type Server, type Socket } from "node:net";

/** A request as it was received, split at the line ends that separate its parts and nowhere else. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Header lines as sent, one character a byte. */
  readonly lines: readonly string[];
  readonly body: Buffer;
}

/** A server that answers everything with 204. */
export class RawServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly received: RawRequest[] = [];

  constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /** Starts to listen. Gives the origin. */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    let pending = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      const request = parse(pending);
      if (request === undefined) return;
      pending = Buffer.alloc(0);
      this.received.push(request);
      socket.write("HTTP/1.1 204 No Content\r\n\r\n");
    });
  }
}

/** The request, once it is whole. */
function parse(bytes: Buffer): RawRequest | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const [method = "", target = ""] = first.split(" ");
  const body = bytes.subarray(end + 4);
  const length = Number(headerIn(lines, "content-length") ?? 0);
  return body.length < length ? undefined : { method, target, lines, body };
}

function headerIn(lines: readonly string[], name: string): string | undefined {
  const line = lines.find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).replace(/^ /, "");
}

/** The value of a header, one character a byte; `undefined` if it wasn't sent. */
export function headerOf({ lines }: RawRequest, name: string): string | undefined {
  return headerIn(lines, name);
}
