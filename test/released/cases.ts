/** What the last release made of the documents beside the goldens: the documents, and what callers of the clients can name. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClientConfig, generate } from "clientwright";
import { publicDeclarations } from "../../generator/surface/declarations.js";
import { readTree, writeTree } from "../unit/write/folders.js";

/** One client of the last release. */
export interface ReleasedClient {
  /** The files of its document, by path. */
  readonly documents: { readonly [path: string]: string };
  readonly options: Partial<ClientConfig>;
  /** With the lock: what keeps names. */
  readonly manifest: string;
  /** Declarations by name. */
  readonly surface: { readonly [name: string]: string };
}

/** The clients of a release. */
export interface Release {
  readonly version: string;
  readonly clients: { readonly [name: string]: ReleasedClient };
}

/** What `npm run release:keep` writes. */
export const releaseFile: string = join(import.meta.dirname, "release.json");

/** The documents that a release is kept of: the golden ones, and ours. */
export function currentInputs(): ReadonlyMap<string, Pick<ReleasedClient, "documents" | "options">> {
  const root = join(import.meta.dirname, "../..");
  const goldens = join(root, "test/golden");
  const cases = readdirSync(goldens, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const specs = ["octave.yaml", "syllable.yaml"].map(
    (file): [string, Pick<ReleasedClient, "documents" | "options">] => [
      file,
      { documents: { "openapi.yaml": readFileSync(join(root, "specs", file), "utf8") }, options: {} },
    ],
  );
  return new Map([
    ...specs,
    ...cases.map(({ name }): [string, Pick<ReleasedClient, "documents" | "options">] => {
      const tree = Object.entries(readTree(join(goldens, name)));
      const { "options.json": options = "{}", ...documents } = Object.fromEntries(
        tree.filter(([path]) => !path.startsWith("expected/") && !path.endsWith("/")),
      );
      return [name, { documents, options: JSON.parse(options) }];
    }),
  ]);
}

/**
 * Generates a client as its owner would, anew or over what a release has left.
 *
 * @param cwd - A folder that is empty.
 * @returns Its manifest, and what callers can name.
 */
export async function produce(
  { documents, options }: Pick<ReleasedClient, "documents" | "options">,
  cwd: string,
  manifest?: string,
): Promise<Pick<ReleasedClient, "manifest" | "surface">> {
  writeTree(cwd, { ...documents, ...(manifest !== undefined && { "output/.clientwright.json": manifest }) });
  const document = existsSync(join(cwd, "openapi.json")) ? "openapi.json" : "openapi.yaml";
  const { clients } = await generate({ document, output: "output", ...options }, { cwd, dryRun: true });
  const files = clients[0]?.files ?? [];
  const made = files.find(({ path }) => path === ".clientwright.json");
  if (made === undefined) throw new Error(`Nothing was generated: ${JSON.stringify(clients[0]?.diagnostics)}`);
  return { manifest: made.text, surface: Object.fromEntries(await publicDeclarations(files)) };
}
