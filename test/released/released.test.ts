/**
 * Clients of the last release, generated again from the same documents: callers must not notice the newer generator, unless a
 * changeset says that the next release is a breaking one.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toolChanges } from "../../generator/surface/tool.js";
import { temporaryFolder } from "../unit/write/folders.js";
import { produce, type Release, releaseFile } from "./cases.js";

const release: Release = JSON.parse(readFileSync(releaseFile, "utf8"));

/** Whether a changeset asks for a release that may break: a major one, before 1.0 a minor one. */
function mayBreak(): boolean {
  const folder = join(import.meta.dirname, "../../.changeset");
  const breaking = release.version.startsWith("0.") ? "(?:major|minor)" : "major";
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .some((file) =>
      new RegExp(`^["']?clientwright["']?: ${breaking}$`, "m").test(readFileSync(join(folder, file), "utf8")),
    );
}

describe(`a client of clientwright ${release.version}`, () => {
  it.each(Object.entries(release.clients))(
    "%s: shows callers nothing new when it is generated again",
    async (_name, client) => {
      const { surface } = await produce(client, temporaryFolder(), client.manifest);
      const found = toolChanges(new Map(Object.entries(client.surface)), new Map(Object.entries(surface)));
      expect(mayBreak() ? [] : found.map(({ bump, subject, message }) => `${bump} ${subject} ${message}`)).toEqual([]);
    },
  );
});
