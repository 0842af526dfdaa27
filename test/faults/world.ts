/** What a case works with: servers, a client that holds all secrets, and notes of what came of its calls. */

import {
  basic,
  bearer,
  type Client,
  type ClientDefinition,
  type ClientOptions,
  keyInCookie,
  keyInHeader,
  keyInQuery,
  logger,
  openClient,
  SdkError,
} from "../../runtime/index.js";
import { check, matches } from "./check.js";
import { limits, ScriptedClock } from "./clock.js";
import { inspect } from "./inspect.js";
import type { Answer, Origin, Sight, Stage } from "./script.js";
import { secrets, userName } from "./secrets.js";

/** One numbered fault. Runs on any platform that has what it `needs`. */
export interface Case {
  /** `F1` … `F80`, with a letter where one row of the list is several cases. */
  readonly id: string;
  readonly title: string;
  readonly needs?: readonly Need[];
  run(world: World): Promise<void>;
}

/** What not every platform has. */
export type Need =
  /** Errors that tell how a connection broke. */
  | "causes"
  /** Answers that contradict themselves about their length are refused. */
  | "strict framing"
  /** Redirects that the program sees. */
  | "redirects"
  /** Bodies that are sent while they come to be. */
  | "upload streams"
  /** An upload that fails is broken off. */
  | "broken uploads"
  /** An answer that is broken off closes its connection. */
  | "broken downloads"
  /** Requests that are made once: browsers repeat some of their own accord. */
  | "single requests";

const definition: ClientDefinition = {
  document: "Faulty",
  credentials: {
    headerKey: { send: keyInHeader, name: "X-Key" },
    queryKey: { send: keyInQuery, name: "key" },
    cookieKey: { send: keyInCookie, name: "session" },
    token: { send: bearer },
    login: { send: basic },
    provided: { send: keyInHeader, name: "X-Provided" },
  },
};

/** Options of a client, and credentials. */
export type Options = ClientOptions & Readonly<Record<string, unknown>>;

/** How a call ought to fail. */
export interface Expected {
  readonly name: string | RegExp;
  readonly attempts: number;
  readonly [field: string]: unknown;
}

export class World {
  readonly clock: ScriptedClock = new ScriptedClock();
  /** All that a caller saw or could have printed. */
  readonly seen: unknown[] = [];
  readonly #stage: Stage;
  readonly #origins: Origin[] = [];
  readonly #clients: Client[] = [];
  #listeners = 0;
  /** Requests that servers must have counted when the case ends. */
  #due = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** A server that gives the answers in turn, the last one for ever. */
  async serve(...script: Answer[]): Promise<Origin> {
    return this.#keep(await this.#stage.serve(script));
  }

  /** The same with TLS, and a certificate that nobody trusts. */
  async serveSecurely(...script: Answer[]): Promise<Origin> {
    return this.#keep(await this.#stage.serve(script, { isSecure: true }));
  }

  #keep(origin: Origin): Origin {
    this.#origins.push(origin);
    return origin;
  }

  closedPort(): Promise<string> {
    return this.#stage.closedPort();
  }

  /** A client that holds every credential. */
  open(server: Origin | string, options: Options = {}): Client {
    const client = openClient(definition, {
      server: typeof server === "string" ? server : server.url,
      timeout: limits,
      clock: this.clock,
      middleware: [logger((entry) => this.note(entry))],
      ...credentials,
      ...options,
    });
    this.#clients.push(client);
    return client;
  }

  /** Notes what a caller could print. */
  note(value: unknown): void {
    this.seen.push(value);
  }

  /** Requests that come to servers beside the first of each attempt: those that redirects ask for. */
  expectHops(count: number): void {
    this.#due += count;
  }

  /**
   * Waits for a call to fail.
   *
   * @param arriving - How many of the attempts reach a server, where it isn't all of them.
   */
  async fails(call: Promise<unknown>, expected: Expected, arriving: number = expected.attempts): Promise<SdkError> {
    this.#due += arriving;
    const error = await this.rejection(call);
    check(error instanceof SdkError, `rejected with ${inspect(error)}`);
    matches(error, expected, "error");
    return error as SdkError;
  }

  /** Waits for a call that may go either way, after one attempt. */
  async settles(call: Promise<unknown>, value: unknown, failure: Expected): Promise<void> {
    const hasFailed = await call.then(
      () => false,
      () => true,
    );
    if (hasFailed) await this.fails(call, failure);
    else await this.succeeds(call, value);
  }

  /** What a call rejects with. */
  async rejection(call: Promise<unknown>): Promise<unknown> {
    const outcome = await call.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if ("value" in outcome) check(false, `resolved to ${inspect(outcome.value)}`);
    const error = "error" in outcome ? outcome.error : undefined;
    this.note(error);
    return error;
  }

  /** Waits for a call to succeed after so many attempts. */
  async succeeds<T>(call: Promise<T>, expected: unknown, attempts = 1): Promise<T> {
    this.#due += attempts;
    const value = await call.catch((error: unknown) => {
      this.note(error);
      throw error;
    });
    matches(value, expected, "data");
    return value;
  }

  /** Whether a promise hasn't settled when all that is ready to happen has happened. */
  async isPending(call: Promise<unknown>): Promise<boolean> {
    const ready = new Promise<typeof pending>((resolve) => setTimeout(resolve, 0, pending));
    return (await Promise.race([call.catch(() => undefined), ready])) === pending;
  }

  expectMessage(error: Error, pattern: RegExp): void {
    matches(error.message, pattern, "message");
  }

  /** A signal whose listeners are counted. */
  controller(): AbortController {
    const controller = new AbortController();
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...parameters: Parameters<typeof add>): void => {
      this.#listeners++;
      add(...parameters);
    };
    signal.removeEventListener = (...parameters: Parameters<typeof remove>): void => {
      this.#listeners--;
      remove(...parameters);
    };
    return controller;
  }

  /** Listeners left on the signals of {@link controller}. */
  get listeners(): number {
    return this.#listeners;
  }

  /** Waits for something that real sockets bring about; not for ever. */
  async until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
    for (const end = Date.now() + 10_000; Date.now() < end; ) {
      if (await holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    check(false, `never: ${what}`);
  }

  /** Waits until a server has seen so many requests. */
  async arrival(origin: Origin, count = 1): Promise<void> {
    await this.until(async () => (await origin.see()).received.length >= count, `${count} requests`);
  }

  /** What the servers have seen, in the order they were started. */
  sights(): Promise<Sight[]> {
    return Promise.all(this.#origins.map((origin) => origin.see()));
  }

  /** Requests that the servers must have counted. */
  get due(): number {
    return this.#due;
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
  }
}

const pending = Symbol("pending");

/** What clients of all cases hold. */
const credentials = {
  headerKey: secrets.headerKey,
  queryKey: secrets.queryKey,
  cookieKey: secrets.cookieKey,
  token: secrets.token,
  login: { username: userName, password: secrets.password },
  headers: { "X-Extra": secrets.extraHeader },
};
