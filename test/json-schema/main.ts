/** `npm run conformance -- <folder>`: runs a copy of the JSON Schema Test Suite and tells how many tests come out right. */

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Dialect, dialects, runSuite } from "./suite.js";

/** Tests that come out otherwise, with the reason, by dialect. */
type Known = { readonly [Name in Dialect]: { readonly [test: string]: string } };

const known: Known = JSON.parse(readFileSync(new URL("known.json", import.meta.url), "utf8"));

async function run(folder: string, dialect: Dialect): Promise<boolean> {
  const reasons = known[dialect];
  let count = 0;
  let right = 0;
  let ajvRight = 0;
  const surprises: string[] = [];
  const unseen = new Set(Object.keys(reasons));
  for await (const { test, isRight, isAjvRight, refusal } of runSuite(folder, dialect)) {
    count += 1;
    right += Number(isRight);
    ajvRight += Number(isAjvRight);
    unseen.delete(test);
    const isExpected = reasons[test] !== undefined;
    if (isRight === isExpected)
      surprises.push(`  ${isRight ? "unexpectedly right" : "wrong"}: ${test}${refusal ? ` (${refusal})` : ""}`);
  }
  surprises.push(...[...unseen].map((test) => `  no such test: ${test}`));
  const beside = dialect === "2020-12" ? ` (ajv: ${ajvRight})` : ` (${((100 * right) / count).toFixed(1)} %)`;
  process.stdout.write([`${dialect}: ${right}/${count}${beside}`, ...surprises, ""].join("\n"));
  return surprises.length === 0;
}

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [folder] = positionals;
  if (folder === undefined) {
    process.stderr.write("usage: npm run conformance -- <folder of the JSON Schema Test Suite>\n");
    return 2;
  }
  const names = Object.keys(dialects).filter((name): name is Dialect => name in dialects);
  let isClean = true;
  for (const dialect of names) isClean = (await run(folder, dialect)) && isClean;
  return isClean ? 0 : 1;
}

process.exitCode = await main();
