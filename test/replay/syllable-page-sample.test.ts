/** The code sample of Syllable's reference page, unchanged, with `syllable-sdk` standing for our package. */

import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withReplay } from "./server.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const fixture = (name: string): string => join(root, "test/replay/fixtures", name);
const recording = join(root, "test/recordings/syllable/service_create.success.har");
let folder: string;
let complaints: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clientwright-sample-"));
  await mkdir(join(folder, "node_modules"));
  await symlink(join(root, "generated/syllable"), join(folder, "node_modules/syllable-sdk"), "junction");
  await copyFile(fixture("syllable-page-sample.ts"), join(folder, "sample.ts"));
  const sample = await readFile(fixture("syllable-page-sample.ts"), "utf8");
  await writeFile(join(folder, "wrong.ts"), sample.replace('"basic"', '"password"'));
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  complaints = await compile("sample.ts", "wrong.ts");
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

/** Compiles files under strict flags to JavaScript beside them; resolves to the compiler's complaints. */
async function compile(...files: readonly string[]): Promise<string> {
  const flags = ["--strict", "--exactOptionalPropertyTypes", "--noPropertyAccessFromIndexSignature"];
  const target = ["--module", "nodenext", "--target", "es2022", "--types", "node"];
  const roots = ["--typeRoots", join(root, "node_modules/@types")];
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return run(process.execPath, [tsc, ...flags, ...target, ...roots, ...files], { cwd: folder }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

it("type-checks, and wouldn't with a value that the page doesn't offer", () => {
  expect(complaints).not.toContain("sample.ts");
  expect(complaints).toContain("wrong.ts(11,5)");
  expect(complaints).toContain(`Type '"password"' is not assignable`);
});

it("runs, and sends the wire body and header of the page", async () => {
  const key = "syllable-test-key";
  const { stdout, received } = await withReplay(recording, key, async ({ url, received }) => {
    const { stdout } = await run(
      process.execPath,
      ["--import", pathToFileURL(fixture("redirect-fetch.mjs")).href, "sample.js"],
      {
        cwd: folder,
        env: {
          ...process.env,
          SYLLABLESDK_API_KEY_HEADER: key,
          REDIRECT_FROM: "https://api.syllable.cloud",
          REDIRECT_TO: url,
        },
      },
    );
    return { stdout, received };
  });
  const { method, target, headers, body } = received[0] ?? expect.fail("nothing was received");
  expect(`${method} ${target}`).toBe("POST /api/v1/services");
  expect(headers).toMatchObject({ "syllable-api-key": key, "content-type": "application/json" });
  expect(JSON.parse(body)).toEqual({
    name: "Weather tools",
    description: "Service containing tools for fetching weather information",
    auth_type: "basic",
    auth_values: { password: "my-password", username: "my-username" },
  });
  expect(stdout).toContain("lastUpdated: 2023-11-07T05:31:56.000Z");
});
