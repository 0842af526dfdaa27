/** An unrelated edit touches no file that it isn't about. */

import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Api, before, documentOf, gives, json, pets, replaced } from "./api.js";
import { Project } from "./project.js";

const text = { type: "string" };
const operation = (operationId: string, tag: string, model: string) => ({
  get: { operationId, tags: [tag], ...gives(model) },
});

const edits: readonly [what: string, edited: Api, more: object, changed: readonly string[]][] = [
  [
    "a new resource with a model of its own",
    before(pets, {
      paths: { "/a": operation("listA", "a", "A") },
      schemas: { A: { type: "object", properties: { x: text } } },
    }),
    {},
    ["create resources/a.ts", "update client.ts", "update index.ts"],
  ],
  [
    "a new resource that uses a model of another",
    before(pets, { paths: { "/a": operation("listA", "a", "Store") } }),
    {},
    ["create resources/a.ts", "update client.ts", "update index.ts"],
  ],
  [
    "operations and models whose names others have already",
    before(pets, {
      paths: { "/p": operation("list_pets", "stores", "pet"), "/q": operation("Pet", "stores", "pet_tags_item") },
      schemas: { pet: { type: "object", properties: { x: text } }, pet_tags_item: text, PetTagsItem: text },
    }),
    {},
    ["update index.ts", "update resources/stores.ts", "update shared.ts"],
  ],
  [
    "an optional parameter that comes first",
    replaced(pets, {
      paths: {
        "/stores": {
          get: {
            ...(pets.paths["/stores"]?.["get"] as object),
            parameters: [{ name: "a", in: "query", schema: text }],
          },
        },
      },
    }),
    {},
    ["update index.ts", "update resources/stores.ts"],
  ],
  [
    "an operation that no longer uses a shared model",
    replaced(pets, { schemas: { Store: { type: "object", properties: { name: text } } } }),
    {},
    ["update resources/stores.ts"],
  ],
  [
    "another tag, and none",
    replaced(pets, { paths: { "/status": operation("getStatus", "health", "Status") } }),
    {},
    [],
  ],
  [
    "a description of the document",
    pets,
    { info: { title: "Pet Store", version: "2", description: "Of pets." } },
    ["update client.ts"],
  ],
  ["another order of tags", pets, { tags: [{ name: "stores" }, { name: "pets" }] }, []],
  [
    "a property",
    replaced(pets, { schemas: { Status: { type: "object", properties: { state: text, since: text } } } }),
    {},
    ["update resources/status.ts"],
  ],
  [
    "a model that is sent from now on, too",
    before(pets, { paths: { "/a": { post: { tags: ["a"], requestBody: json("Store"), ...gives("Status") } } } }),
    {},
    ["create resources/a.ts", "update client.ts", "update index.ts"],
  ],
];

describe("an edit changes the files that it is about, and the manifest", () => {
  it.each(edits)("%s", async (_what, edited, more, changed) => {
    for (const casing of ["preserve", "camel"] as const) {
      const project = new Project({ casing });
      await project.generate(documentOf(pets));
      expect([...(await project.changes(documentOf(edited, more)))].sort()).toEqual([...changed].sort());
      // And a second run changes nothing any more.
      expect(await project.changes(documentOf(edited, more))).toEqual([]);
    }
  });

  it("and going back gives the bytes that were there, except the order in which things came", async () => {
    const project = new Project();
    await project.generate(documentOf(pets));
    const first = project.files();
    const [, edited = pets] = edits[0] ?? [];
    await project.changes(documentOf(edited));
    await project.changes(documentOf(pets));
    expect(project.files()).toEqual(first);
  });
});

describe("nothing changed", () => {
  it("no file is touched", async () => {
    const project = new Project({ package: { name: "pets" }, raw: true });
    await project.generate(documentOf(pets));
    const times = () =>
      Object.keys(project.files())
        .filter((path) => !path.endsWith("/"))
        .map((path) => [path, statSync(join(project.path("src/api"), path)).mtimeMs]);
    const first = times();
    const again = await project.generate(documentOf(pets));
    expect(times()).toEqual(first);
    expect(again).toMatchObject({ exitCode: 0, written: true, clients: [{ operations: 5, models: 7 }] });
    const thorough = await project.generate(documentOf(pets), { force: true });
    const filesOf = ({ clients }: typeof again) => clients[0]?.files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    expect(filesOf(thorough)).toEqual(filesOf(again));
    expect(times()).toEqual(first);
  });

  it.each([
    ["an edited file", { "src/api/client.ts": "// mine" }, 1],
    ["a package.json of another range", { "src/api/package.json": "{}" }, 1],
  ])("but what is not as it was is looked at: %s", async (_what, files, exitCode) => {
    const project = new Project({ package: { name: "pets" } });
    await project.generate(documentOf(pets));
    project.write(files);
    expect(await project.generate(documentOf(pets))).toMatchObject({ exitCode });
  });
});
