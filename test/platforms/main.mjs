/**
 * Runs the fault cases on other platforms than the Node at hand: `npm run test:platforms [-- <platform>…]`.
 *
 * Clients run there, servers here. What is run on is installed on first use, into this folder and nowhere else. Without names,
 * all platforms are asked for; the browser only where `CHROMIUM` names one. A platform that is missing is a failure.
 */

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { openControl } from "../faults/servers/control.ts";
import { platforms } from "./platforms.mjs";

const folder = import.meta.dirname;
const built = join(folder, ".work");
const require = createRequire(join(folder, "package.json"));

/** Runs a program to its end and returns what it printed. Rejects if it failed. */
function output(command, parameters, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: folder, stdio: ["ignore", "pipe", "inherit"], ...options });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (piece) => {
      text += piece;
    });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(text) : reject(new Error(`${command} ended with ${code}`))));
  });
}

async function install() {
  const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
  const mark = join(folder, "node_modules/.installed");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return;
  await output("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  writeFileSync(mark, lock);
}

async function build() {
  mkdirSync(built, { recursive: true });
  const { build: bundle } = require("esbuild");
  const remote = join(folder, "../faults/remote");
  const shared = { bundle: true, platform: "browser", target: "es2022", logLevel: "warning" };
  await bundle({
    ...shared,
    format: "esm",
    entryPoints: { program: join(remote, "program.ts"), worker: join(remote, "worker.ts") },
    outdir: built,
    outExtension: { ".js": ".mjs" },
  });
  await bundle({ ...shared, format: "iife", entryPoints: [join(remote, "page.ts")], outdir: built });
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Ways to run the cases; each gives the verdicts. */
const runners = {
  async process({ command, parameters = [], lacks }, control) {
    return JSON.parse(await output(command, [...parameters, join(built, "program.mjs"), control, ...lacks]));
  },

  async worker({ command, lacks }, control) {
    const port = await freePort();
    const config = join(built, "worker.capnp");
    writeFileSync(config, workerConfig(port));
    const child = spawn(command, ["serve", config], { stdio: ["ignore", "inherit", "inherit"] });
    try {
      const query = new URLSearchParams([["control", control], ...lacks.map((need) => ["lacks", need])]);
      for (let left = 100; ; left--) {
        const response = await fetch(`http://127.0.0.1:${port}/?${query}`).catch(() => undefined);
        if (response) return await response.json();
        if (left === 0) throw new Error("workerd doesn't answer");
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    } finally {
      child.kill();
    }
  },

  async browser({ command, lacks }, control) {
    const { chromium } = require("playwright-core");
    // The servers know nothing of pages from elsewhere; a program in a page mustn't be kept from them here.
    const flags = ["--no-sandbox", "--disable-web-security", "--allow-running-insecure-content"];
    const browser = await chromium.launch({ executablePath: command, args: flags });
    try {
      const page = await browser.newPage();
      await page.goto(control);
      await page.addScriptTag({ path: join(built, "page.js") });
      return await page.evaluate(([url, needs]) => globalThis.report(url, needs), [control, lacks]);
    } finally {
      await browser.close();
    }
  },
};

function workerConfig(port) {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker), (name = "internet", network = (allow = ["public", "private"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.mjs")],
  compatibilityDate = "2026-01-01",
);
`;
}

/** Whether all cases that the platform is able to hold there. */
async function hold(name, platform, control) {
  if (!existsSync(platform.command)) {
    process.stdout.write(`${name}: missing (${platform.command || "set CHROMIUM to a browser"})\n`);
    return false;
  }
  const verdicts = await runners[platform.run](platform, control);
  const problems = verdicts.filter(({ problem }) => problem !== undefined && problem !== null);
  const without = platform.lacks.length > 0 ? `, without ${platform.lacks.join(" and ")}` : "";
  process.stdout.write(`${name}: ${verdicts.length} cases${without}, ${problems.length} problems\n`);
  for (const { id, title, problem } of problems) process.stdout.write(`  ${id}: ${title}: ${problem.slice(0, 500)}\n`);
  return problems.length === 0 && verdicts.length > 100;
}

await install();
await build();
const known = platforms(folder);
const asked = process.argv.slice(2);
const names =
  asked.length > 0 ? asked : Object.keys(known).filter((name) => name !== "chromium" || known[name].command);
const failed = [];
for (const name of names) {
  const control = await openControl();
  const holds =
    known[name] &&
    (await hold(name, known[name], control.url).catch((error) => {
      process.stdout.write(`${name}: ${error}\n`);
      return false;
    }));
  if (!holds) failed.push(name);
  await control.close();
}
rmSync(built, { recursive: true, force: true });
if (failed.length > 0) process.stdout.write(`Failed: ${failed.join(", ")}\n`);
process.exit(failed.length > 0 ? 1 : 0);
