/** What the comparison of models calls no breaking change breaks nothing that compiled: over random pairs of documents. */

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withDefaults } from "../../generator/config.js";
import { diffModels } from "../../generator/diff/index.js";
import { emptyLock } from "../../generator/model/lock.js";
import type { Lock } from "../../generator/model/types.js";
import { runPipeline } from "../../generator/pipeline.js";
import { findBreaks, type PrintedClient } from "../../generator/surface/prove.js";
import { documentOf } from "./api.js";
import { Chance, edited, type RandomDocument, randomDocument } from "./random.js";

const runtime = join(import.meta.dirname, "../../runtime");

async function clientOf(document: RandomDocument, lock: Lock, casing: "preserve" | "camel"): Promise<PrintedClient> {
  const { model, files, diagnostics } = await runPipeline({
    read: { document: "-", cwd: ".", stdin: async () => JSON.stringify(documentOf(document)) },
    options: withDefaults({ document: "-", output: "", casing, dates: casing === "camel" ? "Date" : "string" }),
    lock,
    reshape: [],
    keepGoing: false,
    strict: false,
  });
  if (model === undefined || files === undefined) throw new Error(JSON.stringify(diagnostics));
  return { model, files };
}

/** How many pairs are tried, from which seed on: more of them in a long run. */
const count = Number(process.env["CLIENTWRIGHT_PAIRS"] ?? 60);
const first = Number(process.env["CLIENTWRIGHT_SEED"] ?? 1);

describe("over random pairs of documents", () => {
  it("not major implies that code of the old client compiles against the new one", async () => {
    const answers = { none: 0, patch: 0, minor: 0, major: 0 };
    for (let seed = first; seed < first + count; seed += 1) {
      const chance = new Chance(seed);
      const document = randomDocument(chance);
      const casing = seed % 2 === 0 ? "camel" : "preserve";
      const before = await clientOf(document, emptyLock, casing);
      const after = await clientOf(edited(document, chance), before.model.lock, casing);
      const diff = diffModels(before.model, after.model);
      const isKnown = diff.changes.some(({ bump, kind }) => bump === "major" && kind === "types");
      answers[isKnown ? "major" : diff.bump] += 1;
      if (isKnown) continue;
      expect(await findBreaks(before, after, runtime), `seed ${seed}`).toEqual([]);
    }
    // Neither answer is so rare that nothing was tried.
    expect(Math.min(answers.minor + answers.none, answers.major)).toBeGreaterThan(count / 6);
  });

  it("the checker finds something where the comparison says major", async () => {
    let found = 0;
    let all = 0;
    for (let seed = first; seed < first + count / 2; seed += 1) {
      const chance = new Chance(seed);
      const document = randomDocument(chance);
      const before = await clientOf(document, emptyLock, "preserve");
      const after = await clientOf(edited(document, chance), before.model.lock, "preserve");
      const diff = diffModels(before.model, after.model);
      if (!diff.changes.some(({ bump, kind }) => bump === "major" && kind === "types")) continue;
      all += 1;
      if ((await findBreaks(before, after, runtime)).length > 0) found += 1;
    }
    // Some answers are careful: what the tests don't use, such as a literal of an object within an object.
    expect(found).toBeGreaterThanOrEqual(all * 0.9);
  });
});
