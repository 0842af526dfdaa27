/** `verify` where documents refer to schemas: one place is changed where it can be, and what stands beside a reference counts. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { clientwright } from "../cli/session.js";
import { type Answer, config, har, listed, project, verify } from "./recorded-project.js";

/** A document in which an answer has the properties, and schemas are referred to by `REF`. */
function document(version: string, properties: string): string {
  const schemas = `
    Owner: { type: object, required: [email], properties: { email: { type: string } } }
    Kind: { type: string, enum: [cat, dog] }
    Cat: { type: object, required: [is, lives], properties: { is: TAG, lives: { type: integer } } }
    Dog: { type: object, required: [is, bark], properties: { is: TAG, bark: { type: string } } }`;
  const tagged =
    version === "3.1.0"
      ? ["{ const: cat }", "{ const: dog }"]
      : ["{ type: string, enum: [cat] }", "{ type: string, enum: [dog] }"];
  const all = tagged.reduce((text, tag) => text.replace("TAG", tag), schemas);
  const answer = `{ type: object, properties: { ${properties} } }`;
  const is2 = version === "2.0";
  const told = is2 ? `schema: ${answer}` : `content: { application/json: { schema: ${answer} } }`;
  const text = `${is2 ? 'swagger: "2.0"' : `openapi: ${version}`}
info: { title: Pets, version: 1.0.0 }
${is2 ? "host: pets.test\nbasePath: /v1\nproduces: [application/json]" : "servers: [{ url: https://pets.test/v1 }]"}
paths:
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, ${is2 ? "type: string" : "schema: { type: string }"} }]
    get: { operationId: getPet, responses: { "200": { description: ok, ${told} } } }
${is2 ? `definitions:${all.replaceAll("\n  ", "\n")}` : `components:\n  schemas:${all}`}
`;
  return text.replaceAll("REF/", is2 ? "#/definitions/" : "#/components/schemas/");
}

const referring =
  'a: { $ref: "REF/Owner" }, b: { $ref: "REF/Owner" }, kind: { $ref: "REF/Kind" }, list: { type: array, items: { $ref: "REF/Owner" } }, all: { allOf: [{ $ref: "REF/Owner" }] }';
const owner = { email: "a@pets.test" };

describe.each(["3.1.0", "3.0.3", "2.0"])("null at references in %s", (version) => {
  it("is allowed there, and the schema stays as it is for others", async () => {
    const answers: readonly Answer[] = [
      { path: "/pets/1", body: { a: null, b: owner, kind: null, list: [null, owner], all: null } },
      { path: "/pets/2", body: { a: null, b: owner } },
    ];
    const folder = project(document(version, referring), answers.map(har));
    const { clients } = await verify(folder, "--write-overlay", "fixes.yaml");
    const places = clients[0]?.findings.map(({ pointer = "" }) => pointer.replace(/^.*?\/schema\/properties/, ""));
    expect(places).toEqual(["/a", "/kind", "/list/items", "/all/allOf/0"]);
    expect(readFileSync(join(folder, "fixes.yaml"), "utf8")).not.toMatch(/target: \$\.(components|definitions)/);
    writeFileSync(join(folder, "clientwright.config.json"), config(["fixes.yaml"]));
    expect(listed(await verify(folder))).toEqual([]);
    expect(await clientwright(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    const files = readdirSync(join(folder, "src/pets"), { recursive: true, encoding: "utf8" });
    const code = files.flatMap((file) =>
      /\.ts$/.test(file) ? readFileSync(join(folder, "src/pets", file), "utf8") : [],
    );
    expect(code.join("")).toContain("a?: Owner | null");
    expect(code.join("")).toContain("b?: Owner | undefined");
  });
});

it("lets null pass where `nullable` stands beside a reference or `allOf`", async () => {
  const properties =
    'a: { nullable: true, allOf: [{ $ref: "REF/Owner" }] }, b: { $ref: "REF/Owner", nullable: true }, c: { nullable: true, oneOf: [{ $ref: "REF/Owner" }, { $ref: "REF/Kind" }] }';
  const folder = project(document("3.0.3", properties), [
    har({ path: "/pets/1", body: { a: null, b: null, c: null } }),
  ]);
  expect(listed(await verify(folder))).toEqual([]);
});

it("counts what stands beside a reference", async () => {
  const properties = 'a: { $ref: "REF/Owner", required: [phone], properties: { phone: { type: string } } }';
  const answers = [{ ...owner, phone: "1" }, owner].map((a) => har({ path: "/pets/1", body: { a } }));
  expect(listed(await verify(project(document("3.1.0", properties), answers)))).toEqual(["missing phone ×1"]);
});

describe("values", () => {
  it("of another type than an enum has, and others than the only one, are proposed at once", async () => {
    const properties = "x: { type: string, enum: [a, b] }, one: { const: 1 }, two: { type: string, const: two }";
    const answers = [{ x: 7, one: 2, two: "2" }, { one: 3 }].map((body) => har({ path: "/pets/1", body }));
    const folder = project(document("3.1.0", properties), answers);
    const found = await verify(folder, "--write-overlay", "fixes.yaml");
    expect(listed(found)).toEqual(["type integer ×1", "value 7 ×1", "value 2 ×1", "value 2 ×1", "value 3 ×1"]);
    writeFileSync(join(folder, "clientwright.config.json"), config(["fixes.yaml"]));
    const after = await clientwright(folder, ["verify"]);
    expect([after.exitCode, after.stderr]).toEqual([0, expect.not.stringContaining("CW1302")]);
  });

  it.each(["3.1.0", "3.0.3"])(
    "of a tag that no member of a choice has are told, and not proposed (%s)",
    async (version) => {
      const properties = 'pet: { oneOf: [{ $ref: "REF/Cat" }, { $ref: "REF/Dog" }] }';
      const bodies = [{ pet: { is: "dog", bark: "loud" } }, { pet: { is: "bird", lives: 1 } }];
      const folder = project(
        document(version, properties),
        bodies.map((body) => har({ path: "/pets/1", body })),
      );
      const { stdout } = await clientwright(folder, ["verify", "--json"]);
      const [client] = JSON.parse(stdout).clients;
      expect(client.findings).toMatchObject([{ kind: "value", subject: "bird", sample: { path: "$.pet.is" } }]);
      expect(client).not.toHaveProperty("overlay");
    },
  );
});
