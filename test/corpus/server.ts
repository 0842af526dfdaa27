/** Turns one answer at a time into what a loopback server sends, and keeps the request it got as it came. */

import { createServer, type Server } from "node:http";
import { listen } from "../loopback.js";

/** A request as it came over the socket. */
export interface Received {
  readonly method: string;
  /** Path and query, still percent-encoded. */
  readonly target: string;
  /** By lower-case name; repeated ones are joined. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | undefined;
}

/** Answers every request with the reply that was set last. */
export class LoopbackServer {
  readonly #server: Server;
  #reply: Reply = { status: 500, headers: [], body: undefined };
  #received: Received[] = [];

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const headers = new Map(
          Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(", ")]),
        );
        const { method = "", url = "" } = request;
        this.#received.push({ method, target: url, headers, body: Buffer.concat(chunks) });
        const { status, headers: sent, body } = this.#reply;
        response.writeHead(status, Object.fromEntries(sent));
        response.end(body);
      });
    });
  }

  /** Listens on a free port; resolves to the origin. */
  open(): Promise<string> {
    return listen(this.#server);
  }

  /** Sets what is answered from now on, and forgets what was received. */
  answer(reply: Reply): void {
    this.#reply = reply;
    this.#received = [];
  }

  /** What was received since the last {@link answer}. */
  get received(): readonly Received[] {
    return this.#received;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}
