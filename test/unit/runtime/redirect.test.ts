/** Which redirects are followed, and with what. */

import { describe, expect, it } from "vitest";
import { jsonBody, keyInHeader } from "../../../runtime/index.js";
import { answering, client, failureOf, headersOf, json, operation } from "./stub.js";

const credentials = { key: { send: keyInHeader, name: "X-Key" } } as const;

function redirect(status: number, location: string | null): () => Response {
  return () => new Response(null, { status, headers: location === null ? {} : { location } });
}

async function follow(method: string, ...answers: (() => Response)[]) {
  const { fetch, sent } = answering(...answers);
  const body = [{ type: "application/json", write: jsonBody }];
  const post = operation({ method, body, input: "body", security: [["key"]], responses: {} });
  const outcome = await client({ fetch, key: "k" }, { credentials })
    .send(post, method === "POST" ? { a: 1 } : undefined)
    .result();
  return { sent, outcome };
}

describe("a redirect on the same origin", () => {
  it.each([
    ["GET", 301, "GET"],
    ["GET", 302, "GET"],
    ["GET", 303, "GET"],
    ["GET", 307, "GET"],
    ["GET", 308, "GET"],
    ["HEAD", 301, "HEAD"],
    ["HEAD", 303, "HEAD"],
    ["POST", 301, "GET"],
    ["POST", 302, "GET"],
    ["POST", 303, "GET"],
    ["POST", 307, "POST"],
    ["POST", 308, "POST"],
    ["PUT", 302, "PUT"],
    ["PUT", 303, "GET"],
    ["DELETE", 307, "DELETE"],
  ])("of %s by %i is followed as %s, with credentials", async (method, status, next) => {
    const { sent, outcome } = await follow(method, redirect(status, "/v1/there?x=1#part"), () => json({}));
    expect(outcome.ok).toBe(true);
    expect(sent.map(({ url, init }) => [init.method, url])).toEqual([
      [method, "https://api.test/v1/things"],
      [next, "https://api.test/v1/there?x=1#part"],
    ]);
    expect(headersOf(sent[1])["x-key"]).toBe("k");
    const keepsBody = next === "POST";
    expect(sent[1]?.init.body).toBe(keepsBody ? '{"a":1}' : null);
    if (!keepsBody && method === "POST") expect(headersOf(sent[1])).not.toHaveProperty("content-type");
  });

  it.each(["there", "./there", "//api.test/v1/there", "https://api.test:443/v1/there", "HTTPS://API.TEST/v1/there"])(
    "may be written %j",
    async (location) => {
      const { sent } = await follow("GET", redirect(307, location), () => json({}));
      expect(sent[1]?.url).toBe("https://api.test/v1/there");
    },
  );

  it("is followed five times, not six", async () => {
    const { sent, outcome } = await follow("GET", redirect(302, "/again"));
    expect(sent).toHaveLength(6);
    expect(outcome).toMatchObject({ ok: false, error: { name: "RedirectError", target: "https://api.test" } });
  });
});

describe("any other redirect", () => {
  it.each([
    ["to another host", "https://evil.test/v1/things", "https://evil.test"],
    ["to a host of a longer name", "https://api.test.evil.test/", "https://api.test.evil.test"],
    ["to another port", "https://api.test:8443/", "https://api.test:8443"],
    ["to another scheme", "http://api.test/v1/things", "http://api.test"],
    ["without a scheme", "//evil.test/", "https://evil.test"],
    ["with a backslash", "\\\\evil.test/", "https://evil.test"],
    ["with user information", "https://user:secret@api.test/", "https://api.test"],
    ["to a file", "file:///etc/passwd", "null"],
    ["to data", "data:text/plain,secret", "null"],
    ["to a script", "javascript:alert(1)", "null"],
    ["to no valid URL", "https://", undefined],
    ["to nowhere", "", undefined],
    ["without Location", null, undefined],
  ])("%s is refused, and nothing is sent there", async (_, location, target) => {
    for (const status of [301, 302, 303, 307, 308]) {
      const { sent, outcome } = await follow("POST", redirect(status, location), () => json({}));
      expect(sent).toHaveLength(1);
      expect(outcome).toMatchObject({ ok: false, error: { name: "RedirectError", target, attempts: 1 } });
      expect(String(outcome.ok || outcome.error)).not.toContain("secret");
    }
  });

  it("that a browser hides is refused", async () => {
    const hidden = () =>
      Object.defineProperties(new Response(), { type: { value: "opaqueredirect" }, status: { value: 0 } });
    const { sent, outcome } = await follow("GET", hidden);
    expect(sent[0]?.init.redirect).toBe("manual");
    expect(outcome).toMatchObject({ ok: false, error: { name: "RedirectError" } });
  });

  it.each([300, 304, 305, 306])("of status %i is an answer", async (status) => {
    const { outcome } = await follow("GET", redirect(status, "https://evil.test/"));
    expect(outcome).toMatchObject({ ok: false, error: { name: "ApiError", status } });
  });

  it("cancels the body that comes with it", async () => {
    let cancelled = 0;
    const stream = () => new ReadableStream({ cancel: () => void cancelled++ });
    const answer = () => new Response(stream(), { status: 307, headers: { location: "https://evil.test" } });
    await follow("GET", answer);
    expect(cancelled).toBe(1);
  });

  it("leads to the error of a call", async () => {
    const { fetch } = answering(redirect(302, "https://evil.test/"));
    const error = await failureOf(client({ fetch }).send(operation()));
    expect(error).toHaveProperty("message", "thing: redirect refused (GET https://api.test/v1/things)");
  });
});
