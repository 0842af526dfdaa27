/** Judges what callers may narrow with every compiler that generated code promises to work with. */

import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "../package/process.js";
import { compilerOf } from "../package/tools.js";
import { strictestFlags } from "../strictest-flags.js";

const { erasableSyntaxOnly, isolatedDeclarations, ...flags } = strictestFlags;
const compilers = [
  { version: "5.4", options: flags },
  { version: "5.9", options: strictestFlags },
  { version: "6", options: strictestFlags },
  { version: "7", options: strictestFlags },
] as const;

/** Beside the file that it is about, which finds the runtime from there. */
const projectOf = (version: string) => join(import.meta.dirname, `tsconfig.${version}.tmp.json`);

afterAll(async () => {
  await Promise.all(compilers.map(({ version }) => rm(projectOf(version), { force: true })));
});

test.each(compilers)("TypeScript $version narrows unions", { timeout: 300_000 }, async ({ version, options }) => {
  const project = projectOf(version);
  await writeFile(project, JSON.stringify({ compilerOptions: options, files: ["unions.test-d.ts"] }));
  const { exitCode, output } = await run(import.meta.dirname, process.execPath, [compilerOf(version), "-p", project]);
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
});
