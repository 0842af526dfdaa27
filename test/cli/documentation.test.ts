/** Holds docs/commands.md to what the commands say of themselves, both ways. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { validateClient } from "../../generator/config/validate.js";
import { temporaryFolder } from "../unit/write/folders.js";
import { clientwright } from "./session.js";

const page = readFileSync(join(import.meta.dirname, "../../docs/commands.md"), "utf8");

/** Text of each section by its heading. */
const sections = new Map(
  page.split(/^## /m).map((section) => [section.slice(0, section.indexOf("\n")), section] as const),
);

/** Sections beside a command's own that tell its flags. */
const shared: { readonly [command: string]: readonly string[] } = {
  generate: ["Which client a command is about", "Options of a client", "Options of a run"],
  check: ["Which client a command is about", "Options of a client", "Options of a run"],
  diff: ["Which client a command is about"],
  rename: ["Which client a command is about", "Options of a run"],
  init: ["Options of a client", "Options of a run"],
  record: ["Which client a command is about"],
  verify: ["Which client a command is about"],
};

function flagsIn(text: string): Set<string> {
  return new Set([...text.matchAll(/(?<![\w-])--[a-z][\w-]*\w(?![\w-])/g)].map(([flag]) => flag));
}

async function helpOf(command: string): Promise<string> {
  return (await clientwright(temporaryFolder(), [command, "--help"])).stdout;
}

describe("docs/commands.md", () => {
  it.each(Object.keys(shared))("has every flag of %s", async (command) => {
    const told = [command, ...(shared[command] ?? [])].map((title) => sections.get(title) ?? "").join("");
    const flags = flagsIn(await helpOf(command));
    flags.delete("--help");
    expect([...flags].filter((flag) => !flagsIn(told).has(flag))).toEqual([]);
    expect(page).toMatch(new RegExp(`^clientwright ${command} `, "m"));
  });

  it("has no flag that no command takes, and every command", async () => {
    const helps = await Promise.all(Object.keys(shared).map(helpOf));
    const known = flagsIn(helps.join(""));
    expect([...flagsIn(page)].filter((flag) => !known.has(flag))).toEqual([]);
    const { stdout } = await clientwright(temporaryFolder(), ["--help"]);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) \[/gm)].map(([, name]) => name);
    expect(commands.sort()).toEqual(["help", ...Object.keys(shared)].sort());
  });

  it("has every option of a client in a config", () => {
    const client = { document: "a", output: "b", nothing: 1 };
    const validated = validateClient(client);
    const help = validated.value === undefined ? validated.problems[0]?.help : undefined;
    const known = [...(help ?? "").matchAll(/\w+/g)].map(([word]) => word).slice(2);
    expect(known).toContain("casing");
    const rows = new Set([...page.matchAll(/^\| `(\w+)/gm)].map(([, name]) => name));
    expect(known.filter((name) => !rows.has(name))).toEqual([]);
  });
});
