/** Measures what generating a client costs, beside two peers: CPU of the whole process, default output. */

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { benchDocument } from "./document.mjs";
import { bench, generatorNode, root, runMeasured, work } from "./measured.mjs";

const rounds = 5;
const formats = /** @type {const} */ (["yaml", "json"]);

/** Each is run by its own command line, as its users do. */
export const tools = [
  {
    name: "clientwright",
    folder: join(root, "generator"),
    command: (/** @type {string} */ document, /** @type {string} */ output) => [
      join(root, "generator/bin/clientwright.js"),
      "generate",
      document,
      "-o",
      output,
      "--name",
      "Bench",
    ],
  },
  {
    name: "@hey-api/openapi-ts",
    folder: join(bench, "node_modules/@hey-api/openapi-ts"),
    command: (/** @type {string} */ document, /** @type {string} */ output) => [
      join(bench, "node_modules/@hey-api/openapi-ts/bin/run.js"),
      "-i",
      document,
      "-o",
      output,
      "--no-log-file",
    ],
  },
  {
    name: "openapi-typescript",
    folder: join(bench, "node_modules/openapi-typescript"),
    command: (/** @type {string} */ document, /** @type {string} */ output) => [
      join(bench, "node_modules/openapi-typescript/bin/cli.js"),
      document,
      "-o",
      join(output, "schema.d.ts"),
    ],
  },
];

/** Writes the bench document in both formats and returns their paths. */
export function writeDocuments() {
  const folder = join(work, "documents");
  mkdirSync(folder, { recursive: true });
  const document = benchDocument();
  const paths = { yaml: join(folder, "bench.yaml"), json: join(folder, "bench.json") };
  writeFileSync(paths.yaml, stringify(document, { aliasDuplicateObjects: false }));
  writeFileSync(paths.json, `${JSON.stringify(document, null, 2)}\n`);
  return paths;
}

/**
 * Generates with every tool from both formats, the tools in turn, and keeps the least that each has used.
 *
 * @returns {{ format: "yaml" | "json", tool: string, cpu: number, memory: number }[]}
 */
export function measureGeneration() {
  const documents = writeDocuments();
  const node = generatorNode();
  const cases = formats.flatMap((format) =>
    tools.map((tool) => ({ format, tool, cpu: Number.POSITIVE_INFINITY, memory: Number.POSITIVE_INFINITY })),
  );
  for (let round = 0; round < rounds; round++) {
    for (const one of cases) {
      const output = join(work, "generated", one.format, one.tool.name.replace("/", "-"));
      rmSync(output, { recursive: true, force: true });
      mkdirSync(join(output, ".."), { recursive: true });
      const { cpu, memory } = runMeasured(node, one.tool.command(documents[one.format], output));
      one.cpu = Math.min(one.cpu, cpu);
      one.memory = Math.min(one.memory, memory);
    }
  }
  return cases.map(({ tool, ...figures }) => ({ ...figures, tool: tool.name }));
}
