/** Measures generated validators: time over that of `JSON.parse`, bytes of each further one, and cost to the type checker. */

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { writeDocuments } from "./generation.mjs";
import { bench, median, root, runMeasured, work } from "./measured.mjs";
import { payloads, validatedDocument } from "./validators-document.mjs";

const folder = join(work, "validators");
const compiler = join(bench, "node_modules/typescript/bin/tsc");
const script = fileURLToPath(new URL("validators-process.mjs", import.meta.url));
const processes = 5;

/** @param {string} program @param {readonly string[]} parameters */
function run(program, parameters) {
  const ran = spawnSync(process.execPath, [program, ...parameters], { cwd: folder, encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`${program} ended with ${ran.status}:\n${ran.stderr}${ran.stdout}`);
  return ran.stdout;
}

/** @param {string} name @param {string} file @param {Record<string, unknown>} more */
function compile(name, file, more) {
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: true };
  const platform = { target: "ES2022", lib: ["ES2022", "DOM"], module: "NodeNext", types: [] };
  writeFileSync(
    join(folder, `${name}.json`),
    JSON.stringify({ compilerOptions: { ...strict, ...platform, ...more }, files: [file] }),
  );
  return run(compiler, ["-p", `${name}.json`, "--extendedDiagnostics"]);
}

/** Generates and builds a client with validators. @param {string} name @param {string} document */
function buildClient(name, document) {
  const options = ["--name", "Bench", "--casing", "camel", "--dates", "Date", "--validators"];
  run(join(root, "generator/bin/clientwright.js"), ["generate", document, "-o", `${name}-source`, ...options]);
  const places = { declaration: true, rootDir: `${name}-source`, outDir: name };
  compile(name, `${name}-source/validators.ts`, places);
}

/** @param {string} program */
async function bytesOf(program) {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder, sourcefile: "consumer.js" },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

/** What a program's types cost, those of the declarations that it imports included. @param {string} name @param {string} text */
function instantiationsOf(name, text) {
  writeFileSync(join(folder, `${name}.ts`), text);
  return Number(
    /^Instantiations:\s+(\d+)/m.exec(compile(name, `${name}.ts`, { noEmit: true, skipLibCheck: false }))?.[1],
  );
}

/**
 * @returns {Promise<{ ratios: { name: string, ratio: number }[], schemas: number, first: number, further: number, types: number }>}
 *   Median ratios by validator; bytes, minified and gzipped, of the first validator and of each further one; the share by
 *   which instantiations grow.
 */
export async function measureValidators() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "small.json"), validatedDocument);
  buildClient("small", "small.json");
  buildClient("large", writeDocuments().json);
  const module = join(folder, "small/validators.js");
  const ratios = Object.keys(payloads).map((name) => {
    const runs = Array.from({ length: processes }, () => runMeasured(process.execPath, [script, module, name]));
    return { name, ratio: median(runs.map(({ output }) => Number(output))) };
  });
  const source = readFileSync(join(folder, "large-source/validators.ts"), "utf8");
  const names = [...source.matchAll(/^export const (\w+): (?:Wire)?Validator</gm)].map(([, name = ""]) => name);
  // Of each schema the one that is for answers: it decodes where there is something to decode.
  const wanted = names.filter((name) => !names.includes(`${name}Wire`));
  const programOf = (/** @type {readonly string[]} */ list) =>
    `import { ${list.join(", ")} } from "./large/validators.js";\nconsole.log(${list.join(", ")});`;
  const first = await bytesOf(programOf(wanted.slice(0, 1)));
  const all = await bytesOf(programOf(wanted));
  const models = 'import * as models from "./large/index.js";\nexport const all = models;\n';
  const without = instantiationsOf("without", models);
  const withAll = instantiationsOf(
    "with",
    `${models}import * as validators from "./large/validators.js";\nexport const judges = validators;\n`,
  );
  return {
    ratios,
    schemas: wanted.length,
    first,
    further: (all - first) / (wanted.length - 1),
    types: withAll / without - 1,
  };
}
