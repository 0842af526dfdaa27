import { renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { manifestName, recover } from "../../../generator/write/index.js";
import { readTree, temporaryFolder, writeTree } from "./folders.js";
import { changes, first, generate, plan, second } from "./runs.js";

describe("committing", () => {
  it("writes a client, then only what changes, and removes what the manifest owned", () => {
    const output = join(temporaryFolder(), "deep/client");
    generate(output, first);
    expect(Object.keys(readTree(output))).toEqual([
      manifestName,
      "index.ts",
      "resources/",
      "resources/old/",
      "resources/old/only.ts",
      "resources/pets.ts",
    ]);
    const longAgo = new Date(1_000_000_000_000);
    utimesSync(join(output, "resources/pets.ts"), longAgo, longAgo);
    writeTree(output, { "resources/mine.ts": "mine\n", "dist/index.js": "built\n" });

    expect(changes(generate(output, second))).toEqual({
      "client.ts": "create",
      "index.ts": "update",
      "resources/old/only.ts": "remove",
      "resources/pets.ts": "none",
      [manifestName]: "update",
    });
    const { [manifestName]: _manifest, ...rest } = readTree(output);
    expect(rest).toEqual({
      "client.ts": "client\n",
      "dist/": "",
      "dist/index.js": "built\n",
      "index.ts": "two\n",
      "resources/": "",
      "resources/mine.ts": "mine\n",
      "resources/pets.ts": "pets\n",
    });
    expect(statSync(join(output, "resources/pets.ts")).mtime).toEqual(longAgo);
    expect(Object.keys(readTree(join(output, "..")))).not.toContainEqual(expect.stringMatching(/^\./));
  });

  it("changes nothing on a second run", () => {
    const output = join(temporaryFolder(), "client");
    generate(output, first);
    const before = statSync(join(output, manifestName)).mtimeMs;
    expect(Object.values(changes(generate(output, first)))).toEqual(["none", "none", "none", "none"]);
    expect(statSync(join(output, manifestName)).mtimeMs).toBe(before);
  });

  it("takes no offence at turned line ends", () => {
    const output = join(temporaryFolder(), "client");
    generate(output, { "index.ts": "a\nb\n", "client.ts": "a\nb\n" });
    writeTree(output, { "index.ts": "a\r\nb\r\n", "client.ts": "a\r\nb\r\n" });
    expect(changes(plan(output, { "index.ts": "a\nb\n", "client.ts": "c\n" }))).toEqual({
      "index.ts": "none",
      "client.ts": "update",
      [manifestName]: "update",
    });
  });

  it("knows what a person has edited, also a file in the way that was never generated", () => {
    const output = join(temporaryFolder(), "client");
    generate(output, first);
    writeTree(output, { "index.ts": "mine\n", "resources/old/only.ts": "mine\n", "client.ts": "mine\n" });
    expect(changes(plan(output, second))).toEqual({
      "client.ts": "update, edited",
      "index.ts": "update, edited",
      "resources/old/only.ts": "remove, edited",
      "resources/pets.ts": "none",
      [manifestName]: "update",
    });
    // What is already as it would be generated is no loss.
    writeTree(output, { "index.ts": "two\n" });
    expect(changes(plan(output, second))["index.ts"]).toBe("none");
  });

  it("creates a missing file again", () => {
    const output = join(temporaryFolder(), "client");
    generate(output, first);
    rmSync(join(output, "resources"), { recursive: true });
    expect(changes(generate(output, first))).toEqual({
      "index.ts": "none",
      "resources/pets.ts": "create",
      "resources/old/only.ts": "create",
      [manifestName]: "none",
    });
  });

  it("keeps the version of a package.json and owns the rest of it", () => {
    const output = join(temporaryFolder(), "client");
    const emitted = (range: string) => ({
      "package.json": `{\n  "name": "a",\n  "version": "0.0.0",\n  "dependencies": { "@clientwright/runtime": "${range}" }\n}\n`,
    });
    generate(output, emitted("^1.0.0"));
    // A release tool raises version and range, in its own layout.
    writeTree(output, {
      "package.json": `{"name":"a","version":"3.1.4","dependencies":{"@clientwright/runtime":"^1.1.0"}}`,
    });
    expect(changes(plan(output, emitted("^1.1.0")))["package.json"]).toBe("none");
    expect(changes(generate(output, emitted("^1.2.0")))["package.json"]).toBe("update");
    expect(readTree(output)["package.json"]).toContain('"version": "3.1.4"');
    writeTree(output, { "package.json": '{ "name": "mine", "version": "3.1.4", "dependencies": {} }' });
    expect(changes(plan(output, emitted("^1.2.0")))["package.json"]).toBe("update, edited");
  });
});

describe("an interrupted run", () => {
  /** The disk as a run leaves it that is killed after so many of its renames, by way of its own journal. */
  function killed(output: string, renames: number): void {
    const made = plan(output, second);
    const write = made.files.filter(({ change }) => change === "create" || change === "update");
    const staging = join(output, `../.client.clientwright-${deadProcess}`);
    for (const { path, text = "" } of write) writeTree(join(staging, "files"), { [path]: text });
    const remove = made.files.filter(({ change }) => change === "remove").map(({ path }) => path);
    writeTree(staging, { "journal.json": JSON.stringify({ write: write.map(({ path }) => path), remove }) });
    for (const { path } of write.slice(0, renames)) renameSync(join(staging, "files", path), join(output, path));
  }
  // Beyond the largest process id of any system.
  const deadProcess = 99_999_999;

  it.each([0, 1, 2, 3])("is finished if its journal was complete, here after %i renames", (renames) => {
    const output = join(temporaryFolder(), "client");
    generate(output, first);
    killed(output, renames);
    expect(recover(output)).toBe("finished");
    expect(Object.values(changes(plan(output, second)))).toEqual(["none", "none", "none", "none"]);
    expect(Object.keys(readTree(join(output, "..")))).toEqual([
      "client/",
      `client/${manifestName}`,
      "client/client.ts",
      "client/index.ts",
      "client/resources/",
      "client/resources/pets.ts",
    ]);
    expect(recover(output)).toBeUndefined();
  });

  it("is discarded if it had no journal yet", () => {
    const output = join(temporaryFolder(), "client");
    generate(output, first);
    const before = readTree(join(output, ".."));
    writeTree(join(output, ".."), {
      [`.client.clientwright-${deadProcess}/files/index.ts`]: "half",
      [`.client.clientwright-${deadProcess}/journal.json.new`]: '{"write":["index',
    });
    expect(recover(output)).toBe("discarded");
    expect(readTree(join(output, ".."))).toEqual(before);
  });

  it("is left alone while it is still running", () => {
    const output = join(temporaryFolder(), "client");
    const staged = `.client.clientwright-${process.ppid}/files/index.ts`;
    writeTree(join(output, ".."), { [staged]: "half" });
    expect(recover(output)).toBeUndefined();
    expect(readTree(join(output, ".."))).toHaveProperty([staged]);
  });

  it("can't reach outside the output folder, whatever its journal says", () => {
    const folder = temporaryFolder();
    writeTree(folder, {
      "precious.txt": "precious",
      [`.client.clientwright-${deadProcess}/journal.json`]: JSON.stringify({
        write: ["/etc/x", "../y", "a/../../z"],
        remove: ["../precious.txt", join(folder, "precious.txt"), "..\\precious.txt"],
      }),
    });
    expect(recover(join(folder, "client"))).toBe("finished");
    expect(readTree(folder)).toEqual({ "client/": "", "precious.txt": "precious" });
  });
});
