/** `npm run agreement -- <folder or files…>`: compares our types with openapi-typescript's and tells where they differ. */

import { parseArgs } from "node:util";
import { findDocuments } from "../corpus/find.js";
import { compare } from "./compare.js";
import { judge, readKnown } from "./known.js";

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.length === 0) {
    process.stderr.write("usage: npm run agreement -- <folder or files…>\n");
    return 2;
  }
  const known = readKnown();
  let failures = 0;
  let schemas = 0;
  let differing = 0;
  for (const task of findDocuments(positionals)) {
    for (const comparison of await compare([task])) {
      const { document, unexplained, needless } = judge(comparison, known);
      schemas += comparison.schemas;
      differing += new Set(comparison.differences.map(({ schema }) => schema)).size;
      failures += unexplained.length + needless.length;
      const found =
        comparison.incomparable ?? `${comparison.schemas} schemas, ${comparison.differences.length} differences`;
      process.stdout.write(`${unexplained.length + needless.length === 0 ? "ok  " : "FAIL"} ${document}: ${found}\n`);
      for (const { schema, direction, message } of unexplained) {
        process.stdout.write(`       ${schema} (${direction}): ${message.replaceAll("\n", "\n       ")}\n`);
      }
      for (const name of needless) process.stdout.write(`       the reason "${name}" explains nothing\n`);
    }
  }
  process.stdout.write(`${schemas - differing} of ${schemas} schemas have the same type\n`);
  return failures === 0 ? 0 : 1;
}

process.exitCode = await main();
