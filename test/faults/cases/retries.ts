/** F31 to F44: what is asked again, after how long, and what never is. */

import { check, matches } from "../check.js";
import { operation, privateBody } from "../operation.js";
import { json, type Received } from "../script.js";
import { secrets } from "../secrets.js";
import type { Case, Need, World } from "../world.js";

/** First wait after 429, in milliseconds, when chance is a half. */
const waitAfter429 = 750;

/** The first answer says to wait, by some headers; the second is a success. */
async function waitsFor(world: World, fields: Record<string, string | number>, wait: number): Promise<void> {
  const { clock } = world;
  const before = clock.waits.length;
  const client = world.open(await world.serve(json(429, {}, fields), json(200, { a: 1 })));
  await world.succeeds(client.send(operation("POST"), privateBody), { a: 1 }, 2);
  matches(clock.waits.slice(before), [wait], `waits for ${JSON.stringify(fields)}`);
}

/** How long after the present of the clock, in the three forms of RFC 9110, 5.6.7. */
function dates(world: World, milliseconds: number): string[] {
  const date = new Date(world.clock.now() + milliseconds);
  const [weekday = "", day = "", month = "", year = "", time = ""] = date.toUTCString().split(/,? /);
  const long = date.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
  return [
    date.toUTCString(),
    `${long}, ${day}-${month}-${year.slice(2)} ${time} GMT`,
    `${weekday} ${month} ${day.replace(/^0/, " ")} ${time} ${year}`,
  ];
}

function answered(
  id: string,
  title: string,
  method: string,
  statuses: readonly number[],
  requests: number,
  ...needs: Need[]
): Case {
  return {
    id,
    title,
    needs,
    async run(world) {
      for (const status of statuses) {
        const client = world.open(await world.serve(json(status, { detail: "no" })));
        const failed = { name: "ApiError", status, attempts: requests, body: { detail: "no" } };
        await world.fails(client.send(operation(method), privateBody), failed);
      }
    },
  };
}

/** What must be the same in each attempt of a call. */
function repeated({ method, url, headers, body }: Received): object {
  return { method, url, headers, body };
}

export const retries: readonly Case[] = [
  {
    id: "F31",
    title: "Retry-After in seconds",
    run: (world) => waitsFor(world, { "retry-after": 1 }, 1000),
  },
  {
    id: "F32",
    title: "Retry-After as a date, in all three forms",
    async run(world) {
      for (const form of [0, 1, 2]) {
        // The clock of the case moves on with each wait, to a moment between two seconds.
        world.clock.advance(1000 - (world.clock.now() % 1000));
        await waitsFor(world, { "retry-after": dates(world, 2000)[form] ?? "" }, 2000);
      }
    },
  },
  {
    id: "F33",
    title: "Retry-After of zero or in the past: the ordinary wait, not none",
    async run(world) {
      await waitsFor(world, { "retry-after": 0 }, waitAfter429);
      for (const date of dates(world, -60_000)) await waitsFor(world, { "retry-after": date }, waitAfter429);
    },
  },
  {
    id: "F34",
    title: "Retry-After that is none",
    async run(world) {
      for (const text of ["-5", "abc", "NaN", "1e9", "0x10", "", "1.5", "+1", "2026-01-01T00:00:03Z", "Infinity"]) {
        await waitsFor(world, { "retry-after": text }, waitAfter429);
      }
    },
  },
  ...[
    { id: "F35", text: "86400", milliseconds: 86_400_000 },
    { id: "F36", text: "99999999999", milliseconds: 99_999_999_999_000 },
  ].map(
    ({ id, text, milliseconds }): Case => ({
      id,
      title: `Retry-After: ${text} is final at once, and told`,
      async run(world) {
        const client = world.open(await world.serve(json(429, { slow: true }, { "retry-after": text })));
        const expected = {
          name: "ApiError",
          status: 429,
          attempts: 1,
          retryAfterMs: milliseconds,
          body: { slow: true },
        };
        await world.fails(client.send(operation()), expected);
        matches(world.clock.waits, [], "waits");
      },
    }),
  ),
  {
    id: "F36b",
    title: "Retry-After of more than the call's time is final at once",
    async run(world) {
      const client = world.open(await world.serve(json(503, {}, { "retry-after": 6 })));
      await world.fails(client.send(operation()), { name: "ApiError", status: 503, attempts: 1, retryAfterMs: 6000 });
      matches(world.clock.waits, [], "waits");
    },
  },
  {
    id: "F37",
    title: "milliseconds go before seconds",
    async run(world) {
      await waitsFor(world, { "retry-after-ms": 1250, "retry-after": 3 }, 1250);
      await waitsFor(world, { "x-ms-retry-after-ms": 1250, "retry-after": 3 }, 1250);
    },
  },
  {
    id: "F38",
    title: "503, 503, 200: one value, and waits that grow within their bounds",
    async run(world) {
      for (const [chance, waits] of [
        [0, [250, 500]],
        [0.5, [375, 750]],
        [0.999, [499.75, 999.5]],
      ] as const) {
        const { clock } = world;
        const before = clock.waits.length;
        clock.chance = chance;
        const client = world.open(await world.serve(json(503, {}), json(503, {}), json(200, { a: 1 })));
        await world.succeeds(client.send(operation()), { a: 1 }, 3);
        matches(clock.waits.slice(before), [...waits], "waits");
      }
    },
  },
  answered("F39", "503 for ever, to POST and PATCH: not repeated", "POST", [503], 1),
  {
    id: "F39b",
    title: "503 that names a delay: POST is repeated",
    async run(world) {
      const client = world.open(await world.serve(json(503, {}, { "retry-after": 1 })));
      await world.fails(client.send(operation("POST"), privateBody), { name: "ApiError", status: 503, attempts: 3 });
    },
  },
  {
    id: "F39c",
    title: "503 for ever, with an idempotency key: repeated with the same key and the same bytes",
    async run(world) {
      const origin = await world.serve(json(503, {}));
      const client = world.open(origin, { idempotencyKey: true });
      const input = { ...privateBody, count: 0 };
      Object.defineProperty(input, "count", { enumerable: true, get: () => input.password.length * Math.random() });
      const failed = { name: "ApiError", status: 503, attempts: 3 };
      const first = await world.fails(client.send(operation("POST"), input), failed);
      const second = await world.fails(client.send(operation("POST"), input), failed);
      const { received } = await origin.see();
      const keys = received.map(({ headers }) => headers["idempotency-key"] ?? "");
      for (const key of keys) matches(key, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/, "key");
      matches(new Set(keys).size, 2, "keys");
      for (const from of [0, 3]) {
        for (const index of [1, 2]) {
          matches(repeated(received[from + index] as Received), repeated(received[from] as Received), "attempt");
        }
      }
      matches(
        [Reflect.get(first, "idempotencyKey"), Reflect.get(second, "idempotencyKey")],
        [keys[0], keys[3]],
        "keys",
      );
    },
  },
  {
    id: "F39d",
    title: "the caller's own key stands, in whatever case its header is written, and GET gets none",
    async run(world) {
      const origin = await world.serve(json(200, {}));
      const client = world.open(origin, { idempotencyKey: true });
      const own = { headers: { "IDEMPOTENCY-key": "mine" } };
      await world.succeeds(client.send(operation("POST"), privateBody, own), {});
      await world.succeeds(client.send(operation("POST"), privateBody, { idempotencyKey: "mine" }), {});
      await world.succeeds(client.send(operation()), {});
      const { received } = await origin.see();
      matches(
        received.map(({ headers }) => headers["idempotency-key"]),
        ["mine", "mine", undefined],
        "keys",
      );
    },
  },
  {
    id: "F39e",
    title: "an idempotency key that HTTP or servers refuse is a mistake, told without it",
    async run(world) {
      const origin = await world.serve(json(200, {}));
      for (const key of [`${secrets.idempotencyKey}\n`, `${secrets.idempotencyKey}${"x".repeat(256)}`, "ключ", ""]) {
        const call = world.open(origin).send(operation("POST"), privateBody, { idempotencyKey: key });
        const error = await world.rejection(call);
        matches(error, { name: /^(InputError|ConfigError)$/, attempts: 0 }, `error for ${JSON.stringify(key)}`);
      }
    },
  },
  {
    id: "F40",
    title: "500 to PUT is asked again, with the same bytes",
    async run(world) {
      const origin = await world.serve(json(500, {}), json(200, { a: 1 }));
      await world.succeeds(world.open(origin).send(operation("PUT"), privateBody), { a: 1 }, 2);
      const [first, second] = (await origin.see()).received;
      matches(second && repeated(second), first && repeated(first), "second request");
    },
  },
  ...["DELETE", "OPTIONS"].map((method, index) =>
    answered(
      `F40${"bc"[index]}`,
      `${method} is asked again after all statuses that pass`,
      method,
      [429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529],
      3,
    ),
  ),
  answered("F40h", "and after 408", "DELETE", [408], 3, "single requests"),
  answered(
    "F40d",
    "POST and PATCH are not asked again where the server may have acted",
    "POST",
    [408, 500, 502, 504, 520, 529],
    1,
  ),
  answered("F40e", "PATCH is not asked again", "PATCH", [408, 500, 502, 503, 504], 1),
  {
    id: "F40f",
    title: "with retries off, one request is made, whatever happens",
    async run(world) {
      const client = world.open(await world.serve(json(429, {}, { "retry-after": 1 })), { retries: 0 });
      await world.fails(client.send(operation()), { name: "ApiError", attempts: 1 });
      const reset = world.open(await world.serve([{ end: "reset" }]), { retries: 0, idempotencyKey: true });
      await world.fails(reset.send(operation("POST"), privateBody), { name: "ConnectionError", attempts: 1 });
    },
  },
  {
    id: "F40g",
    title: "POST is repeated where the caller allows it",
    async run(world) {
      const client = world.open(await world.serve(json(500, {})), { retries: { attempts: 1, anyMethod: true } });
      await world.fails(client.send(operation("POST"), privateBody), { name: "ApiError", attempts: 2 });
    },
  },
  answered("F41", "501, 505 and 511 are final", "GET", [501, 505, 511], 1),
  answered("F42", "400, 404, 409, 413 and 425 are final", "GET", [400, 404, 409, 413, 425], 1),
  {
    id: "F42b",
    title: "other statuses are asked again where the caller says so",
    async run(world) {
      const client = world.open(await world.serve(json(409, {})), { retries: { statuses: [409] } });
      await world.fails(client.send(operation()), { name: "ApiError", status: 409, attempts: 3 });
    },
  },
  {
    id: "F43",
    title: "the server's word on retrying, where the caller names its header",
    async run(world) {
      for (const [status, word, retries, attempts] of [
        [503, "false", { header: "x-should-retry" }, 1],
        [400, "true", { header: "X-Should-Retry" }, 3],
        [400, "yes", { header: "x-should-retry" }, 1],
        [400, "true", {}, 1],
        [400, "true", { header: "x-should-retry", attempts: 1 }, 2],
      ] as const) {
        const client = world.open(await world.serve(json(status, {}, { "x-should-retry": word })), { retries });
        await world.fails(client.send(operation()), { name: "ApiError", status, attempts });
      }
    },
  },
  {
    id: "F44",
    title: "fifty calls whose token is refused at once: the provider is asked for one new token",
    async run(world) {
      const stale = Array.from({ length: 50 }, () => json(401, { detail: "expired" }));
      const origin = await world.serve(...stale, json(200, { a: 1 }));
      const refusals: unknown[] = [];
      const token = async ({ refused }: { readonly refused?: string }): Promise<string> => {
        if (refused === undefined) return secrets.token;
        refusals.push(refused);
        // So long that all calls have been refused by then.
        await world.arrival(origin, 50);
        return secrets.password;
      };
      const client = world.open(origin, { token });
      const calls = Array.from({ length: 50 }, () => client.send(operation("POST"), privateBody));
      await Promise.all(calls.map((call) => world.succeeds(call, { a: 1 }, 2)));
      matches(refusals, [secrets.token], "refused tokens");
      const { received } = await origin.see();
      matches(
        received.slice(50).every(({ headers }) => headers["authorization"] === `Bearer ${secrets.password}`),
        true,
      );
    },
  },
  {
    id: "F44b",
    title: "a token that is refused again is a 401, after one replay",
    async run(world) {
      let asked = 0;
      const token = async (): Promise<string> => `${secrets.token}${++asked}`;
      const client = world.open(await world.serve(json(401, { detail: "no" })), { token });
      await world.fails(client.send(operation()), { name: "ApiError", status: 401, attempts: 2 });
      check(asked === 2, `the provider was asked ${asked} times`);
    },
  },
  {
    id: "F44c",
    title: "a fixed token that is refused is a 401, and not tried again",
    async run(world) {
      const client = world.open(await world.serve(json(401, { detail: "no" })));
      await world.fails(client.send(operation()), { name: "ApiError", status: 401, attempts: 1 });
    },
  },
];
