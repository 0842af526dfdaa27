/** Callers compile and run as before when the document adds what they needn't give; what is new is there for them, too. */

import { describe, expect, it } from "vitest";
import { RawServer } from "../conformance/socket.js";
import { importClient } from "../corpus/client.js";
import { diagnosticsIn } from "../golden/type-check.js";
import { documentOf, json, pets } from "./api.js";
import { Project } from "./project.js";

const limit = { name: "limit", in: "query", schema: { type: "integer" } };
const trace = { name: "X-Trace", in: "header", schema: { type: "string" } };
const done = { responses: { 204: { description: "Done." } } };
const body = json("Status");

/** Three operations, of which `more` says what they take from a later version on. */
function api(more: { readonly [operation: string]: object }): object {
  const operation = (operationId: string, own: object) => ({
    post: { operationId, tags: ["jobs"], ...done, ...own, ...more[operationId] },
  });
  return documentOf({
    paths: {
      "/start": operation("start", {}),
      "/put": operation("put", { requestBody: { required: true, ...body } }),
      "/find": operation("find", { parameters: [limit] }),
    },
    schemas: pets.schemas,
  });
}

const imports = 'import { type ClientLike, find, PetStore, put, start } from "./api/index.js";\n';

const oldCallers = `${imports}
export async function call(client: ClientLike): Promise<void> {
  await start(client);
  await start(client, { retries: 0 });
  await put(client, { state: "up" }, { timeout: 100 });
  await find(client);
  await find(client, { limit: 1 }, { retries: 1 });
  await new PetStore(client).jobs.put({ state: "up" });
}
`;

const added = {
  start: { parameters: [limit, trace], requestBody: body },
  put: { parameters: [trace], requestBody: { required: true, ...body } },
  find: { parameters: [limit, trace], requestBody: body },
};

const newCallers = `${imports.replace("PetStore, ", "")}
export async function call(client: ClientLike): Promise<void> {
  await start(client, { parameters: { limit: 1, xTrace: "a", body: { state: "up" } } });
  await put(client, { state: "down" }, { parameters: { xTrace: "b" }, retries: 0 });
  await find(client, { limit: 2, xTrace: "c", body: { state: "up" } });
}
`;

describe("what comes into the document and may be left out", () => {
  for (const form of ["flat", "grouped"] as const) {
    it(`leaves callers as they are: ${form}`, async () => {
      const project = new Project({ arguments: form });
      await project.generate(api({}));
      const callers =
        form === "flat"
          ? oldCallers
          : oldCallers
              .replace(/^.*(put|find)\(.*\n/gm, "")
              .replace("find, ", "")
              .replace("put, ", "")
              .replace("PetStore, ", "");
      project.write({ "src/callers.ts": callers });
      expect(diagnosticsIn([project.path("src/callers.ts")])).toEqual([]);
      const { clients } = await project.generate(api(added));
      expect(clients[0]?.diagnostics.map(({ code }) => code)).toEqual([]);
      expect(diagnosticsIn([project.path("src/callers.ts"), project.path("src/api/index.ts")])).toEqual([]);
    });
  }

  it("is sent for callers who give it", async () => {
    const project = new Project();
    await project.generate(api({}));
    const { clients } = await project.generate(api(added));
    project.write({ "src/callers.ts": newCallers });
    expect(diagnosticsIn([project.path("src/callers.ts")])).toEqual([]);

    const [client] = clients;
    if (client === undefined) throw new Error("nothing was generated");
    const module = await importClient(project.cwd, { client, sources: "", diagnostics: [] });
    const server = new RawServer();
    const opened = module.open({ server: await server.open(), retries: 0 });
    const call = (name: string, ...args: unknown[]) =>
      module.operations.find((operation) => operation.name === name)?.call(opened, ...args);
    await call("start", { parameters: { limit: 1, xTrace: "a", body: { state: "up" } } });
    await call("start");
    await call("put", { state: "down" }, { parameters: { xTrace: "b" } });
    await call("put", { state: "down" });
    await call("find", { limit: 2, body: { state: "up" } });
    await server.close();
    const sent = server.received.map(({ target, lines, body: bytes }) => [
      target,
      lines.find((line) => /^x-trace:/i.test(line))?.replace(/.*: /, ""),
      bytes.toString(),
    ]);
    expect(sent).toEqual([
      ["/start?limit=1", "a", '{"state":"up"}'],
      ["/start", undefined, ""],
      ["/put", "b", '{"state":"down"}'],
      ["/put", undefined, '{"state":"down"}'],
      ["/find?limit=2", undefined, '{"state":"up"}'],
    ]);
  });
});
