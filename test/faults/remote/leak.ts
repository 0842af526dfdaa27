/** Makes many calls of all kinds in a process of its own, and prints what is left of them. Run with `--expose-gc`. */

import { type ClientDefinition, keyInHeader, openClient } from "../../../runtime/index.js";
import { randomFrom } from "../instant.js";
import { operation, privateBody } from "../operation.js";

const [server = "", count = ""] = process.argv.slice(2);
const calls = Number(count);

/** Calls between two looks at the heap. */
const interval = 2000;
const atOnce = 20;
/** Time passes so many times faster for the client than for the rest of the world. */
const haste = 50;
const random = randomFrom(7);

const definition: ClientDefinition = { document: "Faulty", credentials: { key: { send: keyInHeader, name: "X-Key" } } };
const clock = {
  now: () => Date.now(),
  elapsed: () => performance.now() * haste,
  random,
  after(milliseconds: number, expire: () => void): () => void {
    const timer = setTimeout(expire, milliseconds / haste);
    return () => clearTimeout(timer);
  },
};
const credential = { key: () => "a key" };
const client = openClient(definition, { server, ...credential, clock, timeout: { attempt: 1000, total: 4000 } });
const get = operation("GET", { security: [["key"]] });
const post = operation("POST", { security: [["key"]] });

/** One signal for most calls, as long as the process lives: what listens to it must not pile up. */
const { signal } = new AbortController();
let listeners = 0;
const add = signal.addEventListener.bind(signal);
const remove = signal.removeEventListener.bind(signal);
signal.addEventListener = (...parameters: Parameters<typeof add>): void => {
  listeners++;
  add(...parameters);
};
signal.removeEventListener = (...parameters: Parameters<typeof remove>): void => {
  listeners--;
  remove(...parameters);
};

let started = 0;
let goal = interval;
const outcomes: Record<string, number> = {};
const heap: number[] = [];

async function call(): Promise<void> {
  const chance = random();
  const own = new AbortController();
  // Some are aborted, by a signal of their own; some of those after they have ended.
  const isAborted = chance < 0.05;
  const made = client.send(chance < 0.5 ? get : post, privateBody, { signal: isAborted ? own.signal : signal });
  if (isAborted) setTimeout(() => own.abort(), chance * 200);
  const outcome = await made.result();
  const name = outcome.ok ? "success" : outcome.error.name;
  outcomes[name] = (outcomes[name] ?? 0) + 1;
}

async function work(): Promise<void> {
  while (started < goal) {
    started++;
    await call();
  }
}

for (; goal <= calls; goal += interval) {
  await Promise.all(Array.from({ length: atOnce }, work));
  // At rest: what calls hold while they run would hide what they leave behind.
  for (let round = 0; round < 4; round++) {
    // What is collected may have held more, which finalisers let go of later.
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc?.();
  }
  heap.push(process.memoryUsage().heapUsed);
}
// An abort that came too late may still be waited for.
await new Promise((resolve) => setTimeout(resolve, 50));
const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
process.stdout.write(`${JSON.stringify({ outcomes, heap, listeners, timers })}\n`);
// It ends by itself if nothing holds it: connections that are kept for later don't.
