/** The error family: what errors say and don't say, and the guards, also across copies of the runtime. */

import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import type { Operation } from "../../../runtime/index.js";
import * as runtime from "../../../runtime/index.js";
import { answering, client, failureOf } from "./stub.js";

const context = { document: "Test", operation: "thing", method: "GET", url: "https://api.test/v1/things", attempts: 2 };

const classes = {
  InputError: runtime.InputError,
  ConfigError: runtime.ConfigError,
  ConnectionError: runtime.ConnectionError,
  TimeoutError: runtime.TimeoutError,
  AbortedError: runtime.AbortedError,
  ApiError: runtime.ApiError,
  RedirectError: runtime.RedirectError,
  DecodeError: runtime.DecodeError,
};

const guards: { [Name in keyof typeof classes]: (error: unknown) => boolean } = {
  InputError: runtime.isInputError,
  ConfigError: runtime.isConfigError,
  ConnectionError: runtime.isConnectionError,
  TimeoutError: runtime.isTimeoutError,
  AbortedError: runtime.isAbortedError,
  ApiError: runtime.isApiError,
  RedirectError: runtime.isRedirectError,
  DecodeError: runtime.isDecodeError,
};

const names = Object.keys(classes) as (keyof typeof classes)[];

describe("every error", () => {
  it.each(names)("%s says what failed", (name) => {
    const cause = new Error("inner");
    const error = new classes[name]("no luck", context, { cause });
    expect(error).toBeInstanceOf(runtime.SdkError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      ...context,
      name,
      cause,
      message: "thing: no luck (GET https://api.test/v1/things)",
    });
    expect(error.stack).toMatch(new RegExp(`^${name}: thing: no luck`));
  });

  it.each(names)("%s has no cause unless there is one", (name) => {
    expect("cause" in new classes[name]("no luck", context)).toBe(false);
  });

  it("doesn't print the response, whose headers may hold secrets", () => {
    const response = new Response("", { status: 400, headers: { "set-cookie": "secret" } });
    const error = new runtime.ApiError("no luck", { ...context, response }, { status: 400 });
    expect(error.headers.get("set-cookie")).toBe("secret");
    expect(inspect(error, { depth: 9 })).not.toContain("secret");
    expect(JSON.stringify(error)).not.toContain("secret");
  });
});

describe("guards", () => {
  it.each(names)("tell %s from the others", (name) => {
    const error = new classes[name]("no luck", context);
    expect(names.filter((other) => guards[other](error))).toEqual([name]);
    expect(runtime.isSdkError(error)).toBe(true);
  });

  it("know the errors of another copy of the runtime", async () => {
    vi.resetModules();
    const copy = await import("../../../runtime/index.js");
    expect(copy.InputError).not.toBe(runtime.InputError);
    for (const name of names) expect(guards[name](new copy[name]("no luck", context))).toBe(true);
  });

  it.each([
    [undefined],
    [null],
    ["TimeoutError"],
    [new Error("x")],
    [new DOMException("late", "TimeoutError")],
    [new DOMException("gone", "AbortError")],
    [{ name: "TimeoutError" }],
  ])("don't take %o for one", (value) => {
    expect(runtime.isSdkError(value)).toBe(false);
    expect(names.filter((name) => guards[name](value))).toEqual([]);
  });
});

describe("isFailure", () => {
  type Failures = { 422: { detail: string }; "4XX": { range: string }; default: { any: string } };
  const described: Operation<unknown, Failures> = {
    document: "Test",
    id: "thing",
    method: "GET",
    path: "/things",
    input: "none",
    responses: {
      200: {},
      422: { content: [{ type: "application/json" }] },
      "4XX": { content: [{ type: "application/json" }] },
      default: { content: [{ type: "application/json" }] },
    },
  };
  const failing = (status: number, body = "{}") =>
    failureOf(
      client(answering(() => new Response(body, { status, headers: { "content-type": "application/json" } }))).send(
        described,
      ),
    );

  it("is true for the description that the answer fell under", async () => {
    const exact = await failing(422);
    expect([422, "4XX", "default", 404].map((status) => runtime.isFailure(exact, described, status as 422))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const range = await failing(404);
    expect([422, "4XX", "default", 404].map((status) => runtime.isFailure(range, described, status as 422))).toEqual([
      false,
      true,
      false,
      true,
    ]);
    const other = await failing(500);
    expect([422, "4XX", "default", 500].map((status) => runtime.isFailure(other, described, status as 422))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it("is false where the body isn't the described one", async () => {
    const error = await failing(422, "<p>");
    expect(error).toMatchObject({ status: 422, body: "<p>" });
    expect(runtime.isFailure(error, described, 422)).toBe(false);
  });

  it("is false for another operation, document or error", async () => {
    const error = await failing(422);
    expect(runtime.isFailure(error, { ...described, id: "other" }, 422)).toBe(false);
    expect(runtime.isFailure(error, { ...described, document: "Other" }, 422)).toBe(false);
    for (const value of [undefined, new Error("x"), { status: 422 }, new runtime.InputError("x", context)]) {
      expect(runtime.isFailure(value, described, 422)).toBe(false);
    }
  });

  it("works on another copy's operation and error", async () => {
    const error = await failing(422);
    expect(runtime.isFailure(error, structuredClone({ ...described }), 422)).toBe(true);
  });
});
