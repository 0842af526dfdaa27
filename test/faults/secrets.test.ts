/** Keys and bodies stay where they belong: on their origin, out of errors, out of what is printed. */

import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { type ClientOptions, openClient } from "../../runtime/index.js";
import { closedPort, failureOf, json, type Loopback, open, operation, secret, serve } from "./servers.js";

const password = "pass-word-secret";

/** A client that holds every kind of credential. */
function openWithAll(server: string | Loopback) {
  const options = { queryKey: secret, token: secret, login: { username: "user", password }, retries: 0 };
  return open(server).withOptions(options);
}

describe("a redirect", () => {
  it.each([301, 302, 303, 307, 308])("by %i to another origin gets neither key nor body there", async (status) => {
    const other = await serve(json(200, {}));
    const server = await serve(
      (response) => void response.writeHead(status, { location: `${other.url}/things` }).end(),
    );
    for (const security of [["key"], ["token"], ["login"], ["queryKey"]]) {
      const post = operation("POST", { security: [security] });
      const error = await failureOf(openWithAll(server).send(post, { private: "body" }));
      expect(error).toMatchObject({ name: "RedirectError", target: other.url, attempts: 1 });
      expect(inspect(error, { depth: 9 })).not.toContain(secret);
    }
    expect(other.connections()).toBe(0);
  });

  it("on the same origin keeps method, body and key", async () => {
    const server = await serve(
      (response) => void response.writeHead(307, { location: "/things/" }).end(),
      json(200, { a: 1 }),
    );
    expect(await open(server).send(operation("POST"), { b: 2 })).toEqual({ a: 1 });
    expect(server.received.map(({ method, url, body, headers }) => [method, url, body, headers["x-key"]])).toEqual([
      ["POST", "/things", '{"b":2}', secret],
      ["POST", "/things/", '{"b":2}', secret],
    ]);
  });

  it("in a loop ends", async () => {
    const server = await serve((response, { url }) => {
      response.writeHead(302, { location: url === "/things" ? "/a" : "/things" }).end();
    });
    expect(await failureOf(open(server).send(operation()))).toMatchObject({ name: "RedirectError" });
    expect(server.received).toHaveLength(6);
  });
});

describe("errors", () => {
  const kinds: [string, () => Promise<string | Loopback>][] = [
    ["refused", closedPort],
    ["401", () => serve(json(401, { detail: "no" }))],
    ["500", () => serve(json(500, {}))],
    ["HTML", () => serve((response) => void response.writeHead(200, { "content-type": "text/html" }).end("<p>"))],
    ["cut", () => serve((response) => void response.writeHead(200, { "content-type": "application/json" }).end("{"))],
    ["broken", () => serve((response) => void response.destroy())],
    ["redirected", () => serve((response) => void response.writeHead(302, { location: "https://evil.test" }).end())],
    ["late", () => serve(() => {})],
  ];

  it.each(kinds)("never hold a credential: %s", async (_, start) => {
    const client = openWithAll(await start());
    for (const security of [["key"], ["token"], ["login"], ["queryKey"]]) {
      const error = await failureOf(
        client.send(operation("GET", { security: [security] }), undefined, { timeout: 100 }),
      );
      const printed = [error.message, error.stack, inspect(error, { depth: 9 }), JSON.stringify(error)].join();
      for (const text of [secret, password, btoa(`user:${password}`), encodeURIComponent(secret)]) {
        expect(printed).not.toContain(text);
      }
    }
  });

  it.each([`${secret}\n`, `${secret}\r\nx-evil: 1`, `${secret}\u2028`])(
    "never hold one that can't be sent: %j",
    async (key) => {
      const server = await serve(json(200, {}));
      for (const option of ["key", "token"]) {
        const client = open(server).withOptions({ ...{ [option]: key } });
        const error = await failureOf(client.send(operation("GET", { security: [[option]] })));
        expect(error).toMatchObject({ name: "ConfigError", attempts: 0 });
        expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret);
      }
      expect(server.connections()).toBe(0);
    },
  );

  it("show a URL without its query", async () => {
    const server = await serve(json(400, {}));
    const error = await failureOf(openWithAll(server).send(operation("GET", { security: [["queryKey"]] })));
    expect(server.received[0]?.url).toBe(`/things?key=${secret}`);
    expect(error).toHaveProperty("url", `${server.url}/things`);
  });
});

describe("a client", () => {
  it("doesn't print its credentials", () => {
    const options: ClientOptions & { key: string } = { key: secret };
    const client = openClient({ document: "Faulty" }, options);
    expect(inspect(client, { depth: 9, showHidden: true })).not.toContain(secret);
    expect(JSON.stringify(client)).not.toContain(secret);
  });
});
