/** Measures by how much real time limits are overrun: calls of a server on this machine that never answers. */

import { createServer } from "node:http";
import { createClient, serviceCreate } from "@clientwright/syllable";
import { median } from "./measured.mjs";

const calls = 30;
const limit = 100;

/** @returns {Promise<{ limit: number, median: number, worst: number }>} Milliseconds; the overrun of an attempt's limit. */
export async function measureLimits() {
  const server = createServer(() => {});
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port");
  const url = `http://127.0.0.1:${address.port}`;
  const client = createClient({ apiKeyHeader: "key", server: url, timeout: limit, retries: 0 });
  /** @type {number[]} */
  const overruns = [];
  for (let call = 0; call < calls; call++) {
    const start = performance.now();
    const outcome = await serviceCreate(client, { name: "Weather tools", description: "Tools" }).result();
    if (outcome.ok || outcome.error.name !== "TimeoutError") throw new Error("The call did not time out");
    overruns.push(performance.now() - start - limit);
  }
  server.closeAllConnections();
  server.close();
  return { limit, median: median(overruns), worst: Math.max(...overruns) };
}
