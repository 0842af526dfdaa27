/** F56, F57: bodies that can be sent once. */

import { binaryBody } from "../../../runtime/index.js";
import { matches } from "../check.js";
import { operation } from "../operation.js";
import { json, never, redirect } from "../script.js";
import { secrets } from "../secrets.js";
import type { Case } from "../world.js";

const upload = operation("PUT", { body: [{ type: "application/octet-stream", write: binaryBody }] });

function streamOf(...texts: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}

export const uploads: readonly Case[] = [
  {
    id: "F56",
    title: "a stream is sent once: 503 is final, and says why",
    needs: ["upload streams"],
    async run(world) {
      const origin = await world.serve(json(503, { busy: true }));
      const call = world.open(origin).send(upload, streamOf("a", "b"));
      await world.fails(call, { name: "ApiError", status: 503, attempts: 1, retry: "body-sent" });
      matches((await origin.see()).received, [{ body: "ab", isWhole: true }], "requests");
    },
  },
  {
    id: "F56b",
    title: "a stream isn't sent to where a redirect leads",
    needs: ["upload streams", "redirects"],
    async run(world) {
      const client = world.open(await world.serve(redirect(307, "/there"), json(200, {})));
      await world.fails(client.send(upload, streamOf("a")), { name: "RedirectError", attempts: 1 });
    },
  },
  {
    id: "F56c",
    title: "bytes that aren't a stream are sent again",
    async run(world) {
      const origin = await world.serve(json(503, {}), json(200, { a: 1 }));
      const client = world.open(origin);
      const bytes = new TextEncoder().encode("xabx").subarray(1, 3);
      await world.succeeds(client.send(upload, bytes), { a: 1 }, 2);
      matches((await origin.see()).received, [{ body: "ab" }, { body: "ab" }], "requests");
    },
  },
  {
    id: "F57",
    title: "a stream that fails halfway: the server sees it break off, and it is not sent again",
    needs: ["upload streams", "broken uploads"],
    async run(world) {
      const origin = await world.serve(never);
      const failure = new Error("disk on fire");
      let fail = (): void => {};
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode("half"));
          fail = () => controller.error(failure);
        },
      });
      const call = world.open(origin).send(upload, stream);
      await world.arrival(origin);
      fail();
      await world.fails(call, {
        name: "ConnectionError",
        mayHaveBeenProcessed: true,
        retryable: false,
        cause: { message: failure.message },
        attempts: 1,
      });
      matches((await origin.see()).received, [{ isWhole: false }], "requests");
    },
  },
  {
    id: "F57b",
    title: "a stream that fails before its first piece is a mistake in the input, told without its secrets",
    needs: ["upload streams", "broken uploads"],
    async run(world) {
      const origin = await world.serve(never);
      const stream = new ReadableStream<Uint8Array>({
        pull: () => Promise.reject(new Error(`no file at https://disk.test/?key=${secrets.token}`)),
      });
      const call = world.open(origin).send(upload, stream);
      const failed = { name: "InputError", attempts: 1, cause: { message: /^no file/ } };
      await world.fails(call, failed, 0);
      // A platform may have sent the headers by then.
      world.expectHops((await origin.see()).received.length);
    },
  },
];
