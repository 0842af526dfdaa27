/** Runs every numbered fault on real sockets, on the Node at hand. */

import { afterAll, describe, it } from "vitest";
import { cases } from "./cases/index.js";
import { judge } from "./judge.js";
import { openStage } from "./servers/local.js";

const complaints: unknown[] = [];
const complain = (what: unknown): void => void complaints.push(what);
process.on("unhandledRejection", complain).on("warning", complain);
afterAll(() => void process.off("unhandledRejection", complain).off("warning", complain));

describe("fault", () => {
  it.each(cases.map((one) => [one.id, one.title, one] as const))("%s: %s", async (_id, _title, one) => {
    await judge(one, openStage(), () => complaints.splice(0));
  });
});
