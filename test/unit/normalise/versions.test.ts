import { expect, test } from "vitest";
import { normaliseText } from "./document.js";

const rest = `info: {title: T, version: "1"}, tags: [{name: pets, parent: animals}], servers: [{url: "https://a.example", name: live}],
  paths: {/x: {get: {responses: {"200": {summary: A pet., content: {application/json: {
    schema: {type: string}, examples: {one: {dataValue: Rex}}}}}}}}}`;

test("a document of OpenAPI 3.2 that uses what is understood is read in silence", async () => {
  const { document, diagnostics } = await normaliseText(`{openapi: 3.2.0, ${rest}}`);
  expect(diagnostics).toEqual([]);
  expect(document).toMatchObject({
    tags: [{ name: "pets", parent: "animals" }],
    servers: [{ url: "https://a.example", name: "live" }],
    operations: [{ responses: [{ description: "A pet.", content: [{ examples: ["Rex"] }] }] }],
  });
});

test.each(["openapi: 3.0", 'openapi: "3.0"', "openapi: 3.1", 'openapi: "3.1.99"', 'swagger: "2.0"', "swagger: 2"])(
  "%s is a version",
  async (version) => {
    const { document } = await normaliseText(`{${version}, ${rest}}`);
    expect(document.operations).toHaveLength(1);
  },
);

test.each(["openapi: 4.0.0", 'swagger: "1.2"'])("%s is none that is known", async (version) => {
  await expect(normaliseText(`{${version}, ${rest}}`)).rejects.toThrow();
});
