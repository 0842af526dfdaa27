/** Callers' code follows a new client as far as a program can take it; where it can't, a comment says what to decide. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { clientwright } from "../cli/command.js";
import { documentOf, gives, json } from "./api.js";
import { errorsIn } from "./compile.js";
import { Project } from "./project.js";

const text = { type: "string" };
const limit = { name: "limit", in: "query", schema: { type: "integer" } };
const site = { name: "site", in: "query", required: true, schema: text };

interface Version {
  readonly pet?: string;
  readonly create?: object;
  readonly status?: object;
  readonly limit?: object;
  readonly properties?: object;
}

/** A document whose parts are replaced. */
function api({
  pet = "Pet",
  create = {},
  status = {},
  limit: parameter = limit,
  properties = {},
}: Version = {}): object {
  return documentOf({
    paths: {
      "/pets": {
        get: { operationId: "listPets", tags: ["pets"], parameters: [parameter], ...gives(pet) },
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
    expect((await clientwright(project.cwd, codemod)).stdout).toBe("No code has to change.\n");
    const required = api({ create: { parameters: [site] }, status: { parameters: [site] } });
    project.write({ "new.json": JSON.stringify(required) });
    await clientwright(project.cwd, [...codemod, "--write"]);
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
