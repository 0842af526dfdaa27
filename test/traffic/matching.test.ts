/** Which operation a recorded URL is of, which clients are verified, and what is inferred of values. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { operationFor, operationsOf } from "../../generator/traffic/document.js";
import { inferSchema } from "../../generator/traffic/infer.js";
import { proposeOverlay } from "../../generator/traffic/proposal.js";
import { clientwright } from "../cli/session.js";

function found(server: string, url: string): string | undefined {
  const get = { responses: {} };
  const paths = { "/pets": { get }, "/pets/{id}": { get }, "/pets/{id}/toys": { get }, "/é/{a}.{b}": { get } };
  const root = { openapi: "3.0.3", servers: [{ url: server }], paths };
  const document = { root: "a", files: new Map([["a", root]]), fileOf: (): undefined => undefined };
  return operationFor(operationsOf(document), "GET", url)?.path;
}

it.each<[server: string, url: string, path: string | undefined]>([
  ["https://a.test/v1", "https://a.test/v1/pets/1?x=/pets", "/pets/{id}"],
  ["https://a.test/v1", "https://a.test/v1/pets/a%2Fb", "/pets/{id}"],
  ["https://a.test/v1", "https://a.test/v1/pets/a%2Fb/toys", "/pets/{id}/toys"],
  ["https://a.test/v1", "https://a.test/v1/%C3%A9/1.2", "/é/{a}.{b}"],
  ["https://a.test/v1", "https://a.test/pets", "/pets"],
  ["https://a.test/v1", "http://localhost:3000/mock/v1/pets/1", "/pets/{id}"],
  ["{scheme}://a.test/v1", "https://a.test/v1/pets", "/pets"],
  ["{server}/v1", "https://a.test/v1/pets", "/pets"],
  ["https://a.test/{version}", "https://a.test/v7/pets", "/pets"],
  ["https://a.test", "https://a.test/pets", "/pets"],
  ["https://a.test", "https://a.test/other/pets", undefined],
  ["https://a.test/v1", "https://a.test/v1/other/pets", undefined],
])("%s: %s is of %s", (server, url, path) => expect(found(server, url)).toBe(path));

it("infers lists in objects as lists", () => {
  expect(
    inferSchema(
      [
        { a: [1], b: null },
        { a: [], b: [["x"]] },
      ],
      "3.0",
    ),
  ).toEqual({
    type: "object",
    properties: {
      a: { type: "array", items: { type: "integer" } },
      b: { type: "array", items: { type: "array", items: { type: "string" } }, nullable: true },
    },
    required: ["a", "b"],
  });
});

it("says in the overlay that a schema changes wherever it is referred to", () => {
  const finding = {
    kind: "null",
    subject: "null",
    operation: "GET /",
    count: 1,
    sample: { recording: "a.har", path: "$.b" },
  } as const;
  const described = ["/components/schemas/Owner", "/components/schemas/Owner/properties/a"].map((pointer) =>
    JSON.stringify(proposeOverlay([{ ...finding, pointer, values: [] }], "A", "3.0", () => ({ type: "object" }))),
  );
  expect(described.map((text) => text.includes("changed wherever the schema is referred to"))).toEqual([true, false]);
});

const folder = mkdtempSync(join(tmpdir(), "clientwright-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("verifies the clients that have recordings, and says of which it has none", async () => {
  const root = {
    openapi: "3.0.3",
    info: { title: "A", version: "1" },
    paths: { "/pets": { get: { responses: { 204: { description: "" } } } } },
  };
  const entries = [{ request: { method: "GET", url: "https://a.test/pets" }, response: { status: 204 } }];
  const client = (name: string) => ({ document: "a.json", output: `src/${name}` });
  writeFileSync(join(folder, "a.json"), JSON.stringify(root));
  writeFileSync(
    join(folder, "clientwright.config.json"),
    JSON.stringify({ clients: { one: client("one"), two: client("two") } }),
  );
  expect(await clientwright(folder, ["verify"])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("CW0020"),
  });
  mkdirSync(join(folder, "test/recordings/two"), { recursive: true });
  writeFileSync(join(folder, "test/recordings/two/a.har"), JSON.stringify({ log: { version: "1.2", entries } }));
  const { exitCode, stderr } = await clientwright(folder, ["verify"]);
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining("one: left out, because it has no recordings.")]);
  expect((await clientwright(folder, ["verify", "one"])).exitCode).toBe(2);
});
