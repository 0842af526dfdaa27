import { mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  commit,
  hashFiles,
  judgeFolder,
  keepVersion,
  type Manifest,
  manifestName,
  type Plan,
  type PrintedFile,
  planFiles,
  printManifest,
  readManifest,
  recover,
  type Surroundings,
} from "../../../generator/write/index.js";
import { readTree, temporaryFolder, writeTree } from "./folders.js";

const options = { casing: "camel" };

function printed(files: { readonly [path: string]: string }): readonly PrintedFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}

/** What a run of the generator does with printed files, from reading the old manifest on. */
function plan(output: string, files: { readonly [path: string]: string }): Plan {
  const previous = readManifest(output);
  const kept = keepVersion(output, printed(files));
  const manifest: Manifest = {
    version: "1.0.0",
    document: "../api.yaml",
    documentHash: "0",
    options,
    files: hashFiles(kept),
    lock: { names: {}, shapes: {} },
  };
  const all = [...kept, { path: manifestName, text: printManifest(manifest) }];
  return planFiles(output, all, previous.state === "read" ? previous.manifest : undefined);
}

function generate(output: string, files: { readonly [path: string]: string }): Plan {
  const made = plan(output, files);
  commit(made);
  return made;
}

const changes = ({ files }: Plan) =>
  Object.fromEntries(files.map(({ path, change, edited }) => [path, edited ? `${change}, edited` : change]));

const first = { "index.ts": "one\n", "resources/pets.ts": "pets\n", "resources/old/only.ts": "old\n" };
const second = { "index.ts": "two\n", "resources/pets.ts": "pets\n", "client.ts": "client\n" };

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

describe("a folder is refused", () => {
  const none = { projects: [], home: "/nowhere" };

  it.each([
    ["the root", () => ["/", none], "is the root of the file system"],
    [
      "the project",
      (folder: string) => [folder, { ...none, projects: [folder] }],
      "is or contains the project's own folder",
    ],
    [
      "what contains the project",
      (folder: string) => [folder, { ...none, projects: [join(folder, "a/b")] }],
      "is or contains the project's own folder",
    ],
    ["home", (folder: string) => [folder, { ...none, home: folder }], "is or contains the home folder"],
    [
      "what holds the document",
      (folder: string) => [folder, { ...none, document: join(folder, "a.yaml") }],
      "contains the document",
    ],
    [
      "a link",
      (folder: string) => {
        mkdirSync(join(folder, "real"));
        symlinkSync(join(folder, "real"), join(folder, "link"));
        return [join(folder, "link"), none];
      },
      "is a symbolic link",
    ],
    [
      "a link to the project by another way",
      (folder: string) => {
        mkdirSync(join(folder, "real/project"), { recursive: true });
        symlinkSync(join(folder, "real"), join(folder, "way"));
        return [join(folder, "way/project"), { ...none, projects: [join(folder, "real/project")] }];
      },
      "is or contains the project's own folder",
    ],
    [
      "a file",
      (folder: string) => {
        writeTree(folder, { file: "" });
        return [join(folder, "file"), none];
      },
      "is a file",
    ],
    [
      "a folder with files and no manifest",
      (folder: string) => {
        writeTree(folder, { "src/a.txt": "" });
        return [folder, none];
      },
      "has files in it that clientwright did not write",
    ],
    [
      "a folder whose manifest is damaged",
      (folder: string) => {
        writeTree(folder, { [manifestName]: "<<<<<<< HEAD\n{}" });
        return [folder, none];
      },
      "it is not valid JSON",
    ],
    [
      "a folder whose manifest reaches outside",
      (folder: string) => {
        generate(folder, first);
        const text = readTree(folder)[manifestName] ?? "";
        writeTree(folder, { [manifestName]: text.replace('"index.ts"', '"../index.ts"') });
        return [folder, none];
      },
      "it is not a manifest of clientwright",
    ],
  ] satisfies readonly (readonly [string, (folder: string) => readonly [string, Surroundings], string])[])(
    "that is %s",
    (_name, prepare, detail) => {
      const [output, around] = prepare(temporaryFolder());
      expect(judgeFolder(output, around)?.detail).toBe(detail);
    },
  );

  it("but an empty, a new or an own one is not", () => {
    const folder = temporaryFolder();
    generate(join(folder, "own"), first);
    mkdirSync(join(folder, "empty/inside"), { recursive: true });
    for (const name of ["own", "empty", "new/deep"]) expect(judgeFolder(join(folder, name), none)).toBeUndefined();
  });

  it("if something is in the way of a file, or a link leads out of it", () => {
    const folder = temporaryFolder();
    writeTree(folder, { "client/resources": "a file", "client/index.ts/inner": "a folder" });
    const inTheWay = plan(join(folder, "client"), { "index.ts": "", "resources/pets.ts": "", "client.ts": "" });
    expect(inTheWay.refusals.map(({ path, detail }) => `${path.slice(folder.length)} ${detail}`)).toEqual([
      "/client/index.ts is a folder, but a file is needed there",
      "/client/resources is not a folder, but one is needed there",
    ]);
    mkdirSync(join(folder, "linked"));
    mkdirSync(join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere"), join(folder, "linked/resources"));
    expect(plan(join(folder, "linked"), first).refusals).toHaveLength(2);
    writeFileSync(join(folder, "target.ts"), "mine\n");
    mkdirSync(join(folder, "links"));
    symlinkSync(join(folder, "target.ts"), join(folder, "links/client.ts"));
    expect(changes(plan(join(folder, "links"), second))["client.ts"]).toBe("update, edited");
  });
});
