import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadDocument } from "../../../generator/load/index.js";
import type { SourceDocument } from "../../../generator/load/types.js";
import { bundle } from "../../../generator/normalise/bundle/index.js";

async function load(files: { readonly [path: string]: string }): Promise<SourceDocument> {
  const cwd = mkdtempSync(join(tmpdir(), "clientwright-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  const { source } = await loadDocument({ document: "api.yaml", cwd });
  if (!source) throw new Error("It can't be loaded.");
  return source;
}

const head = 'openapi: 3.1.0, info: {title: T, version: "1"}';

test("a document of one file is given as it is", async () => {
  const source = await load({ "api.yaml": `{${head}, paths: {}}` });
  expect(bundle(source)).toBe(source.root.value);
});

test("what stands in other files is moved to components, each once, however deep", async () => {
  const source = await load({
    "api.yaml": `{${head}, paths: {/pets: {$ref: "paths.yaml#/pets"}}, components: {schemas: {Pet: {type: object}}}}`,
    "paths.yaml": `pets: {get: {parameters: [{$ref: "common/all.yaml#/limit"}], responses: {"200": {$ref: "common/all.yaml#/ok"}}}}`,
    "common/all.yaml": `
limit: {name: limit, in: query, schema: {$ref: "#/Pet"}}
ok: {description: Done, content: {application/json: {schema: {$ref: "pet.yaml"}}}}
Pet: {type: string, example: {$ref: data}}`,
    "common/pet.yaml": `{type: object, properties: {$ref: {type: string}, parent: {$ref: pet.yaml}, own: {$ref: "../api.yaml#/components/schemas/Pet"}}}`,
  });
  expect(bundle(source)).toMatchObject({
    paths: {
      "/pets": {
        get: {
          parameters: [{ $ref: "#/components/parameters/limit" }],
          responses: { "200": { $ref: "#/components/responses/ok" } },
        },
      },
    },
    components: {
      parameters: { limit: { name: "limit", schema: { $ref: "#/components/schemas/Pet_2" } } },
      responses: { ok: { content: { "application/json": { schema: { $ref: "#/components/schemas/pet" } } } } },
      schemas: {
        Pet: { type: "object" },
        Pet_2: { type: "string", example: { $ref: "data" } },
        pet: {
          properties: {
            $ref: { type: "string" },
            parent: { $ref: "#/components/schemas/pet" },
            own: { $ref: "#/components/schemas/Pet" },
          },
        },
      },
    },
  });
});

test("references by identifier become pointers", async () => {
  const source = await load({
    "api.yaml": `{${head}, paths: {}, components: {schemas: {
      Pet: {$id: "https://a.example/pet", $defs: {name: {$anchor: name, type: string}}, properties: {name: {$ref: "#/$defs/name"}, alias: {$ref: "#name"}}},
      Owner: {properties: {pet: {$ref: "https://a.example/pet"}}, oneOf: [{$ref: "https://a.example/pet"}],
        discriminator: {propertyName: kind, mapping: {pet: "https://a.example/pet", other: Pet}}}}}}`,
  });
  const name = { $ref: "#/components/schemas/Pet/$defs/name" };
  expect(bundle(source)).toMatchObject({
    components: {
      schemas: {
        Pet: { properties: { name, alias: name } },
        Owner: {
          properties: { pet: { $ref: "#/components/schemas/Pet" } },
          discriminator: { mapping: { pet: "#/components/schemas/Pet", other: "Pet" } },
        },
      },
    },
  });
  expect(JSON.stringify(bundle(source))).not.toContain("$id");
});

test("Swagger 2.0 becomes OpenAPI 3.0", async () => {
  const source = await load({
    "api.yaml": `{swagger: "2.0", info: {title: T, version: "1"}, host: a.example, definitions: {Pet: {type: object, discriminator: kind, x-nullable: true, properties: {friend: {$ref: "#/definitions/Pet"}}}},
      paths: {/pets: {post: {parameters: [{name: pet, in: body, schema: {$ref: "#/definitions/Pet"}}], responses: {"200": {description: Done, schema: {type: file}}}}}}}`,
  });
  const pet = { $ref: "#/components/schemas/Pet" };
  expect(bundle(source)).toMatchObject({
    openapi: "3.0.3",
    servers: [{ url: "https://a.example" }],
    paths: {
      "/pets": {
        post: {
          requestBody: { content: { "application/json": { schema: pet } } },
          responses: {
            "200": { content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } },
          },
        },
      },
    },
    components: {
      schemas: { Pet: { nullable: true, discriminator: { propertyName: "kind" }, properties: { friend: pet } } },
    },
  });
});

test("a reference that leads nowhere is left out", async () => {
  const source = await load({
    "api.yaml": `{${head}, paths: {}, components: {schemas: {A: {$ref: "b.yaml#/nothing", title: A}, B: {$ref: "b.yaml#/some"}}}}`,
    "b.yaml": "some: {type: string}",
  });
  expect(bundle(source)).toMatchObject({ components: { schemas: { A: { title: "A" }, some: { type: "string" } } } });
});
