/** Turns imports of `./x.js` into those of `./x.ts`, where only that is there, and transpiles it. */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** @type {import("node:module").ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  if (!/^\.\.?\/.*\.js$/.test(specifier)) return nextResolve(specifier, context);
  const url = new URL(specifier.replace(/\.js$/, ".ts"), context.parentURL);
  const isSource = url.protocol === "file:" && existsSync(url);
  return isSource ? { url: url.href, shortCircuit: true } : nextResolve(specifier, context);
}

/** @type {import("node:module").LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.endsWith(".ts")) return nextLoad(url, context);
  const fileName = fileURLToPath(url);
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    verbatimModuleSyntax: true,
    inlineSourceMap: true,
  };
  const { outputText } = ts.transpileModule(readFileSync(fileName, "utf8"), { fileName, compilerOptions });
  return { format: "module", source: outputText, shortCircuit: true };
}
