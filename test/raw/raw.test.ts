/** A program written for openapi-fetch moves to a generated client by its imports and the line that creates the client. */

import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listen } from "../loopback.js";
import { run as runAfter } from "./after.js";
import { run as runBefore } from "./before.js";

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly key: unknown;
  readonly type: string | undefined;
  readonly body: unknown;
}

const received: Received[] = [];
let answers: [status: number, body: string][] = [];
let server: Server;
let url: string;

async function note(request: IncomingMessage): Promise<void> {
  const { method, headers } = request;
  const body: unknown = JSON.parse(await text(request));
  received.push({ method, url: request.url, key: headers["api_key"], type: headers["content-type"], body });
}

beforeEach(async () => {
  received.length = 0;
  server = createServer((request, response) => {
    void note(request).then(() => {
      const [status, body] = answers.shift() ?? [500, "{}"];
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
  });
  url = await listen(server);
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const success = JSON.stringify({ _metadata: { requestId: "r1" }, data: { name: "Onboarding" } });

describe("raw", () => {
  it("needs other imports and another line that creates the client, nothing else", () => {
    const lines = (file: string) =>
      readFileSync(fileURLToPath(new URL(file, import.meta.url)), "utf8")
        .split("\n")
        .filter((line) => !line.startsWith("import "));
    const before = lines("./before.ts");
    const changed = lines("./after.ts").filter((line, index) => line !== before[index]);
    expect(changed).toEqual(["  const api = raw(createClient({ server, apiKey: key }));"]);
  });

  it("sends the same request, with the key, and gives the same result", async () => {
    answers = [
      [200, success],
      [200, success],
    ];
    const results = [await runBefore(url, "the-key", "Onboarding"), await runAfter(url, "the-key", "Onboarding")];
    expect(results).toEqual([`200: ${success}`, `200: ${success}`]);
    const [before, after] = received;
    expect(after).toEqual(before);
    expect(after).toEqual({
      method: "POST",
      url: "/api/v2/service/create",
      key: "the-key",
      type: "application/json",
      body: { name: "Onboarding", deliverables: ["Plan"] },
    });
  });

  it("gives a failure as openapi-fetch does, without throwing", async () => {
    answers = [
      [400, '{"message":"no"}'],
      [400, '{"message":"no"}'],
    ];
    const results = [await runBefore(url, "k", "x"), await runAfter(url, "k", "x")];
    expect(results).toEqual(['400: {"message":"no"}', '400: {"message":"no"}']);
  });

  it("keeps to the client's policy: a server that is too busy is asked again", async () => {
    answers = [
      [429, "{}"],
      [200, success],
    ];
    expect(await runAfter(url, "k", "x")).toBe(`200: ${success}`);
    expect(received).toHaveLength(2);
  });
});
