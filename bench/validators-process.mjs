/** `node validators-process.mjs <client> <validator>`: prints how long a value takes to judge and decode, over `JSON.parse`. */

import { pathToFileURL } from "node:url";
import { median } from "./measured.mjs";
import { payloads } from "./validators-document.mjs";

const rounds = 41;
/** A batch takes some milliseconds. */
const batchBytes = 2_000_000;

const [, , client = "", name = ""] = process.argv;
const value = Object.entries(payloads).find(([key]) => key === name)?.[1];
const text = JSON.stringify(value);
const { [name]: validator } = await import(pathToFileURL(client).href);
const count = Math.ceil(batchBytes / text.length);
// What is judged was parsed once: as with `JSON.parse`, nothing of it is in the caches of a first look.
const parsed = Array.from({ length: Math.min(count, 200) }, () => JSON.parse(text));
if (validator["~standard"].validate(parsed[0]).issues) throw new Error(`${name} refuses its payload`);

/** @param {(index: number) => unknown} work */
function timed(work) {
  const { user } = process.cpuUsage();
  for (let index = 0; index < count; index++) work(index);
  return process.cpuUsage().user - user;
}

const ratios = [];
for (let round = 0; round < rounds; round++) {
  const parsing = timed(() => JSON.parse(text));
  const judging = timed((index) => validator["~standard"].validate(parsed[index % parsed.length]));
  // The first rounds warm up.
  if (round >= 10) ratios.push(judging / parsing);
}
console.log(median(ratios));
