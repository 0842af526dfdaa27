/** What both forms of input send: the same request, over a real socket. */

import { createServer, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Grouped, InputError } from "../golden/grouped/expected/index.js";
import { listen } from "../loopback.js";

const received: string[] = [];
const server = createServer((request, response) => {
  read(request).then(
    (text) => {
      received.push(text);
      response.writeHead(204).end();
    },
    (error: Error) => response.destroy(error),
  );
});

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { id, cookie } = request.headers;
  return [`${request.method} ${request.url}`, `id: ${id}`, `cookie: ${cookie}`, Buffer.concat(chunks)].join("\n");
}

let url = "";
beforeAll(async () => {
  url = await listen(server);
});
afterAll(() => server.close());

it("sends each member of a grouped input in its place, whatever others are called", async () => {
  const { pets } = new Grouped({ server: url });
  await pets.replace({
    path: { id: "a/b" },
    query: { id: "q", body: "in the query" },
    headers: { id: "h" },
    cookies: { id: "c" },
    body: { name: "Rex" },
  });
  expect(received.splice(0)).toEqual([
    'PUT /pets/a%2Fb?id=q&body=in%20the%20query\nid: h\ncookie: id=c\n{"name":"Rex"}',
  ]);
});

it("sends nothing of places that are left out", async () => {
  const { pets, ping } = new Grouped({ server: url });
  await pets.replace({ path: { id: "1" }, query: { id: "2" }, headers: undefined });
  await ping.ping();
  expect(received.splice(0)).toEqual([
    "PUT /pets/1?id=2\nid: undefined\ncookie: undefined\n",
    "GET /ping\nid: undefined\ncookie: undefined\n",
  ]);
});

it("takes for missing what stands in no group, or in none of its own", async () => {
  const { pets } = new Grouped({ server: url });
  const flat: object = { id: "1", path: Object.create({ id: "1" }), query: { id: "2" } };
  const call = Reflect.apply(pets.replace, pets, [flat]);
  await expect(call).rejects.toThrow(InputError);
  await expect(call).rejects.toThrow("id is missing");
  expect(received).toEqual([]);
});
