/** `npm run corpus -- <folder or files…> [--validators] [--json file]`: examines documents and tells what it found. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compilerOf, installTools } from "../package/tools.js";
import { findDocuments } from "./find.js";
import { readKnown } from "./known.js";
import { examineAll } from "./pool.js";
import { type DocumentReport, documentLine, totals, unknownFailures } from "./report.js";

const usage = "usage: npm run corpus -- <folder or files…> [--validators] [--json <file>] [--known <file>]\n";

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "string" }, known: { type: "string" }, validators: { type: "boolean", default: false } },
  });
  if (positionals.length === 0) {
    process.stderr.write(usage);
    return 2;
  }
  const known = readKnown(values.known ?? join(import.meta.dirname, "known.json"));
  await installTools();
  const tell = (report: DocumentReport): void => {
    process.stdout.write(`${documentLine(report, unknownFailures(report, known).unknown)}\n`);
  };
  const options = { compiler: compilerOf("7"), validators: values.validators, onReport: tell };
  const reports = await examineAll(findDocuments(positionals), options);
  process.stdout.write(`${totals(reports)}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(reports, undefined, 2)}\n`);
  const judged = reports.map((report) => unknownFailures(report, known));
  for (const { document, operation, kind } of judged.flatMap(({ passing }) => passing)) {
    process.stdout.write(`FAIL ${document}: ${kind} ${operation ?? ""} is listed as known, but does not happen\n`);
  }
  return judged.some(({ unknown, passing }) => unknown.length + passing.length > 0) ? 1 : 0;
}

process.exitCode = await main();
