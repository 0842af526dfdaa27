/** Runs what `examples/` shows. */

import { describe, expect, it } from "vitest";
import { server } from "../../examples/hono-server.js";
import { submit } from "../../examples/tanstack-form.js";

const post = (path: string, body: unknown) =>
  server.request(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

describe("Hono", () => {
  it("takes the form of the wire and hands on the caller's", async () => {
    const response = await post("/services", { name: "Weather", description: "Tools", auth_type: "bearer" });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ created: "Weather", auth: "bearer" });
  });

  it("refuses what isn't as described, with the path of each issue", async () => {
    const response = await post("/services", { name: 1, description: "Tools", auth_type: "magic" });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: [{ path: ["name"] }, { path: ["auth_type"] }],
      success: false,
    });
    expect((await post("/drafts", { name: "Weather", description: "Tools", authType: "magic" })).status).toBe(400);
    expect((await post("/drafts", { name: "Weather", description: "Tools", authType: "basic" })).status).toBe(201);
  });
});

describe("TanStack Form", () => {
  it("submits what is right", async () => {
    const service = { name: "Weather", description: "Tools" };
    expect(await submit(service)).toEqual({ submitted: service, errors: {} });
  });

  it("shows what is wrong at its field", async () => {
    const { submitted, errors } = await submit(
      JSON.parse('{ "name": 1, "description": "Tools", "authType": "magic" }'),
    );
    expect(submitted).toBeUndefined();
    expect(errors).toEqual({
      name: ["must be a string"],
      authType: ['must be one of "basic", "bearer", "custom_headers", "oauth2"'],
    });
  });
});
