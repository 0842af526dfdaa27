/** F10, F11, F20 to F30, F54, F55: answers whose bodies aren't what they should be. */

import { check, matches } from "../check.js";
import { operation, privateBody } from "../operation.js";
import { type Answer, head, json, reply, untilClose } from "../script.js";
import { noticing } from "../stubs.js";
import type { Case, World } from "../world.js";

const typed = { "content-type": "application/json" };
const html = { "content-type": "text/html; charset=utf-8" };

/** One request, and an error that doesn't repeat the payload. */
function wrong(id: string, title: string, answer: Answer, expected: Readonly<Record<string, unknown>>): Case {
  return {
    id,
    title,
    async run(world) {
      const client = world.open(await world.serve(answer));
      const error = await world.fails(client.send(operation()), { name: "DecodeError", attempts: 1, ...expected });
      matches(error.message.includes("payload"), false, "whether the message holds the payload");
    },
  };
}

/** `{"payload":"0123…9"}` (100 digits), compressed by gzip. */
const compressed = atob("H4sIAAAAAAAAA6tWKkiszMlPTFGyUjIwNDI2MTUzt7CkHUupFgCRFN53cgAAAA==");

/** What a captive portal says; it repeats what it was sent. */
const portal = "<title>Log in</title> {{x-key}} {{authorization}} {{cookie}} {{url}}";

async function isEmpty(world: World, ...answers: Answer[]): Promise<void> {
  for (const answer of answers) {
    const client = world.open(await world.serve(answer));
    await world.fails(client.send(operation()), { name: "DecodeError", reason: "empty", attempts: 1 });
  }
}

export const bodies: readonly Case[] = [
  wrong("F10", "JSON cut by the end of a connection that promised no length", untilClose(200, '{"payload": 1', typed), {
    reason: "syntax",
  }),
  {
    id: "F11",
    title: "a length smaller than the body: no part of it is data, and the connection isn't used again",
    async run(world) {
      const answer = [{ write: `${head(200, { ...typed, "content-length": 8 })}{"payload": 1}` }];
      const origin = await world.serve(answer, json(200, { a: 1 }));
      const client = world.open(origin);
      await world.fails(client.send(operation()), { name: "DecodeError", reason: "syntax", attempts: 1 });
      await world.succeeds(client.send(operation()), { a: 1 });
      matches((await origin.see()).connections, 2, "connections");
    },
  },
  {
    id: "F20",
    title: "a compressed body that is cut: never a part of it",
    async run(world) {
      const cut = compressed.slice(0, 30);
      const fields = { ...typed, "content-encoding": "gzip", "content-length": cut.length };
      const client = world.open(await world.serve([{ write: head(200, fields) + cut }, { end: "close" }]));
      const call = client.send(operation("POST"), privateBody);
      await world.fails(call, { name: /^(ConnectionError|DecodeError)$/, attempts: 1 });
    },
  },
  {
    id: "F20b",
    title: "a compressed body that is whole",
    async run(world) {
      const fields = { ...typed, "content-encoding": "gzip", "content-length": compressed.length };
      const client = world.open(await world.serve([{ write: head(200, fields) + compressed }]));
      await world.succeeds(client.send(operation()), { payload: "0123456789".repeat(10) });
    },
  },
  {
    id: "F21",
    title: "a body that is said to be compressed and isn't",
    async run(world) {
      const client = world.open(await world.serve(json(200, { payload: 1 }, { "content-encoding": "gzip" })));
      const call = client.send(operation("POST"), privateBody);
      await world.fails(call, { name: "ConnectionError", phase: "body", attempts: 1 });
    },
  },
  wrong(
    "F22",
    "an encoding that nobody knows is named",
    reply(200, "payload", { ...typed, "content-encoding": "x-foo" }),
    {
      reason: "syntax",
      message: /x-foo/,
    },
  ),
  wrong("F23", "a page in place of JSON", untilClose(200, `payload ${portal}`, html), {
    reason: "media type",
    message: /200.*text\/html/,
  }),
  {
    id: "F24",
    title: "an error in HTML: repeated, and at last its text, cut to 64 KiB",
    async run(world) {
      const page = portal + "x".repeat(100_000);
      const origin = await world.serve(untilClose(502, page, html));
      const call = world.open(origin).send(operation());
      const error = await world.fails(call, { name: "ApiError", status: 502, attempts: 3, body: /^<title>Log in/ });
      const { length } = String(Reflect.get(error, "body"));
      check(length <= 65_536, `the body kept has ${length} characters`);
    },
  },
  {
    id: "F25",
    title: "an empty success, whichever way it is empty",
    run: (world) =>
      isEmpty(world, reply(200, "", typed), reply(200), untilClose(200, "", typed), [
        { write: `${head(200, { ...typed, "transfer-encoding": "chunked" })}0\r\n\r\n` },
      ]),
  },
  {
    id: "F25b",
    title: "an empty error is an error",
    async run(world) {
      for (const answer of [reply(400, "", typed), reply(404), untilClose(401, "", html)]) {
        const client = world.open(await world.serve(answer));
        const outcome = await client.send(operation()).result();
        matches(outcome, { ok: false, error: { name: "ApiError", body: undefined, attempts: 1 } }, "outcome");
        world.note(outcome);
        world.expectHops(1);
      }
    },
  },
  wrong("F26", "invalid JSON, which no message repeats", reply(200, '{"payload": x}', typed), { reason: "syntax" }),
  wrong("F28", "more than JSON", reply(200, '{"a": "payload"}}', typed), { reason: "syntax" }),
  {
    id: "F29",
    title: "204 with a body: ignored, and the next request is right",
    async run(world) {
      const answer = [{ write: `${head(204, { ...typed, "content-length": 9 })}{"a": 12}` }];
      const client = world.open(await world.serve(answer, json(200, { a: 1 })));
      await world.succeeds(client.send(operation("DELETE", { responses: { 204: {} } })), undefined);
      await world.succeeds(client.send(operation()), { a: 1 });
    },
  },
  {
    id: "F30",
    title: "HEAD with a length: nothing is waited for",
    async run(world) {
      const client = world.open(await world.serve([{ write: head(200, { "content-length": 1234 }) }]));
      await world.succeeds(client.send(operation("HEAD")), undefined);
    },
  },
  ...[
    { id: "F54", title: "a success that never ends", status: 200, name: "ResponseTooLargeError" },
    { id: "F55", title: "an error that never ends is the error it is", status: 500, name: "ApiError" },
  ].map(
    ({ id, title, status, name }): Case => ({
      id,
      title: `${title}: read up to its limit, and the connection closed`,
      async run(world) {
        const chunk = `8000\r\n${"x".repeat(0x8000)}\r\n`;
        const endless = [
          { write: head(status, { ...typed, "transfer-encoding": "chunked" }) },
          { write: chunk, times: 10_000 },
        ];
        const { fetch, bytes } = noticing();
        const client = world.open(await world.serve(endless), { fetch, maxResponseBytes: 2 ** 22 });
        await world.fails(client.send(operation("POST"), privateBody), { name, attempts: 1 });
        const most = (status === 200 ? 2 ** 22 : 2 ** 20) + 2 ** 21;
        check(bytes() <= most, `${bytes()} bytes were read`);
      },
    }),
  ),
  {
    id: "F54b",
    title: "a success that announces more than its limit isn't read",
    async run(world) {
      const origin = await world.serve([
        { write: head(200, { ...typed, "content-length": 300_000_000 }) },
        { write: "x".repeat(0x8000), times: 10_000 },
      ]);
      const client = world.open(origin);
      await world.fails(client.send(operation("POST"), privateBody), { name: "ResponseTooLargeError", attempts: 1 });
    },
  },
];
