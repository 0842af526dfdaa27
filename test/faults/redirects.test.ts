/** No credential reaches another origin by a redirect: 5 statuses, 8 headers, 3 methods, 2 schemes. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { succeed } from "../package/process.js";
import { certificate } from "./servers/certificate.js";
import { type Control, openControl } from "./servers/control.js";

const folder = import.meta.dirname;
let control: Control;
let temporary = "";
beforeAll(async () => {
  control = await openControl();
  temporary = await mkdtemp(join(tmpdir(), "clientwright-"));
  await writeFile(join(temporary, "authority.pem"), certificate().cert);
});
afterAll(async () => {
  await control.close();
  await rm(temporary, { recursive: true });
});

describe("the redirect matrix", () => {
  it("sends no credential to the other origin", async () => {
    const loader = join(folder, "../corpus/typescript-loader.mjs");
    const program = join(folder, "remote/redirects.ts");
    const trusting = `NODE_EXTRA_CA_CERTS=${join(temporary, "authority.pem")}`;
    const output = await succeed(folder, "env", [trusting, process.execPath, "--import", loader, program, control.url]);
    expect(output).toBe("240 combinations\n");
  });
});
