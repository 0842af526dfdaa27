import { describe, expect, it } from "vitest";
import { type ClientConfig, type ClientResult, generate } from "../../generator/index.js";
import { readTree, temporaryFolder, writeTree } from "../unit/write/folders.js";

const gives = (name: string) =>
  `responses: { "200": { description: Done., content: { application/json: { schema: { $ref: "#/components/schemas/${name}" } } } } }`;
const broken = "parameters: [{ name: id, in: nowhere, schema: { type: string } }]";
const document = `openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: "https://shop.example" }]
paths:
  /pets:
    get: { operationId: listPets, tags: [pets], ${gives("Pet")} }
    delete: { operationId: removePets, tags: [pets], deprecated: true, ${gives("Pet")} }
  /orders:
    get: { operationId: listOrders, tags: [orders], ${gives("Order")} }
  /broken:
    get: { operationId: getBroken, tags: [orders], ${broken}, ${gives("Order")} }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
    Order: { type: object, properties: { number: { type: string } } }
`;

type Filters = Pick<ClientConfig, "include" | "exclude">;

/** The client with these filters, and whether it was written. */
async function filtered(filters: Filters): Promise<{ readonly client?: ClientResult; readonly written: boolean }> {
  const cwd = temporaryFolder();
  writeTree(cwd, { "api.yaml": document });
  const { clients, written } = await generate({ document: "api.yaml", output: "api", ...filters }, { cwd });
  expect(Object.keys(readTree(cwd)).includes("api/")).toBe(written);
  const [client] = clients;
  return { written, ...(client && { client }) };
}

function textOf(client: ClientResult | undefined): string {
  return client?.files.map(({ path, text }) => (path.endsWith(".ts") ? text : "")).join("") ?? "";
}

describe("filters", () => {
  it.each<[name: string, filters: Filters, operations: readonly string[], models: readonly string[]]>([
    ["include and exclude", { include: { paths: ["/pets"] }, exclude: { deprecated: true } }, ["listPets"], ["Pet"]],
    [
      "leave out what is broken",
      { exclude: { paths: ["GET /broken"] } },
      ["listOrders", "listPets", "removePets"],
      ["Order", "Pet"],
    ],
    ["fit operationIds", { include: { operations: ["*Orders"] } }, ["listOrders"], ["Order"]],
  ])("%s", async (_name, filters, operations, models) => {
    const { client, written } = await filtered(filters);
    expect(client?.diagnostics).toEqual([]);
    expect(written).toBe(true);
    const text = textOf(client);
    expect([...text.matchAll(/^export function (?!createClient)(\w+)/gm)].map(([, name]) => name).sort()).toEqual(
      operations,
    );
    expect([...text.matchAll(/^export interface (Pet|Order)\b/gm)].map(([, name]) => name).sort()).toEqual(models);
  });

  it("by tag tell broken operations apart too", async () => {
    const wanted = await filtered({ include: { tags: ["orders"] } });
    expect(wanted.client?.diagnostics.map(({ code }) => code)).toEqual(["CW2103"]);
    expect(wanted.written).toBe(false);
    const others = await filtered({ include: { tags: ["pets"] } });
    expect(others.client?.diagnostics).toEqual([]);
    expect(others.written).toBe(true);
  });

  it("that fit nothing are named (CW0015)", async () => {
    const { client, written } = await filtered({ include: { operations: ["list*"] }, exclude: { tags: ["pet"] } });
    expect(client?.diagnostics.map(({ severity, message }) => [severity, message])).toEqual([
      ["warning", "The filter `pet` fits no operation."],
    ]);
    expect(written).toBe(true);
  });

  it("that leave nothing leave the disk as it was (CW0015)", async () => {
    const { client, written } = await filtered({ include: { operations: ["lits*"] } });
    expect(client?.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["CW0015", "warning"],
      ["CW0015", "error"],
    ]);
    expect(written).toBe(false);
  });
});
