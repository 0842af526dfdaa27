import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readManifest } from "../../../generator/load/index.js";
import { emptyLock } from "../../../generator/model/lock.js";
import { type Manifest, manifestName, printManifest } from "../../../generator/write/index.js";
import { temporaryFolder, writeTree } from "../write/folders.js";

const manifest: Manifest = {
  version: "1.0.0",
  document: "../api.yaml",
  documentHash: "0",
  options: { casing: "camel", package: { name: "pets" }, allowHosts: ["pets.example"] },
  files: { "index.ts": "1", "client.ts": "2" },
  lock: {
    names: { "#/components/schemas/Pet": "Pet" },
    shapes: { "#/paths/~1pets/get": "none" },
    parameters: { "#/paths/~1pets/get": ["path:id", "query:limit"] },
    bodies: { "#/paths/~1pets/post": "application/json" },
    resources: ["pets"],
    homes: { "#/components/schemas/Pet": "pets" },
    uses: { "#/components/schemas/Pet": "both" },
    members: { "#/components/schemas/Pet/oneOf": ["", "bark! object"] },
    chosen: ["#/components/schemas/Pet"],
    aliases: { "#/components/schemas/Pet": ["Animal"] },
  },
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
    expect(read(printManifest(manifest))).toEqual({ state: "read", run: manifest });
  });

  test("needs none of the entries that most manifests have nothing to say in", () => {
    const { names, shapes } = manifest.lock;
    const plain: Manifest = { ...manifest, lock: { ...emptyLock, names, shapes } };
    expect(Object.keys(JSON.parse(printManifest(plain)))).not.toContain("aliases");
    expect(read(printManifest(plain))).toEqual({ state: "read", run: plain });
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
    [withField({ parameters: { "#": "a" } }), "it is not a manifest of clientwright"],
    [withField({ homes: { "#": ["a"] } }), "it is not a manifest of clientwright"],
    [withField({ uses: { "#": "read" } }), "it is not a manifest of clientwright"],
    [withField({ members: { "#": "a" } }), "it is not a manifest of clientwright"],
    [withField({ chosen: { "#": "a" } }), "it is not a manifest of clientwright"],
    [withField({ aliases: { "#": [1] } }), "it is not a manifest of clientwright"],
    [withField({ generator: "clientwright" }), "it is not a manifest of clientwright"],
  ])("is unreadable: %s", (text, reason) => {
    expect(read(text)).toEqual({ state: "unreadable", reason });
  });

  test("is unreadable if a folder stands in its place", () => {
    expect(readManifest(temporaryFolder())).toEqual({ state: "unreadable", reason: "it can't be opened" });
  });
});
