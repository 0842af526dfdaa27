/** Measures what fifty calls cost the type checker of the application that makes them. */

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeDocuments } from "./generation.mjs";
import { bench, root, work } from "./measured.mjs";
import { resources } from "./vocabulary.mjs";

const calls = 50;
const folder = join(work, "instantiations");
const compiler = join(bench, "node_modules/typescript/bin/tsc");

/** @typedef {{ name: string, method: string, input: string, reads: string }} CallText */

/** @returns {CallText[]} Fifty operations, every kind of input among them, in turn over the resources. */
function callTexts() {
  const texts = resources.flatMap(([name = "", plural = ""]) => {
    const resource = plural.toLowerCase();
    const id = `${name.toLowerCase()}_id: "3f2c"`;
    return [
      {
        name: `list${plural}`,
        method: `${resource}.list`,
        input: '{ limit: 10, status: ["active"] }',
        reads: "items.length",
      },
      {
        name: `create${name}`,
        method: `${resource}.create`,
        input: '{ title: "First", kind: "standard" }',
        reads: "created_at",
      },
      {
        name: `update${name}`,
        method: `${resource}.update`,
        input: `{ ${id}, body: { title: "New" } }`,
        reads: "owner.user_id",
      },
    ];
  });
  return texts.slice(0, calls);
}

/** @returns {Record<string, string>} The programs by name. Each imports all that it could call. */
function programs() {
  const texts = callTexts();
  const functions = `import { createClient, ${texts.map(({ name }) => name).join(", ")} } from "./client/index.js";\n`;
  const classes = 'import { Bench } from "./client/index.js";\n';
  const credential = '{ bearerAuth: "token" }';
  return {
    "function-import": `${functions}export {};\n`,
    "function-calls": `${functions}const client = createClient(${credential});\n${texts
      .map(
        ({ name, input, reads }, index) => `export const value${index} = (await ${name}(client, ${input})).${reads};\n`,
      )
      .join("")}`,
    "class-import": `${classes}export {};\n`,
    "class-calls": `${classes}const bench = new Bench(${credential});\n${texts
      .map(
        ({ method, input, reads }, index) =>
          `export const value${index} = (await bench.${method}(${input})).${reads};\n`,
      )
      .join("")}`,
  };
}

/** The client as applications get it: built, so that they check its declarations only. */
function buildClient() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run(join(root, "generator/bin/clientwright.js"), [
    "generate",
    writeDocuments().json,
    "-o",
    "source",
    "--name",
    "Bench",
  ]);
  compile("client", "source/index.ts", { declaration: true, rootDir: "source", outDir: "client" });
}

/**
 * Compiles one file under the flags of a careful application.
 *
 * @param {string} project
 * @param {string} file
 * @param {Record<string, unknown>} more
 * @returns {string} What the compiler tells of its work.
 */
function compile(project, file, more) {
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: true };
  const platform = { target: "ES2022", lib: ["ES2022", "DOM"], module: "NodeNext", types: [] };
  const configuration = { compilerOptions: { ...strict, ...platform, ...more }, files: [file] };
  writeFileSync(join(folder, `${project}.json`), JSON.stringify(configuration));
  return run(compiler, ["-p", `${project}.json`, "--extendedDiagnostics"]);
}

/**
 * @returns {{ style: string, imports: number, calls: number }[]} Instantiations of the program that only imports, and
 *   those that the calls add to it.
 */
export function measureInstantiations() {
  buildClient();
  /** @type {Record<string, number>} */
  const counted = {};
  for (const [name, text] of Object.entries(programs())) {
    writeFileSync(join(folder, `${name}.ts`), text);
    const output = compile(name, `${name}.ts`, { noEmit: true });
    counted[name] = Number(/^Instantiations:\s+(\d+)/m.exec(output)?.[1]);
  }
  return ["function", "class"].map((style) => {
    const imports = counted[`${style}-import`] ?? Number.NaN;
    return { style, imports, calls: (counted[`${style}-calls`] ?? Number.NaN) - imports };
  });
}

/**
 * @param {string} script
 * @param {readonly string[]} parameters
 * @returns {string} Standard output.
 */
function run(script, parameters) {
  const ran = spawnSync(process.execPath, [script, ...parameters], { cwd: folder, encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`${script} ended with ${ran.status}:\n${ran.stderr}${ran.stdout}`);
  return ran.stdout;
}
