import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configNames, findConfig, readConfig } from "../../../generator/config/read.js";
import { withDefaults } from "../../../generator/config.js";
import { renderDiagnostics } from "../../../generator/load/index.js";
import { readTree, temporaryFolder, writeTree } from "../write/folders.js";

const client = { document: "api.yaml", output: "src/api" };

/** What a person sees of a config file. */
async function complaints(name: string, text: string): Promise<string> {
  const folder = temporaryFolder();
  writeTree(folder, { [name]: text });
  const { config, diagnostics, source } = await readConfig(folder, name);
  expect(config).toBeUndefined();
  expect(diagnostics.every(({ severity }) => severity === "error")).toBe(true);
  return renderDiagnostics(diagnostics, new Map(source && [[source.uri, source]]))
    .replace(/ +docs.*$/gm, "")
    .trimEnd();
}

/** The same for the value of one client. */
const complaintsOf = (entries: object) =>
  complaints("config.json", JSON.stringify({ clients: { api: { ...client, ...entries } } }));

describe("a config file", () => {
  it.each([
    [
      "clientwright.config.ts",
      'import { defineConfig } from "clientwright";\nexport default defineConfig(CONFIG satisfies object);',
    ],
    [
      "clientwright.config.mts",
      'import { defineConfig, type Config } from "clientwright";\nconst config: Config = CONFIG;\nexport default defineConfig(config);',
    ],
    ["clientwright.config.mjs", "export default CONFIG;"],
    ["clientwright.config.js", "export default CONFIG;"],
    ["clientwright.config.json", "CONFIG"],
  ])("may be a %s, and leaves nothing behind on the disk", async (name, text) => {
    const folder = temporaryFolder();
    writeTree(folder, { [name]: text.replace("CONFIG", JSON.stringify({ clients: { api: client } })) });
    expect(findConfig(folder)).toBe(join(folder, name));
    expect(await readConfig(folder)).toMatchObject({ config: { clients: { api: client } }, folder, diagnostics: [] });
    expect(Object.keys(readTree(folder))).toEqual([name]);
  });

  it("is looked for in the current folder only, TypeScript first", () => {
    const folder = temporaryFolder();
    writeTree(folder, Object.fromEntries(configNames.map((name) => [name, ""])));
    writeTree(folder, { "inner/file": "" });
    expect(findConfig(folder)).toBe(join(folder, "clientwright.config.ts"));
    expect(findConfig(join(folder, "inner"))).toBeUndefined();
  });

  it("may compute its clients", async () => {
    const folder = temporaryFolder();
    writeTree(folder, {
      "clientwright.config.ts":
        'const client = (name: string) => [name, { document: name + ".yaml", output: "out/" + name }];\n' +
        'export default { clients: Object.fromEntries(["a", "b"].map(client)) };\n',
    });
    expect((await readConfig(folder)).config?.clients).toEqual({
      a: { document: "a.yaml", output: "out/a" },
      b: { document: "b.yaml", output: "out/b" },
    });
  });
});

describe("a wrong config file", () => {
  it("is shown with its lines, everything at once", async () => {
    const text = `import { defineConfig } from "clientwright";

export default defineConfig({
  clients: {
    "my api": { document: "api.yaml", output: "src/api", casin: "camel" },
    other: {
      output: 7,
      dates: "date",
      package: { nam: "x" },
    },
  },
  client: {},
});
`;
    expect(await complaints("clientwright.config.ts", text)).toMatchInlineSnapshot(`
      "clientwright.config.ts:12:3 error CW0003: \`client\` is not an option.

        10 |     },
        11 |   },
      > 12 |   client: {},
           |   ^^^^^^

        Did you mean "clients"?


      clientwright.config.ts:5:58 error CW0003: \`clients.my api.casin\` is not an option.

        3 | export default defineConfig({
        4 |   clients: {
      > 5 |     "my api": { document: "api.yaml", output: "src/api", casin: "camel" },
          |                                                          ^^^^^

        Did you mean "casing"?


      clientwright.config.ts:6:5 error CW0003: \`clients.other.document\` is missing.

        4 |   clients: {
        5 |     "my api": { document: "api.yaml", output: "src/api", casin: "camel" },
      > 6 |     other: {
          |     ^^^^^



      clientwright.config.ts:7:7 error CW0003: \`clients.other.output\` must be a text, but is 7.

        5 |     "my api": { document: "api.yaml", output: "src/api", casin: "camel" },
        6 |     other: {
      > 7 |       output: 7,
          |       ^^^^^^



      clientwright.config.ts:8:7 error CW0003: \`clients.other.dates\` must be "string" or "Date", but is "date".

        6 |     other: {
        7 |       output: 7,
      > 8 |       dates: "date",
          |       ^^^^^



      clientwright.config.ts:9:18 error CW0003: \`clients.other.package.nam\` is not an option.

        7 |       output: 7,
        8 |       dates: "date",
      > 9 |       package: { nam: "x" },
          |                  ^^^

        Did you mean "name"?


      clientwright.config.ts:9:7 error CW0003: \`clients.other.package.name\` is missing.

        7 |       output: 7,
        8 |       dates: "date",
      > 9 |       package: { nam: "x" },
          |       ^^^^^^^"
    `);
  });

  it("is shown with the place of a syntax error, in every language", async () => {
    expect(
      await complaints("a.config.ts", "export default {\n  clients: {\n    api: { document: },\n"),
    ).toMatchInlineSnapshot(`
      "a.config.ts:3:22 error CW0002: The config file \`a.config.ts\` can't be loaded: it has a syntax error.

        1 | export default {
        2 |   clients: {
      > 3 |     api: { document: },
          |                      ^"
    `);
    expect(await complaints("a.json", '{\n  "clients": {\n    "api" }\n}\n')).toMatchInlineSnapshot(`
      "a.json:3:11 error CW0002: The config file \`a.json\` can't be loaded: it has a syntax error.

        1 | {
        2 |   "clients": {
      > 3 |     "api" }
          |           ^"
    `);
  });

  it("says what its code threw", async () => {
    expect(await complaints("a.config.ts", 'throw new Error("no such stage\\nmore");')).toContain(
      "The config file `a.config.ts` can't be loaded: no such stage.",
    );
  });

  it("says when there is none", async () => {
    const folder = temporaryFolder();
    expect((await readConfig(folder)).diagnostics).toMatchObject([{ code: "CW0002" }]);
    expect((await readConfig(folder, "gone.ts")).diagnostics).toMatchObject([
      { code: "CW0002", message: "The config file `gone.ts` doesn't exist." },
    ]);
  });

  it.each([
    ["nothing", "export default undefined;"],
    ["a list", "export default [];"],
    ["no clients", "export default { clients: {} };"],
    ["a client that is text", 'export default { clients: { api: "api.yaml" } };'],
  ])("exports %s", async (_name, text) => {
    expect(await complaints("a.config.mjs", text)).toMatch(/CW0003: .* must /);
  });

  it.each([
    [{ document: "" }, '`clients.api.document` must be a text, but is "".'],
    [{ document: "-" }, "`clients.api.document` can't be standard input."],
    [{ output: null }, "`clients.api.output` must be a text, but is null."],
    [{ name: "octave" }, '`clients.api.name` must be a class name such as "Octave", but is "octave".'],
    [{ name: "A-b" }, '`clients.api.name` must be a class name such as "Octave", but is "A-b".'],
    [{ casing: "kebab" }, '`clients.api.casing` must be "preserve" or "camel", but is "kebab".'],
    [{ raw: "yes" }, '`clients.api.raw` must be true or false, but is "yes".'],
    [{ runtime: "copied" }, '`clients.api.runtime` must be "package" or "vendored", but is "copied".'],
    [{ package: "@acme/api" }, '`clients.api.package` must be an object, but is "@acme/api".'],
    [
      { package: { name: "Acme API" } },
      '`clients.api.package.name` must be a package name such as "@acme/billing", but is "Acme API".',
    ],
    [{ include: { tags: "pets" } }, '`clients.api.include.tags` must be a list of texts, but is "pets".'],
    [{ include: { deprecated: true } }, "`clients.api.include.deprecated` is not an option."],
    [{ exclude: { deprecated: "yes" } }, '`clients.api.exclude.deprecated` must be true or false, but is "yes".'],
    [{ allowHosts: ["https://example.com"] }, "`clients.api.allowHosts` must be a list of hosts such as"],
    [{ allowFolders: "../shared" }, '`clients.api.allowFolders` must be a list of folders, but is "../shared".'],
    [{ outputs: "x" }, "`clients.api.outputs` is not an option."],
  ])("%j", async (entries, message) => {
    expect(await complaintsOf(entries)).toContain(`CW0003: ${message}`);
  });
});

it("defaults are faithful to the wire", () => {
  expect(withDefaults(client)).toEqual({
    arguments: "flat",
    casing: "preserve",
    dates: "string",
    int64: "number",
    bytes: "string",
    enums: "open",
    raw: false,
    validators: false,
    overlays: [],
    runtime: "package",
    allowHosts: [],
    allowFolders: [],
  });
});
