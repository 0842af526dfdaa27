/** Every behaviour of openapi-fetch that `runtime/transport.ts` relies on. Should one change, this says which. */

import createClient from "openapi-fetch";
import { describe, expect, it } from "vitest";

interface Light {
  readonly url: string;
  readonly init: Record<string, unknown>;
}

type Call = Readonly<Record<string, unknown>>;

/** The few things that the transport does with openapi-fetch, without its types. */
type Create = (options: object) => {
  request(method: string, path: string, init: object): Promise<Record<string, unknown>>;
};

class LightRequest implements Light {
  readonly url: string;
  readonly init: Record<string, unknown>;

  constructor(url: string, init: Record<string, unknown>) {
    this.url = url;
    this.init = init;
  }
}

const light = { status: 204, ok: true, headers: { get: () => null }, reply: "reply" };

function open(options: object = {}) {
  const log: unknown[] = [];
  const api = (createClient as unknown as Create)({
    Request: LightRequest,
    fetch: async (request: Light) => {
      log.push(["fetch", request]);
      return light;
    },
    pathSerializer: (...args: unknown[]) => {
      log.push(["path", ...args]);
      return "https://api.test/filled";
    },
    querySerializer: (...args: unknown[]) => {
      log.push(["query", ...args]);
      return "a=1";
    },
    bodySerializer: () => {
      log.push(["body"]);
    },
    ...options,
  });
  return { api, log };
}

describe("openapi-fetch", () => {
  const call: Call = { some: "call" };
  const init = { params: { path: call, query: call }, body: undefined, call };

  it("puts path and query together by our functions, each called once with what we gave, and writes no body", async () => {
    const { api, log } = open();
    await api.request("POST", "/things/{id}", init);
    expect(log.slice(0, 2)).toEqual([
      ["path", "/things/{id}", call],
      ["query", call],
    ]);
    expect(log.map((entry) => (entry as unknown[])[0])).toEqual(["path", "query", "fetch"]);
  });

  it("makes the request with our class, of the finished URL and options it doesn't know", async () => {
    const { api, log } = open();
    await api.request("patch", "/x", init);
    const [, request] = log[2] as [string, LightRequest];
    expect(request).toBeInstanceOf(LightRequest);
    expect(request.url).toBe("https://api.test/filled?a=1");
    expect(request.init).toMatchObject({ method: "PATCH", body: undefined, call });
  });

  it("adds no question mark for an empty query", async () => {
    const { api, log } = open({ querySerializer: () => "" });
    await api.request("GET", "/x", init);
    expect(log.at(-1)).toMatchObject(["fetch", { url: "https://api.test/filled" }]);
  });

  it("calls fetch before it gives up control", () => {
    const { api, log } = open();
    void api.request("GET", "/x", init);
    expect(log.at(-1)).toMatchObject(["fetch", {}]);
  });

  it("hands on a response of status 204 as it is, and reads nothing of it", async () => {
    const { api } = open();
    expect(await api.request("GET", "/x", init)).toEqual({ data: undefined, response: light });
    expect((await api.request("GET", "/x", init))["response"]).toBe(light);
  });

  it.each(["fetch", "pathSerializer", "querySerializer"])("rejects with what our %s throws", async (part) => {
    const thrown = new Error("ours");
    const throwing = () => {
      throw thrown;
    };
    const { api } = open({ [part]: throwing });
    await expect(api.request("POST", "/x", init)).rejects.toBe(thrown);
  });

  it("rejects with what our class throws, which writes the body", async () => {
    const thrown = new Error("ours");
    class Throwing {
      constructor() {
        throw thrown;
      }
    }
    const { api } = open({ Request: Throwing });
    await expect(api.request("POST", "/x", init)).rejects.toBe(thrown);
  });

  it("may be called without its object", async () => {
    const { request } = open().api;
    expect(await request("GET", "/x", init)).toMatchObject({ response: light });
  });
});

describe("openapi-fetch, as raw opens it", () => {
  it("hands a real Request to our fetch and shows the filled path to our serialiser's place", async () => {
    const seen: unknown[] = [];
    const api = createClient<{
      "/things/{id}": {
        get: { parameters: { path: { id: string } }; responses: { 200: { content: { "application/json": unknown } } } };
      };
    }>({
      baseUrl: "https://api.test/v1",
      pathSerializer: (path, values) => {
        seen.push(path, values);
        return path.replace("{id}", String(values["id"]));
      },
      fetch: async (request) => {
        seen.push(request);
        return Response.json({ a: 1 });
      },
    });
    const { data, response } = await api.GET("/things/{id}", { params: { path: { id: "7" } } });
    expect(seen.slice(0, 2)).toEqual(["https://api.test/v1/things/{id}", { id: "7" }]);
    expect(seen[2]).toBeInstanceOf(Request);
    expect(seen[2]).toHaveProperty("url", "https://api.test/v1/things/7");
    expect([data, response.status]).toEqual([{ a: 1 }, 200]);
  });
});
