/** What `diff` says of things that reach far or are long: the cause once, and what is different about it. */

import { diff } from "clientwright";
import { expect, it } from "vitest";
import { renderMarkdown, renderText } from "../../generator/diff/index.js";
import { temporaryFolder, writeTree } from "../unit/write/folders.js";
import { type Api, documentOf, gives, pets, replaced } from "./api.js";

const text = { type: "string" };
const number = { type: "number" };

/** The document with `getStatus` giving this, and the schemas that it takes. */
function giving(schema: object, schemas: { readonly [name: string]: unknown } = {}): Api {
  const responses = { 200: { description: "Done.", content: { "application/json": { schema } } } };
  const get = { operationId: "getStatus", tags: ["status"], responses };
  return replaced(pets, { paths: { "/status": { get } }, schemas: { ...schemas, Status: undefined } });
}

const countries = ["Argentina", "Bolivia", "Brazil", "Chile", "Colombia", "Ecuador", "Guyana", "Paraguay"];
const living = (names: readonly string[]) =>
  replaced(pets, {
    schemas: { Address: { type: "object", properties: { country: { type: "string", enum: names } } } },
  });
const oneOf = (names: readonly string[]) =>
  giving(
    { anyOf: names.map((name) => ({ $ref: `#/components/schemas/${name}` })) },
    Object.fromEntries(names.map((name) => [name, { type: "object", required: [name], properties: { [name]: text } }])),
  );
/** A body of properties and one of two further sets of them, as an update of something that has a state. */
const updating = (more: object) => {
  const state = (values: readonly string[]) => ({ status: { enum: values } });
  const schema = {
    type: "object",
    properties: { name: text, ...state(["up", "down", "away"]), ...more },
    oneOf: [
      { additionalProperties: true, properties: state(["down"]), required: ["reason"] },
      { additionalProperties: true, properties: state(["up", "away"]) },
    ],
  };
  const requestBody = { content: { "application/json": { schema } } };
  const patch = { operationId: "updateStatus", tags: ["status"], requestBody, ...gives("Status") };
  return replaced(pets, { paths: { "/state": { patch } } });
};
const parts = replaced(pets, {
  paths: {
    "/parts": {
      post: {
        operationId: "createPart",
        tags: ["parts"],
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: { type: "object", properties: { size: { type: "object", properties: { width: number } } } },
            },
          },
        },
        ...gives("Status"),
      },
    },
  },
});
const storing = { type: "object", properties: { size: { type: "object", properties: { width: number } } } };

const cases: readonly [what: string, before: Api, after: Api, expected: readonly string[]][] = [
  [
    "one value of many",
    living(countries),
    living([...countries, "Peru"]),
    ['major types Address.country may be "Peru", too'],
  ],
  [
    "one value less of many",
    living([...countries, "Peru"]),
    living(countries),
    ['major types Address.country is never "Peru" any more'],
  ],
  [
    "one result of many, and one less",
    oneOf(["AVeryLongNameOfAThing", "AnotherVeryLongNameOfAThing", "AThirdVeryLongNameOfAThing", "Fourth"]),
    oneOf(["AVeryLongNameOfAThing", "AnotherVeryLongNameOfAThing", "AThirdVeryLongNameOfAThing", "Fifth"]),
    [
      "major types getStatus may give Fifth, too, and never gives Fourth any more",
      "major types Fourth is no longer exported",
      "minor types Fifth is a new type",
    ],
  ],
  ["an operation with types of its own", pets, parts, ["minor types createPart is new, also as `parts.create`"]],
  ["one that is gone", parts, pets, ["major types createPart is gone: the document no longer has POST /parts"]],
  ["nothing of a body of several sets of properties", updating({}), updating({}), []],
  [
    "a property beside them",
    updating({}),
    updating({ note: text }),
    ["minor types UpdateStatusInputObject.note is new and may be given"],
  ],
  [
    "a schema with types within",
    pets,
    replaced(pets, { schemas: { Storing: storing } }),
    ["minor types Storing is a new type"],
  ],
  [
    "one that is gone without anybody having met it",
    replaced(pets, { schemas: { Storing: storing } }),
    pets,
    ["major types Storing is no longer exported"],
  ],
  [
    "a property of what nothing leads to",
    replaced(pets, { schemas: { Storing: { ...storing } } }),
    replaced(pets, {
      schemas: { Storing: { ...storing, required: ["name"], properties: { ...storing.properties, name: text } } },
    }),
    ["minor types Storing.name is new (no call leads there)"],
  ],
];

async function compared(before: Api, after: Api) {
  const cwd = temporaryFolder();
  writeTree(cwd, { "a.json": JSON.stringify(documentOf(before)), "b.json": JSON.stringify(documentOf(after)) });
  const { diff: found } = await diff("a.json", "b.json", { cwd });
  if (found === undefined) throw new Error("The documents can't be compared");
  return found;
}

it.each(cases)("%s", async (_what, before, after, expected) => {
  const { changes } = await compared(before, after);
  expect(changes.map(({ bump, kind, subject, message }) => `${bump} ${kind} ${subject} ${message}`)).toEqual(expected);
});

it("tells of many things what is the same of each", async () => {
  const names = ["Cat", "Dog", "Fish", "Bird", "Newt"];
  const animals = (more: object, schemas: object = {}) => {
    const paths = names.map((name) => [
      `/${name}`,
      { get: { operationId: `get${name}`, tags: ["pets"], ...gives(name) } },
    ]);
    const shapes = names.map((name) => [
      name,
      { type: "object", properties: { id: text, [`of${name}`]: text, ...more } },
    ]);
    return replaced(pets, { paths: Object.fromEntries(paths), schemas: { ...Object.fromEntries(shapes), ...schemas } });
  };
  const old = animals({ color: text, size: text });
  const now = animals({ weight: number, age: number }, { Cat: { type: "object", properties: { id: text } } });
  const found = await compared(old, now);
  expect(renderMarkdown(found)).toMatchInlineSnapshot(`
    "**Breaking changes**

    - \`Cat.ofCat\` no longer arrives. Don't read it. Callers of \`getCat\`.
    - In each of \`Cat\`, \`Dog\`, \`Fish\`, \`Bird\` and \`Newt\`, each of \`color\` and \`size\` no longer arrives. Don't read it. Callers of \`getCat\`, \`getDog\`, \`getFish\` and 2 more.

    **New**

    - In each of \`Dog\`, \`Fish\`, \`Bird\` and \`Newt\`, each of \`weight\` and \`age\` is new.
    "
  `);
  const plain = renderText(found);
  expect(plain).toContain("In each of Dog, Fish, Bird and Newt, each of weight and age is new. (b.json:1:");
  expect(plain).toContain(" and elsewhere)");
  // Programs get each by itself.
  expect(found.changes.filter(({ message }) => message === "is new")).toHaveLength(8);
});
