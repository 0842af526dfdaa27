/** Temporary folders for tests of what is written to disk. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * A new folder that disappears after the test.
 *
 * @param whenDone - Says when it disappears instead: `afterAll`, for one that the tests of a file share.
 */
export function temporaryFolder(whenDone: (clean: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "clientwright-test-"));
  whenDone(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by path below a folder. */
export function writeTree(folder: string, files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Everything below a folder: text by path, folders as `path/`, in order. */
export function readTree(folder: string, prefix = ""): { readonly [path: string]: string } {
  const entries = readdirSync(join(folder, prefix), { withFileTypes: true }).sort((left, right) =>
    left.name < right.name ? -1 : 1,
  );
  return Object.fromEntries(
    entries.flatMap((entry): [string, string][] => {
      const path = `${prefix}${entry.name}`;
      if (!entry.isDirectory()) return [[path, readFileSync(join(folder, path), "utf8")]];
      return [[`${path}/`, ""], ...Object.entries(readTree(folder, `${path}/`))];
    }),
  );
}
