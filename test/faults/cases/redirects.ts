/** F45 to F49: answers that send the client elsewhere. The whole matrix is in `redirects.test.ts`. */

import { allowRedirects } from "../../../runtime/index.js";
import { check, matches } from "../check.js";
import { operation, privateBody } from "../operation.js";
import { json, redirect, reply } from "../script.js";
import { secrets } from "../secrets.js";
import type { Case } from "../world.js";

const refused = { name: "RedirectError", attempts: 1 };

export const redirects: readonly Case[] = [
  {
    id: "F45",
    title: "the same origin: followed, credentials kept",
    needs: ["redirects"],
    async run(world) {
      const origin = await world.serve(redirect(302, "/there?a=1"), json(200, { a: 1 }));
      await world.succeeds(world.open(origin).send(operation()), { a: 1 });
      world.expectHops(1);
      const [first, second] = (await origin.see()).received;
      matches(second?.url, "/there?a=1", "URL");
      for (const name of ["x-key", "authorization", "cookie"]) {
        check(first?.headers[name] !== undefined, `${name} is missing`);
        matches(second?.headers[name], first?.headers[name], name);
      }
    },
  },
  ...[301, 302, 303].map(
    (status): Case => ({
      id: `F45-${status}`,
      title: `${status} turns POST into GET without its body`,
      needs: ["redirects"],
      async run(world) {
        const origin = await world.serve(redirect(status, "/there"), json(200, { a: 1 }));
        await world.succeeds(world.open(origin).send(operation("POST"), privateBody), { a: 1 });
        world.expectHops(1);
        const [, second] = (await origin.see()).received;
        matches(second, { method: "GET", body: "", headers: { "content-type": undefined } }, "second request");
      },
    }),
  ),
  ...[307, 308].map(
    (status): Case => ({
      id: `F45-${status}`,
      title: `${status} keeps method and body`,
      needs: ["redirects"],
      async run(world) {
        const origin = await world.serve(redirect(status, "/there"), json(200, { a: 1 }));
        await world.succeeds(world.open(origin).send(operation("POST"), privateBody), { a: 1 });
        world.expectHops(1);
        const [, second] = (await origin.see()).received;
        matches(second, { method: "POST", body: JSON.stringify(privateBody) }, "second request");
      },
    }),
  ),
  ...[303, 307].map(
    (status): Case => ({
      id: `F45-${status}-down`,
      title: `POST answered by ${status}, and nobody there: sent once, and the error says that it may have been acted on`,
      needs: ["redirects"],
      async run(world) {
        const down = await world.closedPort();
        const origin = await world.serve(redirect(status, `${down}/there`));
        const call = world.open(origin, { redirects: allowRedirects(down) }).send(operation("POST"), privateBody);
        await world.fails(call, { name: "ConnectionError", phase: "headers", mayHaveBeenProcessed: true, attempts: 1 });
      },
    }),
  ),
  ...[
    { name: "429", asking: json(429, {}, { "retry-after": 1 }), status: 429 },
    { name: "503 with Retry-After", asking: json(503, {}, { "retry-after": 1 }), status: 503 },
  ].flatMap(({ name, asking, status }) => [
    {
      id: `F45-${status}`,
      title: `POST answered by 303, then ${name}: sent once`,
      needs: ["redirects"],
      async run(world) {
        const origin = await world.serve(redirect(303, "/there"), asking);
        const call = world.open(origin).send(operation("POST"), privateBody);
        await world.fails(call, { name: "ApiError", status, attempts: 1 });
        world.expectHops(1);
      },
    } satisfies Case,
    {
      id: `F45-${status}-key`,
      title: `the same with an idempotency key: sent again`,
      needs: ["redirects"],
      async run(world) {
        const origin = await world.serve(redirect(303, "/there"), asking, redirect(303, "/there"), json(200, { a: 1 }));
        const call = world.open(origin, { idempotencyKey: true }).send(operation("POST"), privateBody);
        await world.succeeds(call, { a: 1 }, 2);
        world.expectHops(2);
      },
    } satisfies Case,
  ]),
  ...[301, 302, 303, 307, 308].map(
    (status): Case => ({
      id: `F46-${status}`,
      title: `${status} to another origin: nothing arrives there`,
      async run(world) {
        const other = await world.serve(json(200, {}));
        const origin = await world.serve(redirect(status, `${other.url}/things?key=${secrets.queryKey}`));
        const options = { idempotencyKey: secrets.idempotencyKey.replaceAll('"', "") };
        await world.fails(world.open(origin).send(operation("POST"), privateBody, options), refused);
        matches((await other.see()).connections, 0, "connections to the other origin");
      },
    }),
  ),
  {
    id: "F46b",
    title: "the error names the other origin",
    needs: ["redirects"],
    async run(world) {
      const other = await world.serve(json(200, {}));
      const origin = await world.serve(redirect(302, `${other.url}/things`));
      await world.fails(world.open(origin).send(operation()), { ...refused, target: other.url });
    },
  },
  {
    id: "F47",
    title: "another scheme, port or host is another origin",
    async run(world) {
      for (const change of [
        (url: string) => url.replace("http:", "https:"),
        (url: string) => url.replace("127.0.0.1", "localhost"),
        (url: string) => url,
        (url: string) => url.replace("http:", "").replace("127.0.0.1", "127.0.0.2"),
      ]) {
        // Another request would count as one too many.
        const target = await world.serve(reply(200));
        const origin = await world.serve(redirect(307, change(`${target.url}/there`)));
        await world.fails(world.open(origin).send(operation("POST"), privateBody), refused);
      }
    },
  },
  ...[
    { id: "F48", title: "to itself", script: [redirect(302, "/things")] },
    {
      id: "F48b",
      title: "there and back",
      script: [1, 2, 3, 4].flatMap(() => [redirect(302, "/a"), redirect(302, "/b")]),
    },
    { id: "F48c", title: "on and on", script: Array.from({ length: 30 }, (_, hop) => redirect(307, `/${hop}`)) },
  ].map(
    ({ id, title, script }): Case => ({
      id,
      title: `${title}: ends after six requests at most`,
      async run(world) {
        const origin = await world.serve(...script);
        await world.fails(world.open(origin).send(operation()), refused);
        const { length } = (await origin.see()).received;
        check(length <= 6, `${length} requests`);
        world.expectHops(length - 1);
      },
    }),
  ),
  {
    id: "F49",
    title: "to nowhere: nothing is fetched, and no user information printed",
    needs: ["redirects"],
    async run(world) {
      const password = encodeURIComponent(secrets.userInfo);
      for (const location of [
        "",
        "file:///etc/passwd",
        "data:application/json,{}",
        "javascript:alert(1)",
        `http://user:${password}@127.0.0.1:1/`,
        `//user:${password}@127.0.0.1:1/`,
        "http://",
        "//",
        "http:\\\\127.0.0.1:1",
        "\\\\127.0.0.1:1\\",
      ]) {
        const answer = location ? redirect(302, location) : reply(302);
        await world.fails(world.open(await world.serve(answer)).send(operation()), refused);
      }
    },
  },
  {
    id: "F49b",
    title: "to itself with user information: refused, and not printed",
    async run(world) {
      const own = await world.serve(json(200, {}));
      const location = own.url.replace("//", `//user:${encodeURIComponent(secrets.userInfo)}@`);
      await world.fails(world.open(await world.serve(redirect(302, location))).send(operation()), refused);
    },
  },
];
