/** A generation that is killed leaves, after the next command, the old client or the new one, and nobody else's file changed. */

import { spawn } from "node:child_process";
import { join } from "node:path";
import { check } from "clientwright";
import { describe, expect, it } from "vitest";
import { readTree } from "../unit/write/folders.js";
import { type Api, before, documentOf, gives, pets, replaced } from "./api.js";
import { Project } from "./project.js";

const launcher = join(import.meta.dirname, "../../generator/bin/clientwright.js");

/** Kills its own process, without any last word, before a call of the file system: the one whose number is given. */
const killer = `const fs = require("node:fs");
let left = Number(process.env.KILL_AT);
for (const name of ["writeFileSync", "renameSync", "mkdirSync", "rmSync", "rmdirSync"]) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (String(args[0]).includes("api") && left-- === 0) {
      // Half of a file may be there already.
      if (name === "writeFileSync") real(args[0], String(args[1]).slice(0, 10));
      process.kill(process.pid, "SIGKILL");
    }
    return real(...args);
  };
}
require("node:module").syncBuiltinESMExports();
`;

/** Files come, change and go. */
const other: Api = replaced(
  before(pets, { paths: { "/more": { get: { operationId: "more", tags: ["more"], ...gives("Status") } } } }),
  {
    paths: { "/stores": undefined },
    schemas: { Address: { type: "object", properties: { city: { type: "string" } } } },
  },
);

function run(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<NodeJS.Signals | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, launcher, "generate", "-o", "src/api"], {
      cwd,
      env: { ...process.env, ...env },
      stdio: "ignore",
    });
    child.on("error", reject);
    child.on("close", (_code, signal) => resolve(signal));
  });
}

/** The client and all that stands beside it, without the document. */
function everything(project: Project): { readonly [path: string]: string } {
  return readTree(project.path("src"));
}

/** Kills in `npm test`; a long run asks for more. */
const kills = Number(process.env["CLIENTWRIGHT_KILLS"] ?? 50);

describe("a killed generation", () => {
  it(`is completed or discarded by the next command: ${kills} kills`, async () => {
    const project = new Project();
    project.write({ "killer.cjs": killer, "src/main.ts": "// mine, too\n" });
    // What a document had once has left its mark on the lock: from here on there are two states.
    for (const api of [pets, other, pets]) await project.generate(documentOf(api));
    project.write({ "src/api/mine.ts": "// mine\n" });
    const old = everything(project);
    await project.generate(documentOf(other));
    const now = everything(project);
    const outcomes = { old: 0, now: 0 };
    for (let number = 0, step = 0; number < kills; number += 1, step += 1) {
      const isBack = number % 2 === 0;
      const [from, to] = isBack ? [now, old] : [old, now];
      project.write({ "api.json": JSON.stringify(documentOf(isBack ? pets : other)) });
      const signal = await run(project.cwd, ["--require", project.path("killer.cjs")], { KILL_AT: String(step) });
      // Beyond the last call the run has ended by itself: begin again.
      if (signal === null) step = -1;
      const config = { document: "api.json", output: "src/api" };
      await check(config, { cwd: project.cwd });
      const found = everything(project);
      const isNew = found["api/.clientwright.json"] === to["api/.clientwright.json"];
      outcomes[isNew ? "now" : "old"] += 1;
      expect(found, `kill ${number}, before call ${step}`).toEqual(isNew ? to : from);
      // The next kill starts from a state that is known.
      if (!isNew) await project.generate(documentOf(isBack ? pets : other));
    }
    expect(Math.min(outcomes.old, outcomes.now)).toBeGreaterThan(0);
  });
});
