import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { readHar } from "../replay/har.js";
import { at, type DocumentName, documentNames, isObject, type JsonObject, readDocument } from "./document.js";

interface Example {
  /** JSON pointer of the schema that the example belongs to. */
  readonly schema: string;
  readonly value: unknown;
}

/** Every example of a document: of media types, and of each schema with `examples`. */
function examplesOf(value: unknown, pointer = ""): readonly Example[] {
  if (!isObject(value)) return [];
  const own: Example[] = [];
  if (isObject(value["schema"]) && "example" in value) {
    own.push({ schema: `${pointer}/schema`, value: value["example"] });
  }
  if (Array.isArray(value["examples"])) {
    own.push(...value["examples"].map((example: unknown) => ({ schema: pointer, value: example })));
  }
  const children = Object.entries(value).filter(([key]) => key !== "example" && key !== "examples");
  return [...own, ...children.flatMap(([key, child]) => examplesOf(child, `${pointer}/${escaped(key)}`))];
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Compiles the schema at a pointer of a document. An unknown format or a misspelt keyword within it throws. */
function compiler(document: JsonObject): (pointer: string) => ValidateFunction {
  // The document's own fields aren't keywords, so strictness about keywords stops at the schemas: see the test of them.
  const ajv = new Ajv2020({ strictSchema: false, strictTypes: true, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ ...document }, "document:");
  return (pointer) => ajv.compile({ $ref: `document:#${encodeURI(pointer)}` });
}

const expectedCounts: Readonly<Record<DocumentName, number>> = { octave: 40, syllable: 14 };

describe.each(documentNames)("the examples of %s", (name) => {
  const document = readDocument(name);
  const examples = examplesOf(document);
  const compile = compiler(document);

  it("are all found", () => {
    expect(examples).toHaveLength(expectedCounts[name]);
  });

  it.each(examples)("$schema accepts $value", ({ schema, value }) => {
    const validate = compile(schema);
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  });
});

describe("a wrong example is found", () => {
  it.each<[DocumentName, string, unknown]>([
    ["octave", "/components/schemas/ServiceCreateRequest", { name: "" }],
    ["octave", "/components/schemas/ServiceCreateRequest", { internalName: "x" }],
    ["octave", "/components/schemas/ServiceCreateRequest", { name: "x", primaryUrl: "no URI" }],
    ["octave", "/components/schemas/ServiceCreateRequest", { name: "x", customFields: [{ value: "x" }] }],
    ["octave", "/components/schemas/Service", { createdAt: "2021-01-01T00:00:00Z" }],
    ["octave", "/components/schemas/ResponseMetadata", { timestamp: "2021-01-01" }],
    ["octave", "/components/schemas/ServiceCreateResponse", { data: {} }],
    ["syllable", "/components/schemas/ServiceCreateRequest", { name: "x", description: "x", auth_type: "other" }],
    ["syllable", "/components/schemas/HTTPValidationError", { detail: [{ loc: [true], msg: "", type: "" }] }],
  ])("%s %s %j", (name, schema, value) => {
    expect(compiler(readDocument(name))(schema)(value)).toBe(false);
  });
});

describe("null is accepted where the document says so", () => {
  it.each<[DocumentName, string, unknown]>([
    ["octave", "Service", { updatedAt: null, archivedAt: null, deletedAt: null }],
    ["octave", "QualifyingQuestion", { archivedAt: null }],
    ["syllable", "ServiceCreateRequest", { name: "x", description: "x", auth_type: null, auth_values: null }],
  ])("%s %s", (name, schema, value) => {
    expect(compiler(readDocument(name))(`/components/schemas/${schema}`)(value)).toBe(true);
  });
});

/** What the documents say about the exchange in a recording, by status. */
const recorded: Readonly<Record<DocumentName, Readonly<Record<string, string>>>> = {
  octave: { request: "ServiceCreateRequest", success: "ServiceCreateResponse" },
  syllable: {
    request: "ServiceCreateRequest",
    success: "ServiceResponse",
    redirect: "ServiceResponse",
    invalid: "HTTPValidationError",
  },
};

describe.each(documentNames)("the recordings of %s", async (name) => {
  const folder = fileURLToPath(new URL(`../recordings/${name}/`, import.meta.url));
  const compile = compiler(readDocument(name));
  const schema = (model: string): ValidateFunction => compile(`/components/schemas/${model}`);

  it.each(await readdir(folder))("%s fits the document and holds no secret", async (file) => {
    const { log } = await readHar(folder + file);
    const scheme = Object.values(Object(at(readDocument(name), "components", "securitySchemes")))[0];
    for (const { request, startedDateTime } of log.entries) {
      expect(startedDateTime).toBe("1970-01-01T00:00:00.000Z");
      expect(request.headers).toContainEqual({ name: at(scheme, "name"), value: "[removed]" });
      expect(schema(recorded[name]["request"] ?? "")(JSON.parse(request.postData?.text ?? ""))).toBe(true);
    }
    const model = recorded[name][file.split(".")[1] ?? ""];
    const answer = log.entries.at(-1)?.response.content.text ?? "";
    if (model !== undefined) expect(schema(model)(JSON.parse(answer))).toBe(true);
  });
});
