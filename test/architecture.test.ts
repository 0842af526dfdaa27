/** Holds the sources to the import table of the design. */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { importersOf, type Sources, violations } from "./architecture/rules.js";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Every TypeScript source of the packages: what is built from, not what was built. */
function readSources(): Sources {
  const files = ["runtime", "generator", "generated"].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  const sources = files
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && !/\/(dist|node_modules)\/|\.d\.ts$/.test(file));
  return new Map(sources.map((file) => [file, readFileSync(root + file, "utf8")]));
}

describe("the sources", () => {
  const sources = readSources();

  it("import only what the table allows, without cycles of values", () => {
    expect(violations(sources)).toEqual([]);
  });

  it.each([
    ["openapi-fetch", "runtime/transport.ts"],
    ["openapi-typescript", "generator/emit/schema.ts"],
  ])("import %s in exactly one file", (name, file) => {
    expect(importersOf(sources, name)).toEqual([file]);
  });

  it("have a pipeline that fits on a screen", () => {
    expect(sources.get("generator/pipeline.ts")?.trimEnd().split("\n").length).toBeLessThanOrEqual(60);
  });
});

describe("a forbidden import is found", () => {
  const cases: readonly [path: string, text: string, violation: string][] = [
    ["runtime/retry.ts", 'import fs from "node:fs";', "may not import node:fs"],
    ["runtime/retry.ts", 'import createClient from "openapi-fetch";', "imports openapi-fetch, which is another file's"],
    ["runtime/retry.ts", 'import type { A } from "../generator/index.js";', "may not import generator/index.ts"],
    ["runtime/retry.ts", 'export * from "ky";', "may not import ky"],
    ["generator/load/a.ts", 'import { build } from "../model/build.js";', "may not import generator/model/build.ts"],
    ["generator/load/a.ts", 'import { Lock } from "../model/types.js";', "only types from generator/model/types.ts"],
    ["generator/normalise/a.ts", 'import { parse } from "yaml";', "imports yaml, which is another file's"],
    ["generator/normalise/a.ts", 'import { read } from "../load/read.js";', "only types from generator/load/read.ts"],
    [
      "generator/normalise/a.ts",
      'import { type A } from "../load/types.js";',
      "only types from generator/load/types.ts",
    ],
    ["generator/model/a.ts", 'import type { A } from "../load/types.js";', "may not import generator/load/types.ts"],
    ["generator/model/a.ts", 'import type { Node } from "ts-morph";', "imports ts-morph, which is another file's"],
    ["generator/emit/a.ts", 'import fs from "node:fs";', "may not import node:fs"],
    [
      "generator/emit/a.ts",
      'await import("openapi-typescript");',
      "imports openapi-typescript, which is another file's",
    ],
    ["generator/emit/a.ts", "await import(name);", "may not import (computed)"],
    ["generator/write/a.ts", 'import { emit } from "../emit/index.js";', "only types from generator/emit/index.ts"],
    ["generator/write/a.ts", 'import http from "node:http";', "may not import node:http"],
    ["generator/write/a.ts", 'import { cli } from "../cli.js";', "may not import generator/cli.ts"],
    ["generator/diff/a.ts", 'import { build } from "../model/build.js";', "may not import generator/model/build.ts"],
    ["generator/pipeline.ts", 'import { Node } from "ts-morph";', "imports ts-morph, which is another file's"],
    ["generator/config.ts", 'import { parse } from "yaml";', "imports yaml, which is another file's"],
    ["generator/diagnostics.ts", 'import type { A } from "./load/types.js";', "may not import generator/load/types.ts"],
    ["generated/a/index.ts", 'import { B } from "../b/index.js";', "may not import generated/b/index.ts"],
    [
      "generated/a/index.ts",
      'import createClient from "openapi-fetch";',
      "imports openapi-fetch, which is another file's",
    ],
    ["generated/a/index.ts", 'type A = import("clientwright").Config;', "may not import clientwright"],
    ["runtime/utils.ts", "", "has a name that says nothing"],
  ];

  it.each(cases)("%s: %s", (path, text, violation) => {
    expect(violations(new Map([[path, text]]))).toEqual([expect.stringContaining(violation)]);
  });

  it("in a cycle of values, however long, and not in one that types cut", () => {
    const ring = (middle: string): Sources =>
      new Map([
        ["runtime/a.ts", 'import { b } from "./b.js";'],
        ["runtime/b.ts", middle],
        ["runtime/c.ts", 'export { a } from "./a.js";'],
      ]);
    const cycle = "cycle: runtime/a.ts → runtime/b.ts → runtime/c.ts → runtime/a.ts";
    expect(violations(ring('import { c } from "./c.js";'))).toEqual([cycle]);
    expect(violations(ring('import { type C } from "./c.js";'))).toEqual([cycle]);
    expect(violations(ring('import type { C } from "./c.js";'))).toEqual([]);
  });
});

it("an allowed import is none", () => {
  const allowed: Sources = new Map([
    ["runtime/transport.ts", 'import createClient from "openapi-fetch"; import { retry } from "./retry.js";'],
    ["generator/load/a.ts", 'import { parse } from "yaml"; import type { Lock } from "../model/types.js";'],
    [
      "generator/emit/schema.ts",
      'import openapi from "openapi-typescript"; import { parentPort } from "node:worker_threads";',
    ],
    ["generator/write/a.ts", 'import { printStructure } from "ts-morph"; import fs from "node:fs/promises";'],
    ["generator/commands/a.ts", 'import { run } from "../pipeline.js"; import { Command } from "commander";'],
    [
      "generated/a/resources/b.ts",
      'import { A } from "../client.js"; import { jsonBody } from "@clientwright/runtime";',
    ],
  ]);
  expect(violations(allowed)).toEqual([]);
});
