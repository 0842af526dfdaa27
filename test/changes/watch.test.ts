/** `generate --watch` follows the document, says what changes for callers, and outlives errors. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { clientwright } from "../cli/command.js";
import { documentOf, pets, replaced } from "./api.js";
import { Project } from "./project.js";

const launcher = join(import.meta.dirname, "../../generator/bin/clientwright.js");
const watching = "Watching for changes.";

/** A running command. */
class Running {
  readonly child: ChildProcess;
  #text = "";
  #seen = 0;

  constructor(cwd: string, args: readonly string[]) {
    this.child = spawn(process.execPath, [launcher, ...args], { cwd, stdio: ["ignore", "ignore", "pipe"] });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#text += text;
    });
    onTestFinished(() => {
      this.child.kill("SIGKILL");
    });
  }

  /** What it says up to a text, from where the last answer ended. */
  async until(text: string): Promise<string> {
    for (;;) {
      const end = this.#text.indexOf(text, this.#seen);
      if (end >= 0) {
        const said = this.#text.slice(this.#seen, end + text.length);
        this.#seen = end + text.length;
        return said;
      }
      if (this.child.exitCode !== null) throw new Error(`it has ended: ${this.#text}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const changed = replaced(pets, {
  schemas: {
    Status: {
      type: "object",
      properties: { state: { type: "string", enum: ["up", "down"] }, since: { type: "string" } },
    },
  },
});

describe("clientwright generate --watch", () => {
  it("writes the client anew when a file of its document is saved", async () => {
    const project = new Project();
    // Two files, of which the second is saved.
    const document = {
      ...documentOf(pets),
      components: { schemas: { ...pets.schemas, Status: { $ref: "./status.json" } } },
    };
    const status = (schema: unknown) => JSON.stringify(schema);
    project.write({ "api.json": JSON.stringify(document), "status.json": status(pets.schemas["Status"]) });
    const run = new Running(project.cwd, ["generate", "api.json", "-o", "src/api"]);
    await once(run.child, "close");
    const watched = new Running(project.cwd, ["generate", "-o", "src/api", "--watch"]);
    expect(await watched.until(watching)).toContain("5 operations");

    project.write({ "status.json": status(changed.schemas["Status"]) });
    expect(await watched.until(watching)).toContain("since is new. (status.json:1:");
    expect(project.files()["resources/status.ts"]).toContain("since?:");

    project.write({ "status.json": "{" });
    expect(await watched.until(watching)).toContain("Nothing was written.");
    project.write({ "status.json": status(pets.schemas["Status"]) });
    const back = await watched.until(watching);
    expect(back).toContain("since no longer arrives");
    expect(back).toContain("Release: major");

    watched.child.kill("SIGINT");
    const [exitCode] = await once(watched.child, "close");
    expect(exitCode).toBe(0);
  });

  it.each(["mjs", "ts"])("follows a config in .%s", async (end) => {
    const project = new Project();
    const config = (more: object) => {
      const client = { document: "api.json", output: "src/api", ...more };
      return { [`clientwright.config.${end}`]: `export default ${JSON.stringify({ clients: { zoo: client } })};\n` };
    };
    project.write({ "api.json": JSON.stringify(documentOf(pets)), ...config({}) });
    const watched = new Running(project.cwd, ["generate", "--watch"]);
    expect(await watched.until(watching)).toContain("5 operations");
    project.write(config({ casing: "camel" }));
    expect(await watched.until(watching)).toContain("Pet.home_address is called homeAddress");
    project.write(config({ casing: "camels" }));
    expect(await watched.until(watching)).toContain("casing");
  });

  it("waits for a file that isn't there yet", async () => {
    const project = new Project();
    const schemas = { ...pets.schemas, Status: { $ref: "./status.json" } };
    project.write({ "api.json": JSON.stringify({ ...documentOf(pets), components: { schemas } }) });
    const watched = new Running(project.cwd, ["generate", "api.json", "-o", "src/api", "--watch"]);
    expect(await watched.until(watching)).toContain("`status.json` does not exist");
    project.write({ "status.json": JSON.stringify(pets.schemas["Status"]) });
    expect(await watched.until(watching)).toContain("files written");
  });

  it.each(["--json", "--dry-run"])("doesn't go together with %s", async (flag) => {
    const project = new Project();
    const run = await clientwright(project.cwd, ["generate", "api.json", "-o", "src/api", "--watch", flag]);
    expect(run).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining("CW0001") });
  });
});
