/** The promise that callers get: three views of one request, each handled or not as promises are. */

import { describe, expect, it, onTestFinished } from "vitest";
import { ApiClient, openClient, Resource } from "../../../runtime/index.js";
import { answering, client, failureOf, json, operation } from "./stub.js";

/** Rejections that nobody handled, until the test ends. */
function unhandled(): unknown[] {
  const reasons: unknown[] = [];
  const note = (reason: unknown) => void reasons.push(reason);
  // The runner's own listeners would fail the test for what it provokes.
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", note);
  onTestFinished(() => {
    process.removeAllListeners("unhandledRejection");
    for (const listener of others) process.on("unhandledRejection", listener);
  });
  return reasons;
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
}

const failing = () => json({ detail: 1 }, { status: 422 });
const described = operation({ responses: { 200: {}, 422: { content: [{ type: "application/json" }] } } });

describe("a call", () => {
  it("sends its request at once, exactly once, however many views are taken", async () => {
    const { fetch, sent } = answering(() => json({ a: 1 }));
    const call = client({ fetch }).send(operation());
    expect(sent).toHaveLength(1);
    const [data, again, withResponse, outcome] = await Promise.all([call, call, call.withResponse(), call.result()]);
    expect(data).toEqual({ a: 1 });
    expect(again).toBe(data);
    expect(withResponse).toMatchObject({ data, headers: {}, response: { status: 200 } });
    expect(outcome).toMatchObject({ ok: true, status: 200, data, headers: {}, response: withResponse.response });
    expect(sent).toHaveLength(1);
  });

  it("is a promise", async () => {
    const { fetch } = answering(failing);
    const call = client({ fetch }).send(described);
    expect(call).toBeInstanceOf(Promise);
    expect(await call.then(null, (error) => error.status)).toBe(422);
    expect(await call.catch((error) => error.status)).toBe(422);
    let isDone = false;
    await call
      .finally(() => {
        isDone = true;
      })
      .catch(() => {});
    expect(isDone).toBe(true);
  });

  it("gives a documented failure under the document's key", async () => {
    const outcomeOf = async (responses: object, status: number) => {
      const { fetch } = answering(() => json({ a: 1 }, { status }));
      return client({ fetch })
        .send(operation({ responses: { ...responses } }))
        .result();
    };
    const content = [{ type: "application/json" }];
    expect(await outcomeOf({ 422: { content } }, 422)).toMatchObject({
      ok: false,
      status: 422,
      error: { body: { a: 1 } },
    });
    expect(await outcomeOf({ "4XX": { content } }, 422)).toMatchObject({
      ok: false,
      status: "4XX",
      error: { status: 422 },
    });
    expect(await outcomeOf({ default: { content } }, 500)).toMatchObject({
      ok: false,
      status: "default",
      error: { status: 500 },
    });
    expect(await outcomeOf({}, 500)).toMatchObject({
      ok: false,
      status: undefined,
      error: { status: 500 },
      response: { status: 500 },
    });
  });

  it("rejects, and never throws, whatever is wrong", async () => {
    const open = client({});
    const wrong = [operation({ document: "Other" }), operation({ path: "/{id}", security: [["none"]] })];
    for (const one of wrong) expect(await open.send(one).result()).toMatchObject({ ok: false, status: undefined });
    expect(await open.send(operation(), undefined, { timeout: -1 }).result()).toMatchObject({
      error: { name: "ConfigError" },
    });
    expect(await open.send(operation(), undefined, { headers: { "": "" } }).result()).toMatchObject({
      error: { name: "InputError" },
    });
  });

  it("turns what a fetch throws or rejects with into an error of ours", async () => {
    for (const thrown of [new Error("broken"), "text", undefined, null]) {
      const fetch = () => {
        throw thrown;
      };
      const error = await failureOf(client({ fetch }).send(operation()));
      expect(error).toMatchObject({ name: "ConnectionError", cause: thrown });
    }
  });
});

describe("a failing call", () => {
  it("of which no view was taken is an unhandled rejection", async () => {
    const reasons = unhandled();
    void client(answering(failing)).send(described);
    await settle();
    expect(reasons).toMatchObject([{ name: "ApiError", status: 422 }]);
  });

  it.each(["result", "withResponse"] as const)("of which only .%s() was taken is handled there", async (view) => {
    const reasons = unhandled();
    const { fetch } = answering(failing);
    const outcome = await client({ fetch })
      .send(described)
      [view]()
      .catch((error: unknown) => ({ error }));
    expect(outcome).toMatchObject({ error: { status: 422 } });
    await settle();
    expect(reasons).toEqual([]);
  });

  it("of which .withResponse() is left alone is unhandled once", async () => {
    const reasons = unhandled();
    void client(answering(failing)).send(described).withResponse();
    await settle();
    expect(reasons).toHaveLength(1);
  });

  it("that is awaited and looked at is handled", async () => {
    const reasons = unhandled();
    const call = client(answering(failing)).send(described);
    expect(await failureOf(call)).toMatchObject({ status: 422 });
    expect((await call.result()).ok).toBe(false);
    await settle();
    expect(reasons).toEqual([]);
  });
});

describe("clients", () => {
  const definition = { document: "Test", server: "https://api.test" };

  it("are made by withOptions as clients of their own", async () => {
    const { fetch, sent } = answering(() => json({}));
    const parent = openClient(definition, { fetch });
    const child = parent.withOptions({ server: "https://b.test" });
    await parent.close();
    await child.send(operation());
    expect(sent.map(({ url }) => url)).toEqual(["https://b.test/things"]);
    expect(await failureOf(parent.send(operation()))).toMatchObject({ name: "AbortedError", attempts: 0 });
  });

  it("are what functions, classes and resources take", async () => {
    const { fetch, sent } = answering(() => json({}));
    const api = new ApiClient(definition, { fetch });
    const taken = new ApiClient(definition, api);
    const resource = new Resource(taken);
    expect(taken.client).toBe(api.client);
    expect(resource.client.client).toBe(api.client);
    await resource.client.send(operation());
    expect(sent).toHaveLength(1);
    await taken.close();
    expect(await failureOf(api.client.send(operation()))).toMatchObject({ name: "AbortedError" });
  });

  it("are closed at the end of their scope", async () => {
    const { fetch } = answering(() => json({}));
    const api = new ApiClient(definition, { fetch });
    await api[Symbol.asyncDispose]();
    expect(await failureOf(api.client.send(operation()))).toMatchObject({ name: "AbortedError" });
    const open = openClient(definition, { fetch });
    await open[Symbol.asyncDispose]();
    expect(await failureOf(open.send(operation()))).toMatchObject({ name: "AbortedError" });
  });
});
