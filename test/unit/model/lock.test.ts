/** Names that an earlier run gave stay, whatever comes into the document. */

import { describe, expect, it } from "vitest";
import { loadDocument } from "../../../generator/load/index.js";
import { buildModel } from "../../../generator/model/build.js";
import { emptyLock } from "../../../generator/model/lock.js";
import { betterNames } from "../../../generator/model/naming/better.js";
import { findKeys, renameInLock } from "../../../generator/model/naming/rename.js";
import type { Lock, Model, ModelOptions } from "../../../generator/model/types.js";
import { normalise } from "../../../generator/normalise/index.js";

const none: Lock = emptyLock;

async function build(document: object, lock: Lock = none, options: Partial<ModelOptions> = {}) {
  const { source } = await loadDocument({ document: "-", cwd: ".", stdin: async () => JSON.stringify(document) });
  const normalised = source && normalise(source);
  if (normalised?.document === undefined) throw new Error("the document is of no use");
  const defaults = { casing: "preserve", dates: "string", int64: "number", bytes: "string" } as const;
  const all: ModelOptions = { ...defaults, enums: "open", arguments: "flat", ...options };
  const { model, diagnostics } = buildModel(normalised.document, all, lock);
  return { model, codes: diagnostics.map((one) => one.code) };
}

const ok = { responses: { 204: { description: "Done." } } };

function api(paths: object, schemas: object = {}): object {
  return {
    openapi: "3.1.0",
    info: { title: "Names", version: "1" },
    servers: [{ url: "https://example.com" }],
    paths,
    components: { schemas },
  };
}

/** Everything callers write, by what it stands for. */
function surface(model: Model): Record<string, string> {
  const models = model.models.map((one) => [one.pointer, one.name]);
  const operations = model.resources.flatMap((resource) =>
    resource.operations.map((one) => [
      `${one.method} ${one.path}`,
      `${resource.path}.${one.methodName} ${one.functionName}`,
    ]),
  );
  return Object.fromEntries([...models, ...operations]);
}

describe("names", () => {
  it("stay when something before them would like them", async () => {
    const fooBar = { type: "object", properties: { inner: { type: "object", properties: { a: {} } } } };
    const first = await build(api({ "/b": { get: { operationId: "getX", tags: ["b"], ...ok } } }, { FooBar: fooBar }));
    const changed = api(
      {
        "/a": { get: { operationId: "get_x", tags: ["b"], ...ok } },
        "/b": { get: { operationId: "getX", tags: ["b"], ...ok } },
      },
      { foo_bar: fooBar, FooBarInner: { type: "string" }, FooBar: fooBar, B: { type: "string" } },
    );
    const second = await build(changed, first.model.lock);
    expect(surface(second.model)).toMatchObject(surface(first.model));
    expect(second.model.resources.map((resource) => resource.className)).toEqual(["B"]);
    // And a third run changes nothing any more.
    const third = await build(changed, second.model.lock);
    expect(third.model.lock).toEqual(second.model.lock);
  });

  it("of parameters stay when one of that name comes before them", async () => {
    const header = { name: "id", in: "header", schema: { type: "string" } };
    const query = { name: "id", in: "query", schema: { type: "string" } };
    const first = await build(api({ "/b": { get: { parameters: [header], ...ok } } }));
    const second = await build(api({ "/b": { get: { parameters: [query, header], ...ok } } }), first.model.lock);
    const [operation] = second.model.resources[0]?.operations ?? [];
    const names = operation?.input.parameters.map((parameter) => [parameter.in, parameter.name]);
    expect(names).toEqual([
      ["query", "idQuery"],
      ["header", "id"],
    ]);
  });

  it("of properties stay when a wire name like them comes", async () => {
    const camel = { casing: "camel" } as const;
    const schema = (...names: string[]) => ({
      Thing: { type: "object", properties: Object.fromEntries(names.map((name) => [name, {}])) },
    });
    const namesIn = ({ model }: { model: Model }) => {
      const shape = model.models[0]?.shape;
      return shape?.kind === "object" ? shape.properties.map(({ wireName, name }) => `${wireName}=${name}`) : [];
    };
    const first = await build(api({}, schema("b_x")), none, camel);
    expect(namesIn(first)).toEqual(["b_x=bX"]);
    const second = await build(api({}, schema("bX", "b_x")), first.model.lock, camel);
    expect(namesIn(second)).toEqual(["bX=bX2", "b_x=bX"]);
    const both = await build(api({}, schema("+1", "-1")), none, camel);
    expect(namesIn(both)).toEqual(["+1=+1", "-1=-1"]);
    expect(namesIn(await build(api({}, schema("+1")), both.model.lock, camel))).toEqual(["+1=+1"]);
  });

  it("of the client are the user's to change", async () => {
    const first = await build(api({}));
    expect(first.model.name).toBe("Names");
    const second = await build(api({}), first.model.lock, { name: "Other" });
    expect([second.model.name, second.model.lock.names["#options"]]).toEqual(["Other", "OtherOptions"]);
    expect((await build(api({}), second.model.lock)).model.name).toBe("Other");
  });

  it("are not forgotten while an error keeps something out", async () => {
    const whole = {
      "/b": { get: { operationId: "getB", tags: ["b"], ...ok } },
      "/c": { get: { operationId: "c", ...ok } },
    };
    const first = await build(api(whole));
    const broken = { ...whole, "/b": { get: { operationId: "getB", tags: ["b"], parameters: 3, ...ok } } };
    const second = await build(api(broken), first.model.lock);
    expect(second.model.lock).toEqual(first.model.lock);
  });
});

const limit = { name: "limit", in: "query", schema: { type: "integer" } };
const body = { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } };
const thing = { Thing: { type: "object", properties: { a: {} } } };

describe("the shape of an input", () => {
  const required = { ...limit, required: true };
  const needed = { ...body, required: true };
  const cases: readonly [string, object, object, string, boolean][] = [
    ["keeps having no argument", {}, { parameters: [limit] }, "none", false],
    ["keeps having no argument", {}, { requestBody: body }, "none", false],
    ["keeps having no argument", {}, { parameters: [limit], requestBody: body }, "none", false],
    ["gets one that is required", {}, { parameters: [required] }, "parameters", true],
    ["gets one that is required", {}, { requestBody: needed }, "body", true],
    ["keeps being the body", { requestBody: needed }, { requestBody: needed, parameters: [limit] }, "body", false],
    [
      "changes for what is required",
      { requestBody: body },
      { requestBody: body, parameters: [required] },
      "both",
      true,
    ],
    ["takes in a body", { parameters: [limit] }, { parameters: [limit], requestBody: body }, "both", false],
    ["takes in a body", { parameters: [limit] }, { parameters: [limit], requestBody: needed }, "both", true],
    ["follows what is removed", { parameters: [limit] }, {}, "none", true],
    ["follows what is removed", { requestBody: body }, {}, "none", true],
  ];

  it.each(cases)("%s: %j, then %j: %s", async (_what, before, after, shape, isReported) => {
    const first = await build(api({ "/b": { post: { ...ok, ...before } } }, thing));
    const second = await build(api({ "/b": { post: { ...ok, ...after } } }, thing), first.model.lock);
    expect(Object.values(second.model.lock.shapes)).toEqual([shape]);
    expect(second.codes.includes("CW3007")).toBe(isReported);
  });

  it("is the user's to change", async () => {
    const paths = { "/b": { get: { ...ok, parameters: [limit] } } };
    const first = await build(api(paths));
    const grouped = await build(api(paths), first.model.lock, { arguments: "grouped" });
    expect(grouped.codes).toContain("CW3007");
    expect(Object.values(grouped.model.lock.shapes)).toEqual(["grouped"]);
  });

  it("has no second member called body", async () => {
    const parameter = { name: "body", in: "query", schema: { type: "string" } };
    const first = await build(api({ "/b": { post: { ...ok, parameters: [parameter] } } }, thing));
    const second = await build(
      api({ "/b": { post: { ...ok, parameters: [parameter], requestBody: body } } }, thing),
      first.model.lock,
    );
    expect(second.model.resources[0]?.operations[0]?.input.parameters.map(({ name }) => name)).toEqual(["bodyQuery"]);
    expect(second.codes).toContain("CW3010");
  });
});

describe("places", () => {
  const tagged = (tag: string, more: object = {}) => ({ tags: [tag], requestBody: body, ...ok, ...more });

  it("of models stay when another resource comes to use them, and when it no longer does", async () => {
    const one = { "/a": { post: tagged("a") } };
    const two = { ...one, "/b": { post: tagged("b") } };
    const homesOf = ({ model }: { model: Model }) => model.models.map(({ home }) => home);
    const first = await build(api(one, thing));
    expect(homesOf(first)).toEqual(["a"]);
    expect(homesOf(await build(api(two, thing), first.model.lock))).toEqual(["a"]);
    const both = await build(api(two, thing));
    expect(homesOf(both)).toEqual([undefined]);
    expect(homesOf(await build(api(one, thing), both.model.lock))).toEqual([undefined]);
    // A module that is gone holds nothing.
    expect(homesOf(await build(api({ "/b": { post: tagged("b") } }, thing), first.model.lock))).toEqual(["b"]);
  });

  it("of operations stay when their tag changes, unless somebody says where they belong", async () => {
    const first = await build(api({ "/a": { post: tagged("a") } }, thing));
    const second = await build(api({ "/a": { post: tagged("z") } }, thing), first.model.lock);
    expect(surface(second.model)).toEqual(surface(first.model));
    const given = { "x-clientwright-group": "z" };
    const third = await build(api({ "/a": { post: tagged("a", given) } }, thing), second.model.lock);
    expect(third.model.resources.map(({ path }) => path)).toEqual([["z"]]);
  });

  it("of parameters stay in their order; new ones come last", async () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => ({ name, in: "query", schema: { type: "string" } }));
    const first = await build(api({ "/b": { get: { ...ok, parameters: [b, c] } } }));
    const second = await build(api({ "/b": { get: { ...ok, parameters: [a, c, b] } } }), first.model.lock);
    const names = second.model.resources[0]?.operations[0]?.input.parameters.map(({ name }) => name);
    expect(names).toEqual(["b", "c", "a"]);
  });
});

describe("an operation at another path", () => {
  it("keeps what was decided for it", async () => {
    const before = { "/v1/b": { get: { operationId: "find_b", tags: ["b"], ...ok } } };
    const first = await build(api(before));
    const pointer = "#/paths/~1v1~1b/get";
    const named = renameInLock(first.model.lock, `${pointer}@method`, "seek", false);
    if ("refusal" in named) throw new Error(named.refusal);
    const after = { "/v2/b": { get: { operationId: "find_b", tags: ["c"], parameters: [limit], ...ok } } };
    const second = await build(api(after), named.lock);
    expect(surface(second.model)).toEqual({ "GET /v2/b": "b.seek findB" });
    expect(Object.values(second.model.lock.shapes)).toEqual(["none"]);
    // One that is still there keeps its own.
    const both = await build(api({ ...before, ...after }), named.lock);
    expect(Object.values(surface(both.model))).toEqual(["b.seek findB", "c.findB cFindB"]);
  });
});

describe("a path whose variables have other names", () => {
  const at = (path: string, names: readonly string[], more: object = {}) => {
    const parameters = names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
    return { [path]: { get: { tags: ["pets"], parameters, ...ok, ...more } } };
  };
  const getPet = { operationId: "getPet" };

  it.each([
    ["one variable", at("/pets/{id}", ["id"], getPet), at("/pets/{petId}", ["petId"], getPet), ["id"]],
    ["no operationId", at("/pets/{id}", ["id"]), at("/pets/{petId}", ["petId"]), ["id"]],
    ["two, by place", at("/a/{x}/{y}", ["x", "y"]), at("/a/{p}/{q}", ["q", "p"]), ["x", "y"]],
    ["the one of two", at("/a/{x}/{y}", ["x", "y"]), at("/a/{x}/{q}", ["x", "q"]), ["x", "y"]],
    ["two that change places", at("/a/{x}/{y}", ["x", "y"]), at("/a/{y}/{x}", ["x", "y"]), ["x", "y"]],
    ["another path", at("/v1/{x}/{y}", ["x", "y"], getPet), at("/v2/b/{y}/{q}", ["y", "q"], getPet), ["x", "y"]],
    ["two of another path", at("/v1/{x}/{y}", ["x", "y"], getPet), at("/v2/{p}/b/{q}", ["p", "q"], getPet), ["p", "q"]],
  ])("keeps the names of its parameters: %s", async (_what, before, after, expected) => {
    const first = await build(api(before));
    const second = await build(api(after), first.model.lock);
    const [operation] = second.model.resources[0]?.operations ?? [];
    expect(operation?.input.parameters.map(({ name }) => name)).toEqual(expected);
    expect(operation?.functionName).toBe(first.model.resources[0]?.operations[0]?.functionName);
  });

  it("is left alone where two could have come of it", async () => {
    const first = await build(api(at("/pets/{id}", ["id"])));
    const two = { ...at("/pets/{petId}", ["petId"]), ...at("/pets/{name}", ["name"]) };
    const second = await build(api(two), first.model.lock);
    const names = second.model.resources[0]?.operations.flatMap(({ input }) =>
      input.parameters.map(({ name }) => name),
    );
    expect(names).toEqual(["petId", "name"]);
  });
});

describe("a body at another place of its operation", () => {
  const result = { type: "object", properties: { in: { type: "object", properties: { a: { type: "string" } } } } };
  const content = (...types: string[]) => ({
    content: Object.fromEntries(types.map((type) => [type, { schema: result }])),
  });
  const answer = (responses: object) => api({ "/pets": { get: { operationId: "getPet", responses } } });
  const request = (...types: string[]) =>
    api({ "/pets": { post: { operationId: "addPet", requestBody: content(...types), ...ok } } });
  const shared = (type: string) => ({
    ...api({ "/pets": { get: { operationId: "getPet", responses: { 200: { $ref: "#/components/responses/A" } } } } }),
    components: { responses: { A: { description: "A.", ...content(type) } } },
  });
  const said = (...types: string[]) => ({ description: "Done.", ...content(...types) });
  const [json, other] = ["application/json", "application/vnd.zoo+json"];

  it.each([
    ["another media type", answer({ 200: said(json) }), answer({ 200: said(other) })],
    [
      "one beside another form",
      answer({ 200: said(json, "application/xml") }),
      answer({ 200: said("application/xml", other) }),
    ],
    ["another status", answer({ 200: said(json) }), answer({ 201: said(json) })],
    [
      "both",
      answer({ 200: said(json), 204: { description: "" } }),
      answer({ 204: { description: "" }, 202: said(other) }),
    ],
    [
      "a failure",
      answer({ 404: said(json), 204: { description: "" } }),
      answer({ 404: said(other), 204: { description: "" } }),
    ],
    ["a request", request(json), request("application/x-www-form-urlencoded")],
    ["one more", request(json), request("multipart/form-data", json)],
    ["a shared response", shared(json), shared(other)],
  ])("keeps its name: %s", async (_what, before, after) => {
    const first = await build(before);
    const second = await build(after, first.model.lock);
    const names = (model: Model) => model.models.map(({ name }) => name);
    expect(names(first.model).length).toBeGreaterThan(1);
    expect(names(second.model)).toEqual(expect.arrayContaining(names(first.model)));
  });
});

describe("a rename", () => {
  const paths = { "/b": { get: { operationId: "getB", tags: ["b"], parameters: [limit], ...ok } } };

  async function renamed(called: string, name: string, keepAlias = false) {
    const { lock } = (await build(api(paths, thing))).model;
    const [key] = findKeys(lock, called);
    if (key === undefined) throw new Error(`nothing is called ${called}`);
    const result = renameInLock(lock, key, name, keepAlias);
    if ("refusal" in result) return { refusal: result.refusal };
    return await build(api(paths, thing), result.lock);
  }

  it("takes what follows from the name along, and nothing else", async () => {
    const result = await renamed("getB", "fetchB", true);
    if (!("model" in result)) throw new Error(result.refusal);
    const { lock, resources } = result.model;
    expect(resources[0]?.operations[0]).toMatchObject({
      functionName: "fetchB",
      constantName: "fetchBOperation",
      methodName: "get",
      input: { typeName: "FetchBInput" },
    });
    expect(Object.values(lock.aliases).flat().sort()).toEqual(["GetBInput", "getB", "getBOperation"]);
    expect(lock.chosen).toEqual(["#/paths/~1b/get"]);
    expect((await build(api(paths, thing), lock)).model.lock).toEqual(lock);
  });

  it("and back leaves no alias of a name that is in force", async () => {
    const there = await renamed("getB", "fetchB", true);
    if (!("model" in there)) throw new Error(there.refusal);
    const [key = ""] = findKeys(there.model.lock, "fetchB");
    const back = renameInLock(there.model.lock, key, "getB", true);
    if ("refusal" in back) throw new Error(back.refusal);
    const { lock } = (await build(api(paths, thing), back.lock)).model;
    expect(Object.values(lock.aliases).flat().sort()).toEqual(["FetchBInput", "fetchB", "fetchBOperation"]);
    const forth = renameInLock(lock, key, "fetchB", false);
    if ("refusal" in forth) throw new Error(forth.refusal);
    const last = (await build(api(paths, thing), forth.lock)).model.lock;
    expect(last.names[key]).toBe("fetchB");
    expect(last.aliases).toEqual({});
  });

  it("keeps old names from being given to something else", async () => {
    const result = await renamed("Thing", "Item", true);
    if (!("model" in result)) throw new Error(result.refusal);
    const more = { ...thing, thing: { type: "string" } };
    const next = await build(api(paths, more), result.model.lock);
    expect(next.model.models.map(({ name }) => name)).toEqual(["Item", "ThingModel"]);
  });

  it.each([
    ["getB", "Thing", "is taken"],
    ["getB", "delete", "is reserved"],
    ["getB", "not a name", "is no name in TypeScript"],
    ["get", "client", "is reserved"],
    ["#/paths/~1b/get/query/limit@parameter", "", "is no name"],
    ["#/paths/~1b/get/query/limit@parameter", "toString", "is reserved"],
    ["#/paths/~1b/get@resource", "close", "is reserved"],
    ["#/paths/~1b/get@resource", "b.client", "is reserved"],
    ["#resource/b@file", "index", "is reserved"],
  ])("is refused: %s to %s %s", async (called, name, refusal) => {
    expect(await renamed(called, name)).toEqual({ refusal });
  });
});

describe("a rename among members of one class", () => {
  const get = (tag: string, more: object = {}) => ({ tags: [tag], ...ok, ...more });
  const body = { requestBody: { content: { "application/json": { schema: { type: "string" } } } } };
  const document = api({
    "/pets": { get: get("pets"), post: get("pets", { parameters: [limit], ...body }) },
    "/photos": { get: get("pets.photos") },
  });

  it.each([
    ["#/paths/~1pets/get@method", "create", "is taken"],
    ["#/paths/~1pets/get@method", "photos", "is taken"],
    ["#/paths/~1photos/get@resource", "pets.create", "is taken"],
    ["#/paths/~1photos/get@resource", "pets", "is taken"],
    ["#/paths/~1photos/get@resource", "pets.list.photos", "is taken"],
    ["#/paths/~1pets/post/query/limit@parameter", "body", "is reserved"],
    ["#/paths/~1photos/get@resource", "photos", undefined],
    ["#/paths/~1photos/get@method", "photos", undefined],
  ])("%s to %s", async (key, name, refusal) => {
    const { lock } = (await build(document)).model;
    const result = renameInLock(
      { ...lock, names: { ...lock.names, "#/paths/~1pets/post@method": "create" } },
      key,
      name,
      false,
    );
    expect("refusal" in result ? result.refusal : undefined).toBe(refusal);
  });
});

describe("a better name", () => {
  it("is proposed where it is free, unless a person chose the other", async () => {
    const before = { "/a": { get: { operationId: "get_x", ...ok } }, "/b": { get: { operationId: "getX", ...ok } } };
    const { lock } = (await build(api(before))).model;
    const after = api({ "/b": { get: { operationId: "getX", ...ok } } });
    const present = (await build(after, lock)).model.lock;
    const fresh = (await build(after)).model.lock;
    const pointer = "#/paths/~1b/get";
    expect(betterNames(present, fresh)).toEqual([{ pointer, name: present.names[pointer], better: "getX" }]);
    expect(betterNames({ ...present, chosen: [pointer] }, fresh)).toEqual([]);
    const both = (await build(api(before), lock)).model.lock;
    expect(betterNames(both, fresh)).toEqual([]);
  });
});
