/** F79: all cases again, with what every object inherits polluted, and with it frozen. */

import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { succeed } from "../package/process.js";
import { type Control, openControl } from "./servers/control.js";

const folder = import.meta.dirname;
let control: Control;
beforeAll(async () => {
  control = await openControl();
});
afterAll(() => control.close());

describe("F79", () => {
  it.each(["polluted", "frozen"])("all cases hold with Object.prototype %s", async (change) => {
    const loader = join(folder, "../corpus/typescript-loader.mjs");
    const program = join(folder, "remote/prototype.ts");
    const output = await succeed(folder, process.execPath, ["--import", loader, program, control.url, change]);
    expect(JSON.parse(output)).toEqual({ cases: expect.any(Number), problems: [] });
  });
});
