import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readTree, temporaryFolder, writeTree } from "../unit/write/folders.js";
import { clientwright } from "./command.js";
import { brokenDocument, petsDocument } from "./documents.js";

describe("help", () => {
  it("names the commands", async () => {
    const { exitCode, stdout, stderr } = await clientwright(temporaryFolder(), ["--help"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
      "Usage: clientwright [options] [command]

      Turns OpenAPI documents into TypeScript clients, and keeps them right.

      Options:
        --version                              print the version
        -h, --help                             print help

      Commands:
        generate [options] [document]          write clients: of a document, of the config, or again as recorded in the folder of -o
        check [options] [document]             tell which files \`generate\` would change; exit with 1 if there are any
        diff [options] <before> <after>        tell what changes for callers from one document to another, and what to call the release
        rename [options] <pointer> <name>      call something else by another name, from now on
        record [options] <client> [operation]  call the live API and write recordings, secrets removed
        verify [options] [client]              tell where recordings and reports differ from the document; exit with 1 if they do
        init [options] [document]              write a config file and a first client; asks for what isn't given
        help [command]                         display help for command
      "
    `);
  });

  it("tells the flags of generate", async () => {
    const { exitCode, stdout } = await clientwright(temporaryFolder(), ["generate", "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "Usage: clientwright generate [options] [document]

      write clients: of a document, of the config, or again as recorded in the folder
      of -o

      Arguments:
        document                       OpenAPI document: a file, a URL, or - for
                                       standard input

      The client:
        -o, --output <folder>          folder of the client
        --name <class>                 name of the client class (default: from the
                                       document's title)
        --casing <style>               property names (default: preserve) (choices:
                                       "preserve", "camel")
        --dates <type>                 type of date-time values (default: string)
                                       (choices: "string", "Date")
        --int64 <type>                 type of int64 values (default: number)
                                       (choices: "number", "bigint", "string")
        --bytes <type>                 type of base64 values (default: string)
                                       (choices: "string", "Uint8Array")
        --enums <kind>                 enums that are only received (default: open)
                                       (choices: "open", "closed")
        --arguments <form>             input as one object, or grouped by place
                                       (default: flat) (choices: "flat", "grouped")
        --package <name>               make the client a package of this name
        --no-package                   write source files only, as without --package
        --raw                          also write the client of openapi-fetch and its
                                       types
        --validators                   also write a validator for each model
        --runtime <how>                depend on the runtime or copy it (default:
                                       package) (choices: "package", "vendored")

      Its operations:
        --include-tag <tag>            only operations with this tag (repeatable)
        --include-path <pattern>       only these paths: '/pets/**', 'GET /pets/*'
                                       (repeatable)
        --include-operation <pattern>  only these operationIds: 'get*' (repeatable)
        --exclude-tag <tag>            no operations with this tag (repeatable)
        --exclude-path <pattern>       none of these paths (repeatable)
        --exclude-operation <pattern>  none of these operationIds (repeatable)
        --exclude-deprecated           no deprecated operations

      Its document:
        --overlay <file>               change the document by this OpenAPI Overlay
                                       first (repeatable)
        --allow-host <host>            follow references to this host (repeatable)
        --allow-folder <folder>        follow references into this folder (repeatable)

      With -o alone:
        --no-raw                       take back a recorded --raw
        --no-validators                take back recorded --validators
        --no-filters                   take back all recorded --include-… and
                                       --exclude-…

      From a config:
        --config <file>                config file (default: clientwright.config.ts,
                                       .mts, .mjs, .js or .json)
        --client <name>                only this client of the config (repeatable)

      The run:
        --strict                       count warnings as errors
        --keep-going                   leave out operations with errors, write the
                                       rest, exit with 1
        --quiet                        print errors only
        --json                         print the result as JSON to standard output
        --watch                        generate again whenever a file of the document
                                       is saved
        --dry-run                      list the files that would change, write nothing
        --force                        overwrite files that were edited by hand
        --reshape <operation>          give an operation the input that the document
                                       asks for today (repeatable)

      Options:
        -h, --help                     print help
      "
    `);
  });
});

describe("wrong usage exits with 2, says what is wrong on stderr, and touches nothing", () => {
  it.each([
    ["no command", [], "Usage: clientwright"],
    ["a misspelt command", ["generat"], "CW0001: Unknown command `generat`.\n  Did you mean generate?"],
    [
      "a misspelt flag",
      ["generate", "--casng", "camel"],
      "Unknown option `--casng`.\n  Did you mean --casing? See `clientwright generate --help`.",
    ],
    [
      "a wrong choice",
      ["check", "api.yaml", "-o", "x", "--dates", "Temporal"],
      "argument `Temporal` is invalid.\n  Allowed choices are string, Date. See `clientwright check --help`.",
    ],
    ["an argument too few", ["diff", "api.yaml"], "Missing required argument `after`."],
    ["an argument too many", ["verify", "a", "b"], "Too many arguments for `verify`."],
    ["a flag without a command", ["--nothing"], "Unknown option `--nothing`.\n  See `clientwright --help`."],
    ["a document without a folder", ["generate", "api.yaml"], "A document needs an output folder."],
    ["a config and a document", ["check", "api.yaml", "-o", "x", "--client", "a"], "`--config` and `--client` choose"],
    ["options for a whole config", ["generate", "--raw"], "`--raw` needs a document or `-o`."],
    [
      "an option taken back of a whole config",
      ["generate", "--no-package"],
      "`--no-package` needs a document or `-o`.",
    ],
    [
      "a folder without a manifest",
      ["check", "-o", "nowhere"],
      "`nowhere` has no manifest: nothing was generated there.",
    ],
    ["init without a document", ["init"], "`clientwright init` needs a document."],
    [
      "a class name that is none",
      ["generate", "api.yaml", "-o", "x", "--name", "a b"],
      "`--name` must be a class name",
    ],
  ])("%s", async (_name, args, message) => {
    const folder = temporaryFolder();
    writeTree(folder, { "api.yaml": petsDocument() });
    const before = readTree(folder);
    const { exitCode, stdout, stderr } = await clientwright(folder, args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readTree(folder)).toEqual(before);
  });

  it("for machines as well", async () => {
    const { exitCode, stdout, stderr } = await clientwright(temporaryFolder(), ["diff", "--json", "api.yaml"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      command: "diff",
      exitCode: 2,
      diagnostics: [
        {
          code: "CW0001",
          severity: "error",
          message: "Missing required argument `after`.",
          help: "See `clientwright diff --help`.",
        },
      ],
    });
  });
});

describe("the life of a client", () => {
  it("is generated, checked, found out of date, brought up to date, protected from loss", async () => {
    const folder = temporaryFolder();
    const run = (...args: readonly string[]) => clientwright(folder, args);
    writeTree(folder, { "specs/api.yaml": petsDocument() });

    expect(await run("generate", "specs/api.yaml", "-o", "src/api", "--casing", "camel")).toEqual({
      exitCode: 0,
      stdout: "",
      stderr:
        "specs/api.yaml → src/api: 1 operation, 1 model; 4 files written, 0 unchanged\n" +
        "Add the dependency: npm install @clientwright/runtime\n",
    });
    const generated = readTree(join(folder, "src/api"));
    expect(Object.keys(generated)).toEqual([
      ".clientwright.json",
      "client.ts",
      "index.ts",
      "resources/",
      "resources/pets.ts",
    ]);
    expect(JSON.stringify(generated)).not.toContain(folder);
    expect(JSON.parse(generated[".clientwright.json"] ?? "")).toMatchObject({
      document: "../../specs/api.yaml",
      options: { casing: "camel" },
    });

    // `-o` alone repeats the run, options included.
    expect(await run("check", "-o", "src/api")).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "src/api is up to date.\n",
    });

    writeTree(folder, { "specs/api.yaml": petsDocument("title") });
    expect(await run("check", "-o", "src/api", "--quiet")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `src/api is out of date with specs/api.yaml:
  out of date: src/api/resources/pets.ts
  out of date: src/api/.clientwright.json
Run: clientwright generate -o src/api
`,
    });
    expect(await run("generate", "-o", "src/api", "--dry-run")).toMatchObject({
      exitCode: 0,
      stdout: "update src/api/resources/pets.ts\nupdate src/api/.clientwright.json\n",
    });
    expect(readTree(join(folder, "src/api"))).toEqual(generated);

    appendFileSync(join(folder, "src/api/client.ts"), "// mine\n");
    rmSync(join(folder, "src/api/index.ts"));
    const edited = readTree(folder);
    const refused = await run("generate", "-o", "src/api");
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toContain(
      "Edited by hand since the last run, and would be overwritten: `src/api/client.ts`.",
    );
    expect((await run("check", "-o", "src/api")).stderr).toBe(`src/api is out of date with specs/api.yaml:
  missing: src/api/index.ts
  edited by hand: src/api/client.ts
  out of date: src/api/resources/pets.ts
  out of date: src/api/.clientwright.json
Keep the edits elsewhere first: this overwrites them.
Run: clientwright generate -o src/api --force
`);
    expect(readTree(folder)).toEqual(edited);

    const forced = await run("generate", "-o", "src/api", "--force", "--json");
    expect(forced).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(forced.stdout)).toMatchObject({
      command: "generate",
      exitCode: 0,
      written: true,
      clients: [{ client: "src/api", name: "PetStore", operations: 1, models: 1, diagnostics: [] }],
      diagnostics: [],
    });
    expect(readTree(join(folder, "src/api/resources"))["pets.ts"]).toContain("title?: string | undefined;");
  });

  it("is followed by what its project has yet to depend on, and nothing else", async () => {
    const folder = temporaryFolder();
    const needs = (...names: readonly string[]) =>
      JSON.stringify({ devDependencies: Object.fromEntries(names.map((name) => [name, "*"])) });
    writeTree(folder, { "app/api.yaml": petsDocument(), "package.json": needs("@clientwright/runtime") });
    const generate = async (...args: readonly string[]) =>
      (await clientwright(join(folder, "app"), ["generate", "api.yaml", "-o", "src/api", ...args])).stderr;
    expect(await generate()).not.toContain("Add the dependency");
    expect(await generate("--runtime", "vendored")).toMatch(/^Add the dependency: npm install openapi-fetch@[\d.]+$/m);
    writeTree(folder, { "app/package.json": needs("openapi-fetch") });
    expect(await generate("--runtime", "vendored")).not.toContain("Add the dependency");
  });

  it("gets another name when it is asked for", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "api.yaml": petsDocument() });
    const classes = () => readTree(join(folder, "api"))["client.ts"]?.match(/(?<=^export class )\w+/gm);
    await clientwright(folder, ["generate", "api.yaml", "-o", "api"]);
    expect(classes()).toEqual(["PetStore"]);
    expect(await clientwright(folder, ["generate", "-o", "api", "--name", "Zoo"])).toMatchObject({ exitCode: 0 });
    expect(classes()).toEqual(["Zoo"]);
    expect(await clientwright(folder, ["check", "-o", "api"])).toMatchObject({ exitCode: 0 });
    expect(await clientwright(folder, ["check", "api.yaml", "-o", "api", "--name", "Zoo"])).toMatchObject({
      exitCode: 0,
    });
  });

  it("takes options back with `-o` alone", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "api.yaml": petsDocument() });
    const filter = ["--exclude-path", "/none", "--include-tag", "pets", "--include-operation", "get*"];
    const made = [
      "generate",
      "api.yaml",
      "-o",
      "api",
      "--raw",
      "--package",
      "@acme/pets",
      "--casing",
      "camel",
      ...filter,
    ];
    expect(await clientwright(folder, made)).toMatchObject({ exitCode: 0 });
    expect(Object.keys(readTree(join(folder, "api")))).toEqual(
      expect.arrayContaining(["package.json", "raw.ts", "schema.ts"]),
    );
    expect(JSON.parse(readTree(join(folder, "api"))[".clientwright.json"] ?? "").options).toMatchObject({
      include: { tags: ["pets"], operations: ["get*"] },
      exclude: { paths: ["/none"] },
    });
    const takenBack = ["--no-raw", "--no-package", "--no-filters", "--exclude-deprecated"];
    expect(await clientwright(folder, ["generate", "-o", "api", ...takenBack])).toMatchObject({ exitCode: 0 });
    const { ".clientwright.json": manifest = "", ...files } = readTree(join(folder, "api"));
    expect(Object.keys(files)).toEqual(["client.ts", "index.ts", "resources/", "resources/pets.ts"]);
    expect(JSON.parse(manifest).options).toEqual({ casing: "camel", exclude: { deprecated: true } });
  });

  it("may come from standard input, and then says so when it is to be repeated", async () => {
    const folder = temporaryFolder();
    const first = await clientwright(folder, ["generate", "-", "-o", "api", "--quiet"], petsDocument());
    expect(first).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(await clientwright(folder, ["check", "-", "-o", "api", "--quiet"], petsDocument())).toEqual(first);
    const again = await clientwright(folder, ["generate", "-o", "api"]);
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain("CW0005: The document of `api` was given on standard input.");
  });

  it("with errors in the document is not written, unless it is to keep going", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "api.yaml": brokenDocument });
    const before = readTree(folder);
    const refused = await clientwright(folder, ["generate", "api.yaml", "-o", "api"]);
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(refused.stderr).toMatch(/^api\.yaml:\d+:\d+ error CW2201: /m);
    expect(refused.stderr).toMatch(/^api\.yaml:\d+:\d+ error CW2102: /m);
    expect(refused.stderr).toMatch(/Nothing was written\.\n$/);
    expect(readTree(folder)).toEqual(before);

    const kept = await clientwright(folder, ["generate", "api.yaml", "-o", "api", "--keep-going"]);
    expect(kept.exitCode).toBe(1);
    expect(kept.stderr).toContain("GET /broken/{id}");
    const client = Object.values(readTree(join(folder, "api"))).join("");
    expect(client).toContain("getPetById");
    expect(client).not.toContain("getBroken");
  });
});

describe("what is said about a document", () => {
  it("ends each with a link to a section that is there", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "api.yaml": brokenDocument });
    const { stderr } = await clientwright(folder, ["generate", "api.yaml", "-o", "api"]);
    const links = [...stderr.matchAll(/^ {2}(\S+diagnostics\.md)#(cw\d{4})$/gm)];
    expect(links).toHaveLength(stderr.match(/^api\.yaml:.* CW\d{4}: /gm)?.length ?? 0);
    for (const [, path = "", code = ""] of links) {
      expect(readFileSync(resolve(folder, path), "utf8")).toContain(`## ${code.toUpperCase()}\n`);
    }
  });

  it("stops after a hundred, and says how many there are", async () => {
    const folder = temporaryFolder();
    const missing = Array.from({ length: 150 }, (_, index) => `    A${index}: { $ref: "#/nowhere/${index}" }\n`);
    writeTree(folder, { "api.yaml": `${petsDocument()}${missing.join("")}` });
    const { stderr } = await clientwright(folder, ["generate", "api.yaml", "-o", "api"]);
    expect(stderr.match(/^api\.yaml:.* CW2201: /gm)).toHaveLength(100);
    expect(stderr).toContain("CW1000: 50 more diagnostics are not shown.");
  });
});

describe("a config", () => {
  it("is written by init with a first client, never overwritten, and used from then on", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "specs/pets.yaml": petsDocument() });
    const args = ["init", "specs/pets.yaml", "-o", "src/pets", "--dates", "Date", "--package", "@acme/pets", "--yes"];
    const made = await clientwright(folder, args);
    expect(made).toMatchObject({ exitCode: 0, stdout: "" });
    expect(readTree(folder)["clientwright.config.ts"]).toBe(`import { defineConfig } from "clientwright";

export default defineConfig({
  clients: {
    pets: {
      document: "specs/pets.yaml",
      output: "src/pets",
      dates: "Date",
      package: {
        name: "@acme/pets",
      },
    },
  },
});
`);
    const after = readTree(folder);
    expect(await clientwright(folder, args)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("CW0004: There is a config file already: `clientwright.config.ts`."),
    });
    expect(await clientwright(folder, ["check"])).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "pets: src/pets is up to date.\n",
    });
    expect(readTree(folder)).toEqual(after);
  });

  it("is not written by init if the document is of no use", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "api.yaml": brokenDocument });
    const before = readTree(folder);
    expect((await clientwright(folder, ["init", "api.yaml", "--yes"])).exitCode).toBe(2);
    expect(readTree(folder)).toEqual(before);
  });

  it("stands wherever --config says, with paths relative to it", async () => {
    const folder = temporaryFolder();
    const clients = {
      one: { document: "api.yaml", output: "out/one" },
      two: { document: "api.yaml", output: "out/two" },
    };
    writeTree(folder, { "deep/api.yaml": petsDocument(), "deep/c.json": JSON.stringify({ clients }) });
    const made = await clientwright(folder, ["generate", "--config", "deep/c.json", "--client", "two"]);
    expect(made.stderr).toContain("two: deep/api.yaml → deep/out/two: 1 operation");
    expect(Object.keys(readTree(join(folder, "deep/out"), ""))[0]).toBe("two/");
    const wrong = await clientwright(folder, ["check", "--config", "deep/c.json", "--client", "twos"]);
    expect(wrong.stderr).toContain("The config has no client `twos`.\n  Did you mean `two`?");
  });
});
