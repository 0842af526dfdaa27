/** The recipe for OpenTelemetry, run against its real libraries. */

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { serviceCreate } from "@clientwright/syllable";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tracedClient } from "../../examples/opentelemetry.js";
import { listen } from "../loopback.js";

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const received: (string | undefined)[] = [];
const statuses = [503, 401];
const server = createServer((request, response) => {
  received.push(`${request.headers["traceparent"]}`);
  request.resume();
  response.writeHead(statuses[received.length - 1] ?? 401, { "retry-after-ms": "1" }).end();
});

beforeAll(() => provider.register());
afterAll(async () => {
  server.close();
  await provider.shutdown();
});

it("makes a span for each attempt, tells the server of it, and keeps the key out of it", async () => {
  const key = "secret-key-of-nobody";
  const client = tracedClient({ apiKeyHeader: key, server: await listen(server), retries: 1 });
  const input = { name: "Weather tools", description: "Tools" };
  const outcome = await serviceCreate(client, input, { idempotencyKey: "one" }).result();
  expect(outcome.ok).toBe(false);
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ name, attributes }) => [name, attributes])).toEqual(
    statuses.map((status, index) => [
      "service_create",
      {
        "http.request.method": "POST",
        "url.full": expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/v1\/services$/),
        "http.request.resend_count": index,
        "http.response.status_code": status,
      },
    ]),
  );
  expect(received).toEqual(spans.map((span) => `00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`));
  expect(JSON.stringify(spans.map(({ attributes, events }) => ({ attributes, events })))).not.toContain(key);
});

it("is what the recipe shows", () => {
  const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const middleware = /const tracer = .*?\n {2}\}\);\n/s.exec(read("examples/opentelemetry.ts"))?.[0];
  expect(middleware).toBeTruthy();
  expect(read("docs/recipes/opentelemetry.md")).toContain(middleware);
});
