/** Plays scripts on loopback sockets, with or without TLS. */

import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createSecureServer } from "node:tls";
import type { Answer, Origin, Received, Script, Sight, Stage, Step } from "../script.js";
import { certificate } from "./certificate.js";
import { RequestReader } from "./requests.js";

const latin1 = "latin1";

/** One server: its script, and what it has seen. */
class ScriptedOrigin implements Origin {
  readonly #server: Server;
  readonly #script: Script;
  readonly #scheme: string;
  readonly #received: Received[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #passes = new Set<() => void>();
  #open = 0;
  #connections = 0;
  #busy = 0;

  constructor(script: Script, isSecure: boolean) {
    this.#script = script;
    this.#scheme = isSecure ? "https" : "http";
    const onConnection = (socket: Socket): void => this.#attend(socket);
    this.#server = isSecure ? createSecureServer(certificate(), onConnection) : createServer(onConnection);
  }

  async listen(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${portOf(this.#server)}`;
  }

  async see(): Promise<Sight> {
    return { received: structuredClone(this.#received), connections: this.#connections, busy: this.#busy };
  }

  async go(): Promise<void> {
    const [pass] = this.#passes;
    if (pass) pass();
    else this.#open++;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #attend(socket: Socket): void {
    const connection = ++this.#connections;
    this.#sockets.add(socket);
    socket.setNoDelay(true).on("error", () => {});
    socket.on("close", () => this.#sockets.delete(socket));
    void this.#converse(socket, new RequestReader(socket, connection));
  }

  async #converse(socket: Socket, reader: RequestReader): Promise<void> {
    const closed = new Promise<void>((resolve) => socket.once("close", resolve));
    for (let request = await reader.head(); request; request = await reader.head()) {
      const answer = this.#script[Math.min(this.#received.length, this.#script.length - 1)] ?? [];
      this.#received.push(request);
      this.#busy++;
      if (socket.destroyed) break;
      await Promise.race([reader.body(request), closed]);
      await this.#play(socket, request, answer, closed);
      this.#busy--;
    }
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
  }

  async #play(socket: Socket, request: Received, answer: Answer, closed: Promise<void>): Promise<void> {
    for (const step of answer) {
      if (socket.destroyed) return;
      await this.#perform(step, socket, request, closed);
    }
  }

  async #perform(step: Step, socket: Socket, request: Received, closed: Promise<void>): Promise<void> {
    if ("write" in step) {
      const { times = 1 } = step;
      const write = step.write.replace(/\{\{([\w-]+)\}\}/g, (_, name) => request.headers[name] ?? request.url);
      for (let count = 0; count < times && !socket.destroyed; count++) {
        if (!socket.write(write, latin1)) await Promise.race([once(socket, "drain").catch(() => {}), closed]);
      }
    } else if ("drip" in step) {
      const timer = setInterval(() => socket.write(step.drip, latin1), step.every);
      await closed;
      clearInterval(timer);
    } else if ("gate" in step) {
      await this.#pass(closed);
    } else if ("pause" in step) {
      await new Promise((resolve) => setTimeout(resolve, step.pause));
    } else {
      if (step.end === "reset") socket.resetAndDestroy();
      else socket.end();
      await closed;
    }
  }

  async #pass(closed: Promise<void>): Promise<void> {
    if (this.#open > 0) {
      this.#open--;
      return;
    }
    let pass = (): void => {};
    const passed = new Promise<void>((resolve) => {
      pass = resolve;
    });
    this.#passes.add(pass);
    await Promise.race([passed, closed]);
    this.#passes.delete(pass);
  }
}

function portOf(server: Server): number {
  // A server that listens on a port has an object for address.
  return (server.address() as AddressInfo).port;
}

/** Servers in this process. */
export function openStage(): Stage {
  const origins: ScriptedOrigin[] = [];
  return {
    async serve(script, { isSecure = false } = {}) {
      const origin = await new ScriptedOrigin(script, isSecure).listen();
      origins.push(origin);
      return origin;
    },
    async closedPort() {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      const url = `http://127.0.0.1:${portOf(server)}`;
      server.close();
      await once(server, "close");
      return url;
    },
    async close() {
      for (const origin of origins.splice(0)) origin.close();
    },
  };
}
