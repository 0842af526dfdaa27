/** Holds generated clients to their documents, and the harness that does so to finding clients that are wrong. */

import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { compilerOf } from "../package/tools.js";
import type { Change } from "./client.js";
import { examine } from "./examine.js";
import { documentName } from "./find.js";
import { readKnown } from "./known.js";
import { type DocumentReport, type FailureKind, unknownFailures } from "./report.js";

const documents = join(import.meta.dirname, "documents");
const require = createRequire(import.meta.url);
const examples = dirname(require.resolve("@readme/oas-examples/package.json"));
const known = readKnown(join(import.meta.dirname, "known.json"));
const slow = 120_000;

/** What a report must say of a document that nothing is wrong with. */
const faultless: Partial<DocumentReport> = { valid: true, compiles: true, failures: [], doubts: [], diagnosed: 0 };

describe("our own documents", () => {
  it.each(readdirSync(documents))(
    "%s: every operation compiles and comes back right",
    { timeout: slow },
    async (name) => {
      const report = await examine(join(documents, name), { name, compiler: compilerOf("7"), validators: true });
      expect(report).toMatchObject(faultless);
      expect(report.operations).toBeGreaterThan(0);
      expect(report.roundTripped).toBe(report.operations);
    },
  );
});

describe("documents of others", () => {
  it.each([
    "2.0/json/petstore.json",
    "3.0/json/discriminators.json",
    "3.0/json/file-uploads.json",
    "3.0/json/parameters-style.json",
    "3.0/json/petstore.json",
    "3.0/json/polymorphism.json",
    "3.0/json/response-multiple-mediatypes.json",
    "3.0/json/schema-additional-properties.json",
    "3.0/json/schema-circular.json",
    "3.1/json/schema-types.json",
    "3.1/json/train-travel.json",
  ])("%s: every operation compiles and comes back right", { timeout: slow }, async (file) => {
    const path = join(examples, file);
    const name = documentName(path, examples);
    const report = await examine(path, { name, compiler: compilerOf("7"), validators: true });
    expect(report).toMatchObject({ valid: true, compiles: true });
    expect(unknownFailures(report, known)).toEqual({ unknown: [], passing: [] });
  });
});

/** A change of all modules; it must have an effect somewhere. */
function replacing(
  search: string | RegExp,
  replacement: string,
): { readonly change: Change; readonly hits: () => number } {
  let hits = 0;
  const change: Change = (_path, text) => {
    const changed = text.replaceAll(typeof search === "string" ? search : new RegExp(search, "g"), replacement);
    if (changed !== text) hits += 1;
    return changed;
  };
  return { change, hits: () => hits };
}

describe("a client that is wrong", () => {
  it.each<
    [what: string, document: string, search: string | RegExp, replacement: string, kind: FailureKind, at: string]
  >([
    ["another query style", "parameters.yaml", "style: pipeDelimited", "style: form", "request", "pipes"],
    [
      "a list that isn't exploded",
      "parameters.yaml",
      /name: "list", in: "query"/,
      "$&, explode: false",
      "request",
      "list",
    ],
    [
      "a parameter with a wrong name",
      "parameters.yaml",
      'name: "page_size"',
      'name: "pageSize", key: "page_size"',
      "request",
      "page_size",
    ],
    ["a path with a typing error", "responses.yaml", 'path: "/things/', 'path: "/thing/', "request", "/thing/"],
    ["a changed method", "responses.yaml", 'method: "DELETE"', 'method: "POST"', "request", "DELETE"],
    ["a property renamed on its way back", "responses.yaml", '["ownerName"]', '["owner"]', "response", "owner_name"],
    ["a date that isn't converted", "responses.yaml", ", decodeInstant]", "]", "response", "made_at"],
    ["a property renamed on its way out", "bodies.yaml", '["body_text"]', '["bodyText"]', "request", "body_text"],
    ["a forgotten failure", "responses.yaml", /\b404: \{/, "405: {", "response", "404"],
    [
      "a header read as text",
      "responses.yaml",
      'key: "xNextAt", decode: decodeInstant',
      'key: "nextAt"',
      "response",
      "X-Next-At",
    ],
    [
      "a field that isn't sent",
      "schemas.yaml",
      'shape_kind: ["shapeKind"]',
      'shape_kinds: ["shapeKind"]',
      "response",
      "shape_kind",
    ],
    ["a credential under a wrong name", "security.yaml", 'name: "api key"', 'name: "key"', "request", "security"],
    ["a part without its type", "multipart.yaml", '"image/png"', '"image/gif"', "request", "photo_file"],
    [
      "an operation that isn't there",
      "responses.yaml",
      "getThingOperation",
      "getThingData",
      "lost",
      "/things/{thing_id}",
    ],
    [
      "another media type",
      "bodies.yaml",
      'type: "text/plain", write',
      'type: "text/html", write',
      "request",
      "text/html",
    ],
    ["a parameter that is left out", "parameters.yaml", /\{ name: "page_size"[^}]*\},/, "", "request", "page_size"],
    [
      "a header that is left out",
      "responses.yaml",
      '{ name: "X-Is-Last", key: "xIsLast", decode: decodeBoolean },',
      "",
      "response",
      "X-Is-Last",
    ],
    ["a failure without a type", "responses.yaml", "  404: Problem;", "", "type", "never"],
    ["a property of a wrong type", "bodies.yaml", "note_id: number", "note_id: string", "type", "'string'"],
    ["a type error", "bodies.yaml", "note_id: number", "note_id: numbers", "compile", "numbers"],
  ])("is found: %s", { timeout: slow }, async (_what, name, search, replacement, kind, at) => {
    const { change, hits } = replacing(search, replacement);
    const { failures } = await examine(join(documents, name), { name, change });
    expect(hits()).toBeGreaterThan(0);
    const found = failures.filter((failure) => failure.kind === kind);
    expect(found.map(({ operation, message }) => `${operation} ${message}`).join("\n")).toContain(at);
  });
});

describe("a validator that is wrong", () => {
  it.each([
    ["of what is sent", "bodies.yaml", "first_name|firstName"],
    ["of what is received", "responses.yaml", "error_code"],
  ])("is found: one %s", { timeout: slow }, async (_what, name, property) => {
    const call = new RegExp(`string\\((value\\["(?:${property})"\\]), ("\\w+"), found\\)`);
    const { change, hits } = replacing(call, 'found.fail($1, $2, "type", "a number")');
    const { failures } = await examine(join(documents, name), { name, change, validators: true });
    expect(hits()).toBeGreaterThan(0);
    expect(failures.map(({ kind }) => kind)).toContain("validator");
  });
});

describe("known failures", () => {
  it("all have a reason", () => {
    expect(known.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  const failure = { kind: "request", operation: "GET /a", message: "" } as const;
  const report: DocumentReport = {
    document: "a.yaml",
    version: "3.1",
    valid: true,
    compiles: true,
    operations: 2,
    roundTripped: 1,
    diagnosed: 0,
    failures: [failure],
    doubts: [],
    codes: {},
    seconds: 0,
  };
  const entry = { document: "a.yaml", kind: "request", operation: "GET /a", reason: "" };

  it("are explained by an entry of their document, kind and operation", () => {
    expect(unknownFailures(report, [entry])).toEqual({ unknown: [], passing: [] });
  });

  it.each([
    { ...entry, operation: "GET /b" },
    { ...entry, kind: "response" },
  ])("aren't by %j, which then is wrong itself", (other) => {
    expect(unknownFailures(report, [other])).toEqual({ unknown: [failure], passing: [other] });
  });

  it("of other documents are no matter", () => {
    expect(unknownFailures(report, [{ ...entry, document: "b.yaml" }])).toEqual({ unknown: [failure], passing: [] });
  });
});
