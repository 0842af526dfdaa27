/** S1 to S12: a secret in each form in which others may write it, everywhere that others may write. */

import { matches } from "../check.js";
import { operation, privateBody } from "../operation.js";
import { head, json, reply, untilClose } from "../script.js";
import { secrets, userName } from "../secrets.js";
import { answering } from "../stubs.js";
import type { Case, World } from "../world.js";

const { headerKey, token, password, queryKey, cookieKey } = secrets;

/** The twelve. */
const planted: readonly (readonly [form: string, text: string])[] = [
  ["as it is", headerKey],
  ["in base64", btoa(headerKey)],
  ["in base64 for URLs", btoa(token).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")],
  ["URL-encoded", encodeURIComponent(headerKey)],
  ["URL-encoded in small letters", encodeURIComponent(token).replace(/%../g, (code) => code.toLowerCase())],
  ["as a form writes it", new URLSearchParams([["key", queryKey]]).toString()],
  ["with its prefix", `Authorization: Bearer ${token}`],
  ["as basic credentials", `Basic ${btoa(`${userName}:${password}`)}`],
  ["in a query", `https://api.test/things?a=1&key=${encodeURIComponent(queryKey)}&b=2`],
  ["in a cookie", `a=1; session=${encodeURIComponent(cookieKey)}; b=2`],
  ["as user information", new URL(`https://${userName}:${encodeURIComponent(password)}@api.test/`).href],
  ["within JSON", JSON.stringify({ request: { headers: { "x-key": headerKey, authorization: `Bearer ${token}` } } })],
];

/** Half of the clients use basic credentials instead of the bearer token. */
const both = [
  ["headerKey", "login", "queryKey", "cookieKey"],
  ["headerKey", "token", "queryKey", "cookieKey"],
];

async function isNeverShown(world: World, text: string): Promise<void> {
  const quoted = JSON.stringify(text);
  const html = { "content-type": "text/html" };
  const typed = { "content-type": "application/json" };
  const field = text.replace(/[^ -~]/g, "");
  for (const security of both) {
    const get = operation("GET", { security: [security] });
    const post = operation("POST", { security: [security] });
    for (const answer of [
      json(401, { detail: [{ [text]: text }] }),
      untilClose(400, `<p>${text}</p>`, html),
      untilClose(400, `{"cut": ${quoted}`, typed),
      untilClose(400, "", { ...html, "x-request-id": field, "set-cookie": field, "www-authenticate": field }),
    ]) {
      await world.fails(world.open(await world.serve(answer)).send(get), { name: "ApiError", attempts: 1 });
    }
    for (const answer of [
      untilClose(200, `<p>${text}</p>`, html),
      untilClose(200, `{"cut": ${quoted}`, typed),
      reply(200, `"${text}`, { ...typed, "content-encoding": "x-foo" }),
      reply(200, text, { "content-type": `text/plain; charset=${field}` }),
      reply(200, "", { ...typed, "x-request-id": field }),
    ]) {
      await world.fails(world.open(await world.serve(answer)).send(get), { name: "DecodeError", attempts: 1 });
    }
    const location = `https://other.test/${encodeURIComponent(text)}?a=${text.replace(/[^ -~]/g, "")}`;
    const away = [{ write: head(307, { location, "content-length": 0, "x-request-id": field }) }];
    await world.fails(world.open(await world.serve(away)).send(post, privateBody), {
      name: "RedirectError",
      attempts: 1,
    });
    await isNotThrownOn(world, text, security);
  }
}

/** What a caller's own functions throw is kept as a cause. */
async function isNotThrownOn(world: World, text: string, security: readonly string[]): Promise<void> {
  const post = operation("POST", { security: [security] });
  const inner = Object.assign(new Error(`request ${text} failed`), { code: "ECONNRESET", config: { url: text } });
  const failure = new TypeError(`fetch failed: ${text}`, { cause: inner });
  const { fetch } = answering(() => Promise.reject(failure));
  const client = world.open("https://api.test", { fetch });
  await world.fails(client.send(post, privateBody), { name: "ConnectionError", attempts: 1 }, 0);
  const broken = async (): Promise<Response> => {
    throw failure;
  };
  const around = world.open("https://api.test", { fetch, middleware: [broken] });
  await world.fails(around.send(post, privateBody), { name: "ConfigError", attempts: 0 });
  const provided = world.open("https://api.test", { fetch, provided: () => Promise.reject(failure) });
  const asking = operation("POST", { security: [[...security, "provided"]] });
  matches(await world.rejection(provided.send(asking, privateBody)), { name: "ConfigError" }, "error of a provider");
}

export const secretsEverywhere: readonly Case[] = [
  ...planted.map(
    ([form, text], index): Case => ({
      id: `S${index + 1}`,
      title: `a secret ${form}, in answers and in what is thrown`,
      run: (world) => isNeverShown(world, text),
    }),
  ),
  {
    id: "S13",
    title: "a client, a call and an outcome can be printed",
    async run(world) {
      const client = world.open(await world.serve(json(200, { a: 1 }, { "x-request-id": "{{x-key}}" })));
      const call = client.send(operation());
      world.note(client);
      world.note(call);
      await world.succeeds(call, { a: 1 });
      world.note(await call.result());
      world.note(await call.withResponse());
    },
  },
];
