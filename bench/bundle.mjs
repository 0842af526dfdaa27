/** Measures what an application's bundle grows by with the first operation: minified, gzipped, and by module. */

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { generate } from "clientwright";
import { build } from "esbuild";
import { writeDocuments } from "./generation.mjs";
import { root, work } from "./measured.mjs";

const setup = 'apiKeyHeader: "key"';
const input = '{ name: "Weather tools", description: "Tools for fetching the weather" }';

/** The same call in both styles. What the program prints keeps the call from being dropped. */
const programs = {
  function: `import { createClient, serviceCreate } from "@clientwright/syllable";
console.log((await serviceCreate(createClient({ ${setup} }), ${input})).id);`,
  class: `import { SyllableSDK } from "@clientwright/syllable";
console.log((await new SyllableSDK({ ${setup} }).services.create(${input})).id);`,
};

/** @typedef {{ style: string, minified: number, gzipped: number, modules: { path: string, bytes: number }[] }} Bundle */

/** @returns {Promise<Bundle[]>} Bytes; `modules` are minified, not gzipped, largest first. */
export function measureBundles() {
  return Promise.all(Object.entries(programs).map(([style, program]) => bundle(style, program)));
}

/**
 * The whole class of the document of this bench, as an application bundles it that opens it.
 *
 * @returns {Promise<{ plain: number, codecs: number }>} Bytes, minified and gzipped, runtime included: with values as on the
 *   wire, and in camel case with `Date`s.
 */
export async function measureClasses() {
  const plain = await bundleClass("plain", {});
  const codecs = await bundleClass("codecs", { casing: "camel", dates: "Date" });
  return { plain, codecs };
}

/**
 * @param {string} name
 * @param {{ casing?: "camel", dates?: "Date" }} options
 */
async function bundleClass(name, options) {
  const folder = join(work, "classes", name);
  rmSync(folder, { recursive: true, force: true });
  const asked = { document: writeDocuments().json, output: folder, name: "Bench", ...options };
  const { clients } = await generate(asked, { cwd: work, dryRun: true });
  for (const { path, text } of clients[0]?.files ?? []) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const program = 'import { Bench } from "./index.js";\nconsole.log(new Bench({ bearerAuth: "token" }));';
  return (await bundle(name, program, folder)).gzipped;
}

/**
 * @param {string} style
 * @param {string} contents
 * @param {string} folder
 * @returns {Promise<Bundle>}
 */
async function bundle(style, contents, folder = root) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: folder, sourcefile: "consumer.ts" },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const modules = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .map(([path, { bytesInOutput }]) => ({ path, bytes: bytesInOutput }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { style, minified: code.length, gzipped: gzipSync(code, { level: 9 }).length, modules };
}
