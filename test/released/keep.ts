/** `npm run release:keep`, part of `npm run version`: keeps what is about to be released, for the next release to be compared with. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generatorVersion } from "../../generator/released.js";
import { currentInputs, produce, type ReleasedClient, releaseFile } from "./cases.js";

const clients: { [name: string]: ReleasedClient } = {};
const folder = mkdtempSync(join(tmpdir(), "clientwright-released-"));
for (const [name, input] of currentInputs()) {
  clients[name] = { ...input, ...(await produce(input, join(folder, name))) };
}
rmSync(folder, { recursive: true });
writeFileSync(releaseFile, `${JSON.stringify({ version: generatorVersion(), clients }, undefined, 1)}\n`);
