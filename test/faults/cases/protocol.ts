/** F50 to F53: what HTTP allows and few servers do. */

import { check, matches } from "../check.js";
import { operation, privateBody } from "../operation.js";
import { type Answer, head, json } from "../script.js";
import type { Case } from "../world.js";

const typed = { "content-type": "application/json" };

/** An answer with the lines before it. */
function after(lines: string, answer: Answer): Answer {
  return [{ write: lines }, ...answer];
}

export const protocol: readonly Case[] = [
  {
    id: "F50",
    title: "early hints before the answer",
    async run(world) {
      const hints = head("103 Early Hints", { link: "</style.css>; rel=preload" }).repeat(3);
      const client = world.open(await world.serve(after(hints, json(200, { a: 1 }))));
      await world.succeeds(client.send(operation("POST"), privateBody), { a: 1 });
    },
  },
  {
    id: "F50b",
    title: "100 Continue that nobody asked for: an answer or an error, never a hang",
    async run(world) {
      const client = world.open(await world.serve(after(head("100 Continue").repeat(3), json(200, { a: 1 }))));
      await world.settles(
        client.send(operation("POST"), privateBody),
        { a: 1 },
        { name: "ConnectionError", attempts: 1 },
      );
    },
  },
  {
    id: "F51",
    title: "101 Switching Protocols that nobody asked for",
    async run(world) {
      const answer = [
        { write: head("101 Switching Protocols", { upgrade: "x", connection: "upgrade" }) },
        { end: "close" },
      ] as const;
      const client = world.open(await world.serve(answer));
      const error = await world.fails(client.send(operation("POST"), privateBody), {
        name: /^(ConnectionError|ApiError)$/,
        attempts: 1,
      });
      check(error.attempts === 1, "one attempt");
    },
  },
  ...[
    { id: "F52", title: "20 KB in one field", fields: { "x-long": "x".repeat(20_000) } },
    {
      id: "F52b",
      title: "200 fields",
      fields: Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`x-${index}`, "value"])),
    },
    {
      id: "F52c",
      title: "64 KB of fields",
      fields: Object.fromEntries(Array.from({ length: 64 }, (_, index) => [`x-${index}`, "x".repeat(1000)])),
    },
  ].map(
    ({ id, title, fields }): Case => ({
      id,
      title: `${title} of headers: an answer or an error, never a hang`,
      async run(world) {
        const client = world.open(await world.serve(json(200, { a: 1 }, fields)));
        const failed = { name: "ConnectionError", phase: "headers", attempts: 1 };
        await world.settles(client.send(operation("POST"), privateBody), { a: 1 }, failed);
      },
    }),
  ),
  {
    id: "F53",
    title: "a header that isn't ASCII can be read",
    async run(world) {
      const client = world.open(
        await world.serve([{ write: `${head(200, { ...typed, "content-length": 2, "x-name": "caf\xe9" })}{}` }]),
      );
      const named = operation("GET", {
        responses: { 200: { content: [{ type: "application/json" }], headers: [{ name: "X-Name", key: "xName" }] } },
      });
      const call = client.send(named);
      await world.succeeds(call, {});
      // Some platforms take the bytes for UTF-8.
      const { headers } = await call.withResponse();
      matches(Reflect.get(Object(headers), "xName"), /^caf(é|\ufffd)$/, "header");
    },
  },
];
