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
/** Time that one platform may take, in milliseconds: many times what any needs, since it only ends what hangs. */
const patience = 150_000;
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
    child.on("close", (code) => (code === 0 ? resolve(text) : reject(new Error(`it ended with ${code}`))));
  });
}

/** Installs the platforms and our tools. npm passes over a platform that it can't get: that one will be found missing. */
async function install() {
  const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
  const mark = join(folder, "node_modules/.installed");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return;
  await output("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  const isWhole = Object.values(known).every(({ command, isOurs }) => !isOurs || existsSync(command));
  if (isWhole) writeFileSync(mark, lock);
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
  async process({ command, parameters = [], lacks }, control, signal) {
    return JSON.parse(
      await output(command, [...parameters, join(built, "program.mjs"), control, ...lacks], { signal }),
    );
  },

  async worker({ command, lacks }, control, signal) {
    const port = await freePort();
    const config = join(built, "worker.capnp");
    writeFileSync(config, workerConfig(port));
    const child = spawn(command, ["serve", config], { stdio: ["ignore", "inherit", "inherit"] });
    try {
      const query = new URLSearchParams([["control", control], ...lacks.map((need) => ["lacks", need])]);
      for (;;) {
        // It takes a moment until it listens.
        const response = await fetch(`http://127.0.0.1:${port}/?${query}`, { signal }).catch(() => undefined);
        if (response) return await response.json();
        signal.throwIfAborted();
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    } finally {
      child.kill();
    }
  },

  async browser({ command, lacks }, control, signal) {
    const { chromium } = require("playwright-core");
    // The servers know nothing of pages from elsewhere; a program in a page mustn't be kept from them here.
    const flags = ["--no-sandbox", "--disable-web-security", "--allow-running-insecure-content"];
    const browser = await chromium.launch({ executablePath: command, args: flags });
    // What is evaluated there ends with it.
    signal.addEventListener("abort", () => void browser.close());
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

const missing = {
  browser: "CHROMIUM doesn't name a browser",
  ours: "npm couldn't get it. Platforms come from npm's registry on first use, and only for Linux on x64",
};

/** Runs the cases that the platform is able to hold. Returns how many passed and failed; a platform that fails is one more. */
async function hold(name, platform) {
  const control = await openControl();
  try {
    if (!platform) throw new Error(`not a platform; there are ${Object.keys(known).join(", ")}`);
    if (!existsSync(platform.command)) throw new Error(`missing: ${platform.isOurs ? missing.ours : missing.browser}`);
    const verdicts = await runners[platform.run](platform, control.url, AbortSignal.timeout(patience));
    const problems = verdicts.filter(({ problem }) => problem !== undefined && problem !== null);
    const without = platform.lacks.length > 0 ? `, without ${platform.lacks.join(" and ")}` : "";
    say(`${name}: ${verdicts.length} cases${without}, ${problems.length} problems`);
    for (const { id, title, problem } of problems) say(`  ${id}: ${title}: ${problem.slice(0, 500)}`);
    if (verdicts.length < 100) throw new Error("most cases were left out");
    return { passed: verdicts.length - problems.length, failed: problems.length };
  } catch (error) {
    say(`${name}: ${error}`);
    return { passed: 0, failed: 1 };
  } finally {
    await control.close();
  }
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

const known = platforms(folder);
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(known).filter((name) => known[name].isOurs || known[name].command);
try {
  await install();
  await build();
} catch (error) {
  say(`The platforms and the bundler come from npm's registry on first use, which failed: ${error}`);
  process.exit(1);
}
let passed = 0;
let failed = 0;
for (const name of names) {
  const counted = await hold(name, known[name]);
  passed += counted.passed;
  failed += counted.failed;
}
rmSync(built, { recursive: true, force: true });
say(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
