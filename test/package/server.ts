/** Turns the recorded answers of both APIs into a loopback server that also refuses the name `refused`. */

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { json } from "node:stream/consumers";

export interface Received {
  readonly target: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

const keys: Readonly<Record<string, { readonly recordings: string; readonly header: string }>> = {
  "/api/v1/services": { recordings: "syllable", header: "syllable-api-key" },
  "/api/v2/service/create": { recordings: "octave", header: "api_key" },
};

export const refusal: object = { detail: [{ loc: ["body", "name"], msg: "refused", type: "value_error" }] };

/** Runs `use` with the origin of the server; returns what arrived meanwhile. */
export async function serving(use: (origin: string) => Promise<void>): Promise<readonly Received[]> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { url: target = "", headers } = request;
    const body = await json(request);
    received.push({ target, headers, body });
    const api = keys[target];
    const answer = (status: number, text: string) =>
      response.writeHead(status, { "content-type": "application/json" }).end(text);
    if (api === undefined || headers[api.header] === undefined) return answer(401, "{}");
    const refused = typeof body === "object" && body !== null && Reflect.get(body, "name") === "refused";
    return refused ? answer(422, JSON.stringify(refusal)) : answer(200, await recorded(api.recordings));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  try {
    await use(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return received;
}

async function recorded(client: string): Promise<string> {
  const file = join(import.meta.dirname, "../recordings", client, "service_create.success.har");
  const { log } = JSON.parse(await readFile(file, "utf8"));
  return log.entries[0].response.content.text;
}
