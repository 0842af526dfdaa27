/** Runs all cases in this process with `Object.prototype` polluted or frozen; the servers stand in another one. */

import { openClient } from "../../../runtime/index.js";
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
};

/** The same for names that Node's own fetch can't bear there. */
const harsh: Readonly<Record<string, unknown>> = { signal: AbortSignal.abort(), body: "polluted", timeout: 1 };

/** A call without a network, so that only we are asked. */
async function isUntouched(): Promise<string | undefined> {
  const { fetch, sent } = answering(
    async () => new Response('{"a":1}', { headers: { "content-type": "application/json" } }),
  );
  const call = openClient({ document: "Faulty" }, { server: "https://api.test", fetch }).send(
    operation("GET", { security: [] }),
  );
  Object.assign(Object.prototype, harsh);
  const outcome = await call.result();
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
