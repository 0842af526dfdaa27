import { describe, expect, it } from "vitest";
import type { RecordedRun } from "../../../generator/load/index.js";
import { mergeRuns, sidesOf } from "../../../generator/load/merged.js";
import { emptyLock } from "../../../generator/model/lock.js";

const lines = (...text: string[]) => text.join("\n");

describe("the sides of a merge", () => {
  it.each([
    ["no markers", lines("a", "======="), undefined],
    ["two sides", lines("a", "<<<<<<< HEAD", "b", "=======", "c", ">>>>>>> x", "d"), ["a\nb\nd", "a\nc\nd"]],
    ["their base between them", lines("<<<<<<< HEAD", "b", "||||||| 1", "o", "=======", "c", ">>>>>>> x"), ["b", "c"]],
    ["lines that end in CR LF", "a\r\n<<<<<<< x\r\n=======\r\nc\r\n>>>>>>> y\r\nd", ["a\nd", "a\nc\nd"]],
    ["no end", lines("<<<<<<< HEAD", "b", "=======", "c"), undefined],
  ])("%s", (_what, text, expected) => {
    const sides = sidesOf(text);
    expect(sides && [sides.ours, sides.theirs]).toEqual(expected);
  });
});

describe("two runs that were merged", () => {
  const run: RecordedRun = {
    version: "1.0.0",
    document: "a",
    documentHash: "1",
    options: {},
    files: {},
    lock: emptyLock,
  };
  const [get, method] = ["#/paths/~1a/get", "#/paths/~1a/get@method"];

  it("have what either side decided, ours first", () => {
    const ours = {
      ...run,
      files: { "a.ts": "1", "b.ts": "1" },
      lock: {
        ...emptyLock,
        names: { [get]: "a", [method]: "get", "#/x": "x" },
        parameters: { [get]: ["query:a", "query:b"] },
        resources: ["a", "b"],
      },
    };
    const theirs = {
      ...run,
      version: "1.1.0",
      documentHash: "2",
      files: { "a.ts": "2", "b.ts": "1", "c.ts": "1" },
      lock: {
        ...emptyLock,
        names: { [get]: "find", [method]: "seek", "#/y": "y" },
        parameters: { [get]: ["query:c", "query:a"] },
        resources: ["c", "b"],
        chosen: [get],
        aliases: { [get]: ["a"] },
      },
    };
    expect(mergeRuns(ours, theirs)).toMatchObject({
      version: "1.1.0",
      documentHash: "",
      files: { "a.ts": "1", "b.ts": "1", "c.ts": "1" },
      lock: {
        names: { [get]: "find", [method]: "seek", "#/x": "x", "#/y": "y" },
        parameters: { [get]: ["query:a", "query:b", "query:c"] },
        resources: ["a", "b", "c"],
        chosen: [get],
        aliases: { [get]: ["a"] },
      },
      merged: {
        files: ["a.ts", "c.ts"],
        disputed: [
          [get, "find", "a"],
          [method, "seek", "get"],
        ],
      },
    });
  });

  it("are not put together where they are about other documents", () => {
    expect(mergeRuns(run, { ...run, document: "b" })).toBeUndefined();
  });
});
