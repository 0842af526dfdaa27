/** What a user of Syllable's validators sees: models in both forms, and calls that are judged, over a real socket. */

import { createServer } from "node:http";
import { type ClientOptions, createClient, type ServiceCreateRequest, serviceCreate } from "@clientwright/syllable";
import {
  ServiceCreateRequest as RequestValidator,
  ServiceResponse,
  ServiceResponseWire,
  ValidationError,
  validation,
} from "@clientwright/syllable/validators";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../loopback.js";

type Mismatch = Parameters<NonNullable<ClientOptions["onMismatch"]>>[0];

const wire = {
  id: 1,
  name: "Weather tools",
  description: "For the weather",
  last_updated: "2024-01-01T12:00:00.5+01:00",
  last_updated_by: "a@example.com",
  tools: ["hangup"],
  auth_type: null,
  owner_team: { new_field: 1 },
};

const model = {
  id: 1,
  name: "Weather tools",
  description: "For the weather",
  lastUpdated: new Date("2024-01-01T11:00:00.500Z"),
  lastUpdatedBy: "a@example.com",
  tools: ["hangup"],
  authType: null,
  owner_team: { new_field: 1 },
};

describe("a model", () => {
  it("is checked and decoded in one go, and what isn't known is kept", () => {
    expect(ServiceResponseWire.parse(wire)).toEqual(model);
    expect(ServiceResponseWire["~standard"].validate(wire)).toEqual({ value: model });
  });

  it("is judged in the form that callers have", () => {
    const value: unknown = { ...model };
    if (!ServiceResponse.is(value)) throw new Error("it is one");
    expect(value.lastUpdated.getUTCFullYear()).toBe(2024);
    expect(ServiceResponse.parse(value)).toBe(value);
    expect(ServiceResponse.is(wire)).toBe(false);
    expect(ServiceResponse.is({ ...model, lastUpdated: new Date(Number.NaN) })).toBe(false);
  });

  it("has issues with names of its form", () => {
    const issuesOf = (value: unknown, of: typeof ServiceResponse | typeof ServiceResponseWire) =>
      (of["~standard"].validate(value).issues ?? []).map(({ path, message }) => `${path.join("/")} ${message}`);
    expect(issuesOf({ ...wire, last_updated: "2024-02-30T00:00:00Z", tools: [1] }, ServiceResponseWire)).toEqual([
      "last_updated must be a date-time (RFC 3339)",
      "tools/0 must be a string",
    ]);
    expect(issuesOf({ ...model, lastUpdatedBy: undefined }, ServiceResponse)).toEqual(["lastUpdatedBy is missing"]);
    expect(() => ServiceResponse.assert(wire)).toThrow(ValidationError);
  });
});

describe("a call that is judged", () => {
  let answer: unknown = wire;
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer));
  });
  let url = "";
  beforeAll(async () => {
    url = await listen(server);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const open = (responses: "report" | "strict", onMismatch?: (mismatch: Mismatch) => void) =>
    createClient({
      server: url,
      apiKeyHeader: "key",
      validation: validation({ requests: true, responses }),
      ...(onMismatch && { onMismatch }),
    });
  const input: ServiceCreateRequest = { name: "Weather tools", description: "For the weather" };

  it("gives what it gives without a judge", async () => {
    answer = wire;
    expect(await serviceCreate(open("strict"), input)).toEqual(model);
    expect(await serviceCreate(createClient({ server: url, apiKeyHeader: "key" }), input)).toEqual(model);
  });

  it("sends nothing that is wrong", async () => {
    const before = requests;
    const value: ServiceCreateRequest = JSON.parse('{"name":1,"description":"x","authType":"magic"}');
    expect(RequestValidator.is(value)).toBe(false);
    const outcome = await serviceCreate(open("report"), value).result();
    expect(outcome).toMatchObject({
      ok: false,
      error: {
        name: "InputError",
        issues: [
          { path: ["name"], keyword: "type" },
          { path: ["authType"], keyword: "enum" },
        ],
      },
    });
    expect(requests).toBe(before);
  });

  it("rejects a wrong answer or tells of it, as one wants", async () => {
    answer = { ...wire, id: "one", last_updated: "yesterday" };
    const issues = [
      { path: ["id"], keyword: "type", expected: "an integer", message: "must be an integer", actual: "string" },
      {
        path: ["last_updated"],
        keyword: "format",
        expected: "a date-time (RFC 3339)",
        message: "must be a date-time (RFC 3339)",
        actual: "string",
      },
    ];
    await expect(serviceCreate(open("strict"), input)).rejects.toMatchObject({
      name: "DecodeError",
      reason: "schema",
      issues,
    });
    const told: Mismatch[] = [];
    const data: unknown = await serviceCreate(
      open("report", (mismatch) => void told.push(mismatch)),
      input,
    );
    expect(data).toMatchObject({ id: "one", lastUpdated: "yesterday" });
    expect(told.filter(({ kind }) => kind === "schema")).toEqual([
      {
        kind: "schema",
        document: "SyllableSDK",
        operation: "service_create",
        status: 200,
        contentType: "application/json",
        issues,
      },
    ]);
  });
});
