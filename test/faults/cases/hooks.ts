/** F76, F77, F80: functions and addresses that a caller hands over. */

import type { Middleware } from "../../../runtime/index.js";
import { check, matches } from "../check.js";
import { operation, privateBody } from "../operation.js";
import { json, reply } from "../script.js";
import { secrets } from "../secrets.js";
import { answering } from "../stubs.js";
import type { Case } from "../world.js";

/** What a `fetch` may reject with. */
const rejections: readonly (readonly [name: string, make: () => unknown])[] = [
  ["a text", () => `no way to https://api.test/?key=${encodeURIComponent(secrets.queryKey)}`],
  ["nothing", () => undefined],
  ["null", () => null],
  ["a frozen object", () => Object.freeze({ message: secrets.token })],
  ["a frozen error", () => Object.freeze(new TypeError(`fetch failed with Bearer ${secrets.token}`))],
  ["an object without a prototype", () => Object.assign(Object.create(null), { code: "ECONNRESET" })],
  ["an error that is its own cause", () => cyclic()],
  ["a chain of a thousand causes", () => chain(1000)],
  [
    "an error that shows its headers",
    () => Object.assign(new TypeError("fetch failed"), { headers: { "x-key": secrets.headerKey } }),
  ],
  [
    "an error with a property that throws",
    () => Object.defineProperty(new TypeError("fetch failed"), "code", { get: failing }),
  ],
  ["an object whose text throws", () => ({ toString: failing })],
  ["a symbol", () => Symbol("no")],
  [
    "several errors",
    () => new AggregateError([new Error(secrets.headerKey), new Error(btoa(secrets.token))], "all failed"),
  ],
];

function failing(): never {
  throw new Error("secondary");
}

function cyclic(): Error {
  const error: Error = new TypeError("fetch failed");
  error.cause = error;
  return error;
}

function chain(length: number): Error {
  let error = new Error(`key ${secrets.queryKey}`);
  for (let count = 0; count < length; count++) error = new TypeError("fetch failed", { cause: error });
  return error;
}

/** Addresses that are refused. */
const refusedServers: readonly string[] = [
  `https://user:${encodeURIComponent(secrets.userInfo)}@api.test`,
  `https://${encodeURIComponent(secrets.userInfo)}@api.test`,
  "https://@api.test@evil.test",
  "https://api.test?a=1",
  "https://api.test/#a",
  "//api.test",
  "api.test",
  "",
  "file:///etc",
  "javascript:alert(1)",
  "http://api.test",
  "http://localhost.evil.test",
  "http://127.0.0.1.evil.test",
  "http://127.0.0.1@evil.test",
];

/** Addresses that are taken, and the URL that is called. */
const takenServers: readonly (readonly [server: string, url: string])[] = [
  ["https://api.test", "https://api.test/things"],
  ["https://api.test/", "https://api.test/things"],
  ["https://api.test/v1///", "https://api.test/v1/things"],
  ["https://API.test:443/v1", "https://api.test/v1/things"],
  ["https://bücher.test", "https://xn--bcher-kva.test/things"],
  ["https://api.test/a/../b", "https://api.test/b/things"],
  ["http://localhost:1", "http://localhost:1/things"],
  ["http://[::1]:1", "http://[::1]:1/things"],
];

export const hooks: readonly Case[] = [
  {
    id: "F76",
    title: "a middleware that throws: a typed error that names it",
    async run(world) {
      const origin = await world.serve(json(200, {}));
      const broken = async (): Promise<Response> => {
        throw new Error(`no luck with ${secrets.token}`);
      };
      const call = world.open(origin, { middleware: [broken] }).send(operation());
      await world.fails(call, { name: "ConfigError", message: /broken/, attempts: 0 });
    },
  },
  {
    id: "F76b",
    title: "a middleware that returns no response: a typed error that names it",
    async run(world) {
      const origin = await world.serve(json(200, {}));
      for (const returned of [undefined, null, "text", {}]) {
        // What a JavaScript caller may do.
        const careless = async (): Promise<Response> => returned as unknown as Response;
        const call = world.open(origin, { middleware: [careless] }).send(operation());
        await world.fails(call, { name: "ConfigError", message: /careless/, attempts: 0 });
      }
    },
  },
  {
    id: "F76c",
    title: "a middleware that reads the body: data or a typed error that names it",
    async run(world) {
      const origin = await world.serve(json(200, { a: 1 }));
      const reader: Middleware = async (request, next) => {
        const response = await next(request);
        await response.text();
        return response;
      };
      const call = world.open(origin, { middleware: [reader] }).send(operation());
      const failed = { name: "ConfigError", message: /middleware/, attempts: 1 };
      await world.settles(call, { a: 1 }, failed);
      const polite: Middleware = async (request, next) => {
        const response = await next(request);
        await response.clone().text();
        return response;
      };
      await world.succeeds(world.open(origin, { middleware: [polite] }).send(operation()), { a: 1 });
    },
  },
  {
    id: "F76d",
    title: "a middleware sees each attempt, and no credential",
    async run(world) {
      const origin = await world.serve(json(503, {}), json(200, { a: 1 }));
      let attempts = 0;
      const watching: Middleware = async (request, next) => {
        attempts++;
        const { url, headers } = request;
        world.note([url, { ...headers, "x-extra": "" }]);
        return next(request);
      };
      await world.succeeds(world.open(origin, { middleware: [watching] }).send(operation()), { a: 1 }, 2);
      matches(attempts, 2, "attempts that the middleware saw");
    },
  },
  ...rejections.map(
    ([name, make], index): Case => ({
      id: `F77-${index + 1}`,
      title: `a fetch that rejects with ${name}`,
      async run(world) {
        const { fetch } = answering(() => Promise.reject(make()));
        const call = world.open("https://api.test", { fetch }).send(operation("POST"), privateBody);
        await world.fails(call, { name: "ConnectionError", mayHaveBeenProcessed: true, attempts: 1 }, 0);
      },
    }),
  ),
  {
    id: "F77-throws",
    title: "a fetch that throws at once, or returns no response",
    async run(world) {
      for (const fetch of [failing, async () => undefined, async () => "text", () => 1]) {
        const call = world.open("https://api.test", { fetch: fetch as never }).send(operation("POST"), privateBody);
        await world.fails(call, { name: /^(ConnectionError|ConfigError)$/, attempts: 1 }, 0);
      }
    },
  },
  {
    id: "F80",
    title: "addresses that can't be a server's: nothing is sent, no password printed",
    async run(world) {
      const { fetch, sent } = answering(() => Promise.resolve(Response.json({})));
      for (const server of refusedServers) {
        const error = await world.rejection(world.open(server, { fetch }).send(operation()));
        matches(error, { name: "ConfigError", attempts: 0 }, `error for ${server}`);
      }
      matches(sent, [], "requests");
    },
  },
  {
    id: "F80b",
    title: "addresses are taken in one form",
    async run(world) {
      for (const [server, url] of takenServers) {
        const { fetch, sent } = answering(() => Promise.resolve(Response.json({})));
        const call = world.open(server, { fetch }).send(operation("GET", { security: [] }));
        await world.succeeds(call, {}, 0);
        matches(sent, [{ url }], "requests");
      }
    },
  },
  {
    id: "F80c",
    title: "plain http is for the machine itself, unless the caller allows more",
    async run(world) {
      const { fetch, sent } = answering(() => Promise.resolve(Response.json({})));
      const call = world.open("http://api.test", { fetch, allowHttp: true }).send(operation());
      await world.succeeds(call, {}, 0);
      check(sent[0]?.url.startsWith("http://api.test/things?") === true, "the request was sent");
    },
  },
  {
    id: "F80d",
    title: "a server that is reached by its path keeps to it",
    async run(world) {
      const origin = await world.serve(reply(204));
      const nothing = operation("DELETE", { responses: { 204: {} }, security: [] });
      await world.succeeds(world.open(`${origin.url}/v1/`).send(nothing), undefined);
      matches((await origin.see()).received, [{ url: "/v1/things" }], "requests");
    },
  },
];
