/** `verify` with what a browser saves of a page: much of it isn't the document's business, and bodies may be missing. */

import { expect, it } from "vitest";
import { clientwright } from "../cli/session.js";
import { listed, project, type Result, verify } from "./recorded-project.js";

const document = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: "https://{region}.pets.test/v1", variables: { region: { default: eu } } }]
paths:
  /pets:
    get: { operationId: listPets, responses: { "200": { description: ok, content: { application/json: { schema: { type: object, properties: { total: { type: integer } } } } } } } }
`;

interface Entry {
  readonly url: string;
  readonly method?: string;
  readonly status?: number;
  readonly content?: object;
}

const json = { size: 11, mimeType: "application/json", text: '{"total":1}' };

/** The text of a HAR file as browsers write it, with fields of their own. */
function saved(entries: readonly Entry[]): string {
  const written = entries.map(({ url, method = "GET", status = 200, content = json }) => ({
    _initiator: { type: "script" },
    _priority: "High",
    cache: {},
    request: { method, url, httpVersion: "h2", headers: [{ name: ":authority", value: "x" }], cookies: [] },
    response: { status, headers: [{ name: ":status", value: `${status}` }], content, _transferSize: 1, _error: null },
    timings: { _blocked_queueing: 1 },
  }));
  return `\uFEFF${JSON.stringify({ log: { version: "1.2", creator: { name: "WebInspector", version: "1" }, pages: [], entries: written } })}`;
}

function verifySaved(entries: readonly Entry[]): Promise<Result> {
  return verify(project(document, [], { "test/recordings/pets/page.har": saved(entries) }));
}

it("looks at the document's servers alone, and not at what a browser asks for itself", async () => {
  const found = await verifySaved([
    { url: "https://eu.pets.test/v1/pets", content: { ...json, text: '{"total":"1"}' } },
    {
      url: "https://eu.pets.test/v1/pets",
      method: "OPTIONS",
      status: 204,
      content: { size: 0, mimeType: "x-unknown" },
    },
    { url: "https://eu.pets.test/v1/pets", status: 304, content: { size: 0, mimeType: "x-unknown" } },
    { url: "https://shop.test/v1/pets", content: { ...json, text: '{"cats":1}' } },
    { url: "https://cdn.test/app.js", content: { size: 1, mimeType: "text/javascript", text: "1" } },
    { url: "https://us.pets.test/v1/cats" },
  ]);
  expect(listed(found)).toEqual(["type string ×1", "operation GET https://us.pets.test/v1/cats ×1"]);
  expect(found.clients[0]?.notes).toContain(
    "4 answers left out: of other servers, or of what a browser asks for itself.",
  );
});

it("takes a server that the document doesn't name for its own where nothing else was recorded", async () => {
  const found = await verifySaved([
    { url: "http://127.0.0.1:8080/v1/pets", content: { ...json, text: '{"total":null}' } },
  ]);
  expect(listed(found)).toEqual(["null null ×1"]);
});

it("takes no body that wasn't saved for an empty one", async () => {
  const folder = project(document, [], {
    "test/recordings/pets/page.har": saved([
      { url: "https://eu.pets.test/v1/pets", content: { size: 4000, mimeType: "application/json" } },
      { url: "https://eu.pets.test/v1/pets", content: { size: 4000, mimeType: "text/html" } },
      { url: "https://eu.pets.test/v1/pets", status: 500, content: { size: 9, mimeType: "application/json" } },
    ]),
  });
  expect(listed(await verify(folder))).toEqual(["media type text/html ×1", "status 500 ×1"]);
  const { stderr } = await clientwright(folder, ["verify"]);
  expect(stderr).toContain(
    "3 answers of which the recordings don't hold the body: status and media type alone are compared.",
  );
  expect(stderr).not.toContain("remove: true");
});
