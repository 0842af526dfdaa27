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

/** Imports a client's `index.ts`. Its types are not checked: what the generator prints compiles. */
export async function importClient(files: readonly PrintedFile[]): Promise<ClientModule> {
  const folder = mkdtempSync(join(tmpdir(), "clientwright-"));
  try {
    for (const { path, text } of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    // Nothing is installed where the client lies.
    const alias = { "@clientwright/runtime": join(runtimeFolder(), "dist/index.js") };
    const jiti = createJiti(import.meta.url, { fsCache: false, moduleCache: false, alias });
    return await jiti.import<ClientModule>(join(folder, "index.ts"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
