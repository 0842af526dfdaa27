/** Turns a copy of the JSON Schema Test Suite into verdicts on generated validators and, for comparison, on ajv. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { NotGenerated, type Remotes, validatorOf } from "./case.js";

/** The drafts that documents of OpenAPI use, and the version that wraps their schemas. */
export const dialects = {
  "2020-12": { folder: "draft2020-12", openapi: "3.1.0" },
  "draft 4": { folder: "draft4", openapi: "3.0.3" },
} as const;

export type Dialect = keyof typeof dialects;

/** What came of one test of the suite. */
export interface Verdict {
  /** `allOf.json: allOf: mismatch second`. */
  readonly test: string;
  readonly isRight: boolean;
  readonly isAjvRight: boolean;
  /** What the generator said, where it made no validator. */
  readonly refusal?: string;
}

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

/** The schemas that the suite's tests refer to, by address. */
function remotesIn(suite: string): Remotes {
  const folder = join(suite, "remotes");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  const own = files.map((file): [string, string] => {
    return [`http://localhost:1234/${file.replaceAll("\\", "/")}`, readFileSync(join(folder, file), "utf8")];
  });
  return new Map([...own, ...metaschemas()]);
}

/** The schema of schemas, as ajv has it. */
function metaschemas(): readonly [string, string][] {
  const folder = dirname(createRequire(import.meta.url).resolve("ajv/dist/refs/json-schema-2020-12/schema.json"));
  const names = ["schema", "meta/core", "meta/applicator", "meta/unevaluated", "meta/validation", "meta/meta-data"];
  return [...names, "meta/format-annotation", "meta/content"].map((name) => {
    return [`https://json-schema.org/draft/2020-12/${name}`, readFileSync(join(folder, `${name}.json`), "utf8")];
  });
}

/** Keywords of draft 4 that OpenAPI 3.0 leaves out. */
const foreign: ReadonlySet<string> = new Set("id dependencies additionalItems patternProperties $schema".split(" "));

/** Whether a schema of draft 4 says anything that OpenAPI 3.0 has no words for. */
function isForeign(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.some(isForeign);
  if (typeof schema !== "object" || schema === null) return false;
  return Object.entries(schema).some(([key, value]: [string, unknown]) => {
    const isList = (key === "type" || key === "items") && Array.isArray(value);
    return foreign.has(key) || isList || (key !== "enum" && isForeign(value));
  });
}

function ajvFor(dialect: Dialect, schema: unknown, remotes: Remotes): (data: unknown) => boolean | undefined {
  if (dialect !== "2020-12") return () => undefined;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  try {
    for (const [address, text] of remotes) {
      if (address.startsWith("https:")) continue;
      if (address.includes("/draft2020-12/") || !/\/(draft\w*-?\w*|v1)\//.test(address))
        ajv.addSchema(JSON.parse(text), address);
    }
    const validate = ajv.compile(typeof schema === "boolean" ? schema : Object(schema));
    // ajv follows some dynamic references without end.
    return (data) => {
      try {
        return validate(data) === true;
      } catch {
        return undefined;
      }
    };
  } catch {
    return () => undefined;
  }
}

/** Runs the required tests of a dialect, file by file. */
export async function* runSuite(suite: string, dialect: Dialect): AsyncGenerator<Verdict> {
  const { folder, openapi } = dialects[dialect];
  const tests = join(suite, "tests", folder);
  if (!existsSync(tests)) throw new Error(`${tests} does not exist`);
  const remotes = remotesIn(suite);
  for (const file of readdirSync(tests).filter((name) => name.endsWith(".json"))) {
    const groups: readonly Group[] = JSON.parse(readFileSync(join(tests, file), "utf8"));
    const meant = dialect === "draft 4" ? groups.filter(({ schema }) => !isForeign(schema)) : groups;
    for (const group of meant) yield* runGroup(file, group, { dialect, openapi, remotes });
  }
}

interface Setting {
  readonly dialect: Dialect;
  readonly openapi: string;
  readonly remotes: Remotes;
}

async function* runGroup(
  file: string,
  { description, schema, tests }: Group,
  setting: Setting,
): AsyncGenerator<Verdict> {
  const { dialect, openapi, remotes } = setting;
  const made = await validatorOf(schema, { openapi, remotes }).catch((error: unknown) => {
    if (error instanceof NotGenerated) return error;
    throw error;
  });
  const ajv = ajvFor(dialect, schema, remotes);
  for (const { description: what, data, valid } of tests) {
    const test = `${file}: ${description}: ${what}`;
    const isAjvRight = ajv(data) === valid;
    if (made instanceof NotGenerated) yield { test, isRight: false, isAjvRight, refusal: made.message };
    else yield { test, isRight: made.is(data) === valid, isAjvRight };
  }
}
