/** Projects of one client with recordings of what a server answered, and what `verify` finds in them. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { clientwright } from "../cli/session.js";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with a config of one client, its document and its recordings. */
export function project(
  document: string,
  recordings: readonly object[],
  more: { readonly [path: string]: string } = {},
): string {
  const folder = mkdtempSync(join(tmpdir(), "clientwright-test-"));
  folders.push(folder);
  const files = {
    "openapi.yaml": document,
    "clientwright.config.json": config([]),
    ...Object.fromEntries(recordings.map((har, index) => [`test/recordings/pets/${index}.har`, JSON.stringify(har)])),
    ...more,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The text of its config. */
export function config(overlays: readonly string[], more: object = {}): string {
  return JSON.stringify({ clients: { pets: { document: "openapi.yaml", output: "src/pets", overlays, ...more } } });
}

/** What a server answered. */
export interface Answer {
  readonly method?: string;
  readonly path: string;
  readonly status?: number;
  readonly type?: string;
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
}

/** A recording of one answer of a server. */
export function har({
  method = "GET",
  path,
  status = 200,
  type = "application/json; charset=utf-8",
  body,
  headers = {},
}: Answer): object {
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const request = { method, url: `https://pets.test/v1${path}`, headers: [] };
  const listed = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const response = { status, headers: listed, content: { size: text.length, mimeType: text && type, text } };
  return { log: { version: "1.2", creator: { name: "test", version: "1" }, entries: [{ request, response }] } };
}

/** As far as tests look at it. */
export interface Result {
  readonly exitCode: number;
  readonly clients: readonly {
    readonly exchanges: number;
    readonly replayed: number;
    readonly notes: readonly string[];
    readonly findings: readonly {
      readonly kind: string;
      readonly subject: unknown;
      readonly count: number;
      readonly pointer?: string;
    }[];
  }[];
}

/** What `verify --json` says. */
export async function verify(folder: string, ...args: string[]): Promise<Result> {
  const { stdout } = await clientwright(folder, ["verify", "--json", ...args]);
  return JSON.parse(stdout);
}

/** What was found, one text each: `null null ×2 at $.tag`. */
export function listed({ clients }: Result): string[] {
  return clients.flatMap(({ findings }) => findings.map(({ kind, subject, count }) => `${kind} ${subject} ×${count}`));
}
