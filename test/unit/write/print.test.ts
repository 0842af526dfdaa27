import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { StructureKind } from "ts-morph";
import { describe, expect, it } from "vitest";
import type { EmittedModule, NamedImport } from "../../../generator/emit/types.js";
import { print } from "../../../generator/write/index.js";
import { printJson } from "../../../generator/write/json.js";
import { compareNames } from "../../../generator/write/order.js";
import { printFiles } from "../../../generator/write/print.js";
import { readTree, temporaryFolder, writeTree } from "./folders.js";

const repository = join(import.meta.dirname, "../../..");

/** What the workspace's formatter and import sorter make of files; the linter's opinion on unused names is not asked. */
function formatted(files: { readonly [path: string]: string }): { readonly [path: string]: string } {
  const folder = temporaryFolder();
  writeTree(folder, files);
  cpSync(join(repository, "biome.json"), join(folder, "biome.json"));
  const biome = join(repository, "node_modules/@biomejs/biome/bin/biome");
  const run = ["check", "--write", "--linter-enabled=false", "--vcs-enabled=false", "."];
  execFileSync(process.execPath, [biome, ...run], { cwd: folder, stdio: "pipe" });
  const { "biome.json": _config, ...rest } = readTree(folder);
  return Object.fromEntries(Object.entries(rest).filter(([path]) => !path.endsWith("/")));
}

const names = (...list: readonly string[]): readonly NamedImport[] =>
  list.map((name) => ({ name: name.replace("type ", ""), isTypeOnly: name.startsWith("type ") }));

const modules: readonly EmittedModule[] = [
  {
    kind: "module",
    path: "index.ts",
    imports: new Map(),
    statements: [
      {
        kind: StructureKind.ExportDeclaration,
        moduleSpecifier: "./shared.js",
        isTypeOnly: true,
        namedExports: ["Z", "a", "A"],
      },
      {
        kind: StructureKind.ExportDeclaration,
        moduleSpecifier: "./client.js",
        namedExports: ["createClient", { name: "Options", isTypeOnly: true }],
      },
      {
        kind: StructureKind.ExportDeclaration,
        moduleSpecifier: "@clientwright/runtime",
        namedExports: [
          "TimeoutError",
          "ApiError",
          "AbortedError",
          "ConfigError",
          "ConnectionError",
          "isFailure",
          "SdkError",
        ].map((name) => ({ name })),
      },
      {
        kind: StructureKind.ExportDeclaration,
        moduleSpecifier: "./resources/items.js",
        namedExports: ["item10", "item2", "Item"],
      },
    ],
  },
  {
    kind: "module",
    path: "resources/items.ts",
    imports: new Map([
      ["../shared.js", names("type Thing", "type Other")],
      [
        "@clientwright/runtime",
        names("type Operation", "call", "type Call", "_read", "B10", "B2", "ab", "aB", "Ab", "$x"),
      ],
      ["../client.js", names("type Client")],
      [
        "../client-parts.js",
        names(
          "encodeAVeryLongNameOfAThing",
          "type AnotherVeryLongNameOfAThing",
          "decodeAVeryLongNameOfAThing",
          "x1",
          "x01",
        ),
      ],
      ["./item10.js", names("ten")],
      ["./item2.js", names("type Two", "two")],
      ["openapi-fetch", names("create")],
    ]),
    statements: [
      { kind: StructureKind.TypeAlias, name: "One", isExported: true, type: '"a" | "b"' },
      { kind: StructureKind.TypeAlias, name: "Two", isExported: true, type: "string", docs: ["Documented"] },
      {
        kind: StructureKind.Interface,
        name: "Item",
        isExported: true,
        docs: [{ description: "\nAn item.\n\nWith a second paragraph." }],
        properties: [
          { name: "id", type: "string", docs: ["The id."] },
          { name: '"x-name"', type: "number | undefined", hasQuestionToken: true },
        ],
      },
      {
        kind: StructureKind.Function,
        name: "itemGet",
        isExported: true,
        parameters: [{ name: "client", type: "Client" }],
        returnType: "Call<Item>",
        statements: ["return call(client);"],
      },
      {
        kind: StructureKind.Class,
        name: "Items",
        isExported: true,
        properties: [{ name: "client", type: "Client", isReadonly: true }],
        ctors: [{ parameters: [{ name: "client", type: "Client" }], statements: ["this.client = client;"] }],
        methods: [
          { name: "get", returnType: "Call<Item>", statements: ["return itemGet(this.client);"] },
          { name: "list", returnType: "Call<Item>", statements: ["return itemGet(this.client);"] },
        ],
      },
      "export const a = 1;",
      (writer) =>
        writer
          .write("export const item: One = ")
          .inlineBlock(() => writer.writeLine("a: 1,"))
          .write(";"),
    ],
  },
];

describe("printing", () => {
  it("leaves nothing to do for the formatter and the import sorter", async () => {
    const printed = await printFiles(modules, "items.yaml");
    const files = Object.fromEntries(printed.map(({ path, text }) => [path, text]));
    expect(formatted(files)).toEqual(files);
  });

  it("starts each module with the document's name, whatever characters that has", async () => {
    const [file] = await printFiles(modules, "a\u2028b\n*/\u202e.yaml");
    expect(file?.text.split("\n")[0]).toBe("// Generated by clientwright from a?b?*/?.yaml. Do not edit.");
  });

  it("orders names as the import sorter does", () => {
    const sorted = [
      "_a",
      "$a",
      "A_b",
      "Ab",
      "a_b",
      "aB",
      "ab",
      "B2",
      "B10",
      "b1",
      "x9",
      "x00",
      "x010",
      "xA1",
      "xAB",
      "é",
    ];
    expect([...sorted].reverse().sort(compareNames)).toEqual(sorted);
    const scrambled = [...sorted].reverse();
    const text = formatted({ "a.ts": `import { ${scrambled.join(", ")} } from "x";\n\ncall();\n` })["a.ts"] ?? "";
    expect(text.slice(text.indexOf("{") + 1, text.indexOf("}")).match(/[^\s,]+/g)).toEqual(sorted);
  });

  it("lays JSON out as the formatter does", () => {
    const value = {
      empty: {},
      none: [],
      short: ["dist", "!dist/**/*.tsbuildinfo"],
      nested: { list: [1, "two", null, true], deep: [{ a: 1 }, { b: [] }] },
      long: Array.from({ length: 12 }, (_, index) => `entry number ${index}`),
      'ünï " \\ key': "line\nbreak",
    };
    const files = { "a.json": printJson(value), "b.json": printJson(["x"]) };
    expect(formatted(files)).toEqual(files);
  });
});

describe("inspection of what was printed", () => {
  const moduleOf = (statement: string): EmittedModule => ({
    kind: "module",
    path: "client.ts",
    imports: new Map(),
    statements: [statement],
  });

  it.each([
    ["a call", "run();", "client.ts:3: an unexpected ExpressionStatement"],
    ["a loop", "while (true) {}", "client.ts:3: an unexpected WhileStatement"],
    [
      "an escaped comment",
      "/** */ alert(1); /* */\nexport const a = 1;",
      "client.ts:3: an unexpected ExpressionStatement",
    ],
    ["a syntax error", "export const a = ;", "client.ts:3: a syntax error"],
  ])("refuses %s", async (_name, statement, fault) => {
    await expect(print([moduleOf(statement)], "a.yaml")).rejects.toThrow(fault);
  });

  it("lets schema.ts hold type declarations only", async () => {
    const schema = (text: string) => print([{ kind: "text", path: "schema.ts", text }], "a.yaml");
    await expect(schema("export interface paths {}\nexport type A = string;\n")).resolves.toHaveLength(1);
    await expect(schema("export const a = 1;\n")).rejects.toThrow("schema.ts:1: an unexpected FirstStatement");
  });

  it("refuses two files of one name, also if only the case differs", async () => {
    const files = [moduleOf("export const a = 1;"), { ...moduleOf("export const b = 1;"), path: "Client.ts" }];
    await expect(print(files, "a.yaml")).rejects.toThrow("Client.ts would be written twice");
  });
});
