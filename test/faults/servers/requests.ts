/** Turns the bytes of a connection into requests: as much of HTTP/1.1 as a `fetch` writes. */

import type { Socket } from "node:net";
import type { Received } from "../script.js";

/** How much of a body is kept. */
const kept = 1 << 20;

/** First byte of a client that takes a plain port for one with TLS. */
const tlsHandshake = "\x16";

/** Reads a connection piece by piece. */
export class RequestReader {
  #bytes = "";
  #hasEnded = false;
  #wake: (() => void) | undefined;
  readonly #connection: number;

  /** Reads on while nobody asks: else the end of a connection would go unnoticed. */
  constructor(socket: Socket, connection: number) {
    this.#connection = connection;
    socket.on("data", (chunk) => {
      this.#bytes += chunk.toString("latin1");
      this.#wake?.();
    });
    for (const ending of ["end", "close"]) {
      socket.on(ending, () => {
        this.#hasEnded = true;
        this.#wake?.();
      });
    }
  }

  /** The next request, its body still to come; `undefined` when the connection has ended, or wants to speak TLS. */
  async head(): Promise<Received | undefined> {
    while (!this.#bytes.includes("\r\n\r\n")) {
      if (this.#bytes.startsWith(tlsHandshake) || !(await this.#more())) return undefined;
    }
    const [first = "", ...lines] = this.#take(this.#bytes.indexOf("\r\n\r\n") + 4).split("\r\n");
    const [method = "", url = ""] = first.split(" ");
    const headers: Record<string, string> = Object.create(null);
    for (const line of lines.filter(Boolean)) {
      const [, name = "", value = ""] = /^([^:]*):\s*(.*)$/.exec(line) ?? [];
      const key = name.toLowerCase();
      headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
    }
    return { method, url, headers, body: "", isWhole: false, connection: this.#connection };
  }

  /** Reads the body into the request. */
  async body(request: Received): Promise<void> {
    const { "transfer-encoding": coding, "content-length": length = "0" } = request.headers;
    if (coding !== "chunked") {
      request.isWhole = await this.#copy(request, Number(length));
      return;
    }
    for (;;) {
      const size = Number.parseInt((await this.#line()) ?? "", 16);
      if (Number.isNaN(size) || !(await this.#copy(request, size))) return;
      await this.#line();
      if (size === 0) break;
    }
    request.isWhole = true;
  }

  async #line(): Promise<string | undefined> {
    while (!this.#bytes.includes("\r\n")) {
      if (!(await this.#more())) return undefined;
    }
    return this.#take(this.#bytes.indexOf("\r\n") + 2);
  }

  /** Whether so many bytes came. */
  async #copy(request: Received, length: number): Promise<boolean> {
    for (let rest = length; rest > 0; ) {
      if (!this.#bytes && !(await this.#more())) return false;
      const piece = this.#take(Math.min(rest, this.#bytes.length));
      rest -= piece.length;
      if (request.body.length < kept) request.body += piece;
    }
    return true;
  }

  #take(length: number): string {
    const taken = this.#bytes.slice(0, length);
    this.#bytes = this.#bytes.slice(length);
    return taken;
  }

  /** Whether there was more. */
  async #more(): Promise<boolean> {
    if (this.#hasEnded) return false;
    const before = this.#bytes.length;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    return this.#bytes.length > before || this.#more();
  }
}
