/** How callers have dates, long integers and bytes: for all schemas, by extension and by config, down to single values. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ClientConfig, generate } from "clientwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "forms-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const time = { type: "string", format: "date-time" };
const long = { type: "integer", format: "int64" };
const base64 = { type: "string", format: "byte" };

/** The shared types of a document with these schemas, and what was said. */
async function typesOf(schemas: object, options: Partial<ClientConfig> = {}) {
  const document = {
    openapi: "3.1.0",
    info: { title: "Forms", version: "1" },
    servers: [{ url: "https://example.com" }],
    paths: {},
    components: { schemas },
  };
  writeFileSync(join(folder, "api.json"), JSON.stringify(document));
  const config = { document: "api.json", output: "out", ...options };
  const { clients, exitCode } = await generate(config, { cwd: folder, dryRun: true });
  const said = clients.flatMap(({ diagnostics }) =>
    diagnostics.map(({ code, message, range }) => `${code} ${range?.start.line ?? "?"} ${message}`),
  );
  const shared = clients[0]?.files.find(({ path }) => path === "shared.ts")?.text ?? "";
  const members = [...shared.matchAll(/^ {2}(\w+)\?: (.*) \| undefined;$/gm)];
  return { types: Object.fromEntries(members.map(([, name, type]) => [name, type])), said, exitCode, shared };
}

const all = { properties: { time, long, base64 } };

describe("forms", () => {
  it.each([
    [{}, { time: "string", long: "number", base64: "string" }],
    [{ dates: "Date" }, { time: "Date", long: "number", base64: "string" }],
    [
      { int64: "bigint", bytes: "Uint8Array" },
      { time: "string", long: "bigint", base64: "Uint8Array" },
    ],
    [{ int64: "string" }, { time: "string", long: "string", base64: "string" }],
  ] as const)("of all schemas: %j", async (options, types) => {
    expect(await typesOf({ Pet: all }, options)).toMatchObject({ types, said: [] });
  });

  it("are those of the value itself, else of what it is written in, else of all; the config goes before extensions", async () => {
    const extension = { "x-clientwright-dates": "Date", "x-clientwright-int64": "bigint" };
    const inner = {
      type: "object",
      properties: { b: time, c: { ...time, "x-clientwright-dates": "string" }, d: long },
    };
    const Pet = { type: "object", ...extension, properties: { a: time, inner } };
    const plain = await typesOf({ Pet });
    expect(plain).toMatchObject({ types: { a: "Date", b: "Date", c: "string", d: "bigint" }, said: [] });
    const schemas = {
      Pet: { dates: "string" },
      "#/components/schemas/Pet/properties/inner": { int64: "string" },
      "#/components/schemas/Pet/properties/a": { dates: "Date" },
    } as const;
    const changed = await typesOf({ Pet }, { schemas, bytes: "Uint8Array" });
    expect(changed).toMatchObject({ types: { a: "Date", b: "string", c: "string", d: "string" }, said: [] });
  });

  it("don't follow references: what is referred to has its own", async () => {
    const Pet = {
      type: "object",
      "x-clientwright-dates": "Date",
      properties: { a: { $ref: "#/components/schemas/When" }, b: time },
    };
    const { shared } = await typesOf({ Pet, When: time });
    expect(shared).toContain("a?: When | undefined;");
    expect(shared).toContain("export type When = string;");
    expect(shared).toContain("b?: Date | undefined;");
  });

  it.each([
    ["text and its format apart", { allOf: [{ type: "string" }, { format: "date-time" }] }, "Date"],
    ["a format beside a reference", { $ref: "#/components/schemas/Text", format: "date-time" }, "Date"],
    ["a format without a type", { format: "date-time" }, "Date"],
    [
      "a format in one of several types",
      { type: ["string", "integer", "null"], format: "date-time" },
      "Date | number | null",
    ],
    ["values that are listed", { ...time, enum: ["2024-01-01T00:00:00Z"] }, '"2024-01-01T00:00:00Z"'],
    ["a day", { type: "string", format: "date" }, "string"],
    ["digits in a text", { type: "string", format: "int64" }, "string"],
    ["a number of 64 bits", { type: "number", format: "int64" }, "bigint"],
    ["an integer of 32 bits", { type: "integer", format: "int32" }, "number"],
    ["an unsigned one", { allOf: [{ type: "integer" }, { format: "uint64" }] }, "bigint"],
    ["encoded text", { type: "string", contentEncoding: "base64" }, "Uint8Array"],
    ["encoded text in another alphabet", { type: "string", contentEncoding: "base64url" }, "Uint8Array"],
    ["encoded in another way", { type: "string", contentEncoding: "quoted-printable" }, "string"],
    ["a map", { type: "object", additionalProperties: long }, "{ [key: string]: bigint }"],
    ["a list or null", { type: ["array", "null"], items: time }, "Date[] | null"],
  ])("%s", async (_, schema, type) => {
    const options = { dates: "Date", int64: "bigint", bytes: "Uint8Array" } as const;
    const { types } = await typesOf({ Text: { type: "string" }, Pet: { properties: { a: schema } } }, options);
    expect(types).toEqual({ a: type });
  });

  it.each([
    ["dates", "no date-time"],
    ["int64", "no 64-bit integer"],
    ["bytes", "no base64"],
  ])("%s that fit nothing are an error in the config and a warning in the document", async (name, subject) => {
    const form = { dates: "Date", int64: "bigint", bytes: "Uint8Array" }[name];
    const Pet = { type: "object", properties: { a: { type: "string" } } };
    const byConfig = await typesOf({ Pet }, { schemas: { Pet: { [name]: form } } });
    expect(byConfig.exitCode).toBe(2);
    expect(byConfig.said).toEqual([
      expect.stringContaining(`\`schemas.Pet.${name}\` fits nothing: there is ${subject} in the schema.`),
    ]);
    const byExtension = await typesOf({ Pet: { ...Pet, [`x-clientwright-${name}`]: form } });
    expect(byExtension.exitCode).toBe(0);
    expect(byExtension.said).toEqual([
      `CW2106 1 \`x-clientwright-${name}\` fits nothing: there is ${subject} in the schema.`,
    ]);
  });

  it("that don't exist are ignored, with a warning", async () => {
    const { types, said } = await typesOf({
      Pet: { properties: { a: { ...time, "x-clientwright-dates": "Temporal" } } },
    });
    expect(types).toEqual({ a: "string" });
    expect(said).toEqual([expect.stringMatching(/^CW2103 .*is "string" or "Date", not "Temporal"; it is ignored\.$/)]);
  });
});
