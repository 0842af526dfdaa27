/** Values go through generated codecs to the caller and back: what is checked in as golden is run. */

import { describe, expect, test } from "vitest";
import { decodeModes, encodeModes } from "../../golden/further-properties/expected/resources/modes.js";
import {
  decodeCell,
  decodeTagged,
  encodeCell,
  encodeTagged,
  setCellOperation,
} from "../../golden/nested-variants/expected/resources/cells.js";
import { decodeEvent, decodeSignal, encodeEvent } from "../../golden/subtypes/expected/resources/events.js";

const time = "2024-05-01T10:00:00.000Z";
const date = new Date(time);

describe("subtypes of a base", () => {
  const base = { sent_at: time, level: { level: "low", low_point: 1 } };
  const decoded = { sentAt: date, level: { level: "low", lowPoint: 1 } };
  test.each([
    ["by the mapping", { event_type: "left", member_id: "m" }, { eventType: "left", memberId: "m" }],
    [
      "of the base within a subtype",
      { event_type: "message", body_text: "b", reply_to: { event_type: "joined", sent_at: time, member_id: "m" } },
      { eventType: "message", bodyText: "b", replyTo: { eventType: "joined", sentAt: date, memberId: "m" } },
    ],
    [
      "by names, through two levels",
      { event_type: "left", vehicle: { kind: "Taxi", wheel_count: 4, door_count: 5 } },
      { eventType: "left", vehicle: { kind: "Taxi", wheelCount: 4, doorCount: 5 } },
    ],
    [
      "without a tag: what all have",
      { event_type: "left", vehicle: { wheel_count: 4, door_count: 5 } },
      { eventType: "left", vehicle: { wheelCount: 4, door_count: 5 } },
    ],
    [
      "with an unknown tag: what all have",
      { event_type: "deleted", body_text: "b" },
      { eventType: "deleted", body_text: "b" },
    ],
  ])("%s", (_, wire, caller) => {
    expect(decodeEvent({ ...base, ...wire })).toEqual({ ...decoded, ...caller });
    expect(encodeEvent(decodeEvent({ ...base, ...wire }))).toEqual({ ...base, ...wire });
  });

  test("by a number", () => {
    expect(decodeSignal({ signal_code: 1, stop_line: "s" })).toEqual({ signalCode: 1, stopLine: "s" });
    expect(decodeSignal({ signal_code: 2, stop_line: "s" })).toEqual({ signalCode: 2, stop_line: "s" });
  });

  test("of a closed list, an unknown tag leaves everything as it is", () => {
    const event = { event_type: "left", sent_at: time, level: { level: "middle", low_point: 1 } };
    expect(decodeEvent(event)).toMatchObject({ level: event.level });
  });
});

describe("members that differ only in what is within", () => {
  test.each([
    [
      { def_type: "text", plain_text: "t" },
      { defType: "text", plainText: "t" },
    ],
    [
      { def_type: "plot", x_axis: "x" },
      { defType: "plot", xAxis: "x" },
    ],
  ])("%j", (wire, definition) => {
    for (const [by, whom] of [
      [{ who: time }, { who: date }],
      [{ who: [{ full_name: "f" }] }, { who: [{ fullName: "f" }] }],
      [{ who: [{ user_id: "u" }] }, { who: [{ userId: "u" }] }],
      [{ who: [] }, { who: [] }],
    ]) {
      expect(decodeCell({ definition: wire, by })).toEqual({ definition, by: whom });
      expect(encodeCell({ definition, by: whom })).toEqual({ definition: wire, by });
    }
  });
});

describe("tags of a choice", () => {
  test.each([
    [
      { shape_kind: "round", mid_point: 1 },
      { shapeKind: "round", midPoint: 1 },
    ],
    [{ mid_point: 1 }, { midPoint: 1 }],
    [
      { shape_kind: "square", side_length: 1 },
      { shapeKind: "square", sideLength: 1 },
    ],
    [
      { shape_kind: "oblong", long_side: 1 },
      { shapeKind: "oblong", longSide: 1 },
    ],
    [
      { shape_kind: "line", point_list: [1] },
      { shapeKind: "line", pointList: [1] },
    ],
    [{ note_text: "n" }, { noteText: "n" }],
    [
      { shape_kind: "new", long_side: 1 },
      { shape_kind: "new", long_side: 1 },
    ],
  ])("%j", (wire, caller) => {
    expect(decodeTagged(wire)).toEqual(caller);
    expect(encodeTagged(caller)).toEqual(wire);
  });

  test("are seen before what stands beside the choice renames them", () => {
    const encode = setCellOperation.body?.[0]?.encode;
    expect(encode?.({ setAt: date, shapeKind: "square", sideLength: 1 })).toEqual({
      set_at: time,
      shape_kind: "square",
      side_length: 1,
    });
    expect(encode?.({ setAt: date, definition: { defType: "plot", xAxis: "x" } })).toEqual({
      set_at: time,
      definition: { def_type: "plot", x_axis: "x" },
    });
  });
});

test("further properties are converted, and their names are data", () => {
  const wire = {
    build_mode: { top_p: 1, color: { text_color: "red", other_color: "blue" } },
    my_mode: { top_p: 2 },
    last_runs: { first_run: time, second_run: time, third_run: null },
  };
  const caller = {
    buildMode: { topP: 1, color: { textColor: "red", other_color: "blue" } },
    my_mode: { topP: 2 },
    lastRuns: { firstRun: date, second_run: date, third_run: null },
  };
  expect(decodeModes(wire)).toEqual(caller);
  expect(encodeModes(caller)).toEqual(wire);
});
