/** What callers see of judged calls and of long integers in forms, over a real socket. */

import { createServer } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Client } from "../corpus/client.js";
import { listen } from "../loopback.js";
import { clientOf, converted, faithful, validatorsOf, wrongIn } from "./generated.js";

const long = { type: "integer", format: "int64" };
const nested = {
  type: "object",
  properties: { inner: { type: "object", properties: { big_one: long } }, list: { type: "array", items: long } },
};
const problem = { type: "object", required: ["error_code"], properties: { error_code: { type: "string" } } };
const problems = { 404: { description: "", content: { "application/json": { schema: problem } } } };
const form = (type: string, style: string): object => ({
  requestBody: {
    required: true,
    content: { [type]: { schema: { type: "object", properties: { value: nested } }, encoding: { value: { style } } } },
  },
});
const document = {
  openapi: "3.1.0",
  info: { title: "Sample", version: "1" },
  paths: {
    "/thing": { get: { operationId: "readThing", responses: { 204: { description: "" }, ...problems } } },
    "/form": {
      post: { operationId: "sendForm", ...form("application/x-www-form-urlencoded", "form"), responses: problems },
    },
    "/parts": { post: { operationId: "sendParts", ...form("multipart/form-data", "form"), responses: problems } },
  },
};

let client: Client;
let sent = "";
let url = "";
const server = createServer((request, response) => {
  sent = "";
  request.on("data", (chunk) => {
    sent += chunk;
  });
  request.on("end", () => {
    response.writeHead(404, { "content-type": "application/json" });
    response.end('{"error_code":7}');
  });
});
beforeAll(async () => {
  url = await listen(server);
  client = await clientOf(document, converted);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Calls an operation; gives the error, and what `onMismatch` heard. */
async function call(id: string, input: unknown[], responses?: "report" | "strict"): Promise<[unknown, unknown[]]> {
  const told: unknown[] = [];
  const makeJudge = client.validators?.["validation"];
  if (typeof makeJudge !== "function") throw new Error("there is no validation");
  const validation: unknown = makeJudge({ requests: true, responses });
  const opened = client.open({ server: url, retries: 0, validation, onMismatch: (one: unknown) => told.push(one) });
  const operation = client.operations.find((one) => one.id === id);
  const error = await Promise.resolve(operation?.call(opened, ...input)).catch((cause: unknown) => cause);
  return [error, told];
}

it.each(["report", "strict"] as const)("tells what is wrong with the body of a failure (%s)", async (responses) => {
  const [error, told] = await call("readThing", [], responses);
  expect(error).toMatchObject({ name: "ApiError", status: 404, body: { errorCode: 7 } });
  expect(told).toMatchObject([{ kind: "schema", status: 404, issues: [{ path: ["error_code"], keyword: "type" }] }]);
});

it.each([
  ["sendForm", "inner=%7B%22big_one%22%3A1152921504606846977%7D&list=%5B1152921504606846979%5D"],
  ["sendParts", '{"big_one":1152921504606846977}'],
])("keeps all digits inside the styled fields of %s", async (id, expected) => {
  const value = { inner: { bigOne: 2n ** 60n + 1n }, list: [2n ** 60n + 3n] };
  const [error] = await call(id, [{ value }]);
  expect(error).toMatchObject({ name: "ApiError" });
  expect(sent).toContain(expected);
});

it("holds long integers to 64 bits, and digits to what is sent as a number", async () => {
  const bigints = await validatorsOf({ Case: { type: "object", properties: { id: long } } }, converted);
  expect(wrongIn(bigints("Case"), { id: 2n ** 63n - 1n })).toEqual([]);
  expect(wrongIn(bigints("Case"), { id: 2n ** 63n })).toEqual(["id format"]);
  const texts = await validatorsOf(
    { Case: { type: "object", properties: { id: long } } },
    { ...faithful, int64: "string" },
  );
  expect(["0", "-7", "9223372036854775807"].filter((id) => !texts("Case").is({ id }))).toEqual([]);
  expect(["-0", "007", "+1", "1.0", "", "x"].filter((id) => texts("Case").is({ id }))).toEqual([]);
});
