import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repairCommand } from "../../generator/commands/repair.js";
import { generate } from "../../generator/index.js";
import { temporaryFolder, writeTree } from "../unit/write/folders.js";
import { petsDocument } from "./documents.js";
import { clientwright } from "./session.js";

const clients = {
  one: { document: "api.yaml", output: "out/one" },
  two: { document: "api.yaml", output: "out/two" },
};
const inFolder = [
  "--casing",
  "camel",
  "--no-filters",
  "--include-tag",
  "pets",
  "--exclude-deprecated",
  "--allow-host",
  "a.example",
  "--allow-host",
  "b.example",
];

describe("the command that `check` suggests makes the same check clean", () => {
  it.each<[name: string, check: readonly string[], repair: string]>([
    ["of a document and an empty folder", ["api.yaml", "-o", "new"], "generate api.yaml -o new"],
    [
      "of a document with flags that the folder wasn't made with",
      ["./api.yaml", "-o", "made", ...inFolder, "--keep-going", "--quiet"],
      `generate ./api.yaml -o made ${inFolder.join(" ")} --keep-going`,
    ],
    ["of a folder with a flag on top", ["-o", "made", "--no-package"], "generate -o made --no-package"],
    [
      "of a client in a config file elsewhere",
      ["--config", "clients.json", "--client", "two"],
      "generate --config clients.json --client two",
    ],
    ["of a folder with edited files", ["-o", "edited"], "generate -o edited --force"],
  ])("%s", async (_name, check, repair) => {
    const folder = temporaryFolder();
    writeTree(folder, { "api.yaml": petsDocument(), "clients.json": JSON.stringify({ clients }) });
    for (const output of ["made", "edited"]) {
      await generate({ document: "api.yaml", output, package: { name: "pets" } }, { cwd: folder });
    }
    appendFileSync(join(folder, "edited/index.ts"), "// mine\n");

    const found = await clientwright(folder, ["check", ...check]);
    expect(found.exitCode).toBe(1);
    const suggested = /^Run: clientwright (.*)$/m.exec(found.stderr)?.[1];
    expect(suggested).toBe(repair);
    expect(await clientwright(folder, repair.split(" "))).toMatchObject({ exitCode: 0 });
    expect(await clientwright(folder, ["check", ...check])).toMatchObject({ exitCode: 0 });
  });

  it("is quoted for a shell, and shows no password", () => {
    const flags = { document: "https://me:secret@pets.example/api", output: "my client", name: "It's$" };
    expect(repairCommand(flags, "", false)).toBe(
      `clientwright generate https://pets.example/api -o "my client" --name 'It'\\''s$'`,
    );
  });
});
