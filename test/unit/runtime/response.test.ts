/** What a response becomes: data, headers, or an error, by status and media type. */

import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { decodeNumber } from "../../../runtime/index.js";
import type { DocumentedResponse } from "../../../runtime/operation.js";
import { answering, client, failureOf, operation } from "./stub.js";

type Responses = { [status: string]: DocumentedResponse };

const mark = (value: unknown) => ({ decoded: value });
const jsonContent = { content: [{ type: "application/json", decode: mark }] };

function answer(status: number, type: string | undefined, body: BodyInit | null): () => Response {
  return () => {
    const response = new Response(body, { status });
    response.headers.delete("content-type");
    if (type !== undefined) response.headers.set("content-type", type);
    return response;
  };
}

function call(responses: Responses, response: () => Response, method = "GET") {
  return client(answering(response)).send(operation({ responses, method }));
}

describe("a success", () => {
  it.each<[string, Responses, number, string | undefined, string, unknown]>([
    ["JSON", { 200: jsonContent }, 200, "application/json", "[1]", mark([1])],
    ["JSON with parameters", { 200: jsonContent }, 200, "Application/JSON ; charset=utf-8", "[1]", mark([1])],
    ["JSON without a type", { 200: jsonContent }, 200, undefined, "[1]", mark([1])],
    ["a relative of JSON", { 200: jsonContent }, 200, "application/vnd.x+json", "[1]", mark([1])],
    [
      "the media type itself before its relatives",
      { 200: { content: [...jsonContent.content, { type: "application/hal+json" }] } },
      200,
      "application/hal+json",
      "1",
      1,
    ],
    ["JSON null", { 200: { content: [{ type: "application/json" }] } }, 200, "application/json", "null", null],
    ["text", { 200: { content: [{ type: "text/plain" }] } }, 200, "text/plain", "a", "a"],
    ["text by a range", { 200: { content: [{ type: "text/*" }] } }, 200, "text/csv", "a", "a"],
    ["text without a type", { 200: { content: [{ type: "text/plain" }] } }, 200, undefined, "a", "a"],
    ["XML", { 200: { content: [{ type: "application/xml" }] } }, 200, "application/xml", "<a/>", "<a/>"],
    ["YAML, told to be text", { 200: { content: [{ type: "a/yaml", as: "text" }] } }, 200, "a/yaml", "a: 1", "a: 1"],
    ["anything without a type", { 200: { content: [{ type: "*/*" }] } }, 200, undefined, "[1]", [1]],
    ["anything", { 200: { content: [{ type: "*/*" }] } }, 200, "application/json", "1", 1],
    ["a range of statuses", { "2XX": jsonContent }, 201, "application/json", "1", mark(1)],
    [
      "an exact status before its range",
      { "2XX": jsonContent, 201: { content: [{ type: "application/json" }] } },
      201,
      "application/json",
      "1",
      1,
    ],
    ["default where no success is described", { default: jsonContent }, 200, "application/json", "1", mark(1)],
    ["an undescribed status in JSON", { 200: jsonContent, default: jsonContent }, 201, "application/json", "1", 1],
    ["an undescribed status in text", { 200: jsonContent }, 201, "text/html", "<p>", "<p>"],
    ["an undescribed status without a body", { 200: jsonContent }, 201, undefined, "", undefined],
    ["no described body", { 200: {} }, 200, "application/json", "[1]", undefined],
  ])("of %s", async (_, responses, status, type, body, data) => {
    expect(await call(responses, answer(status, type, body))).toEqual(data);
  });

  it.each([204, 205])("of %i has no data, whatever is described", async (status) => {
    expect(await call({ [status]: jsonContent }, answer(status, "application/json", null))).toBe(undefined);
  });

  it("of HEAD has no data", async () => {
    expect(await call({ 200: jsonContent }, answer(200, "application/json", null), "HEAD")).toBe(undefined);
  });

  it("of bytes is a Blob", async () => {
    const bytes = new Uint8Array([0, 255, 254, 10]);
    const responses = { 200: { content: [{ type: "application/octet-stream" }] } };
    for (const type of ["application/octet-stream", undefined]) {
      const data = await call(responses, answer(200, type, bytes));
      expect(data).toBeInstanceOf(Blob);
      expect(new Uint8Array(await (data as Blob).arrayBuffer())).toEqual(bytes);
    }
  });

  it("of bytes is a Blob where the document says so, whatever the type", async () => {
    const responses: Responses = { 200: { content: [{ type: "text/csv", as: "bytes" }] } };
    expect(await call(responses, answer(200, "text/csv", "a,b"))).toBeInstanceOf(Blob);
  });

  it("cancels a body that nobody reads", async () => {
    let cancelled = false;
    const stream = new ReadableStream({
      cancel: () => {
        cancelled = true;
      },
    });
    expect(await call({ 200: {} }, answer(200, "text/plain", stream))).toBe(undefined);
    expect(cancelled).toBe(true);
  });

  it("decodes the headers that are described", async () => {
    const headers = [
      { name: "X-Total", key: "xTotal", decode: decodeNumber },
      { name: "X-Next", key: "xNext" },
      { name: "X-Absent", key: "xAbsent" },
    ];
    const response = () => Response.json([], { headers: { "x-total": "12", "X-NEXT": "a", "x-other": "b" } });
    const reply = await call({ 200: { ...jsonContent, headers } }, response).withResponse();
    expect(reply).toMatchObject({ data: mark([]), headers: { xTotal: 12, xNext: "a" } });
    expect(Object.keys(reply.headers as object)).toEqual(["xTotal", "xNext"]);
    expect(reply.response.status).toBe(200);
  });
});

describe("a success with a wrong body", () => {
  it.each<[string, Responses, string | undefined, BodyInit, string]>([
    ["HTML for JSON", { 200: jsonContent }, "text/html", "<p>secret</p>", "media type"],
    ["bytes for JSON", { 200: jsonContent }, "image/png", "secret", "media type"],
    ["JSON for text", { 200: { content: [{ type: "text/plain" }] } }, "application/json", '"secret"', "media type"],
    ["nothing for JSON", { 200: jsonContent }, "application/json", "", "empty"],
    ["nothing and no type for JSON", { 200: jsonContent }, undefined, "", "empty"],
    ["nothing for bytes", { 200: { content: [{ type: "image/*" }] } }, "image/png", "", "empty"],
    ["cut JSON", { 200: jsonContent }, "application/json", '{"secret": tru', "syntax"],
    ["more than JSON", { 200: jsonContent }, "application/json", '{"secret": 1}}', "syntax"],
    ["HTML that claims to be JSON", { 200: jsonContent }, "application/json", "<p>secret", "syntax"],
    ["cut JSON where no body is described", {}, "application/json", '{"secret": tru', "syntax"],
  ])("%s", async (_, responses, type, body, reason) => {
    const error = await failureOf(call(responses, answer(200, type, body)));
    expect(error).toMatchObject({
      name: "DecodeError",
      reason,
      message: expect.stringMatching(
        new RegExp(
          `^thing: answered 200 \\([\\w/]+\\) with a wrong body: ${reason} \\(GET https://api.test/v1/things\\)$`,
        ),
      ),
    });
    expect(inspect(error, { depth: 9 })).not.toContain("secret");
  });
});

describe("a failure", () => {
  it.each<[string, Responses, number, string | undefined, BodyInit | null, string | undefined, unknown]>([
    ["described", { 422: jsonContent }, 422, "application/json", "[1]", "422", mark([1])],
    ["described by its range", { "4XX": jsonContent, default: {} }, 422, "application/json", "[1]", "4XX", mark([1])],
    ["described by default", { 200: {}, default: jsonContent }, 500, "application/json", "[1]", "default", mark([1])],
    [
      "described exactly and by its range",
      { 422: jsonContent, "4XX": {} },
      422,
      "application/json",
      "1",
      "422",
      mark(1),
    ],
    ["described without a body", { 404: {} }, 404, "text/plain", "gone", "404", "gone"],
    ["described, of a relative type", { 422: jsonContent }, 422, "application/problem+json", "1", "422", mark(1)],
    ["described in text", { 422: { content: [{ type: "text/plain" }] } }, 422, "text/plain", "no", "422", "no"],
    ["not described, JSON", {}, 418, "application/json", '{"a":1}', undefined, { a: 1 }],
    ["not described, text", {}, 418, "text/html", "<p>", undefined, "<p>"],
    ["not described, no type", {}, 418, undefined, "oops", undefined, "oops"],
    ["described, of another type", { 422: jsonContent }, 422, "text/html", "<p>", undefined, "<p>"],
    ["described, not JSON after all", { 422: jsonContent }, 422, "application/json", "<p>", undefined, "<p>"],
    ["described, empty", { 422: jsonContent }, 422, "application/json", "", undefined, undefined],
    ["not modified", {}, 304, undefined, null, undefined, undefined],
    [
      "of the client's kind in a document of successes",
      { "2XX": jsonContent },
      400,
      "application/json",
      "1",
      undefined,
      1,
    ],
  ])("%s", async (_, responses, status, type, body, documented, data) => {
    const error = await failureOf(call(responses, answer(status, type, body)));
    expect(error).toMatchObject({ name: "ApiError", status, body: data, documented });
    expect(error).toHaveProperty("message", `thing: answered ${status} (GET https://api.test/v1/things)`);
  });

  it.each([
    ["HEAD", 404],
    ["GET", 304],
  ])("of %s with %i is the one described, without the body that it can't have", async (method, status) => {
    const error = await failureOf(call({ [status]: jsonContent }, answer(status, "application/json", null), method));
    expect(error).toMatchObject({ status, body: undefined, documented: String(status) });
  });

  it("gives the headers, what they ask for, and the server's name of the request", async () => {
    const headers = { "x-request-id": "r1", "request-id": "r2", "retry-after": "90" };
    const error = await failureOf(call({}, () => new Response("", { status: 429, headers })));
    expect(error).toMatchObject({ requestId: "r1", retryAfterMs: 90_000 });
    expect(error).toHaveProperty("response.status", 429);
    const other = await failureOf(call({}, () => new Response("", { status: 400, headers: { "request-id": "r2" } })));
    expect(other).toMatchObject({ requestId: "r2" });
    expect(other).not.toHaveProperty("retryAfterMs");
  });
});

describe("an answer before the last", () => {
  const twice = { retries: 1 };

  it("is cancelled before it is asked again", async () => {
    let cancelled = 0;
    const stream = () =>
      new ReadableStream({
        cancel: () => {
          cancelled++;
        },
      });
    const { fetch, sent } = answering(
      () => new Response(stream(), { status: 503 }),
      answer(200, "application/json", "1"),
    );
    expect(await client({ fetch }).send(operation(), undefined, twice)).toBe(1);
    expect([cancelled, sent.length]).toEqual([1, 2]);
  });

  it("says nothing about the failure after it", async () => {
    const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    const busy = () => new Response("", { status: 503, headers: { "x-request-id": "first" } });
    const { fetch } = answering(busy, () => refused);
    const error = await failureOf(client({ fetch }).send(operation(), undefined, twice));
    expect(error).toMatchObject({
      name: "ConnectionError",
      phase: "connect",
      attempts: 2,
      requestId: undefined,
      cause: refused,
    });
  });
});

describe("a body that breaks", () => {
  it("was an answer, whatever the error says: a POST isn't repeated", async () => {
    const broken = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    const body = () => new ReadableStream({ pull: (controller) => controller.error(broken) });
    const { fetch, sent } = answering(() => new Response(body(), { headers: { "content-type": "application/json" } }));
    const post = operation({ method: "POST" });
    expect(await failureOf(client({ fetch }).send(post, undefined, { retries: 1 }))).toMatchObject({
      name: "ConnectionError",
      phase: "body",
      mayHaveBeenProcessed: true,
      attempts: 1,
    });
    expect(sent).toHaveLength(1);
  });
});
