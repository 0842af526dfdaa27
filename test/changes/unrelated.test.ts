/** Whatever a document has: another order, or something beside it, moves no name and breaks no call. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type ClientOptions, withDefaults } from "../../generator/config.js";
import { diffModels } from "../../generator/diff/index.js";
import { loadDocument } from "../../generator/load/index.js";
import { buildModel } from "../../generator/model/build.js";
import { emptyLock } from "../../generator/model/lock.js";
import type { Lock, Model } from "../../generator/model/types.js";
import { normalise } from "../../generator/normalise/index.js";
import type { Json } from "../history/steps.js";
import { additions, type Edit, isObject, type JsonObject, orders } from "./unrelated.js";

const root = join(import.meta.dirname, "../..");

/** The documents of the goldens that are one file, and ours. */
function documents(): readonly (readonly [name: string, path: string])[] {
  const goldens = join(root, "test/golden");
  const cases = readdirSync(goldens, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const found = cases.map(({ name }): [string, string] => [name, join(goldens, name, "openapi.yaml")]);
  const specs = ["octave", "syllable"].map((name): [string, string] => [name, join(root, `specs/${name}.yaml`)]);
  return [...specs, ...found.filter(([name, path]) => existsSync(path) && name !== "several-files")];
}

async function build(document: JsonObject, options: ClientOptions, lock: Lock): Promise<Model> {
  const { source } = await loadDocument({ document: "-", cwd: root, stdin: async () => JSON.stringify(document) });
  const normalised = source && normalise(source);
  if (normalised?.document === undefined) throw new Error(JSON.stringify(normalised?.diagnostics));
  return buildModel(normalised.document, options, lock).model;
}

/** A property that several parts of a composition describe has its place in the first of them: another is first then. */
const describedTwice = "contradictions";

const camel = withDefaults({ document: "-", output: "", name: "Api", casing: "camel", dates: "Date" });

/** A document, and its model as a first run makes it. */
interface First {
  readonly document: JsonObject;
  readonly model: Model;
}

const known = new Map<string, First>();

async function firstOf(path: string): Promise<First> {
  const before = known.get(path);
  if (before !== undefined) return before;
  const document: Json = parse(readFileSync(path, "utf8"));
  if (!isObject(document)) throw new Error(`${path} is no object`);
  const first = { document, model: await build(document, camel, emptyLock) };
  known.set(path, first);
  return first;
}

/** What edits change for callers, and the names that are lost by them. */
async function edited(path: string, edits: readonly Edit[]) {
  const { document: before, model: first } = await firstOf(path);
  const document = structuredClone(before);
  for (const edit of edits) edit(document, first);
  const second = await build(document, camel, first.lock);
  const names = new Set(Object.values(second.lock.names));
  const { changes } = diffModels(first, second);
  const told = (some: typeof changes) => some.map(({ subject, message }) => `${subject} ${message}`);
  return {
    changes: told(changes),
    majors: told(changes.filter(({ bump }) => bump === "major")),
    lost: Object.values(first.lock.names).filter((name) => !names.has(name)),
  };
}

const all = documents();

describe("names stay", () => {
  it.each(all)("in another order, and nobody has to change: %s", async (name, path) => {
    const edits = orders.filter(([what]) => name !== describedTwice || what !== "members of unions and compositions");
    const { changes, lost } = await edited(
      path,
      edits.map(([, edit]) => edit),
    );
    expect({ changes, lost }).toEqual({ changes: [], lost: [] });
  });

  it.each(all)("beside what is new, and no call breaks: %s", async (_name, path) => {
    const { majors, lost } = await edited(
      path,
      additions.map(([, edit]) => edit),
    );
    expect({ majors, lost }).toEqual({ majors: [], lost: [] });
  });

  const some = all.filter(([name]) => /^(syllable|names|unions|directions)$/.test(name));
  const single = some.flatMap(([name, path]) => additions.map(([what, edit]) => [name, what, path, edit] as const));

  it.each(single)("of %s beside %s alone", async (_name, _what, path, edit) => {
    const { majors, lost } = await edited(path, [edit]);
    expect({ majors, lost }).toEqual({ majors: [], lost: [] });
  });
});

describe("nothing moves", () => {
  it.each(all)("where nothing was edited: %s", async (_name, path) => {
    const { document, model } = await firstOf(path);
    expect((await build(document, camel, model.lock)).lock).toEqual(model.lock);
  });
});
