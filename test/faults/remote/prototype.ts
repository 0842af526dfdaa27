/** Runs all cases in this process with `Object.prototype` polluted or frozen; the servers stand in another one. */

import { form, openClient } from "../../../runtime/index.js";
import { operation } from "../operation.js";
import { answering } from "../stubs.js";
import { report } from "./report.js";

const [control = "", change] = process.argv.slice(2);

/** What a careless program may have left there, under names of options and data, of ours and of `fetch`. */
const pollution: Readonly<Record<string, unknown>> = {
  headers: { "x-polluted": "1" },
  baseUrl: "https://polluted.test",
  server: "https://polluted.test",
  method: "DELETE",
  redirect: "follow",
  redirects: () => ({ method: "GET", url: "https://polluted.test", headers: {}, body: null }),
  retries: 9,
  attempts: 9,
  anyMethod: true,
  statuses: [400],
  idempotencyKey: "polluted",
  middleware: [() => Promise.reject(new Error("polluted"))],
  maxResponseBytes: 1,
  allowHttp: true,
  token: "polluted",
  fetch: () => Promise.reject(new Error("polluted")),
  // What operations and clients say, where they don't say it.
  servers: () => "https://polluted.test",
  security: [],
  parameters: [{ name: "polluted", in: "query", style: () => Promise.reject(new Error("polluted")) }],
  bodyRequired: true,
  idempotencyHeader: "X-Polluted",
  responses: {},
  content: [],
  as: "text",
  encode: () => "polluted",
  decode: () => "polluted",
  json: { parse: () => "polluted", stringify: () => "polluted" },
  fields: { password: { type: "text/plain" } },
  group: "query",
  explode: false,
  allowReserved: true,
  default: { content: [] },
  credentials: {},
  defaults: () => ({ server: "https://polluted.test" }),
  attempt: 1,
  total: 1,
  idle: 1,
};

/** The same for names that Node's own fetch can't bear there. */
const harsh: Readonly<Record<string, unknown>> = {
  signal: AbortSignal.abort(),
  body: [],
  timeout: 1,
  required: true,
  in: "path",
};

/** A call without a network, so that only we are asked. */
async function isUntouched(): Promise<string | undefined> {
  const answer = new Response('{"a":1}', { headers: { "content-type": "application/json" } });
  const { fetch, sent } = answering(async () => answer);
  const optional = { name: "q", in: "query", style: form } as const;
  const literal = operation("GET", { input: "parameters", parameters: [optional], security: [] });
  const input = { __proto__: null };
  Object.assign(Object.prototype, harsh);
  const outcome = await openClient({ document: "Faulty" }, { server: "https://api.test", fetch })
    .send(literal, input)
    .result();
  for (const name of Object.keys(harsh)) Reflect.deleteProperty(Object.prototype, name);
  if (!outcome.ok) return `${outcome.error.message}`;
  return sent[0]?.init.body === null ? undefined : "the body was polluted";
}

if (change === "frozen") Object.freeze(Object.prototype);
if (change === "polluted") Object.assign(Object.prototype, pollution);

const verdicts = await report(control);
if (change === "polluted") verdicts.push({ id: "F79", title: "what fetch can't bear", problem: await isUntouched() });
const problems = verdicts.filter(({ problem }) => problem !== undefined);
process.stdout.write(`${JSON.stringify({ cases: verdicts.length, problems })}\n`);
process.exit(0);
