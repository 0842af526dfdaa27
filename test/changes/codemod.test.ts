/** Callers' code follows a new client as far as a program can take it; where it can't, a comment says what to decide. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { clientwright } from "../cli/session.js";
import { documentOf, gives, json } from "./api.js";
import { errorsIn } from "./compile.js";
import { Project } from "./project.js";

const text = { type: "string" };
const limit = { name: "limit", in: "query", schema: { type: "integer" } };
const site = { name: "site", in: "query", required: true, schema: text };

interface Version {
  readonly pet?: string;
  readonly list?: object;
  readonly create?: object;
  readonly status?: object;
  readonly limit?: object;
  readonly properties?: object;
}

/** A document whose parts are replaced. */
function api({
  pet = "Pet",
  list = {},
  create = {},
  status = {},
  limit: parameter = limit,
  properties = {},
}: Version = {}): object {
  return documentOf({
    paths: {
      "/pets": {
        get: { operationId: "listPets", tags: ["pets"], parameters: [parameter], ...gives(pet), ...list },
        post: {
          operationId: "createPet",
          tags: ["pets"],
          requestBody: { required: true, ...json(pet) },
          ...gives(pet),
          ...create,
        },
      },
      "/status": { get: { operationId: "getStatus", tags: ["status"], ...gives(pet), ...status } },
    },
    schemas: { [pet]: { type: "object", required: ["id"], properties: { id: text, nick_name: text, ...properties } } },
  });
}

const callers = `import { type ClientLike, createPet, getStatus, listPets, type Pet, PetStore } from "./api/index.js";
import * as api from "./api/index.js";

export async function call(client: ClientLike): Promise<string> {
  const limit = 3;
  const store = new PetStore(client);
  const first: Pet = await listPets(client, { limit });
  const { nick_name } = await store.pets.create({ id: "1", nick_name: "Rex" }, { retries: 0 });
  const pet = await createPet(client, first);
  const again: api.Pet = await api.getStatus(client);
  await getStatus(client, { timeout: 1 });
  return [pet.nick_name, nick_name, again.id].join();
}
`;

/** A project whose callers compile, its document replaced. */
async function projectOf(next: object): Promise<Project> {
  const project = new Project();
  await project.generate(api());
  project.write({ "src/callers.ts": callers, "new.json": JSON.stringify(next) });
  expect(errorsIn(project.path("src/callers.ts"))).toEqual([]);
  return project;
}

/** Two resources whose methods have the same name, and a parameter that is no identifier. */
function zoo(verb: string, names: { readonly [parameter: string]: string }): object {
  const operation = (resource: string, parameters: readonly string[] = []) => ({
    get: {
      operationId: `list${resource}`,
      "x-clientwright-name": `${verb}${resource}`,
      "x-clientwright-method": verb,
      tags: [resource.toLowerCase()],
      parameters: parameters.map((name) => ({
        ...{ name, in: "query", schema: { type: "integer" } },
        ...(names[name] !== undefined && { "x-clientwright-name": names[name] }),
      })),
      ...gives("Pet"),
    },
  });
  return documentOf({
    paths: { "/pets": operation("Pets", ["size", "page-no"]), "/shops": operation("Shops") },
    schemas: { Pet: { type: "object", properties: { id: text } } },
  });
}

/** Callers who come to the client's names in other ways than by an import of their own. */
const places = {
  "src/(auth)/plain.ts": `import { type ClientLike, listPets as lp, listShops, type ListPetsInput, PetStore } from "../api/index.js";
import * as api from "../api/index.js";
const store = new PetStore({});
export const a = () => store.pets.list({ size: 1, "page-no": 2 });
export const b = () => store.shops.list();
export const c = (client: ClientLike, input: ListPetsInput) => lp(client, { ...input, size: input.size ?? input["page-no"] ?? 1 });
export const d = (client: ClientLike) => [api.listShops(client), listShops(client), api["listShops"](client)];
export const { pets } = store;
export const e = ({ size = 1, "page-no": page = 2 }: ListPetsInput) => pets.list({ size, "page-no": page });
export const f = () => store["pets"]["list"]({ "size": 2 });
export type Rest = Omit<ListPetsInput, "size"> & { page: ListPetsInput["page-no"] };
export interface Mine extends ListPetsInput {
  size: number;
}
export { listShops };
`,
  "src/(auth)/barrel.ts": 'export { listPets } from "../api/index.js";\nexport * from "../api/index.js";\n',
  "src/(auth)/behind.ts": `import { createClient, listPets, listShops } from "./barrel.js";
const findShops = "taken";
export const f = async () => [await listPets(createClient(), { size: 1 }), await listShops(createClient()), findShops];
export const load = async () => {
  const { listShops } = await import("../api/index.js");
  return listShops;
};
`,
  "src/(auth)/crlf.ts":
    'import type { PetStore } from "../api/index.js";\r\nexport const f = (store: PetStore) => {\r\n  return store.pets.list({ size: 1 });\r\n};\r\n',
  "src/(auth)/script.js": `import { PetStore, listShops } from "../api/index.js";
export const f = () => new PetStore({}).pets.list({ size: 1 });
export const g = (store) => store.shops.list();
export const h = (client) => listShops(client);
`,
  "src/(auth)/mock.ts": `export const mock = (name: string, make: () => object): void => void [name, make];
mock("../api/index.js", () => ({ listShops: () => undefined }));
`,
};

const codemod = ["diff", "api.json", "new.json", "-o", "src/api", "--codemod", "src"];

describe("callers' code", () => {
  it("is only shown what would be done, unless it is to be written", async () => {
    const project = await projectOf(api({ pet: "Animal", create: { parameters: [site] } }));
    const shown = await clientwright(project.cwd, codemod);
    expect(shown.stdout).toContain("src/callers.ts:9 input of createPet\n");
    expect(shown.stdout).toContain("Nothing was written: add --write.\n");
    expect(readFileSync(project.path("src/callers.ts"), "utf8")).toBe(callers);
  });

  it("takes over new names", async () => {
    const named = (name: string) => ({ "x-clientwright-name": name });
    const next = api({
      pet: "Animal",
      create: { "x-clientwright-method": "add", "x-clientwright-name": "addAnimal" },
      status: { "x-clientwright-group": "health" },
      limit: { ...limit, ...named("count") },
      properties: { nick_name: { ...text, ...named("nickName") } },
    });
    const project = await projectOf(next);
    await clientwright(project.cwd, [...codemod, "--write"]);
    await project.generate(next);
    expect(errorsIn(project.path("src/callers.ts"))).toEqual([]);
    expect(readFileSync(project.path("src/callers.ts"), "utf8")).toMatchInlineSnapshot(`
      "import { type ClientLike, addAnimal, getStatus, listPets, type Animal, PetStore } from "./api/index.js";
      import * as api from "./api/index.js";

      export async function call(client: ClientLike): Promise<string> {
        const limit = 3;
        const store = new PetStore(client);
        const first: Animal = await listPets(client, { count: limit });
        const { nickName: nick_name } = await store.pets.add({ id: "1", nickName: "Rex" }, { retries: 0 });
        const pet = await addAnimal(client, first);
        const again: api.Animal = await api.getStatus(client);
        await getStatus(client, { timeout: 1 });
        return [pet.nickName, nick_name, again.id].join();
      }
      "
    `);
  });

  it("gives inputs in their new shape", async () => {
    const next = api({ create: { parameters: [{ ...site, required: false }] } });
    const project = await projectOf(next);
    expect((await clientwright(project.cwd, codemod)).stdout).toBe("There is nothing to rewrite.\n");
    const required = api({ create: { parameters: [site] }, status: { parameters: [site] } });
    project.write({ "new.json": JSON.stringify(required) });
    const { stderr } = await clientwright(project.cwd, [...codemod, "--write"]);
    expect(stderr).toContain("breaking changes no program can follow: without --codemod, diff names what to do.");
    const written = readFileSync(project.path("src/callers.ts"), "utf8");
    expect(written).toContain('store.pets.create({ body: { id: "1", nick_name: "Rex" } }, { retries: 0 })');
    expect(written).toContain("createPet(client, { body: first })");
    expect(written).toContain(
      "// clientwright: give the parameters that are required from now on\n  await getStatus(client, {}, { timeout: 1 });",
    );
    // What is left to decide is what the compiler names, and nothing else.
    await project.generate(required);
    const errors = errorsIn(project.path("src/callers.ts"));
    expect(errors.map((line) => /property '(\w+)'|Property '(\w+)'/.exec(line)?.slice(1).join(""))).toEqual([
      "site",
      "site",
      "site",
      "site",
    ]);
  });

  it("is rewritten in the arguments of what is rewritten, and named where no call is written", async () => {
    const project = new Project();
    await project.generate(api());
    const source = `import { type ClientLike, createPet, type Pet, PetStore } from "./api/index.js";
export const a = async (client: ClientLike) => createPet(client, await createPet(client, { id: "1", nick_name: "Rex" }));
export const b = (client: ClientLike, all: Pet[]) => all.map((one) => [createPet].map((make) => make(client, one)));
const { status } = new PetStore({});
export const c = () => status.get();
`;
    const next = api({
      create: { parameters: [site] },
      status: { "x-clientwright-group": "health" },
      properties: { nick_name: { ...text, "x-clientwright-name": "nickName" } },
    });
    project.write({ "src/callers.ts": source, "new.json": JSON.stringify(next) });
    expect(errorsIn(project.path("src/callers.ts"))).toEqual([]);
    await clientwright(project.cwd, [...codemod, "--write"]);
    expect(readFileSync(project.path("src/callers.ts"), "utf8")).toMatchInlineSnapshot(`
      "import { type ClientLike, createPet, type Pet, PetStore } from "./api/index.js";
      export const a = async (client: ClientLike) => createPet(client, { body: await createPet(client, { body: { id: "1", nickName: "Rex" } }) });
      // clientwright: createPet takes an object of parameters and body, took the body. Give the input so.
      export const b = (client: ClientLike, all: Pet[]) => all.map((one) => [createPet].map((make) => make(client, one)));
      // clientwright: status.get is called health.get
      const { status } = new PetStore({});
      // clientwright: call health.get of the client
      export const c = () => status.get();
      "
    `);
  });

  it("is left alone where it was rewritten before, and keeps its comments", async () => {
    const project = new Project();
    await project.generate(api());
    const source = `import { type ClientLike, createPet, getStatus, type Pet, PetStore } from "./api/index.js";
const store = new PetStore({});
const options = { timeout: 1 };
export const a = (client: ClientLike, body: Pet) => [createPet(client, body), createPet(client, body, options)];
export const b = (client: ClientLike) => [getStatus(client), getStatus(client, {}), getStatus(client, { timeout: 1 })];
export const c = (client: ClientLike) =>
  createPet(
    client, // of the tests
    // the first one
    { id: "1" /* taken */ },
    /* soon */ { parameters: { dry: true }, /* ms */ timeout: 1 },
  );
export const d = () => store.status.get({ parameters: { fast: true } });
export const e = (isOne: boolean, one: Pet, other: Pet) => store.pets.create(isOne ? one : other);
export const { create } = store.pets;
export const f = store.pets.create.bind(store.pets);
/** Like {@link createPet}. */
export const g = 1;
`;
    const flag = (name: string) => ({ name, in: "query", schema: { type: "boolean" } });
    const before = api({ create: { parameters: [] }, status: { parameters: [] } });
    const between = api({ create: { parameters: [flag("dry")] }, status: { parameters: [flag("fast")] } });
    const next = api({ create: { parameters: [flag("dry"), site] }, status: { parameters: [flag("fast"), site] } });
    await project.generate(before);
    await project.generate(between);
    project.write({ "src/callers.ts": source, "new.json": JSON.stringify(next) });
    expect(errorsIn(project.path("src/callers.ts"))).toEqual([]);
    await clientwright(project.cwd, [...codemod, "--write"]);
    const written = readFileSync(project.path("src/callers.ts"), "utf8");
    expect(written.slice(written.indexOf("export"))).toMatchInlineSnapshot(`
      "export const a = (client: ClientLike, body: Pet) => [createPet(client, { body }), createPet(client, { body }, options)];
      // clientwright: give the parameters that are required from now on
      export const b = (client: ClientLike) => [getStatus(client, {}), getStatus(client, {}), getStatus(client, {}, { timeout: 1 })];
      export const c = (client: ClientLike) =>
        createPet(
          client, // of the tests
          // the first one
          { dry: true, body: { id: "1" /* taken */ } },
          /* soon */ { /* ms */ timeout: 1 },
        );
      export const d = () => store.status.get({ fast: true });
      export const e = (isOne: boolean, one: Pet, other: Pet) => store.pets.create({ body: isOne ? one : other });
      // clientwright: createPet takes an object of parameters and body, took the body. Give the input so.
      export const { create } = store.pets;
      // clientwright: createPet takes an object of parameters and body, took the body. Give the input so.
      export const f = store.pets.create.bind(store.pets);
      /** Like {@link createPet}. */
      export const g = 1;
      "
    `);
    expect(await clientwright(project.cwd, [...codemod, "--write"])).toMatchObject({ exitCode: 0 });
    expect(readFileSync(project.path("src/callers.ts"), "utf8")).toBe(written);
  });

  it("is left alone where the inputs of before are given back", async () => {
    const project = new Project();
    await project.generate(api({ create: { parameters: [site] }, status: { parameters: [site] } }));
    const source = `import { type ClientLike, createPet, getStatus, PetStore } from "./api/index.js";
const store = new PetStore({});
export const a = (client: ClientLike) => getStatus(client, { site: "x" }, { timeout: 1 });
export const b = () => store.pets.create(/* new */ { site: "x", body: { id: "1" /* one */ } });
export const c = (get: () => Parameters<typeof createPet>[1] | undefined, client: ClientLike) =>
  createPet(client, get() ?? { site: "y", body: { id: "2" } }, { retries: 0 });
`;
    project.write({ "src/callers.ts": source, "new.json": JSON.stringify(api()) });
    expect(errorsIn(project.path("src/callers.ts"))).toEqual([]);
    await clientwright(project.cwd, [...codemod, "--write"]);
    const written = readFileSync(project.path("src/callers.ts"), "utf8");
    expect(written.slice(written.indexOf("export"))).toMatchInlineSnapshot(`
      "export const a = (client: ClientLike) => getStatus(client, { timeout: 1 });
      // clientwright: createPet.site can no longer be given. Don't give it.
      export const b = () => store.pets.create(/* new */ { id: "1" /* one */ });
      // clientwright: createPet.site can no longer be given. Don't give it.
      // clientwright: createPet takes the body, took an object of parameters and body. Give the input so.
      export const c = (get: () => Parameters<typeof createPet>[1] | undefined, client: ClientLike) =>
        createPet(client, (get() ?? { site: "y", body: { id: "2" } }).body, { retries: 0 });
      "
    `);
    await clientwright(project.cwd, [...codemod, "--write"]);
    expect(readFileSync(project.path("src/callers.ts"), "utf8")).toBe(written);
  });

  it("is followed where values are taken apart, and through what callers declare themselves", async () => {
    const project = new Project();
    await project.generate(api());
    const source = `import * as api from "./api/index.js";
import { type ClientLike, createPet, listPets, type Pet, PetStore } from "./api/index.js";
const store = new PetStore({});
let nick_name: string | undefined;
let list: typeof listPets;
let find: typeof listPets;
export async function apart(client: ClientLike): Promise<unknown> {
  ({ nick_name } = await createPet(client, { id: "1" }));
  ({ nick_name: nick_name = "none" } = await store.pets.create({ id: "1" }));
  for ({ nick_name } of await listPets(client, {}).then((one) => [one])) console.log(nick_name);
  [{ nick_name = "one" }] = [await store.status.get()];
  const pair: { pet?: Pet } = {};
  const usual: Pet = { id: "2" };
  ({ pet: { nick_name } = usual } = pair);
  ({ listPets: list } = api);
  ({ ["listPets"]: find } = api);
  const other = { nick_name: "mine" };
  ({ nick_name } = other);
  return [list, find];
}
export class Named implements Pet {
  id = "1";
  nick_name: string;
  constructor(nick_name: string) {
    this.nick_name = nick_name;
  }
  other(nick_name: string): string {
    return nick_name + this.nick_name;
  }
}
export class Loud extends Named {
  get loud(): string {
    return this.nick_name.toUpperCase();
  }
}
export interface Mine extends Pet {
  nick_name: string;
}
export interface Own extends Mine {
  nick_name: "own";
}
export const own = (one: Own, two: Loud, three: Pet | { none: 1 }) =>
  [one.nick_name, two.nick_name, "nick_name" in three, { ["nick_name"]: "x", id: "1" } satisfies Pet];
export const loose = (client: ClientLike, nick: string) => {
  const pet = { id: "1", nick_name: nick };
  const free = { nick_name: nick };
  return [createPet(client, pet), free];
};
`;
    const named = (name: string) => ({ "x-clientwright-name": name });
    const next = api({ list: named("findPets"), properties: { nick_name: { ...text, ...named("nickName") } } });
    project.write({ "src/callers.ts": source, "new.json": JSON.stringify(next) });
    expect(errorsIn(project.path("src/callers.ts"))).toEqual([]);
    await clientwright(project.cwd, [...codemod, "--write"]);
    const written = readFileSync(project.path("src/callers.ts"), "utf8");
    expect(written).toMatchInlineSnapshot(`
      "import * as api from "./api/index.js";
      import { type ClientLike, createPet, findPets, type Pet, PetStore } from "./api/index.js";
      const store = new PetStore({});
      let nick_name: string | undefined;
      let list: typeof findPets;
      let find: typeof findPets;
      export async function apart(client: ClientLike): Promise<unknown> {
        ({ nickName: nick_name } = await createPet(client, { id: "1" }));
        ({ nickName: nick_name = "none" } = await store.pets.create({ id: "1" }));
        for ({ nickName: nick_name } of await findPets(client, {}).then((one) => [one])) console.log(nick_name);
        [{ nickName: nick_name = "one" }] = [await store.status.get()];
        const pair: { pet?: Pet } = {};
        const usual: Pet = { id: "2" };
        ({ pet: { nickName: nick_name } = usual } = pair);
        ({ findPets: list } = api);
        ({ ["findPets"]: find } = api);
        const other = { nick_name: "mine" };
        ({ nick_name } = other);
        return [list, find];
      }
      export class Named implements Pet {
        id = "1";
        nickName: string;
        constructor(nick_name: string) {
          this.nickName = nick_name;
        }
        other(nick_name: string): string {
          return nick_name + this.nickName;
        }
      }
      export class Loud extends Named {
        get loud(): string {
          return this.nickName.toUpperCase();
        }
      }
      export interface Mine extends Pet {
        nickName: string;
      }
      export interface Own extends Mine {
        nickName: "own";
      }
      export const own = (one: Own, two: Loud, three: Pet | { none: 1 }) =>
        [one.nickName, two.nickName, "nickName" in three, { ["nickName"]: "x", id: "1" } satisfies Pet];
      export const loose = (client: ClientLike, nick: string) => {
        // clientwright: Pet.nick_name is called nickName. Call it so.
        const pet = { id: "1", nick_name: nick };
        const free = { nick_name: nick };
        return [createPet(client, pet), free];
      };
      "
    `);
    await project.generate(next);
    expect(errorsIn(project.path("src/callers.ts"))).toEqual([]);
  });

  it("is followed wherever a name of the client comes to", async () => {
    const project = new Project();
    await project.generate(zoo("list", {}));
    project.write({ "new.json": JSON.stringify(zoo("find", { "page-no": "page", size: "count" })), ...places });
    const names = Object.keys(places).filter((name) => /tsx?$/.test(name));
    for (const name of names) expect(errorsIn(project.path(name)), name).toEqual([]);
    const run = await clientwright(project.cwd, [...codemod.slice(0, -1), "src/(auth)", "--write"]);
    const written = Object.fromEntries(
      Object.keys(places).map((name) => [name, readFileSync(project.path(name), "utf8")]),
    );
    expect(run.stderr).toBe("");
    expect(
      `${run.stdout}\n${Object.entries(written)
        .map((entry) => entry.join("\n"))
        .join("\n")}`,
    ).toMatchInlineSnapshot(`
      "src/(auth)/barrel.ts:1 listPets → findPets
      src/(auth)/behind.ts:1 listShops → findShops
      src/(auth)/behind.ts:3 size → count
      src/(auth)/behind.ts:5 listShops → findShops
      src/(auth)/crlf.ts:3 list → find
      src/(auth)/crlf.ts:3 size → count
      src/(auth)/mock.ts:2 // clientwright: listShops is called findShops. Call it so.
      src/(auth)/plain.ts:1 listPets → findPets
      src/(auth)/plain.ts:1 listShops → findShops
      src/(auth)/plain.ts:4 list → find
      src/(auth)/plain.ts:4 size → count
      src/(auth)/plain.ts:4 page-no → page
      src/(auth)/plain.ts:5 list → find
      src/(auth)/plain.ts:6 size → count
      src/(auth)/plain.ts:6 size → count
      src/(auth)/plain.ts:6 page-no → page
      src/(auth)/plain.ts:7 listShops → findShops
      src/(auth)/plain.ts:7 listShops → findShops
      src/(auth)/plain.ts:7 listShops → findShops
      src/(auth)/plain.ts:9 size → count
      src/(auth)/plain.ts:9 page-no → page
      src/(auth)/plain.ts:9 list → find
      src/(auth)/plain.ts:9 size → count
      src/(auth)/plain.ts:9 page-no → page
      src/(auth)/plain.ts:10 list → find
      src/(auth)/plain.ts:10 size → count
      src/(auth)/plain.ts:11 size → count
      src/(auth)/plain.ts:11 page-no → page
      src/(auth)/plain.ts:13 size → count
      src/(auth)/plain.ts:15 listShops → findShops
      src/(auth)/script.js:1 listShops → findShops
      src/(auth)/script.js:2 list → find
      src/(auth)/script.js:2 size → count
      src/(auth)/script.js:3 // clientwright: if it is the client's: pets.list is called pets.find. Call it so.
      src/(auth)/script.js:3 // clientwright: if it is the client's: shops.list is called shops.find. Call it so.
      src/(auth)/script.js:4 listShops → findShops

      src/(auth)/plain.ts
      import { type ClientLike, findPets as lp, findShops, type ListPetsInput, PetStore } from "../api/index.js";
      import * as api from "../api/index.js";
      const store = new PetStore({});
      export const a = () => store.pets.find({ count: 1, "page": 2 });
      export const b = () => store.shops.find();
      export const c = (client: ClientLike, input: ListPetsInput) => lp(client, { ...input, count: input.count ?? input["page"] ?? 1 });
      export const d = (client: ClientLike) => [api.findShops(client), findShops(client), api["findShops"](client)];
      export const { pets } = store;
      export const e = ({ count: size = 1, "page": page = 2 }: ListPetsInput) => pets.find({ count: size, "page": page });
      export const f = () => store["pets"]["find"]({ "count": 2 });
      export type Rest = Omit<ListPetsInput, "count"> & { page: ListPetsInput["page"] };
      export interface Mine extends ListPetsInput {
        count: number;
      }
      export { findShops as listShops };

      src/(auth)/barrel.ts
      export { findPets as listPets } from "../api/index.js";
      export * from "../api/index.js";

      src/(auth)/behind.ts
      import { createClient, listPets, findShops as listShops } from "./barrel.js";
      const findShops = "taken";
      export const f = async () => [await listPets(createClient(), { count: 1 }), await listShops(createClient()), findShops];
      export const load = async () => {
        const { findShops: listShops } = await import("../api/index.js");
        return listShops;
      };

      src/(auth)/crlf.ts
      import type { PetStore } from "../api/index.js";
      export const f = (store: PetStore) => {
        return store.pets.find({ count: 1 });
      };

      src/(auth)/script.js
      import { PetStore, findShops } from "../api/index.js";
      export const f = () => new PetStore({}).pets.find({ count: 1 });
      // clientwright: if it is the client's: shops.list is called shops.find. Call it so.
      // clientwright: if it is the client's: pets.list is called pets.find. Call it so.
      export const g = (store) => store.shops.list();
      export const h = (client) => findShops(client);

      src/(auth)/mock.ts
      export const mock = (name: string, make: () => object): void => void [name, make];
      // clientwright: listShops is called findShops. Call it so.
      mock("../api/index.js", () => ({ listShops: () => undefined }));
      "
    `);
    await project.generate(zoo("find", { "page-no": "page", size: "count" }));
    for (const name of names) expect(errorsIn(project.path(name)), name).toEqual([]);
    project.write({ "api.json": JSON.stringify(zoo("list", {})) });
    const again = await clientwright(project.cwd, codemod);
    expect(again).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("is that of the new document already"),
    });
  });

  it("is told what only a person can decide", async () => {
    const project = await projectOf(api({ properties: { nick_name: undefined } }));
    const { stdout } = await clientwright(project.cwd, [...codemod, "--write"]);
    expect(stdout).toContain("// clientwright: Pet.nick_name no longer arrives. Neither read it nor give it.");
    const written = readFileSync(project.path("src/callers.ts"), "utf8");
    expect(written.match(/\/\/ clientwright:/g)?.length).toBe(2);
    // A second run says nothing twice.
    await clientwright(project.cwd, [...codemod, "--write"]);
    expect(readFileSync(project.path("src/callers.ts"), "utf8")).toBe(written);
  });

  it.each([
    [["diff", "api.json", "api.json", "--codemod", "src"], "must know the client"],
    [["diff", "api.json", "api.json", "--write"], "Add `--codemod <folder>`"],
    [["diff", "api.json", "api.json", "-o", "src/api", "--codemod", "none"], "There is no folder `none`"],
  ])("is left alone where the arguments don't say enough: %j", async (args, message) => {
    const project = new Project();
    await project.generate(api());
    expect(await clientwright(project.cwd, args)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(message),
    });
  });
});
