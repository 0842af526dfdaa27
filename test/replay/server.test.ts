import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Replay, withReplay } from "./server.js";

const secret = "test-key";
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clientwright-replay-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Exchange {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status?: number;
  readonly location?: string;
}

/** Writes a HAR file with one entry per exchange. */
async function recording(name: string, ...exchanges: readonly Exchange[]): Promise<string> {
  const file = join(folder, `${name}.har`);
  const entries = exchanges.map((exchange) => ({
    startedDateTime: "1970-01-01T00:00:00.000Z",
    request: {
      method: exchange.method ?? "POST",
      url: `https://api.example.com${exchange.target ?? "/things?page=1"}`,
      headers: Object.entries(exchange.headers ?? {}).map(([name, value]) => ({ name, value })),
      ...(exchange.body !== undefined && { postData: { mimeType: "application/json", text: exchange.body } }),
    },
    response: {
      status: exchange.status ?? 200,
      statusText: "OK",
      headers: [
        { name: "Content-Type", value: "application/json" },
        { name: "Content-Length", value: "9999" },
        { name: "Set-Cookie", value: "a=1" },
        { name: "Set-Cookie", value: "b=2" },
        ...(exchange.location === undefined ? [] : [{ name: "Location", value: exchange.location }]),
      ],
      content: { size: 11, mimeType: "application/json", text: '{"ok":true}' },
    },
  }));
  const log = { version: "1.2", creator: { name: "by hand", version: "1" }, comment: "Made by hand.", entries };
  await writeFile(file, JSON.stringify({ log }));
  return file;
}

const recorded: Exchange = {
  headers: { "Content-Type": "application/json", "X-Key": "[removed]", "User-Agent": "not compared" },
  body: '{"name":"a","tags":["x","y"]}',
};

interface Sent {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const matching: Required<Sent> = {
  method: "POST",
  target: "/things?page=1",
  headers: { "content-type": "application/json", "x-key": secret },
  body: '{ "tags": ["x", "y"], "name": "a" }',
};

function post(replay: Replay, sent: Sent = {}): Promise<Response> {
  const { method, target, headers, body } = { ...matching, ...sent };
  return fetch(replay.url + target, { method, headers, body, redirect: "manual" });
}

describe("a request as recorded", () => {
  it("is answered as recorded, whatever its key order, white space and further headers", async () => {
    const file = await recording("match", recorded);
    const answer = await withReplay(file, secret, async (replay) => {
      const response = await post(replay);
      expect(replay.received).toMatchObject([{ method: "POST", target: "/things?page=1", body: matching.body }]);
      return { status: response.status, cookies: response.headers.getSetCookie(), body: await response.json() };
    });
    expect(answer).toEqual({ status: 200, cookies: ["a=1", "b=2"], body: { ok: true } });
  });

  it("is answered entry by entry, and a redirect to the recorded origin leads to the server", async () => {
    const first = { ...recorded, status: 307, location: "https://api.example.com/things/" };
    const file = await recording("redirect", first, { ...recorded, target: "/things/" });
    await withReplay(file, secret, async (replay) => {
      const redirect = await post(replay);
      expect(redirect.headers.get("location")).toBe(`${replay.url}/things/`);
      expect((await post(replay, { target: "/things/" })).status).toBe(200);
    });
  });

  it("leaves a redirect to another origin as it is", async () => {
    const file = await recording("away", { ...recorded, status: 307, location: "https://api.example.com.evil/x" });
    const location = await withReplay(file, secret, async (replay) => (await post(replay)).headers.get("location"));
    expect(location).toBe("https://api.example.com.evil/x");
  });

  it("may have no body", async () => {
    const file = await recording("get", { method: "GET" });
    await withReplay(file, secret, (replay) => fetch(`${replay.url}/things?page=1`));
  });
});

describe("a request that differs", () => {
  const cases: readonly [what: string, sent: Sent, message: RegExp][] = [
    ["method", { method: "PUT" }, /PUT \/things\?page=1[\s\S]*POST \/things\?page=1/],
    ["path", { target: "/thing?page=1" }, /POST \/thing\?page=1[\s\S]*POST \/things\?page=1/],
    ["query", { target: "/things?page=2" }, /POST \/things\?page=2[\s\S]*POST \/things\?page=1/],
    ["missing credential", { headers: { "content-type": "application/json" } }, /'x-key': undefined[\s\S]*test-key/],
    ["wrong credential", { headers: { ...matching.headers, "x-key": "other" } }, /'x-key': 'other'[\s\S]*test-key/],
    ["content type", { headers: { ...matching.headers, "content-type": "text/plain" } }, /text\/plain/],
    ["value in the body", { body: '{"name":"b","tags":["x","y"]}' }, /name: 'b'[\s\S]*name: 'a'/],
    ["order in an array", { body: '{"name":"a","tags":["y","x"]}' }, /Request 1:/],
    ["further property", { body: '{"name":"a","tags":["x","y"],"more":1}' }, /more: 1/],
    ["unreadable body", { body: "{" }, /body: '\{'/],
    ["missing body", { body: "" }, /body: ''/],
  ];

  it.each(cases)("fails the test: %s", async (_what, sent, message) => {
    const file = await recording("differs", recorded);
    await expect(withReplay(file, secret, (replay) => post(replay, sent))).rejects.toThrow(message);
  });

  it("is reported even if the client's own failure came of it, which is kept as the cause", async () => {
    const file = await recording("cause", recorded);
    const failure = new Error("the client gave up");
    const run = withReplay(file, secret, async (replay) => {
      await post(replay, { method: "PUT" });
      throw failure;
    });
    await expect(run).rejects.toMatchObject({ message: expect.stringContaining("PUT"), cause: failure });
  });
});

describe("the number of requests", () => {
  it("fails the test if there are more than recorded", async () => {
    const file = await recording("more", recorded);
    const run = withReplay(file, secret, async (replay) => {
      await post(replay);
      await post(replay);
    });
    await expect(run).rejects.toThrow("came after all 1 recorded requests");
  });

  it("fails the test if there are fewer", async () => {
    const file = await recording("fewer", recorded, recorded);
    await expect(withReplay(file, secret, (replay) => post(replay))).rejects.toThrow("1 of 2 recorded requests");
  });
});

it("rejects as its user does, once the server is closed", async () => {
  const file = await recording("user", recorded);
  let url = "";
  const run = withReplay(file, secret, async (replay) => {
    url = replay.url;
    await post(replay);
    throw new RangeError("mine");
  });
  await expect(run).rejects.toThrow(RangeError);
  await expect(fetch(url)).rejects.toThrow();
});

it.each([
  ["not HAR", {}],
  ["without entries", { log: { version: "1.2", creator: { name: "x" }, comment: "", entries: [] } }],
  ["an entry without request", { log: { version: "1.2", creator: { name: "x" }, comment: "", entries: [{}] } }],
])("refuses a file that is %s", async (_what, value) => {
  const file = join(folder, "bad.har");
  await writeFile(file, JSON.stringify(value));
  await expect(withReplay(file, secret, async () => undefined)).rejects.toThrow("bad.har is not a HAR 1.2 file");
});
