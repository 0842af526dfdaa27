import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { judgeContent, judgeFolder, planFiles, type Surroundings } from "../../../generator/write/index.js";
import { temporaryFolder, writeTree } from "./folders.js";
import { changes, first, generate, plan, second } from "./runs.js";

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
    for (const name of ["empty", "new/deep"]) expect(judgeContent(join(folder, name))).toBeUndefined();
  });

  it("if there are files in it that nobody knows of, however deep", () => {
    const folder = temporaryFolder();
    writeTree(folder, { "src/a.txt": "" });
    expect(judgeContent(folder)?.detail).toBe("has files in it that clientwright did not write");
  });

  it("if its manifest reaches outside, and nothing there is removed", () => {
    const folder = temporaryFolder();
    writeTree(folder, { "precious.txt": "precious" });
    const hashes = { "../precious.txt": "0", "/etc/hosts": "0" };
    const { files, refusals } = planFiles(join(folder, "client"), [], hashes);
    expect(files).toEqual([]);
    expect(refusals.map(({ detail }) => detail)).toEqual(["it names files outside of its folder"]);
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
