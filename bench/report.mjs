/** Turns measurements into a text that a reader can judge them by, and into the list of those over their limits. */

import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { measureBundles, measureClasses } from "./bundle.mjs";
import { measureCalls } from "./calls.mjs";
import { measureGeneration, tools } from "./generation.mjs";
import { measureInstantiations } from "./instantiations.mjs";
import { measureLimits } from "./limits.mjs";
import { bench, generatorNode, nodeVersion, root, versionOf } from "./measured.mjs";
import { measureValidators } from "./validators.mjs";

/** @typedef {{ figures: Record<string, number>, text: string }} Part What is held to limits, and what is told. */

/** @type {Record<string, () => Part | Promise<Part>>} */
export const parts = { generation, bundle, calls, limits, instantiations, validators };

/**
 * Measures and describes.
 *
 * @param {readonly string[]} names - Of {@link parts}.
 * @param {(name: string) => void} onStart
 * @returns {Promise<{ text: string, exceeded: string[] }>}
 */
export async function report(names, onStart) {
  /**
   * A known gap has a ceiling of its own and a reason. One that closes is reported too: then it has to go from the list.
   *
   * @type {Record<string, { limit: number, figure: string, known?: { limit: number, reason: string } }>}
   */
  const budgets = JSON.parse(readFileSync(join(bench, "budgets.json"), "utf8"));
  const sections = [];
  /** @type {Record<string, number>} */
  const figures = {};
  for (const name of names) {
    onStart(name);
    const measured = await parts[name]?.();
    Object.assign(figures, measured?.figures);
    sections.push(measured?.text ?? "");
  }
  const held = Object.entries(figures).map(([name, value]) => {
    const budget = budgets[name];
    if (!budget) throw new Error(`budgets.json has no limit for ${name}`);
    return { ...budget, value, within: value <= budget.limit };
  });
  const gaps = held.filter(({ known }) => known !== undefined);
  const rows = held.map(({ figure, value, limit, within, known }) => [
    figure,
    round(value),
    round(limit),
    within ? "yes" : known === undefined ? "**no**" : "**no** (known)",
  ]);
  const exceeded = held.flatMap(({ figure, value, limit, within, known }) => {
    if (known !== undefined && within)
      return [`${figure}: ${round(value)} is within its limit: take the gap from the list`];
    const ceiling = known?.limit ?? limit;
    return value > ceiling ? [`${figure}: ${round(value)} > ${round(ceiling)}`] : [];
  });
  const text = [
    "# Results",
    "Written by `npm run bench`. Every ratio comes from one run in which both sides took turns, so it holds on other machines; the absolute figures are those of this one.",
    environment(),
    "## Limits",
    table(["figure", "measured", "limit", "within"], rows),
    ...(gaps.length === 0
      ? []
      : ["Known gaps:", gaps.map((gap) => `- ${gap.figure}: ${gap.known?.reason}`).join("\n")]),
    ...sections,
  ];
  return { text: `${text.join("\n\n")}\n`, exceeded };
}

function environment() {
  const versions = [
    `Node ${process.versions.node} (generators: ${nodeVersion(generatorNode())})`,
    ...tools.map(({ name, folder }) => `${name} ${versionOf(folder)}`),
    ...["typescript", "esbuild"].map((name) => `${name} ${versionOf(join(bench, "node_modules", name))}`),
    `openapi-fetch ${versionOf(join(root, "node_modules/openapi-fetch"))}`,
  ];
  return `Machine: ${process.platform} ${process.arch}, ${cpus().length} cores. ${versions.join(", ")}.`;
}

/** @returns {Part} */
function generation() {
  const measured = measureGeneration();
  const peer = "@hey-api/openapi-ts";
  const cpuOf = (/** @type {string} */ format, /** @type {string} */ tool) =>
    measured.find((one) => one.format === format && one.tool === tool)?.cpu ?? Number.NaN;
  const ratio = (/** @type {string} */ format, /** @type {string} */ tool) => cpuOf(format, tool) / cpuOf(format, peer);
  const rows = measured.map(({ format, tool, cpu, memory }) => [
    format,
    tool,
    cpu.toFixed(2),
    round(ratio(format, tool)),
    memory.toFixed(0),
  ]);
  const text = `## Generation

One document of 176 operations and 313 schemas that \`document.mjs\` makes. The command line of each tool with its default output, into an empty folder: CPU seconds of all its threads and processes, the least of its runs; peak memory in MiB. openapi-typescript writes types only.

${table(["input", "tool", "CPU s", `over ${peer}`, "MiB"], rows)}`;
  const figures = {
    "generation-yaml": ratio("yaml", "clientwright"),
    "generation-json": ratio("json", "clientwright"),
  };
  return { figures, text };
}

/** @returns {Promise<Part>} */
async function bundle() {
  const measured = await measureBundles();
  const { plain, codecs } = await measureClasses();
  const sizes = measured.map(({ style, minified, gzipped }) => [style, String(minified), String(gzipped)]);
  const [{ gzipped = Number.NaN, modules = [] } = {}] = measured.filter(({ style }) => style === "function");
  const listing = modules.map(({ path, bytes }) => [`\`${path}\``, String(bytes)]);
  const text = `## Bundle

A program that opens a Syllable client and creates one service, bundled and minified by esbuild as an ES module.

${table(["style", "minified", "min+gzip"], sizes)}

The class of all 176 operations of the bench's document: ${plain} bytes min+gzip with values as on the wire, ${codecs} with camel case and \`Date\`s.

Minified bytes of the one with functions, by module:

${table(["module", "bytes"], listing)}`;
  const figures = { "bundle-function": gzipped, "bundle-class-plain": plain, "bundle-class-codecs": codecs };
  return { figures, text };
}

/** @returns {Part} */
function calls() {
  const measured = measureCalls();
  const rows = measured.map(({ client, ratio, bare, called }) => [
    client,
    round(ratio),
    called.toFixed(1),
    bare.toFixed(1),
  ]);
  const text = `## Calls

\`serviceCreate\` against the same request by hand (\`fetch\`, \`JSON.parse\` of the text). \`fetch\` is a stub that resolves a real \`Response\` made before the clock started. Median of the rounds' ratios; microseconds of CPU of one call.

${table(["client", "ratio", "client µs", "by hand µs"], rows)}`;
  return { figures: Object.fromEntries(measured.map(({ client, ratio }) => [`call-${client}`, ratio])), text };
}

/** @returns {Promise<Part>} */
async function limits() {
  const { limit, median, worst } = await measureLimits();
  const text = `## Time limits

Calls of a server that never answers, over real sockets, with a limit of ${limit} ms for the attempt: they end ${median.toFixed(1)} ms late (median), ${worst.toFixed(1)} ms at worst. What a limit does is held by tests on a clock that they set.`;
  return { figures: {}, text };
}

/** @returns {Part} */
function instantiations() {
  const measured = measureInstantiations();
  const rows = measured.map(({ style, imports, calls }) => [style, String(imports), String(calls)]);
  const text = `## Type instantiations

Fifty awaited calls of fifty operations of the client of the bench document, over a program with the same imports and no calls. Strict flags, \`skipLibCheck\`.

${table(["style", "imports only", "added by calls"], rows)}`;
  return { figures: Object.fromEntries(measured.map(({ style, calls }) => [`instantiations-${style}`, calls])), text };
}

/** @returns {Promise<Part>} */
async function validators() {
  const { ratios, schemas, first, further, types } = await measureValidators();
  const [flat = Number.NaN, list = Number.NaN, nested = Number.NaN] = ratios.map(({ ratio }) => ratio);
  const rows = ratios.map(({ name, ratio }) => [`\`${name}\``, round(ratio)]);
  const text = `## Validators

A value on the wire is checked, its names are re-cased and its date-times become \`Date\`s, over \`JSON.parse\` of its text; both in turn in one process, the median of its rounds, and of five processes: Syllable's service, 25 of them, and a page of ten sessions with records, enums, dates and a union told apart by a tag.

${table(["validator", "over JSON.parse"], rows)}

The first of the ${schemas} validators of the bench document takes ${first} bytes, minified and gzipped, each further one ${round(further)} on average. Importing all of them makes ${(100 * types).toFixed(1)} % more type instantiations than importing the models.`;
  const figures = {
    "validators-flat": flat,
    "validators-list": list,
    "validators-nested": nested,
    "validators-bytes": further,
    "validators-types": types,
  };
  return { figures, text };
}

/** @param {number} value */
function round(value) {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

/**
 * @param {readonly string[]} header
 * @param {readonly (readonly string[])[]} rows
 */
function table(header, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
