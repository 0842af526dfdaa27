/** Turns the printed files of a client into a module that can be called: written to a folder of its own for a moment, and imported. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { PrintedFile } from "../write/index.js";

/** Exports by name. */
export interface ClientModule {
  readonly [name: string]: unknown;
}

/** Imports a client's `index.ts`. Its types are not checked: what the generator prints compiles. */
export async function importClient(files: readonly PrintedFile[]): Promise<ClientModule> {
  const { default: ts } = await import("typescript");
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, verbatimModuleSyntax: true };
  const runtime = JSON.stringify(import.meta.resolve("@clientwright/runtime"));
  const folder = mkdtempSync(join(tmpdir(), "clientwright-"));
  try {
    for (const { path, text } of files.filter((file) => file.path.endsWith(".ts"))) {
      const { outputText } = ts.transpileModule(text, { compilerOptions, fileName: path });
      const file = join(folder, path.replace(/\.ts$/, ".js"));
      mkdirSync(dirname(file), { recursive: true });
      // Nothing is installed where the module lies.
      writeFileSync(file, outputText.replaceAll('"@clientwright/runtime"', runtime));
    }
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const module: ClientModule = await import(pathToFileURL(join(folder, "index.js")).href);
    return module;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
