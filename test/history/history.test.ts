/**
 * Successive versions of both documents: what each step says, which files it touches, and what becomes of code that calls
 * the client. `npm run build && UPDATE=1 npx vitest run test/history` rewrites the accounts; read the difference.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diff } from "clientwright";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renderMarkdown } from "../../generator/diff/index.js";
import { rewriteCallers } from "../../generator/surface/codemod.js";
import { errorsIn } from "../changes/compile.js";
import { Project } from "../changes/project.js";
import { octave } from "./octave.js";
import { applied, type History, type Json, type Step } from "./steps.js";
import { syllable } from "./syllable.js";

const specs = join(import.meta.dirname, "../../specs");

/** A history under way. */
class Telling {
  readonly #history: History;
  readonly #project: Project;
  #callers: string;

  constructor(history: History) {
    this.#history = history;
    this.#project = new Project({ ...history.options, package: { name: "the-client" } });
    this.#callers = history.callers;
  }

  async tell(): Promise<string> {
    const { document, steps } = this.#history;
    let version: Json = parse(readFileSync(join(specs, document), "utf8"));
    await this.#project.generate(asDocument(version));
    this.#project.write({ "src/callers.ts": this.#callers });
    expect(this.#errors()).toEqual([]);
    const accounts: string[] = [];
    for (const [index, step] of steps.entries()) {
      version = applied(version, step);
      accounts.push(`## ${index + 1}. ${step.what}\n\n${await this.#take(version, step)}`);
    }
    return `# ${document}\n\n${accounts.join("\n")}`;
  }

  /** One step, and its account. */
  async #take(version: Json, step: Step): Promise<string> {
    const { cwd } = this.#project;
    this.#project.write({ "next.json": JSON.stringify(version) });
    const { options } = this.#history;
    const client = { document: "api.json", output: "src/api", ...options };
    const answer = await diff("api.json", "next.json", { cwd, client });
    if (answer.diff === undefined) throw new Error(JSON.stringify(answer.diagnostics));
    const { changes } = answer.diff;
    const [rewritten] = rewriteCallers(changes, {
      files: [this.#project.path("src/callers.ts")],
      client: { folder: this.#project.path("src/api") },
    });
    const before = this.#lock();
    const files = await this.#project.changes(asDocument(version));
    const isBroken = changes.some(({ bump, kind }) => bump === "major" && kind === "types");
    const errors = this.#errors();
    // Code compiles exactly when nothing is said to break what the compiler sees.
    expect(errors.length > 0, `${step.what}: ${errors.join("; ")}`).toBe(isBroken);
    const remedy = isBroken ? this.#repair(rewritten?.text, step) : "as they are";
    return [
      renderMarkdown(answer.diff, "the-client"),
      `Files: ${files.length === 0 ? "none" : files.map((file) => `\`${file}\``).join(", ")}\n`,
      `Lock: ${lockChanges(before, this.#lock())}\n`,
      `Callers compile: ${remedy}\n`,
    ].join("\n");
  }

  /** Makes the callers compile again. Says what it took. */
  #repair(rewritten: string | undefined, { person }: Step): string {
    this.#callers = rewritten ?? this.#callers;
    this.#project.write({ "src/callers.ts": this.#callers });
    if (person === undefined) {
      expect(this.#errors()).toEqual([]);
      return "after the codemod";
    }
    expect(this.#errors()).not.toEqual([]);
    for (const [from, to] of person) {
      expect(this.#callers).toContain(from);
      this.#callers = this.#callers.replace(from, to);
    }
    // What the codemod has asked is answered.
    this.#callers = this.#callers.replace(/^ *\/\/ clientwright: .*\n/gm, "");
    this.#project.write({ "src/callers.ts": this.#callers });
    expect(this.#errors()).toEqual([]);
    return rewritten === undefined ? "after a person changed them" : "after the codemod and a person";
  }

  #errors(): readonly string[] {
    return errorsIn(this.#project.path("src/callers.ts"));
  }

  /** What the manifest keeps for the next run. */
  #lock(): { readonly [key: string]: string } {
    const { names, shapes, homes } = JSON.parse(this.#project.files()[".clientwright.json"] ?? "{}");
    const entries = (record: object, role: string) =>
      Object.entries(record).map(([key, value]: [string, unknown]) => [`${key} ${role}`, String(value)] as const);
    return Object.fromEntries([
      ...entries(names, "name"),
      ...entries(shapes, "shape"),
      ...entries(homes ?? {}, "home"),
    ]);
  }
}

function asDocument(version: Json): object {
  if (typeof version !== "object" || version === null) throw new Error("the document is no object");
  return version;
}

function lockChanges(before: { readonly [key: string]: string }, after: { readonly [key: string]: string }): string {
  const moved = Object.keys(before).filter((key) => Object.hasOwn(after, key) && before[key] !== after[key]);
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const list = moved.map((key) => `; \`${key}\`: ${before[key]} → ${after[key]}`);
  return `${added.length} added, ${gone.length} gone, ${moved.length} moved${list.join("")}`;
}

describe("the history of", () => {
  it.each([syllable, octave])("$document", async (history) => {
    expect(history.steps.length).toBeGreaterThanOrEqual(12);
    const told = await new Telling(history).tell();
    const path = join(import.meta.dirname, history.document.replace(".yaml", ".md"));
    if (process.env["UPDATE"] === "1") writeFileSync(path, told);
    expect(told).toBe(readFileSync(path, "utf8"));
  });
});
