/** F1 to F9, F12 to F14, F19: connections that don't come to be, break, or speak no HTTP. */

import { operation, privateBody } from "../operation.js";
import type { Answer } from "../script.js";
import { head, json, reply } from "../script.js";
import type { Case, Need, World } from "../world.js";

const unsent = { name: "ConnectionError", phase: "connect", mayHaveBeenProcessed: false };
const unanswered = { name: "ConnectionError", phase: "headers", mayHaveBeenProcessed: true };
const broken = { name: "ConnectionError", phase: "body", mayHaveBeenProcessed: true };

/** GET is repeated, POST isn't: it may have been acted on. */
async function isRepeatedForGetOnly(world: World, answer: Answer, expected: object): Promise<void> {
  const got = await world.serve(answer);
  await world.fails(world.open(got).send(operation()), { ...unanswered, ...expected, attempts: 3 });
  const posted = await world.serve(answer);
  const post = world.open(posted).send(operation("POST"), privateBody);
  await world.fails(post, { ...unanswered, ...expected, attempts: 1 });
}

function breaking(id: string, title: string, answer: Answer, expected: object = unanswered, ...needs: Need[]): Case {
  return { id, title, needs, run: (world) => isRepeatedForGetOnly(world, answer, expected) };
}

/** Time for what was written to arrive before the connection ends: a reset throws away what hasn't. */
const arrive = { pause: 20 } as const;
const half = '{"cut":';
const typed = { "content-type": "application/json" };

export const connections: readonly Case[] = [
  {
    id: "F1",
    title: "a refused connection is tried again, for POST too: nothing was sent",
    needs: ["causes"],
    async run(world) {
      const client = world.open(await world.closedPort());
      const refused = { ...unsent, attempts: 3 };
      await world.fails(client.send(operation()), refused, 0);
      const error = await world.fails(client.send(operation("POST"), privateBody), refused, 0);
      world.expectMessage(error, /^thing: .+ \(POST http:\/\/127\.0\.0\.1:\d+\/things\)$/);
    },
  },
  {
    id: "F2",
    title: "a name that doesn't resolve",
    needs: ["causes"],
    async run(world) {
      const client = world.open("http://nowhere.invalid", { allowHttp: true });
      await world.fails(client.send(operation("POST"), privateBody), { ...unsent, attempts: 3 }, 0);
    },
  },
  breaking("F3", "a reset before any byte", [{ end: "reset" }]),
  breaking("F4", "an end before any byte", [{ end: "close" }]),
  breaking("F5", "a reset within the headers", [{ write: "HTTP/1.1 200 OK\r\nContent-" }, arrive, { end: "reset" }]),
  breaking(
    "F6",
    "an end within the headers",
    [{ write: "HTTP/1.1 200 OK\r\nContent-" }, { end: "close" }],
    unanswered,
    "strict framing",
  ),
  breaking(
    "F7",
    "a reset after half of a body",
    [{ write: head(200, { ...typed, "content-length": 100 }) + half }, arrive, { end: "reset" }],
    broken,
  ),
  breaking(
    "F8",
    "an end before the length that was promised",
    [{ write: head(200, { ...typed, "content-length": 100 }) + half }, arrive, { end: "close" }],
    broken,
  ),
  breaking(
    "F9",
    "an end within a chunk",
    [{ write: `${head(200, { ...typed, "transfer-encoding": "chunked" })}ff\r\n${half}` }, arrive, { end: "close" }],
    broken,
  ),
  {
    id: "F9b",
    title: "a body that breaks once is read anew, never continued",
    async run(world) {
      const cut = [{ write: head(200, { ...typed, "content-length": 9 }) + half }, arrive, { end: "close" } as const];
      const client = world.open(await world.serve(cut, json(200, { whole: 1 })));
      await world.succeeds(client.send(operation()), { whole: 1 }, 2);
    },
  },
  breaking(
    "F12",
    "a length together with chunks",
    [
      { write: `${head(200, { ...typed, "content-length": 9, "transfer-encoding": "chunked" })}2\r\n{}\r\n0\r\n\r\n` },
      { end: "close" },
    ],
    unanswered,
    "strict framing",
  ),
  breaking("F13", "two lengths", [
    { write: `${head(200, { ...typed, "content-length": 2, "Content-Length": 3 })}{}}` },
    { end: "close" },
  ]),
  {
    id: "F14",
    title: "no HTTP at all, which no message repeats",
    async run(world) {
      const origin = await world.serve([{ write: "SSH-2.0-OpenSSH_9.9 \x00\x1b[31m\r\n" }, { end: "close" }]);
      const error = await world.fails(world.open(origin).send(operation()), { ...unanswered, attempts: 3 });
      world.expectMessage(error, /^[ -~]*$/);
      world.expectMessage(error, /^(?!.*OpenSSH)/);
    },
  },
  {
    id: "F19",
    title: "a certificate that nobody trusts",
    needs: ["causes"],
    async run(world) {
      const client = world.open(await world.serveSecurely(json(200, {})));
      await world.fails(client.send(operation("POST"), privateBody), { ...unsent, attempts: 3 }, 0);
    },
  },
  {
    id: "F19b",
    title: "TLS to a plain port, and no falling back to none",
    needs: ["causes"],
    async run(world) {
      const { url } = await world.serve(reply(200));
      const client = world.open(url.replace("http:", "https:"));
      await world.fails(client.send(operation("POST"), privateBody), { ...unsent, attempts: 3 }, 0);
    },
  },
];
