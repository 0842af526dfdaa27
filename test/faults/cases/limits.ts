/** F15 to F18, F55, F58, F59, F75, F78: what ends a call from outside, and clocks that jump. */

import { check, matches } from "../check.js";
import { limits } from "../clock.js";
import { operation, privateBody } from "../operation.js";
import { head, json, never, type Origin } from "../script.js";
import { answering, noticing } from "../stubs.js";
import type { Case, World } from "../world.js";

const late = { name: "TimeoutError", kind: "attempt" };
const typed = { "content-type": "application/json" };

/** Lets the time of one attempt after the other run out, to the millisecond. */
async function letAttemptsExpire(world: World, call: Promise<unknown>, origin: Origin, attempts = 3): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    await world.arrival(origin, attempt);
    world.clock.advance(limits.attempt - 1);
    check(await world.isPending(call), "the call ended before its time");
    world.clock.advance(1);
  }
}

const halfBody = [{ write: `${head(200, { ...typed, "content-length": 100 })}{"a":` }, { gate: true }] as const;

export const ends: readonly Case[] = [
  {
    id: "F15",
    title: "no answer: the time of each attempt runs out; POST is not repeated",
    async run(world) {
      const got = await world.serve(never);
      const get = world.open(got).send(operation());
      await letAttemptsExpire(world, get, got);
      await world.fails(get, { ...late, attempts: 3 });
      const posted = await world.serve(never);
      const post = world.open(posted).send(operation("POST"), privateBody);
      await letAttemptsExpire(world, post, posted, 1);
      await world.fails(post, { ...late, attempts: 1 });
    },
  },
  {
    id: "F15b",
    title: "no answer: the time of the call ends what attempts and waits are left",
    async run(world) {
      const origin = await world.serve(never);
      world.clock.chance = 0;
      const call = world.open(origin, { retries: 9 }).send(operation());
      await letAttemptsExpire(world, call, origin);
      await world.arrival(origin, 4);
      matches(world.clock.waits, [250, 500, 1000], "waits");
      const rest = limits.total - 3 * limits.attempt - 1750;
      world.clock.advance(rest - 1);
      check(await world.isPending(call), "the call ended before its time");
      world.clock.advance(1);
      await world.fails(call, { name: "TimeoutError", kind: "total", attempts: 4 });
    },
  },
  {
    id: "F15c",
    title: "the time of the call ends an attempt, which is not repeated",
    async run(world) {
      const origin = await world.serve(never);
      const call = world.open(origin, { timeout: { total: limits.total } }).send(operation());
      await world.arrival(origin);
      world.clock.advance(limits.total - 1);
      check(await world.isPending(call), "the call ended before its time");
      world.clock.advance(1);
      await world.fails(call, { name: "TimeoutError", kind: "total", attempts: 1 });
    },
  },
  {
    id: "F15d",
    title: "a fetch that doesn't listen: its late answer is thrown away, and no redirect of it followed",
    async run(world) {
      let cancelled = 0;
      let answer = (_response: Response): void => {};
      const { fetch, sent } = answering(
        () =>
          new Promise<Response>((resolve) => {
            answer = resolve;
          }),
      );
      const call = world.open("https://api.test", { fetch, retries: 0 }).send(operation());
      await world.until(() => sent.length === 1, "a request");
      world.clock.advance(limits.attempt);
      await world.fails(call, { ...late, attempts: 1 }, 0);
      const cancel = (): void => void cancelled++;
      answer(new Response(new ReadableStream({ cancel }), { status: 307, headers: { location: "/there" } }));
      await world.until(() => cancelled === 1, "a body that is cancelled");
      matches(sent.length, 1, "requests");
    },
  },
  {
    id: "F16",
    title: "headers that drip don't put off the end of an attempt",
    async run(world) {
      const origin = await world.serve([{ write: "HTTP/1.1 200 OK\r\nX-Drip: " }, { drip: "x", every: 5 }]);
      const call = world.open(origin).send(operation("POST"), privateBody);
      await world.arrival(origin);
      for (let part = 0; part < 10; part++) {
        check(await world.isPending(call), "the call ended before its time");
        world.clock.advance(100);
        await new Promise((resolve) => setTimeout(resolve, 6));
      }
      world.clock.advance(limits.attempt - 1000);
      await world.fails(call, { ...late, attempts: 1 });
    },
  },
  {
    id: "F17",
    title: "a body that stalls: the attempt's time covers it",
    needs: ["broken downloads"],
    async run(world) {
      const origin = await world.serve(halfBody);
      const { fetch, answers } = noticing();
      const call = world.open(origin, { fetch }).send(operation("POST"), privateBody);
      await world.until(() => answers() === 1, "headers");
      world.clock.advance(limits.attempt);
      await world.fails(call, { ...late, attempts: 1 });
    },
  },
  {
    id: "F18",
    title: "a body that takes three seconds: too long for one attempt, not for another",
    needs: ["broken downloads"],
    async run(world) {
      const pieces = ["[1,", "2]", "}"].flatMap((write) => [{ gate: true } as const, { write }]);
      const slow = [{ write: `${head(200, { ...typed, "content-length": 11 })}{"a":` }, ...pieces];
      const origin = await world.serve(slow);
      const { fetch, answers } = noticing();
      const short = world.open(origin, { fetch, retries: 0 }).send(operation());
      await world.until(() => answers() === 1, "headers");
      world.clock.advance(limits.attempt);
      await world.fails(short, { ...late, attempts: 1 });
      // Else it might get a part of what is meant for the other.
      await world.until(async () => (await origin.see()).busy === 0, "the first connection is closed");

      world.clock.hold(4001);
      const long = world.open(origin, { fetch, timeout: 4001 }).send(operation());
      await world.until(() => answers() === 2, "headers");
      for (let second = 1; second <= 3; second++) {
        world.clock.advance(1000);
        check(await world.isPending(long), "the call ended before its time");
        await origin.go();
      }
      await world.succeeds(long, { a: [1, 2] });
    },
  },
  {
    id: "F18b",
    title: "limits may be longer than timers last",
    async run(world) {
      for (const timeout of [Number.POSITIVE_INFINITY, 2 ** 40, { attempt: 2 ** 31, total: 2 ** 31 }]) {
        const origin = await world.serve(json(200, { a: 1 }));
        await world.succeeds(world.open(origin, { timeout, clock: undefined }).send(operation()), { a: 1 });
      }
    },
  },
  {
    id: "F58",
    title: "a signal that is aborted already: nothing is sent",
    async run(world) {
      const reason = new Error("changed my mind");
      const origin = await world.serve(json(200, {}));
      const controller = world.controller();
      controller.abort(reason);
      const call = world.open(origin).send(operation(), undefined, { signal: controller.signal });
      const error = await world.fails(call, { name: "AbortedError", attempts: 0 });
      check(error.cause === reason, "the cause is the reason");
      matches((await origin.see()).connections, 0, "connections");
    },
  },
  ...[
    { id: "F58b", title: "aborted while the answer is waited for", answer: never, heads: 0, needs: [] },
    { id: "F58c", title: "aborted within the body", answer: halfBody, heads: 1, needs: ["broken downloads"] as const },
  ].map(
    ({ id, title, answer, heads, needs }): Case => ({
      id,
      title,
      needs,
      async run(world) {
        const reason = new Error("changed my mind");
        const origin = await world.serve(answer);
        const controller = world.controller();
        const { fetch, answers } = noticing();
        const call = world.open(origin, { fetch }).send(operation(), undefined, { signal: controller.signal });
        await world.arrival(origin);
        await world.until(() => answers() === heads, "headers");
        controller.abort(reason);
        const error = await world.fails(call, { name: "AbortedError", attempts: 1 });
        check(error.cause === reason, "the cause is the reason");
      },
    }),
  ),
  {
    id: "F58d",
    title: "aborted while a retry is waited for: at once, and no timer is left",
    async run(world) {
      const reason = new Error("changed my mind");
      const origin = await world.serve(json(429, {}, { "retry-after": 3 }));
      const controller = world.controller();
      world.clock.isPatient = true;
      const call = world.open(origin).send(operation(), undefined, { signal: controller.signal });
      await world.until(() => world.clock.waits.includes(3000), "a wait");
      controller.abort(reason);
      const error = await world.fails(call, { name: "AbortedError", attempts: 1 });
      check(error.cause === reason, "the cause is the reason");
    },
  },
  {
    id: "F58e",
    title: "aborted while it connects",
    needs: ["causes"],
    async run(world) {
      const controller = world.controller();
      // Nobody answers there (RFC 5737), or there is no way there: either way nothing was received.
      const client = world.open("http://192.0.2.1:9", { allowHttp: true, retries: 0 });
      const call = client.send(operation(), undefined, { signal: controller.signal });
      await Promise.resolve();
      controller.abort(new Error("changed my mind"));
      await world.fails(call, { name: "AbortedError", attempts: 1 }, 0);
    },
  },
  {
    id: "F59",
    title: "aborted after the end: nothing changes",
    async run(world) {
      const origin = await world.serve(json(200, { a: 1 }));
      const controller = world.controller();
      const call = world.open(origin).send(operation(), undefined, { signal: controller.signal });
      await world.succeeds(call, { a: 1 });
      matches(world.listeners, 0, "listeners");
      controller.abort(new Error("too late"));
      matches(await call, { a: 1 }, "data");
    },
  },
  {
    id: "F59b",
    title: "one signal for ten thousand calls keeps no listener",
    async run(world) {
      const { signal } = world.controller();
      const fetch = async (): Promise<Response> => Response.json({ a: 1 });
      // Without the log of all cases, which nobody could read.
      const client = world.open("https://api.test", { fetch, middleware: [] });
      for (let round = 0; round < 100; round++) {
        await Promise.all(Array.from({ length: 100 }, () => client.send(operation(), undefined, { signal })));
        matches(world.listeners, 0, "listeners");
      }
    },
  },
  {
    id: "F75",
    title: "closing the client ends every call in flight, and later ones",
    needs: ["broken downloads"],
    async run(world) {
      const origin = await world.serve(never, halfBody, json(429, {}, { "retry-after": 3 }));
      world.clock.isPatient = true;
      const client = world.open(origin);
      const calls = [];
      for (const count of [1, 2, 3]) {
        // Not GET, which browsers would ask one after the other.
        calls.push(client.send(operation("POST"), privateBody));
        await world.arrival(origin, count);
      }
      await world.until(() => world.clock.waits.includes(3000), "a wait");
      const results = calls.map((call) => world.fails(call, { name: "AbortedError", attempts: 1 }));
      await client.close();
      await Promise.all(results);
      await world.fails(client.send(operation()), { name: "AbortedError", attempts: 0 });
    },
  },
  {
    id: "F78",
    title: "a clock that is set back or forward within a wait changes no wait and no limit",
    async run(world) {
      const origin = await world.serve(json(503, {}), json(503, {}), json(200, { a: 1 }));
      const { clock } = world;
      clock.isPatient = true;
      const call = world.open(origin).send(operation());
      for (const [index, jump] of [-3_600_000, 7_200_000].entries()) {
        await world.until(() => clock.waits.length === index + 1, "a wait");
        clock.setDate(jump);
        const wait = clock.waits[index] ?? 0;
        clock.advance(wait - 1);
        check(await world.isPending(call), "the call ended before its time");
        clock.advance(1);
      }
      await world.succeeds(call, { a: 1 }, 3);
      matches(clock.waits, [375, 750], "waits");
    },
  },
];
