/** Names that an earlier run gave stay, whatever comes into the document. */

import { describe, expect, it } from "vitest";
import { loadDocument } from "../../../generator/load/index.js";
import { buildModel } from "../../../generator/model/build.js";
import type { Lock, Model, ModelOptions } from "../../../generator/model/types.js";
import { normalise } from "../../../generator/normalise/index.js";

const none: Lock = { names: {}, shapes: {} };

async function build(document: object, lock: Lock = none, options: Partial<ModelOptions> = {}) {
  const { source } = await loadDocument({ document: "-", cwd: ".", stdin: async () => JSON.stringify(document) });
  const normalised = source && normalise(source);
  if (normalised?.document === undefined) throw new Error("the document is of no use");
  const all: ModelOptions = { casing: "preserve", dates: "string", enums: "open", arguments: "flat", ...options };
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

describe("shapes", () => {
  it("that change are reported", async () => {
    const parameters = [{ name: "limit", in: "query", schema: { type: "integer" } }];
    const first = await build(api({ "/b": { get: ok } }));
    const second = await build(api({ "/b": { get: { ...ok, parameters } } }), first.model.lock);
    expect(second.codes).toContain("CW3007");
    const grouped = await build(api({ "/b": { get: { ...ok, parameters } } }), second.model.lock, {
      arguments: "grouped",
    });
    expect(grouped.codes).toContain("CW3007");
    expect(Object.values(grouped.model.lock.shapes)).toEqual(["grouped"]);
    expect(Object.values(second.model.lock.shapes)).toEqual(["parameters"]);
  });
});
