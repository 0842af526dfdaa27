/** The redirect matrix, in a process that trusts the certificate of the servers, which stand in another one. */

import {
  allowRedirects,
  type ClientDefinition,
  keyInHeader,
  openClient,
  type RequestOptions,
} from "../../../runtime/index.js";
import { check, matches } from "../check.js";
import { operation, privateBody } from "../operation.js";
import { json, redirect, textOf } from "../script.js";
import { findSecrets, secrets } from "../secrets.js";
import { openRemoteStage } from "./stage.js";

const [control = ""] = process.argv.slice(2);
const stage = openRemoteStage(control);

const statuses = [301, 302, 303, 307, 308];
const methods = ["GET", "POST", "PUT"];
const headers = [
  "Authorization",
  "Proxy-Authorization",
  "Cookie",
  "X-Api-Key",
  "Api-Key",
  "X-Auth-Token",
  "Idempotency-Key",
  "X-Amz-Security-Token",
];

/** A client whose key goes into the header. */
function send(url: string, header: string, method: string, options: RequestOptions = {}) {
  const definition: ClientDefinition = {
    document: "Faulty",
    credentials: { key: { send: keyInHeader, name: header } },
  };
  // Of all options, credentials alone have the document's names.
  const credential = { key: secrets.headerKey };
  const client = openClient(definition, { server: url, ...credential, retries: 0 });
  return client.send(operation(method, { security: [["key"]] }), privateBody, options).result();
}

let combinations = 0;

async function isRefused(status: number, isSecure: boolean): Promise<void> {
  const other = await stage.serve([json(200, {})], { isSecure });
  const origin = await stage.serve([redirect(status, `${other.url}/things`)], { isSecure });
  for (const method of methods) {
    for (const header of headers) {
      const outcome = await send(origin.url, header, method);
      const what = `${status} ${header} ${method} ${origin.url}`;
      matches(outcome, { ok: false, error: { name: "RedirectError", target: other.url } }, what);
      const { received } = await origin.see();
      matches(received.at(-1)?.headers[header.toLowerCase()], secrets.headerKey, `${what}: the key at its own origin`);
      combinations++;
    }
  }
  const { connections } = await other.see();
  matches(connections, 0, `connections to the other origin after ${status}`);
}

/** Where the caller allows the other origin, one request goes there, with nothing that was meant for the first. */
async function isBare(status: number, isSecure: boolean): Promise<void> {
  const other = await stage.serve([json(200, { a: 1 })], { isSecure });
  const origin = await stage.serve([redirect(status, `${other.url}/things`)], { isSecure });
  const options: RequestOptions = {
    redirects: allowRedirects(other.url),
    headers: { "X-Extra": secrets.extraHeader, Cookie: `session=${secrets.cookieKey}` },
    idempotencyKey: "key-of-this-call",
  };
  for (const method of methods) {
    for (const header of headers) {
      const outcome = await send(origin.url, header, method, options);
      matches(outcome, { ok: true, data: { a: 1 } }, `allowed ${status} ${header} ${method}`);
    }
  }
  const { received } = await other.see();
  matches(received.length, methods.length * headers.length, "requests to the other origin");
  const arrived = received.map(({ url, headers: fields, body }) => JSON.stringify({ url, fields, body: textOf(body) }));
  matches(findSecrets(arrived.join("\n")), [], "secrets at the other origin");
  check(!arrived.join("\n").includes("key-of-this-call"), "the idempotency key left its origin");
}

/** From TLS to none: never, not even where the caller allows the origin, nor on the same host. */
async function isKept(status: number): Promise<void> {
  const plain = await stage.serve([json(200, {})]);
  const origin = await stage.serve([redirect(status, plain.url.replace("127.0.0.1", "localhost"))], { isSecure: true });
  const outcome = await send(origin.url, "X-Api-Key", "POST");
  matches(outcome, { ok: false, error: { name: "RedirectError" } }, `downgrade by ${status}`);
  matches((await plain.see()).connections, 0, "connections without TLS");
}

for (const status of statuses) {
  for (const isSecure of [false, true]) {
    await isRefused(status, isSecure);
    await isBare(status, isSecure);
  }
  await isKept(status);
}
process.stdout.write(`${combinations} combinations\n`);
process.exit(0);
