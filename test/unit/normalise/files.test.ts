import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadDocument } from "../../../generator/load/index.js";
import { normalise } from "../../../generator/normalise/index.js";

test("schemas of other files are named by their path from the root, those of the root never are", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "clientwright-files-"));
  try {
    await writeFile(
      join(cwd, "openapi.yaml"),
      `openapi: 3.0.3
info: { title: T, version: "1" }
paths: { /x: { $ref: "x y.yaml#/paths/x" } }
components: { schemas: { Pet: { type: object } } }`,
    );
    await writeFile(
      join(cwd, "x y.yaml"),
      `paths:
  x:
    get:
      responses:
        "200":
          description: D
          content: { application/json: { schema: { $ref: "#/Local" } } }
Local:
  type: object
  properties: { pet: { $ref: "openapi.yaml#/components/schemas/Pet" }, self: { $ref: "#/Local" } }`,
    );
    const { source, diagnostics } = await loadDocument({ document: "openapi.yaml", cwd });
    const result = source && normalise(source);
    expect([...diagnostics, ...(result?.diagnostics ?? [])]).toEqual([]);
    expect(result?.document?.name).toBe("openapi.yaml");
    expect([...(result?.document?.schemas.keys() ?? [])]).toEqual(["#/components/schemas/Pet", "x y.yaml#/Local"]);
    const local = result?.document?.schemas.get("x y.yaml#/Local");
    const refs = [...(local?.properties?.values() ?? [])].map(({ ref }) => ref);
    expect(refs).toEqual(["#/components/schemas/Pet", "x y.yaml#/Local"]);
  } finally {
    await rm(cwd, { recursive: true });
  }
});

test.each([
  [
    "servers: [{ url: /v1 }, { url: v2 }, { url: 'https://other.example.com' }]",
    ["/v1", "/api/v2", "https://other.example.com"],
  ],
  ["", ["/"]],
])("servers of a document from the network are relative to it: %s", async (servers, expected) => {
  const text = `openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: {}\n${servers}`;
  const server = createServer((_, response) => response.end(text));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo; // a TCP server's address is always this
    const origin = `http://127.0.0.1:${port}`;
    const { source } = await loadDocument({ document: `${origin}/api/openapi.yaml`, cwd: tmpdir() });
    const urls = source && normalise(source).document?.servers.map(({ url }) => url);
    expect(urls).toEqual(expected.map((url) => (url.startsWith("/") ? origin + url : url)));
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
