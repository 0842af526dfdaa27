/** Measures what an application's bundle grows by with the first operation: minified, gzipped, and by module. */

import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "./measured.mjs";

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
 * @param {string} style
 * @param {string} contents
 * @returns {Promise<Bundle>}
 */
async function bundle(style, contents) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: root, sourcefile: "consumer.js" },
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
