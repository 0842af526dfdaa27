/** The generated Octave client against its recordings. */

import { fileURLToPath } from "node:url";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  createClient,
  isApiError,
  Octave,
  type Service,
  type ServiceCreateRequest,
  type ServiceCreateResponse,
  serviceCreate,
} from "../../generated/octave/index.js";
import { failureOf } from "./failure.js";
import { readHar } from "./har.js";
import { type Replay, withReplay } from "./server.js";

const apiKey = "octave-test-key";

function recording(name: string): string {
  return fileURLToPath(new URL(`../recordings/octave/service_create.${name}.har`, import.meta.url));
}

/** Runs `use` with a client of the recording's server. */
function replay<Result>(name: string, use: (octave: Octave, replay: Replay) => Promise<Result>): Promise<Result> {
  return withReplay(recording(name), apiKey, (server) => use(new Octave({ apiKey, server: server.url }), server));
}

/** The request that the reference page prints as a call of curl. */
const page = {
  method: "POST",
  url: "https://app.octavehq.com/api/v2/service/create",
  body: {
    name: "Managed Analytics Onboarding",
    internalName: "Analytics Onboarding Service",
    description: "Hands-on onboarding engagement that configures and validates customer analytics dashboards",
    primaryUrl: "https://www.example.com/services/onboarding",
    summary: "6-week onboarding engagement for enterprise customers",
    deliverables: ["Onboarding plan", "Integration runbook", "Training session"],
    competencies: ["Data engineering", "Customer success"],
    comparativeAdvantage: ["Faster time to value", "Dedicated success engineer"],
    likelyAlternative: ["In-house rollout", "Generalist consulting firm"],
    challengesAddressed: ["Slow time to insight", "Ad-hoc data pipelines"],
    customerBenefits: ["Reliable reporting", "Reduced internal engineering load"],
    customFields: [{ title: "<string>", value: ["<string>"] }],
  },
} satisfies { method: string; url: string; body: ServiceCreateRequest };

describe("a success", () => {
  it("sends what the page's curl sends", async () => {
    const received = await replay("success", async (octave, { received }) => {
      await octave.services.create(page.body);
      return received;
    });
    expect(received).toHaveLength(1);
    const { method, target, headers, body } = received[0] ?? expect.fail("nothing was received");
    expect(`${method} https://app.octavehq.com${target}`).toBe(`${page.method} ${page.url}`);
    expect(headers).toMatchObject({ api_key: apiKey, "content-type": "application/json" });
    expect(JSON.parse(body)).toEqual(page.body);
  });

  it("goes to Octave's host if no server is named", async () => {
    const urls: string[] = [];
    const fetch = async (url: string | URL | Request): Promise<Response> => {
      urls.push(String(url));
      return Response.json({ _metadata: {}, data: {} });
    };
    await new Octave({ apiKey, fetch }).services.create({ name: "x" });
    expect(urls).toEqual([page.url]);
  });

  it("resolves to the body as it is on the wire", async () => {
    const { log } = await readHar(recording("success"));
    const created = await replay("success", (octave) => octave.services.create(page.body));
    expect(created).toEqual(JSON.parse(log.entries[0]?.response.content.text ?? ""));
    expect(created.data.qualifyingQuestions?.[0]?.fitType).toBe("GOOD");
    expectTypeOf(created).toEqualTypeOf<ServiceCreateResponse>();
    expectTypeOf(created.data).toEqualTypeOf<Service>();
    expectTypeOf(created.data.archivedAt).toEqualTypeOf<string | null | undefined>();
  });

  it("is the same through the function", async () => {
    const { data, response } = await withReplay(recording("success"), apiKey, ({ url }) =>
      serviceCreate(createClient({ apiKey, server: url }), page.body).withResponse(),
    );
    expect(response.status).toBe(200);
    expect(data.data.oId).toBe("p_1234");
  });

  it("is an outcome with `ok`", async () => {
    const outcome = await replay("success", (octave) => octave.services.create(page.body).result());
    expect(outcome).toMatchObject({ ok: true, status: 200, data: { data: { oId: "p_1234" } } });
  });
});

describe("a failure", () => {
  it.each([
    ["unauthorized", 401, { message: "Unauthorized" }],
    ["server-error", 500, { message: "Internal server error" }],
  ])("%s rejects with status and body, after one request", async (name, status, body) => {
    const error = await replay(name, (octave) => failureOf(octave.services.create(page.body)));
    expect(isApiError(error)).toBe(true);
    expect(error).toMatchObject({ name: "ApiError", status, body, attempts: 1 });
    expect(String(error)).not.toContain(apiKey);
  });

  it("carries the request id", async () => {
    const error = await replay("unauthorized", (octave) => failureOf(octave.services.create(page.body)));
    expect(error).toMatchObject({ requestId: "octave-401" });
  });

  it("is an outcome without status where the document doesn't have it", async () => {
    const outcome = await replay("unauthorized", (octave) => octave.services.create(page.body).result());
    expect(outcome).toMatchObject({ ok: false, status: undefined, error: { status: 401 } });
  });
});

describe("a success without the promised body", () => {
  it.each([
    ["empty-body", "empty"],
    ["html", "media type"],
  ])("%s rejects with a DecodeError", async (name, reason) => {
    const error = await replay(name, (octave) => failureOf(octave.services.create(page.body)));
    expect(error).toMatchObject({ name: "DecodeError", reason });
  });
});
