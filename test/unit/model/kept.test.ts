/** What callers have stays what it is: names of union members, forms of models, enums, plain arguments. */

import { describe, expect, it } from "vitest";
import { diffModels } from "../../../generator/diff/index.js";
import { loadDocument } from "../../../generator/load/index.js";
import { buildModel } from "../../../generator/model/build.js";
import { emptyLock } from "../../../generator/model/lock.js";
import type { Lock, Model, ModelOptions } from "../../../generator/model/types.js";
import { normalise } from "../../../generator/normalise/index.js";

async function build(document: object, lock: Lock = emptyLock, options: Partial<ModelOptions> = {}): Promise<Model> {
  const { source } = await loadDocument({ document: "-", cwd: ".", stdin: async () => JSON.stringify(document) });
  const normalised = source && normalise(source);
  if (normalised?.document === undefined) throw new Error("the document is of no use");
  const defaults = { casing: "preserve", dates: "string", int64: "number", bytes: "string" } as const;
  return buildModel(
    normalised.document,
    { ...defaults, enums: "open", arguments: "flat", name: "Api", ...options },
    lock,
  ).model;
}

const json = (schema: object) => ({ content: { "application/json": { schema } } });
const gives = (schema: object) => ({ responses: { 200: { description: "Done.", ...json(schema) } } });
const takes = (schema: object) => ({
  requestBody: { required: true, ...json(schema) },
  responses: { 204: { description: "" } },
});

function api(paths: object, schemas: object = {}): object {
  return { openapi: "3.1.0", info: { title: "Api", version: "1" }, paths, components: { schemas } };
}

/** Majors between two documents, the second one under the lock of the first. */
async function majors(before: object, after: object, options: Partial<ModelOptions> = {}): Promise<readonly string[]> {
  const first = await build(before, emptyLock, options);
  const { changes } = diffModels(first, await build(after, first.lock, options));
  return changes.filter(({ bump }) => bump === "major").map(({ subject, message }) => `${subject} ${message}`);
}

const text = { type: "string" };
const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });

describe("members of a union", () => {
  const kind = (value: string, more: object = {}) => object({ kind: { const: value }, data: object(more) });
  const choice = (...oneOf: object[]) => api({}, { Event: { oneOf } });
  const names = (model: Model) =>
    model.models.flatMap(({ name, shape }) => {
      const tag = shape.kind === "object" ? shape.properties.find((one) => one.name === "kind")?.shape : undefined;
      return tag?.kind === "literal" ? [`${tag.value}=${name}`] : [];
    });
  const [a, b, c, d] = ["a", "b", "c", "d"].map((value) => kind(value, { x: text })) as [
    object,
    object,
    object,
    object,
  ];

  it.each([
    ["one comes between them", choice(a, b), choice(a, c, b), ["a=EventOption1", "c=EventOption3", "b=EventOption2"]],
    ["they change places", choice(a, b), choice(b, a), ["b=EventOption2", "a=EventOption1"]],
    ["one goes", choice(a, b, c), choice(b, c), ["b=EventOption2", "c=EventOption3"]],
    ["one goes and others come", choice(a, b), choice(c, d, b), ["c=EventOption3", "d=EventOption4", "b=EventOption2"]],
    [
      "one has more properties and stands elsewhere",
      choice(a, b),
      choice(b, kind("a", { x: text, y: text })),
      ["b=EventOption2", "a=EventOption1"],
    ],
    ["it is one of any", choice(a, b), api({}, { Event: { anyOf: [b, a] } }), ["b=EventOption2", "a=EventOption1"]],
  ])("keep their names, and what is in them does: %s", async (_what, before, after, expected) => {
    const first = await build(before);
    const second = await build(after, first.lock);
    expect(names(second)).toEqual(expected);
    const inner = second.models.map(({ name }) => name).filter((name) => name.endsWith("Data"));
    expect(inner).toEqual(expected.map((one) => `${one.split("=")[1]}Data`));
    // And another run changes nothing any more.
    expect((await build(after, second.lock)).lock).toEqual(second.lock);
  });

  it("are known by their properties where no value tells", async () => {
    const both = (...oneOf: object[]) => api({ "/a": { post: takes({ oneOf }) } });
    const [cat, dog] = [object({ lives: text, name: text }), object({ bark: text, name: text })];
    const first = await build(both(cat, dog));
    const second = await build(
      both(object({ other: text }), dog, object({ lives: text, name: text, age: text })),
      first.lock,
    );
    const found = Object.fromEntries(
      second.models.map(({ name, shape }) => [
        name,
        shape.kind === "object" ? shape.properties.map((one) => one.name) : [],
      ]),
    );
    expect(found).toEqual({
      ACreateInputOption1: ["lives", "name", "age"],
      ACreateInputOption2: ["bark", "name"],
      ACreateInputOption3: ["other"],
    });
  });

  it("inside of members move with them", async () => {
    const outer = (...oneOf: object[]) =>
      choice(...oneOf.map((inner, index) => object({ [`is${index}`]: text, inner })));
    const [one, two] = [{ oneOf: [a, b] }, { oneOf: [c, d] }];
    const first = await build(outer(one, two));
    const swapped = choice(object({ is1: text, inner: { oneOf: [d, c] } }), object({ is0: text, inner: one }));
    const second = await build(swapped, first.lock);
    expect(names(second).sort()).toEqual(names(first).sort());
  });

  it("of a composition keep what hangs on them", async () => {
    const whole = (...allOf: object[]) => api({}, { Base: object({ id: text }), Pet: { allOf } });
    const part = object({ owner: object({ name: text }) });
    const base = { $ref: "#/components/schemas/Base" };
    const first = await build(whole(part));
    expect((await build(whole(base, part), first.lock)).models.map(({ name }) => name)).toContain("PetOwner");
  });
});

describe("an inline object keeps its name when it is", () => {
  const plain = object({ in: object({ a: text }) });
  const forms: readonly [string, object][] = [
    ["alone", plain],
    ["null, too", { ...plain, type: ["object", "null"] }],
    ["one of any, beside null", { anyOf: [plain, { type: "null" }] }],
    ["one of two", { oneOf: [text, plain] }],
  ];
  const pairs = forms.flatMap(([from, before]) => forms.map(([to, after]) => [from, to, before, after] as const));

  it.each(pairs)("first %s, then %s", async (_from, _to, before, after) => {
    const owned = (owner: object) => api({}, { Pet: object({ owner }) });
    const first = await build(owned(before));
    const second = await build(owned(after), first.lock);
    expect(second.models.map(({ name }) => name)).toEqual(first.models.map(({ name }) => name));
  });
});

describe("an object with a choice beside its properties", () => {
  it.each([
    ["of what is required", { anyOf: [{ required: ["a"] }, { required: ["b"] }] }],
    ["of objects", { oneOf: [object({ c: text }), object({ d: text })] }],
    ["of one", { anyOf: [object({ c: text })] }],
  ])("keeps its name: %s", async (_what, choice) => {
    const document = api({ "/a": { post: takes(object({ a: text, b: text }, choice)) } });
    const first = await build(document);
    expect((await build(document, first.lock)).lock).toEqual(first.lock);
  });
});

describe("a model that is split by direction", () => {
  const ref = { $ref: "#/components/schemas/Pet" };
  const schemas = (more: object = {}) => ({
    Pet: object({ id: { ...text, readOnly: true }, name: text, ...more }, { required: ["id", "name"] }),
    Herd: object({ pets: { type: "array", items: ref } }),
  });
  const send = { "/pets": { post: takes(ref) }, "/herds": { post: takes({ $ref: "#/components/schemas/Herd" }) } };
  const both = { ...send, "/herd": { get: gives({ $ref: "#/components/schemas/Herd" }) } };
  const read = { "/herd": both["/herd"] };
  const propertiesOf = (model: Model) =>
    Object.fromEntries(
      model.models.map(({ name, shape }) => [
        name,
        shape.kind === "object" ? shape.properties.map((one) => one.name) : [],
      ]),
    );

  it("keeps its name for what was sent, if it was only that", async () => {
    const first = await build(api(send, schemas()));
    expect(propertiesOf(first)).toEqual({ Pet: ["name"], Herd: ["pets"] });
    const second = await build(api(both, schemas()), first.lock);
    const split = { Pet: ["name"], PetOutput: ["id", "name"], Herd: ["pets"], HerdOutput: ["pets"] };
    expect(propertiesOf(second)).toEqual(split);
    expect(await majors(api(send, schemas()), api(both, schemas()))).toEqual([]);
    // It stays so, whatever is left of it.
    expect(propertiesOf(await build(api(both, schemas()), second.lock))).toEqual(split);
    expect(propertiesOf(await build(api(read, schemas()), second.lock))).toMatchObject({ PetOutput: ["id", "name"] });
  });

  it("keeps it for what was received, if it was that", async () => {
    expect(await majors(api(read, schemas()), api(both, schemas()))).toEqual([]);
    const first = await build(api(both, schemas()));
    const split = { Pet: ["id", "name"], PetInput: ["name"], Herd: ["pets"], HerdInput: ["pets"] };
    expect(propertiesOf(first)).toEqual(split);
    expect(propertiesOf(await build(api(send, schemas()), first.lock))).toEqual(split);
  });

  it("keeps both forms where they come to be alike", async () => {
    const same = { ...schemas(), Pet: object({ id: text, name: text }) };
    const first = await build(api(both, schemas()));
    expect(propertiesOf(await build(api(both, same), first.lock))).toMatchObject({ PetInput: ["id", "name"] });
  });
});

describe("an enum", () => {
  const ref = { $ref: "#/components/schemas/Color" };
  const schemas = { Color: { type: "string", enum: ["red", "green"] } };
  const read = { "/a": { get: gives(ref) } };
  const send = { "/b": { post: takes(ref) } };
  const isOpen = ({ models }: Model) =>
    models[0]?.shape.kind === "union" && models[0].shape.members.some((one) => one.kind === "other");

  it.each([
    ["open when it is sent, too", read, { ...read, ...send }, true],
    ["open when it is only sent", read, send, true],
    ["closed when it is received, too", send, { ...read, ...send }, false],
    ["closed when it is only received", { ...read, ...send }, read, false],
  ])("stays %s", async (_what, before, after, expected) => {
    const first = await build(api(before, schemas));
    expect(isOpen(first)).toBe(expected);
    const second = await build(api(after, schemas), first.lock);
    expect(isOpen(second)).toBe(expected);
    expect(isOpen(await build(api(after, schemas), second.lock))).toBe(expected);
    // What the user says of all enums holds for this one.
    expect(isOpen(await build(api(after, schemas), first.lock, { enums: "closed" }))).toBe(false);
  });

  it("is the same in both forms of a model", async () => {
    const Pet = object({ id: { ...text, readOnly: true }, color: schemas.Color });
    const pet = { $ref: "#/components/schemas/Pet" };
    const reading = { "/a": { get: gives(pet) } };
    const both = { ...reading, "/b": { post: takes(pet) } };
    expect(await majors(api(reading, { Pet }), api(both, { Pet }))).toEqual([]);
    const second = await build(api(both, { Pet }), (await build(api(reading, { Pet }))).lock);
    const [read, sent] = second.models.map(({ shape }) => shape.kind === "object" && shape.properties.at(-1)?.shape);
    expect(sent).toEqual(read);
  });
});

describe("the plain argument of a body", () => {
  const body = (...types: string[]) => {
    const content = Object.fromEntries(
      types.map((type) => [type, { schema: type.includes("json") ? object({ a: text }) : text }]),
    );
    return api({
      "/a": { post: { operationId: "send", requestBody: { content }, responses: { 204: { description: "" } } } },
    });
  };

  it.each([
    ["another form comes before it", body("text/csv"), body("text/plain", "text/csv")],
    ["JSON comes", body("text/csv"), body("application/json", "text/csv")],
    ["another JSON comes before it", body("application/json"), body("application/vnd.a+json", "application/json")],
    ["they change places", body("text/csv", "text/plain"), body("text/plain", "text/csv")],
  ])("stays when %s", async (_what, before, after) => {
    expect(await majors(before, after)).toEqual([]);
    const first = await build(before);
    const mainOf = (model: Model) => model.resources[0]?.operations[0]?.input.body?.content[0]?.mediaType;
    expect(mainOf(await build(after, first.lock))).toBe(mainOf(first));
  });
});

describe("a name is not given to what comes later", () => {
  const ref = { $ref: "#/components/schemas/Pet" };
  const Pet = { allOf: [object({ id: { ...text, readOnly: true }, a: text }), { oneOf: [text, { type: "number" }] }] };
  const paths = { "/a": { post: { operationId: "send", ...gives(ref), requestBody: json(ref) } } };
  const shared = {
    paths: {
      "/a": { post: { operationId: "send", requestBody: { $ref: "#/components/requestBodies/A" }, responses: {} } },
    },
    components: { requestBodies: { A: json(object({ inner: object({ a: text }) })) } },
  };

  it.each([
    ["a form of a part", api(paths, { Pet }), "PetObjectInput"],
    ["what is in a shared body", { ...api({}), ...shared }, "SendInput"],
    ["a webhook", { ...api({}), webhooks: { created: { post: takes(object({ a: text })) } } }, "CreatedWebhook"],
    ["the map of webhooks", { ...api({}), webhooks: { created: { post: takes(text) } } }, "Webhooks"],
  ])("that of %s", async (_what, before, name) => {
    const first = await build(before);
    expect(Object.values(first.lock.names)).toContain(name);
    const { components } = JSON.parse(JSON.stringify(before));
    const schemas = { [name]: object({ x: text }), ...components?.schemas };
    const after = { ...before, components: { ...components, schemas } };
    expect((await build(after, first.lock)).lock.names).toMatchObject(first.lock.names);
    expect(await majors(before, after)).toEqual([]);
  });
});
