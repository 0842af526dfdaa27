/** Measures the CPU of one call through a generated client, over the same request by hand. */

import { fileURLToPath } from "node:url";
import { median, runMeasured } from "./measured.mjs";

const rounds = 9;
const clients = /** @type {const} */ (["octave", "syllable"]);
const script = fileURLToPath(new URL("calls-process.mjs", import.meta.url));

/**
 * Each client and the bare request in a process of its own, in turn; their ratio is taken round by round.
 *
 * @returns {{ client: string, ratio: number, bare: number, called: number }[]} Median ratio; microseconds of CPU per call,
 *   the least of all rounds.
 */
export function measureCalls() {
  const measured = clients.map((client) => ({
    client,
    bare: /** @type {number[]} */ ([]),
    called: /** @type {number[]} */ ([]),
  }));
  for (let round = 0; round < rounds; round++) {
    for (const { client, bare, called } of measured) {
      bare.push(microseconds(client, "bare"));
      called.push(microseconds(client, "client"));
    }
  }
  return measured.map(({ client, bare, called }) => ({
    client,
    ratio: median(called.map((value, round) => value / (bare[round] ?? Number.NaN))),
    bare: Math.min(...bare),
    called: Math.min(...called),
  }));
}

/**
 * @param {string} client
 * @param {"bare" | "client"} way
 */
function microseconds(client, way) {
  return Number(runMeasured(process.execPath, [script, client, way]).output);
}
