/** Makes many calls one after another, through a client or by hand, and prints the microseconds of CPU of one. */

import { readFileSync } from "node:fs";
import { createClient as createOctave, serviceCreate as octaveCreate } from "@clientwright/octave";
import { createClient as createSyllable, serviceCreate as syllableCreate } from "@clientwright/syllable";

const batch = 1_000;
const warmUp = 5;
const timed = 10;

/** @type {Response[]} */
const prepared = [];

/**
 * Answers with a real response that was made before the clock started, after reading what every `fetch` reads.
 *
 * @param {unknown} _url
 * @param {RequestInit} [init]
 */
const fetchStub = async (_url, init) => {
  const read = { ...init };
  const response = prepared.pop();
  if (!response || read.method !== "POST") throw new Error("not the request that was expected");
  return response;
};

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {unknown} body
 */
async function byHand(url, headers, body) {
  const response = await fetchStub(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return JSON.parse(await response.text());
}

function octave() {
  const client = createOctave({ apiKey: "key", fetch: fetchStub });
  const input = { name: "Onboarding", description: "Hands-on onboarding", deliverables: ["Plan", "Runbook"] };
  const url = "https://app.octavehq.com/api/v2/service/create";
  return {
    client: () => octaveCreate(client, input),
    bare: () => byHand(url, { api_key: "key" }, input),
  };
}

function syllable() {
  const client = createSyllable({ apiKeyHeader: "key", fetch: fetchStub });
  const given = { name: "Weather tools", description: "Tools for the weather" };
  const authValues = { username: "me", password: "secret" };
  const url = "https://api.syllable.cloud/api/v1/services";
  return {
    client: () => syllableCreate(client, { ...given, authType: "basic", authValues }),
    bare: () => byHand(url, { "syllable-api-key": "key" }, { ...given, auth_type: "basic", auth_values: authValues }),
  };
}

/** The recorded answer of the API's own page. @param {string} client */
function recordedAnswer(client) {
  const file = new URL(`../test/recordings/${client}/service_create.success.har`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).log.entries[0].response.content.text;
}

/**
 * @param {() => Promise<unknown>} call
 * @param {string} answer
 * @returns {Promise<number>} Microseconds of CPU that a batch took.
 */
async function runBatch(call, answer) {
  const length = String(Buffer.byteLength(answer));
  const init = { status: 200, headers: { "content-type": "application/json", "content-length": length } };
  for (let count = 0; count < batch; count++) prepared.push(new Response(answer, init));
  const before = process.cpuUsage();
  for (let count = 0; count < batch; count++) await call();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

const [, , name = "", way = ""] = process.argv;
const ways = name === "octave" ? octave() : syllable();
const call = way === "client" ? ways.client : ways.bare;
const answer = recordedAnswer(name);
for (let round = 0; round < warmUp; round++) await runBatch(call, answer);
let total = 0;
for (let round = 0; round < timed; round++) total += await runBatch(call, answer);
console.log(total / (timed * batch));
