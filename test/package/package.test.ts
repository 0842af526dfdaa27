/** Holds what is published to what its users do with it: install, compile under four compilers, run. */

import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { callOctave } from "./consumer/octave.js";
import type { callSyllable } from "./consumer/syllable.js";
import { run, succeed } from "./process.js";
import { installedIn, makeProject, type PackageName, packAll, root } from "./projects.js";
import { refusal, serving } from "./server.js";
import { attw, compilerOf, publint } from "./tools.js";

const slow = 240_000;
const consumers = join(import.meta.dirname, "consumer");
const node = process.execPath;

/** Runs all programs against the server whose origin it is given, and prints what they saw. */
const callsProgram = `
import { callOctave } from "./packaged/octave.js";
import * as packaged from "./packaged/syllable.js";
import * as source from "./source/syllable.js";
import * as vendored from "./vendored/syllable.js";

const seen = [await callOctave(process.argv[2])];
for (const { callSyllable } of [packaged, source, vendored]) seen.push(await callSyllable(process.argv[2]));
console.log(JSON.stringify(seen));
`;

let folder: string;
let tarballs: Readonly<Record<PackageName, string>>;
let projects: Readonly<Record<"packaged" | "source" | "vendored", string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clientwright-package-"));
  projects = {
    packaged: join(folder, "packaged"),
    source: join(folder, "source"),
    vendored: join(folder, "vendored"),
  };
  tarballs = await packAll(join(folder, "tarballs"));
  const { clientwright, "@clientwright/runtime": runtime } = tarballs;
  const tool = join(folder, "tool");
  await makeProject(tool, [clientwright, runtime]);
  await Promise.all([makePackaged(), makeSource("source", tool), makeSource("vendored", tool)]);
  await writeFile(join(folder, "calls.mjs"), callsProgram);
}, slow);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Uses both clients as packages. */
async function makePackaged(): Promise<void> {
  const { clientwright: _generator, ...installed } = tarballs;
  await makeProject(projects.packaged, Object.values(installed));
  await copyFile(join(consumers, "syllable.ts"), join(projects.packaged, "syllable.ts"));
  await copyFile(join(consumers, "octave.ts"), join(projects.packaged, "octave.ts"));
}

/** Has a client as sources, written by the installed generator, and installs what the generator says that it needs. */
async function makeSource(kind: "source" | "vendored", tool: string): Promise<void> {
  const output = join(projects[kind], "api");
  const said = await run(tool, join(tool, "node_modules/.bin/clientwright"), [
    ...["generate", join(root, "specs/syllable.yaml"), "--output", output, "--name", "SyllableSDK", "--raw"],
    ...["--casing", "camel", "--dates", "Date", "--runtime", kind === "vendored" ? "vendored" : "package"],
  ]);
  const named = /npm install (.+)/.exec(said.output)?.[1]?.split(" ");
  if (said.exitCode !== 0 || named === undefined) throw new Error(said.output);
  // Not published yet: the tarball stands for the name.
  const runtime = (name: string): boolean => name.startsWith("@clientwright/runtime");
  const packages = named.map((name) => (runtime(name) ? tarballs["@clientwright/runtime"] : name));
  await makeProject(projects[kind], packages);
  const text = await readFile(join(consumers, "syllable.ts"), "utf8");
  const adapted = text
    .replace("@clientwright/syllable/raw", "./api/raw.js")
    .replace("@clientwright/syllable", "./api/index.js");
  await writeFile(join(projects[kind], "syllable.ts"), adapted);
}

test("an installed generator points to its own documentation", async () => {
  const tool = join(folder, "tool");
  const { output } = await run(tool, join(tool, "node_modules/.bin/clientwright"), ["generate"]);
  expect(output).toContain("  node_modules/clientwright/docs/diagnostics.md#cw0002\n");
  const text = await readFile(join(tool, "node_modules/clientwright/docs/diagnostics.md"), "utf8");
  expect(text).toContain("## CW0002\n");
});

describe("what is installed", () => {
  const base = ["openapi-fetch", "openapi-typescript-helpers"];

  test("with a client: the runtime, openapi-fetch and its types, nothing else", async () => {
    const clients = ["@clientwright/octave", "@clientwright/syllable"];
    expect(await installedIn(projects.packaged)).toEqual([...clients, "@clientwright/runtime", ...base].sort());
  });

  test("beside a client as sources: what the generator said", async () => {
    expect(await installedIn(projects.source)).toEqual(["@clientwright/runtime", ...base]);
  });

  test("beside a client with its own copy of the runtime: nothing of ours", async () => {
    expect(await installedIn(projects.vendored)).toEqual(base);
  });
});

/** The flags that generated code promises to compile under, each with the first compiler that has it. */
const flags = {
  ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  ...{ noPropertyAccessFromIndexSignature: true, verbatimModuleSyntax: true, skipLibCheck: false },
};
const compilers = [
  { version: "5.4", flags },
  { version: "5.9", flags: { ...flags, erasableSyntaxOnly: true, isolatedDeclarations: true } },
  { version: "6", flags: { ...flags, erasableSyntaxOnly: true, isolatedDeclarations: true } },
  { version: "7", flags: { ...flags, erasableSyntaxOnly: true, isolatedDeclarations: true } },
] as const;

describe("programs that use what is installed", () => {
  const files = ["packaged/octave.ts", "packaged/syllable.ts", "source/syllable.ts", "vendored/syllable.ts"];

  /** Compiles all programs, each beside its source, so that it finds what is installed there. */
  async function compile(version: (typeof compilers)[number]["version"], flags: object): Promise<void> {
    const platform = { target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], module: "NodeNext", types: [] };
    const compilerOptions = { ...platform, ...flags, declaration: true, noEmitOnError: true };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    const { exitCode, output } = await run(folder, node, [compilerOf(version), "-p", "."]);
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
  }

  test.each(compilers)(
    "compile under TypeScript $version and run",
    async ({ version, flags }) => {
      await compile(version, flags);
      const received = await serving(async (origin) => {
        const seen = JSON.parse(await succeed(folder, node, ["calls.mjs", origin]));
        const syllable: Awaited<ReturnType<typeof callSyllable>> = {
          year: 2023,
          tools: ["<string>"],
          status: 200,
          refused: refusal,
          caught: "refused",
          rawName: "<string>",
        };
        const octave: Awaited<ReturnType<typeof callOctave>> = ["Service Internal Name", "Service Internal Name"];
        expect(seen).toEqual([octave, syllable, syllable, syllable]);
      });
      const [first, second, ...others] = received;
      const octaveRequest = { target: "/api/v2/service/create", body: { name: "Onboarding" } };
      expect([first, second]).toEqual([octaveRequest, octaveRequest].map((one) => expect.objectContaining(one)));
      expect(others.map(({ headers }) => headers["syllable-api-key"])).toEqual(Array(15).fill("syllable-key"));
      const given = { name: "Weather tools", description: "Tools for the weather" };
      const authValues = { user_name: "me", passWord: "secret" };
      expect(others[0]?.body).toEqual({ ...given, auth_type: "basic", auth_values: authValues });
    },
    slow,
  );
});

describe("packages as their judges see them", () => {
  const names = ["clientwright", "@clientwright/runtime", "@clientwright/octave", "@clientwright/syllable"] as const;

  test.each(names)(
    "%s",
    async (name) => {
      const judged = await Promise.all([
        run(folder, node, [publint, "run", tarballs[name], "--strict"]),
        run(folder, node, [attw, tarballs[name], "--profile", "esm-only"]),
      ]);
      for (const { exitCode, output } of judged) expect(exitCode, output).toBe(0);
    },
    slow,
  );
});
