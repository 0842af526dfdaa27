/** A project on disk whose document changes between runs, as its owner sees it. */

import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type ClientConfig, type GenerateOptions, generate, type RunResult } from "clientwright";
import { readTree, temporaryFolder, writeTree } from "../unit/write/folders.js";

/** A project with one client, in `src/api`, of `api.json`. */
export class Project {
  readonly cwd: string = temporaryFolder();
  readonly #config: ClientConfig;

  constructor(options: Partial<ClientConfig> = {}) {
    this.#config = { document: "api.json", output: "src/api", ...options };
    writeTree(this.cwd, { "package.json": '{ "type": "module" }\n' });
    // What the client imports, without what other projects have installed.
    mkdirSync(join(this.cwd, "node_modules/@clientwright"), { recursive: true });
    const root = join(import.meta.dirname, "../..");
    symlinkSync(join(root, "runtime"), join(this.cwd, "node_modules/@clientwright/runtime"));
  }

  /** Generates from a document. */
  async generate(document: object, options: GenerateOptions = {}): Promise<RunResult> {
    writeTree(this.cwd, { "api.json": JSON.stringify(document) });
    return await generate(this.#config, { cwd: this.cwd, ...options });
  }

  /** Files of the client that a document would change: `update resources/pets.ts`. The manifest is always one of them. */
  async changes(document: object): Promise<readonly string[]> {
    const { clients, exitCode } = await this.generate(document);
    if (exitCode !== 0) throw new Error(JSON.stringify(clients[0]?.diagnostics));
    return (clients[0]?.changes ?? [])
      .filter(({ change, path }) => change !== "none" && path !== ".clientwright.json")
      .map(({ change, path }) => `${change} ${path}`);
  }

  /** The client's files by path. */
  files(): { readonly [path: string]: string } {
    return readTree(join(this.cwd, "src/api"));
  }

  /** Writes files beside the client. */
  write(files: { readonly [path: string]: string }): void {
    writeTree(this.cwd, files);
  }

  /** Absolute path of a file. */
  path(name: string): string {
    return join(this.cwd, name);
  }
}
