import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readManifest } from "../../../generator/load/index.js";
import { type Manifest, manifestName, printManifest } from "../../../generator/write/index.js";
import { temporaryFolder, writeTree } from "../write/folders.js";

const manifest: Manifest = {
  version: "1.0.0",
  document: "../api.yaml",
  documentHash: "0",
  options: { casing: "camel", package: { name: "pets" }, allowHosts: ["pets.example"] },
  files: { "index.ts": "1", "client.ts": "2" },
  lock: { names: { "#/components/schemas/Pet": "Pet" }, shapes: { "#/paths/~1pets/get": "none" } },
};

/** What is read of a text. */
function read(text: string): ReturnType<typeof readManifest> {
  const folder = temporaryFolder();
  writeTree(folder, { [manifestName]: text });
  return readManifest(join(folder, manifestName));
}

/** The printed manifest with one field changed. */
function withField(field: object): string {
  return JSON.stringify({ ...JSON.parse(printManifest(manifest)), ...field });
}

describe("a manifest", () => {
  test("gives back what was printed into it", () => {
    const { document, options, files, lock } = manifest;
    expect(read(printManifest(manifest))).toEqual({ state: "read", run: { document, options, files, lock } });
  });

  test("is absent where nothing was generated yet", () => {
    const folder = temporaryFolder();
    writeTree(folder, { file: "" });
    for (const path of ["new/manifest", "file/manifest"]) {
      expect(readManifest(join(folder, path))).toEqual({ state: "absent" });
    }
  });

  test.each([
    ["", "it is not valid JSON"],
    ["{", "it is not valid JSON"],
    ["[]", "it is not a manifest of clientwright"],
    ["{}", "it is not a manifest of clientwright"],
    [withField({ manifestVersion: 2 }), "a newer version of clientwright wrote it"],
    [withField({ document: 1 }), "it is not a manifest of clientwright"],
    [withField({ options: [] }), "it is not a manifest of clientwright"],
    [withField({ files: { "index.ts": 1 } }), "it is not a manifest of clientwright"],
    [withField({ names: { "#": 1 } }), "it is not a manifest of clientwright"],
    [withField({ shapes: { "#": "other" } }), "it is not a manifest of clientwright"],
  ])("is unreadable: %s", (text, reason) => {
    expect(read(text)).toEqual({ state: "unreadable", reason });
  });

  test("is unreadable if a folder stands in its place", () => {
    expect(readManifest(temporaryFolder())).toEqual({ state: "unreadable", reason: "it can't be opened" });
  });
});
