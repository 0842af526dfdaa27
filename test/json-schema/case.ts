/** Turns a JSON schema into a validator: a document with the schema as its one component, generated, transpiled, run. */

import { createContext, runInContext } from "node:vm";
import * as validation from "@clientwright/runtime/validation";
import ts from "typescript";
import { withDefaults } from "../../generator/config.js";
import { emptyLock } from "../../generator/model/lock.js";
import { runPipeline } from "../../generator/pipeline.js";

/** Texts by the address that they are served under. */
export type Remotes = ReadonlyMap<string, string>;

/** How a schema becomes a document. */
export interface CaseOptions {
  readonly openapi?: string;
  readonly formats?: boolean;
  readonly remotes?: Remotes;
}

/** Why there is no validator. */
export class NotGenerated extends Error {}

/**
 * The validator of a schema.
 *
 * @throws NotGenerated with the generator's words.
 */
export async function validatorOf(schema: unknown, options: CaseOptions = {}): Promise<validation.Validator<unknown>> {
  const { Case } = evaluated(await textOf(schema, options));
  if (Case === undefined) throw new NotGenerated("the module has no such validator");
  return Case;
}

/** The validators of all schemas of a document, by name. */
export async function validatorsOf(schemas: { readonly [name: string]: unknown }): Promise<Validators> {
  return evaluated(await generated({ openapi: "3.1.0", schemas }, {}));
}

/** The module of validators for a schema. */
export function textOf(schema: unknown, options: CaseOptions): Promise<string> {
  const { openapi = "3.1.0" } = options;
  const component = openapi.startsWith("3.0") ? movedInto("#/components/schemas/Case", schema) : identified(schema);
  return generated({ openapi, schemas: { Case: component } }, options);
}

interface Validators {
  readonly [name: string]: validation.Validator<unknown> | undefined;
}

function evaluated(text: string): Validators {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const exports: Validators = {};
  runInContext(outputText, createContext({ exports, require: () => validation, Number, Set, Array, Object }));
  return exports;
}

async function generated(
  { openapi, schemas }: { readonly openapi: string; readonly schemas: object },
  { formats = false, remotes }: CaseOptions,
): Promise<string> {
  const info = { title: "Case", version: "1" };
  const document = JSON.stringify({ openapi, info, paths: {}, components: { schemas } });
  const served: typeof fetch = async (url) => {
    const found = remotes?.get(String(url));
    return found === undefined ? new Response("", { status: 404 }) : new Response(found);
  };
  const hosts = [...(remotes?.keys() ?? [])].map((address) => new URL(address).host);
  const { files, diagnostics } = await runPipeline({
    read: { document: "-", cwd: "/", stdin: async () => document, fetch: served, allowHosts: [...new Set(hosts)] },
    options: withDefaults({ document: "-", output: "out", name: "Api", enums: "closed", validators: { formats } }),
    lock: emptyLock,
    reshape: [],
    keepGoing: false,
    strict: false,
  });
  const module = files?.find(({ path }) => path === "validators.ts");
  if (module !== undefined) return module.text;
  throw new NotGenerated(diagnostics.map(({ code, message }) => `${code} ${message}`).join("; "));
}

/** The schema as a resource of its own, so that `#` means its own root and not the document's. */
function identified(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null || "$id" in schema) return schema;
  return { $id: "https://case.example/schema.json", ...schema };
}

/** The schema with references to its own root led to where it stands: OpenAPI 3.0 knows no identifiers. */
function movedInto(pointer: string, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item) => movedInto(pointer, item));
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]: [string, unknown]) => {
    if (key === "enum") return [key, value];
    const isOwn = key === "$ref" && typeof value === "string" && value.startsWith("#");
    return [key, isOwn ? value.replace("#", pointer) : movedInto(pointer, value)];
  });
  return Object.fromEntries(entries);
}
