/** Long integers, bytes and dates over real sockets: what a server sends and receives, to the last digit. */

import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { isFailure, type Misfit, type ValueMismatch } from "../../runtime/index.js";
import { addEntry, createClient, listEntries, listEntriesOperation } from "../golden/value-forms/expected/index.js";
import { decodeEntry, encodeEntry } from "../golden/value-forms/expected/resources/entries.js";
import { listen } from "../loopback.js";

const largest = "9223372036854775807";
const smallest = "-9223372036854775808";

interface Received {
  readonly url: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

const received: Received[] = [];
let answer: { status: number; body: string; headers?: { [name: string]: string } };
const misfits: Misfit[] = [];
let kinds: string[] = [];

const server = createServer(async (request, response) => {
  // A connection that is kept may be closed by one side while the other begins to use it.
  response.shouldKeepAlive = false;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  received.push({ url: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() });
  response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers }).end(answer.body);
});

let client: ReturnType<typeof createClient>;
beforeAll(async () => {
  const origin = await listen(server);
  client = createClient({
    server: origin,
    retries: 0,
    onMismatch: (mismatch) => {
      kinds.push(mismatch.kind);
      if ("misfits" in mismatch) misfits.push(...(mismatch satisfies ValueMismatch).misfits);
    },
  });
});
afterEach(() => {
  received.length = misfits.length = 0;
  kinds = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The entries that a body of one entry gives. */
async function entryFrom(json: string) {
  answer = { status: 200, body: `[${json}]` };
  const [entry] = await listEntries(client, { ledgerId: 1n });
  return entry;
}

describe("long integers that are received", () => {
  test("keep every digit, wherever they stand", async () => {
    const entry = await entryFrom(
      `{"id":${largest},"amount":18446744073709551615,"sequence":12345678901234567890,"parent":{"id":${smallest},"amount":1},` +
        `"totals":{"some_key":${largest},"b":0},"mixed":${smallest},"either":{"from":${largest},"to":-0},"unknown":{"id":${largest}}}`,
    );
    expect(entry).toEqual({
      id: 9223372036854775807n,
      amount: "18446744073709551615",
      // Asked for as numbers, or not described: rounded, as by any parser.
      sequence: 12345678901234567000,
      parent: { id: -9223372036854775808n, amount: "1" },
      totals: { some_key: 9223372036854775807n, b: 0n },
      mixed: -9223372036854775808n,
      either: { from: 9223372036854775807n, to: 0n },
      unknown: { id: 9223372036854776000 },
    });
    expect(misfits).toEqual([]);
  });

  test("may stand beside texts that look like them, quotes and escapes", async () => {
    const text = String.raw`{"id":1,"amount":2,"text":"\\\"9007199254740993\\","mixed":"9007199254740993","totals":{"a\"9007199254740993":9007199254740993}}`;
    expect(await entryFrom(text)).toMatchObject({
      text: String.raw`\"9007199254740993\ `.trim(),
      mixed: "9007199254740993",
      totals: { 'a"9007199254740993': 9007199254740993n },
    });
  });

  test("are told of if they are no whole numbers", async () => {
    const entry = await entryFrom('{"id":1.5,"amount":"7","totals":{"a":1e300,"b":null},"mixed":[1]}');
    expect(entry).toEqual({ id: 1.5, amount: "7", totals: { a: 1e300, b: null }, mixed: [1] });
    expect(misfits).toEqual([
      { path: [0, "id"], expected: "int64", actual: "number" },
      { path: [0, "amount"], expected: "int64", actual: "string" },
      { path: [0, "totals", "a"], expected: "int64", actual: "integer" },
      { path: [0, "totals", "b"], expected: "int64", actual: "null" },
    ]);
    expect(kinds).toEqual(["body"]);
  });

  test("in headers and in failures, too", async () => {
    const headers = { "x-last": largest, "x-gone": `1, ${largest}`, "x-range": `{"from":${largest}}` };
    answer = { status: 200, body: "[]", headers };
    const reply = await listEntries(client, { ledgerId: 1n }).withResponse();
    expect(reply.headers).toEqual({
      xLast: 9223372036854775807n,
      xGone: [1n, 9223372036854775807n],
      xRange: { from: 9223372036854775807n },
    });
    answer = { status: 404, body: `{"from":${largest}}` };
    const error: unknown = await listEntries(client, { ledgerId: 1n }).catch((cause: unknown) => cause);
    expect(isFailure(error, listEntriesOperation, 404) && error.body).toEqual({ from: 9223372036854775807n });
    answer = { status: 200, body: "[]", headers: { "x-last": "many", "x-gone": "1,two" } };
    expect((await listEntries(client, { ledgerId: 1n }).withResponse()).headers).toMatchObject({ xLast: "many" });
    expect(misfits).toEqual([
      { path: ["X-Last"], expected: "int64", actual: "string" },
      { path: ["X-Gone", 1], expected: "int64", actual: "string" },
    ]);
  });

  test("don't hide that a body is no JSON", async () => {
    for (const body of [`[${largest}`, `[0${largest}]`, `["${largest}]`, `[${largest}n]`]) {
      answer = { status: 200, body };
      await expect(listEntries(client, { ledgerId: 1n })).rejects.toMatchObject({
        name: "DecodeError",
        reason: "syntax",
      });
    }
  });
});

describe("long integers that are sent", () => {
  test("keep every digit in paths, queries, headers and JSON in them", async () => {
    answer = { status: 200, body: "[]" };
    await listEntries(client, {
      ledgerId: 9223372036854775807n,
      after: [1n, -9223372036854775808n],
      ranges: [{ from: 9223372036854775807n }],
      filter: { from: 1n, to: 9223372036854775807n },
      xKey: Uint8Array.of(251, 255),
    });
    const [request] = received;
    expect(decodeURIComponent(request?.url ?? "")).toBe(
      `/ledgers/${largest}/entries?after=1&after=${smallest}&ranges={"from":${largest}}&filter={"from":1,"to":${largest}}`,
    );
    expect(request?.headers["x-key"]).toBe("+/8=");
  });

  test("keep every digit in JSON bodies", async () => {
    answer = { status: 201, body: '{"id":1,"amount":2}' };
    const body = {
      id: 9223372036854775807n,
      amount: "18446744073709551615",
      sequence: 5,
      totals: { a: -1n },
      mixed: "1",
    };
    await addEntry(client, { ledgerId: 1n, body });
    expect(received[0]?.body).toBe(
      `{"id":${largest},"amount":18446744073709551615,"sequence":5,"totals":{"a":-1},"mixed":"1"}`,
    );
  });

  test("keep every digit in parts", async () => {
    answer = { status: 201, body: '{"id":1,"amount":2}' };
    const body = { range: { from: 9223372036854775807n }, seal: Uint8Array.of(0, 1) };
    await addEntry(client, { ledgerId: 1n, body: { contentType: "multipart/form-data", body } });
    expect(received[0]?.body).toContain(`{"from":${largest}}`);
    expect(received[0]?.body).toContain("\r\n\r\nAAE=\r\n");
  });
});

test("what a server sent goes back byte for byte", async () => {
  const json = `{"id":${largest},"amount":18446744073709551615,"parent":{"id":0,"amount":0},"totals":{"a":${smallest}},"data":"AAEC","token":"-_8","made_at":"2024-05-01T10:00:00.000Z"}`;
  const entry = await entryFrom(json);
  answer = { status: 201, body: json };
  if (entry) await addEntry(client, { ledgerId: 1n, body: entry });
  expect(received[1]?.body).toBe(json);
});

describe("bytes", () => {
  test.each([
    ["AAEC", Uint8Array.of(0, 1, 2)],
    ["+/8=", Uint8Array.of(251, 255)],
    ["", new Uint8Array()],
    [null, null],
  ])("%j", (data, bytes) => {
    expect(decodeEntry({ id: 1, amount: 1, data })).toEqual({ id: 1n, amount: "1", data: bytes });
    expect(encodeEntry({ id: 1n, amount: "1", data: bytes })).toEqual({ id: 1n, amount: 1n, data });
  });

  test("of a length beyond the arguments of a call", () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
    const wire = encodeEntry({ data: bytes });
    expect(decodeEntry(wire).data).toEqual(bytes);
  });

  test.each(["A", "AA=A", "-_8", "A A=", "💡", 7])("%j is no base64, stays, and is told of", async (data) => {
    expect(await entryFrom(JSON.stringify({ id: 1, amount: 2, data }))).toMatchObject({ data });
    expect(misfits).toEqual([
      { path: [0, "data"], expected: "base64", actual: typeof data === "number" ? "integer" : "string" },
    ]);
  });

  test("in the alphabet for URLs, without padding; padded they are read too", () => {
    expect(decodeEntry({ token: "-_8" }).token).toEqual(Uint8Array.of(251, 255));
    expect(decodeEntry({ token: "-_8=" }).token).toEqual(Uint8Array.of(251, 255));
    expect(decodeEntry({ token: "+/8=" }).token).toBe("+/8=");
    expect(encodeEntry({ token: Uint8Array.of(251, 255) })).toEqual({ token: "-_8" });
  });
});

describe("dates", () => {
  test("of an `allOf` of text and format, and of a schema that asks for text", () => {
    expect(decodeEntry({ either: { at: "2024-05-01T10:00:00Z" } }).either).toEqual({
      at: new Date("2024-05-01T10:00:00Z"),
    });
  });

  test("that are none stay as they came, and are told of", async () => {
    const entry = await entryFrom('{"id":1,"amount":2,"made_at":"soon","parent":{"id":1,"amount":1,"made_at":null}}');
    expect(entry).toMatchObject({ madeAt: "soon", parent: { madeAt: null } });
    expect(misfits).toEqual([
      { path: [0, "made_at"], expected: "date-time", actual: "string" },
      { path: [0, "parent", "made_at"], expected: "date-time", actual: "null" },
    ]);
  });
});
