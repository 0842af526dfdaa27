/** Turns the printed files of a client into a module that can be called: written to a folder of its own for a moment, and imported. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createJiti } from "jiti";
import { runtimeFolder } from "../released.js";
import type { PrintedFile } from "../write/index.js";

/** Exports by name. */
export interface ClientModule {
  readonly [name: string]: unknown;
}

/**
 * Imports modules of a client, by default its `index.ts`. Their types are not checked: what the generator prints compiles.
 *
 * @returns The exports of all of them.
 */
export async function importClient(
  files: readonly PrintedFile[],
  modules: readonly string[] = ["index.ts"],
): Promise<ClientModule> {
  const folder = mkdtempSync(join(tmpdir(), "clientwright-"));
  try {
    for (const { path, text } of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    // Nothing is installed where the client lies.
    const dist = join(runtimeFolder(), "dist");
    const alias = {
      "@clientwright/runtime": join(dist, "index.js"),
      "@clientwright/runtime/validation": join(dist, "validation/index.js"),
    };
    const jiti = createJiti(import.meta.url, { fsCache: false, moduleCache: false, alias });
    const all: ClientModule[] = [];
    for (const module of modules) all.push(await jiti.import<ClientModule>(join(folder, module)));
    return Object.assign({}, ...all);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
