/** Turns a JSON schema into a validator: a document with the schema as its one component, generated, transpiled, run. */

import { createContext, runInContext } from "node:vm";
import * as validation from "@clientwright/runtime/validation";
import ts from "typescript";
import { withDefaults } from "../../generator/config.js";
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
  const text = await textOf(schema, options);
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const exports: { Case?: validation.Validator<unknown> } = {};
  runInContext(outputText, createContext({ exports, require: () => validation, Number, Set, Array, Object }));
  if (exports.Case === undefined) throw new NotGenerated("the module has no such validator");
  return exports.Case;
}

/** The module of validators for a schema. */
export async function textOf(schema: unknown, { openapi = "3.1.0", formats = false, remotes }: CaseOptions): Promise<string> {
  const info = { title: "Case", version: "1" };
  const document = JSON.stringify({ openapi, info, paths: {}, components: { schemas: { Case: schema } } });
  const served: typeof fetch = async (url) => {
    const found = remotes?.get(String(url));
    return found === undefined ? new Response("", { status: 404 }) : new Response(found);
  };
  const hosts = [...(remotes?.keys() ?? [])].map((address) => new URL(address).host);
  const { files, diagnostics } = await runPipeline({
    read: { document: "-", cwd: "/", stdin: async () => document, fetch: served, allowHosts: [...new Set(hosts)] },
    options: withDefaults({ document: "-", output: "out", name: "Api", enums: "closed", validators: { formats } }),
    lock: { names: {}, shapes: {} },
    keepGoing: false,
    strict: false,
  });
  const module = files?.find(({ path }) => path === "validators.ts");
  if (module !== undefined) return module.text;
  throw new NotGenerated(diagnostics.map(({ code, message }) => `${code} ${message}`).join("; "));
}
