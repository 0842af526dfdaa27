/** The generated Syllable client against its recordings. */

import { fileURLToPath } from "node:url";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  createClient,
  type HTTPValidationError,
  isApiError,
  isFailure,
  type ServiceCreateRequest,
  type ServiceResponse,
  SyllableSDK,
  serviceCreate,
  serviceCreateOperation,
} from "../../generated/syllable/index.js";
import { failureOf } from "./failure.js";
import { type Replay, withReplay } from "./server.js";

const apiKeyHeader = "syllable-test-key";

function recording(name: string): string {
  return fileURLToPath(new URL(`../recordings/syllable/service_create.${name}.har`, import.meta.url));
}

/** Runs `use` with a client of the recording's server. */
function replay<Result>(name: string, use: (sdk: SyllableSDK, replay: Replay) => Promise<Result>): Promise<Result> {
  return withReplay(recording(name), apiKeyHeader, (server) =>
    use(new SyllableSDK({ apiKeyHeader, server: server.url }), server),
  );
}

const input: ServiceCreateRequest = {
  name: "Weather tools",
  description: "Service containing tools for fetching weather information",
  authType: "basic",
  authValues: { password: "my-password", username: "my-username" },
};

describe("a success", () => {
  const created = {
    id: 123,
    name: "<string>",
    description: "<string>",
    lastUpdated: new Date("2023-11-07T05:31:56Z"),
    lastUpdatedBy: "<string>",
    tools: ["<string>"],
    authType: "basic",
    authValueKeys: ["username", "password"],
    lastUpdatedComments: "Updated description to correct typo",
  };

  it("sends wire names and the header, and resolves to camelCase with a Date", async () => {
    const service = await replay("success", (syllable) => syllable.services.create(input));
    expect(service).toEqual(created);
    expect(service.lastUpdated.getUTCFullYear()).toBe(2023);
    expectTypeOf(service).toEqualTypeOf<ServiceResponse>();
    expectTypeOf(service.lastUpdated).toEqualTypeOf<Date>();
  });

  it("is the same through the function", async () => {
    const { data, response } = await withReplay(recording("success"), apiKeyHeader, ({ url }) =>
      serviceCreate(createClient({ apiKeyHeader, server: url }), input).withResponse(),
    );
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(data).toEqual(created);
  });

  it("survives a redirect to the path with a slash, with body and key", async () => {
    const targets = await replay("redirect", async (syllable, { received }) => {
      expect(await syllable.services.create(input)).toEqual(created);
      return received.map(({ target }) => target);
    });
    expect(targets).toEqual(["/api/v1/services", "/api/v1/services/"]);
  });

  it("sends free-form values key for key", async () => {
    const authValues = {
      client_id: "a",
      "X-Custom-Header": "b",
      nested_value: { keep_me: [{ as_is: 1 }] },
      camelCase: null,
    };
    const bodies: unknown[] = [];
    const fetch = async (_url: string | URL | Request, init?: RequestInit): Promise<Response> => {
      bodies.push(JSON.parse(String(init?.body)));
      return Response.json({ id: 1, name: "", description: "", last_updated: "", last_updated_by: "", tools: [] });
    };
    await new SyllableSDK({ apiKeyHeader, fetch }).services.create({ ...input, authType: "oauth2", authValues });
    expect(bodies).toEqual([
      { name: input.name, description: input.description, auth_type: "oauth2", auth_values: authValues },
    ]);
  });
});

describe("a documented failure", () => {
  const invalid: ServiceCreateRequest = { name: "", description: input.description };
  const loc = [
    ["body", "name"],
    ["body", "auth_values", 0],
  ];

  it("rejects with a typed body", async () => {
    const error = await replay("invalid", (syllable) => failureOf(syllable.services.create(invalid)));
    if (!isFailure(error, serviceCreateOperation, 422)) expect.fail(String(error));
    expectTypeOf(error.body).toEqualTypeOf<HTTPValidationError>();
    expectTypeOf(error.status).toEqualTypeOf<422>();
    expect(error.body.detail?.map((each) => each.loc)).toEqual(loc);
  });

  it("is an outcome with its status", async () => {
    const outcome = await replay("invalid", (syllable) => syllable.services.create(invalid).result());
    if (outcome.ok || outcome.status !== 422) expect.fail(JSON.stringify(outcome));
    expectTypeOf(outcome.error.body).toEqualTypeOf<HTTPValidationError>();
    expect(outcome.error.body.detail?.map((each) => each.loc)).toEqual(loc);
  });
});

describe("an undocumented failure", () => {
  it.each([
    ["unauthorized", 401, { detail: "Invalid API key" }],
    ["server-error", 500, "Internal Server Error"],
  ])("%s rejects with status and body, after one request", async (name, status, body) => {
    const error = await replay(name, (syllable) => failureOf(syllable.services.create(input)));
    expect(isApiError(error)).toBe(true);
    expect(isFailure(error, serviceCreateOperation, 422)).toBe(false);
    expect(error).toMatchObject({ name: "ApiError", status, body, attempts: 1 });
    expect(String(error)).not.toContain(apiKeyHeader);
  });

  it("is an outcome without status", async () => {
    const outcome = await replay("unauthorized", (syllable) => syllable.services.create(input).result());
    expect(outcome).toMatchObject({ ok: false, status: undefined, error: { status: 401, requestId: "syllable-401" } });
  });
});

describe("a success without the promised body", () => {
  it.each([
    ["empty-body", "empty"],
    ["html", "media type"],
  ])("%s rejects with a DecodeError", async (name, reason) => {
    const error = await replay(name, (syllable) => failureOf(syllable.services.create(input)));
    expect(error).toMatchObject({ name: "DecodeError", reason });
  });
});
