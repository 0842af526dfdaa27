/** F60, and what F7, F15, F17, F18, F54, F58 and F75 are for bodies that are read as streams. */

import { asStream, type Call, type ClientLike, type RequestOptions } from "../../../runtime/index.js";
import { check, matches } from "../check.js";
import { limits } from "../clock.js";
import { operation } from "../operation.js";
import { type Answer, head, json, never, reply } from "../script.js";
import type { Case, World } from "../world.js";

const typed = { "content-type": "application/octet-stream" };
const download = operation("GET", { responses: { 200: { content: [{ type: "application/octet-stream" }] } } });

/** What a generated function does. */
function send(client: ClientLike, options?: RequestOptions): Call<unknown, unknown, unknown> {
  return client.client.send(download, undefined, options);
}

const start = asStream(send);

/** Pieces of two bytes; before each but the first, the server waits until the case says go. */
function inPieces(pieces: number): Answer {
  const rest = Array.from({ length: pieces - 1 }, () => [{ gate: true } as const, { write: "xy" }]).flat();
  return [{ write: `${head(200, { ...typed, "content-length": 2 * pieces })}xy` }, ...rest];
}

/** Waits for a stream to begin, after some attempts, and for its first piece. */
async function begin(
  world: World,
  call: Promise<ReadableStream<Uint8Array>>,
  attempts = 1,
): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const reader = (await world.succeeds(call, {}, attempts)).getReader();
  const { value } = await reader.read();
  matches([...(value ?? [])], [120, 121], "first piece");
  return reader;
}

/** Waits for the next piece to fail. */
async function breaks(world: World, piece: Promise<unknown>, expected: object): Promise<void> {
  matches(await world.rejection(piece), { attempts: 1, ...expected }, "error of the stream");
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

const late = { name: "TimeoutError", kind: "idle" };

export const streams: readonly Case[] = [
  {
    id: "F60",
    title: "a stream that nobody reads keeps its connection until the client is closed",
    needs: ["broken downloads"],
    async run(world) {
      const origin = await world.serve(inPieces(2));
      const client = world.open(origin);
      const stream = await world.succeeds(start(client), {});
      matches((await origin.see()).busy, 1, "connections at work");
      await client.close();
      await world.until(async () => (await origin.see()).busy === 0, "the connection is free");
      await breaks(world, stream.getReader().read(), { name: "AbortedError" });
    },
  },
  {
    id: "F60b",
    title: "a stream that is cancelled, or left within a loop, frees its connection",
    needs: ["broken downloads"],
    async run(world) {
      const origin = await world.serve(inPieces(2));
      const client = world.open(origin);
      await (await world.succeeds(start(client), {})).cancel("enough");
      await world.until(async () => (await origin.see()).busy === 0, "the connection is free");
      const reader = await begin(world, start(client));
      const pending = reader.read();
      await reader.cancel();
      matches(await pending, { done: true, value: undefined }, "the piece that was waited for");
    },
  },
  {
    id: "F60c",
    title: "pieces are there as they come, and the connection is used again",
    async run(world) {
      const origin = await world.serve(inPieces(2), reply(200, "whole", typed));
      const client = world.open(origin);
      const reader = await begin(world, start(client));
      const second = reader.read();
      check(await world.isPending(second), "the second piece came before it was sent");
      await origin.go();
      matches([...((await second).value ?? [])], [120, 121], "second piece");
      matches(await reader.read(), { done: true }, "end");
      const { data, response } = await start(client).withResponse();
      world.expectHops(1);
      matches([response.status, await textOf(data)], [200, "whole"], "answer");
    },
  },
  {
    id: "F60d",
    title:
      "what isn't a success, or of another type, fails the call as ever; an attempt may be repeated before the stream",
    async run(world) {
      const client = world.open(await world.serve(json(503, {}), inPieces(1), json(404, { detail: "no" })));
      const reader = await begin(world, start(client), 2);
      matches(await reader.read(), { done: true }, "end");
      await world.fails(start(client), { name: "ApiError", status: 404, body: { detail: "no" }, attempts: 1 });
      const portal = reply(200, "<p>log in", { "content-type": "text/html" });
      const call = start(world.open(await world.serve(portal)));
      await world.fails(call, { name: "DecodeError", reason: "media type", attempts: 1 });
    },
  },
  {
    id: "F60e",
    title: "a success without a body is an empty stream",
    async run(world) {
      const nothing = operation("GET", { responses: { 204: {} } });
      const call = asStream(({ client }: ClientLike) => client.send(nothing))(
        world.open(await world.serve(reply(204))),
      );
      matches(await textOf(await world.succeeds(call, {})), "", "body");
    },
  },
  {
    id: "F7b",
    title: "a reset within a stream: the pieces before it, then an error, and no other attempt",
    async run(world) {
      const cut = [{ write: `${head(200, { ...typed, "content-length": 100 })}xy` }, { gate: true } as const];
      const origin = await world.serve([...cut, { end: "reset" }]);
      const reader = await begin(world, start(world.open(origin)));
      await origin.go();
      await breaks(world, reader.read(), { name: "ConnectionError", phase: "body" });
    },
  },
  {
    id: "F15e",
    title: "a stream that hasn't begun is limited as an attempt, and by the time of the call after that",
    needs: ["broken downloads"],
    async run(world) {
      const silent = await world.serve(never);
      const call = start(world.open(silent, { retries: 0 }));
      await world.arrival(silent);
      world.clock.advance(limits.attempt);
      await world.fails(call, { name: "TimeoutError", kind: "attempt", attempts: 1 });
      const reader = await begin(world, start(world.open(await world.serve(inPieces(2)))));
      world.clock.advance(limits.total - 1);
      const piece = reader.read();
      check(await world.isPending(piece), "the stream ended before its time");
      world.clock.advance(1);
      await breaks(world, piece, { name: "TimeoutError", kind: "total" });
    },
  },
  {
    id: "F17b",
    title: "a stream that stalls: the wait for a piece runs out, to the millisecond",
    needs: ["broken downloads"],
    async run(world) {
      const reader = await begin(world, start(world.open(await world.serve(inPieces(2)))));
      const piece = reader.read();
      check(await world.isPending(piece), "the stream ended before its time");
      world.clock.advance(limits.idle - 1);
      check(await world.isPending(piece), "the stream ended before its time");
      world.clock.advance(1);
      await breaks(world, piece, late);
    },
  },
  {
    id: "F18c",
    title: "each piece of a stream has its own time, and a reader that takes its time loses none",
    async run(world) {
      const origin = await world.serve(inPieces(4));
      const timeout = { attempt: limits.attempt, idle: limits.idle };
      const reader = await begin(world, start(world.open(origin, { timeout })));
      for (let piece = 2; piece <= 4; piece++) {
        // Nobody waits for anything.
        world.clock.advance(10 * limits.idle);
        const next = reader.read();
        world.clock.advance(limits.idle - 1);
        check(await world.isPending(next), "the stream ended before its time");
        await origin.go();
        matches([...((await next).value ?? [])], [120, 121], "piece");
      }
      matches(await reader.read(), { done: true }, "end");
    },
  },
  {
    id: "F18d",
    title: "an idle limit that is none is refused before anything is sent, and one longer than timers last is none",
    async run(world) {
      const origin = await world.serve(inPieces(1));
      for (const idle of [0, -1, Number.NaN]) {
        await world.fails(start(world.open(origin, { timeout: { idle } })), { name: "ConfigError", attempts: 0 });
      }
      const endless = { timeout: { idle: Number.POSITIVE_INFINITY }, clock: undefined };
      const reader = await begin(world, start(world.open(origin, endless)));
      matches(await reader.read(), { done: true }, "end");
    },
  },
  {
    id: "F54c",
    title: "a stream has no limit of its own, and ends at the caller's",
    needs: ["broken downloads"],
    async run(world) {
      const chunk = `8000\r\n${"x".repeat(0x8000)}\r\n`;
      const endless = [
        { write: head(200, { ...typed, "transfer-encoding": "chunked" }) },
        { write: chunk, times: 10_000 },
      ];
      const stream = await world.succeeds(
        start(world.open(await world.serve(endless), { maxResponseBytes: 2 ** 20 })),
        {},
      );
      const reader = stream.getReader();
      let bytes = 0;
      const drain = async (): Promise<void> => {
        for (;;) bytes += (await reader.read()).value?.length ?? 0;
      };
      await breaks(world, drain(), { name: "ResponseTooLargeError" });
      check(bytes <= 2 ** 20, `${bytes} bytes were handed over`);
    },
  },
  {
    id: "F58f",
    title: "aborted within a stream",
    needs: ["broken downloads"],
    async run(world) {
      const reason = new Error("changed my mind");
      const controller = world.controller();
      const { signal } = controller;
      const reader = await begin(world, start(world.open(await world.serve(inPieces(2))), { signal }));
      const piece = reader.read();
      controller.abort(reason);
      await breaks(world, piece, { name: "AbortedError", cause: reason });
    },
  },
  {
    id: "F75b",
    title: "closing the client ends a stream",
    needs: ["broken downloads"],
    async run(world) {
      const client = world.open(await world.serve(inPieces(2)));
      const reader = await begin(world, start(client));
      const piece = reader.read();
      await client.close();
      await breaks(world, piece, { name: "AbortedError" });
    },
  },
];
