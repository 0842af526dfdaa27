/** What an application carries for one operation: by module, and nothing of what it doesn't use. */

import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const entry = join(root, "consumer.js");

/** Bundles a program that stands in the root of the repository. */
async function bundle(program: string): Promise<{ gzipped: number; modules: ReadonlyMap<string, number> }> {
  const build = await rolldown({
    input: entry,
    cwd: root,
    platform: "browser",
    plugins: [
      { name: "program", resolveId: (id) => (id === entry ? id : null), load: (id) => (id === entry ? program : null) },
    ],
  });
  const { output } = await build.generate({ format: "esm", minify: true });
  const [{ code, modules }] = output;
  const lengths = Object.entries(modules).map(([path, { renderedLength }]) => [path, renderedLength] as const);
  return {
    gzipped: gzipSync(code, { level: 9 }).length,
    modules: new Map(
      lengths
        .filter(([, length]) => length > 0)
        .sort(([, one], [, other]) => other - one)
        .map(([path, length]) => [relative(root, path).replaceAll("\\", "/"), length]),
    ),
  };
}

const call = (options: string) => `
import { createClient, serviceCreate, logger, allowRedirects } from "@clientwright/syllable";
const client = createClient({ apiKeyHeader: "key"${options} });
console.log(await serviceCreate(client, { name: "Weather tools", description: "Tools" }));`;

/** Policy that is passed in, by the caller or by a client that needs it. */
const rare = ["logger", "allow-redirects", "as-stream", "servers", "environment", "raw", "guards", "resource"].map(
  (name) => `runtime/dist/${name}.js`,
);

describe("the bundle of one operation", () => {
  it("holds openapi-fetch, the policy of every call, the client, and no rare policy", async () => {
    const { gzipped, modules } = await bundle(call(""));
    const listed = [...modules].map(([path, length]) => `${length} ${path}`).join("\n");
    const foreign = [...modules.keys()].filter((path) => path.startsWith("node_modules/"));
    expect(foreign).toEqual(["node_modules/openapi-fetch/dist/index.mjs"]);
    expect(rare.filter((path) => modules.has(path))).toEqual([]);
    // The goal is 7000: bench/budgets.json says why it isn't met.
    expect(gzipped, `bytes by module, not minified:\n${listed}`).toBeLessThanOrEqual(12_500);
  });

  it("grows by what is passed in", async () => {
    const { modules } = await bundle(
      call(', middleware: [logger(console.log)], redirects: allowRedirects("https://a.test")'),
    );
    expect(rare.filter((path) => modules.has(path))).toEqual(rare.slice(0, 2));
  });

  it("holds validators only where they are passed in", async () => {
    const isJudge = (path: string): boolean => /validat/.test(path);
    const plain = await bundle(call(""));
    expect([...plain.modules.keys()].filter(isJudge)).toEqual([]);
    const judged = await bundle(`
import { validation } from "@clientwright/syllable/validators";${call(', validation: validation({ responses: "strict" })')}`);
    expect([...judged.modules.keys()].filter(isJudge)).toContain("generated/syllable/dist/validators.js");
    expect(judged.gzipped - plain.gzipped).toBeLessThanOrEqual(3500);
  });

  it("holds one validator and what that needs", async () => {
    const { gzipped, modules } = await bundle(`
import { ToolAuthType } from "@clientwright/syllable/validators";
console.log(ToolAuthType.is("basic"));`);
    expect([...modules.keys()].filter((path) => !/validat|json-types|^consumer/.test(path))).toEqual([]);
    expect(
      [...modules.keys()].filter((path) => /(formats|instants|lists|objects|choices|evaluated)/.test(path)),
    ).toEqual([]);
    expect(gzipped).toBeLessThanOrEqual(1300);
  });
});
