/** What callers can narrow: by a tag, by a key, by a type, by a literal. Judged by `npm run typecheck`, and by every compiler. */

import type { Cat, Dog, Mail, Phone, Thing } from "../golden/narrowing/expected/index.js";
import type { Tagged } from "../golden/nested-variants/expected/index.js";
import type { Event, EventBase, Level, MessageEvent, Signal, Vehicle } from "../golden/subtypes/expected/index.js";
import { same } from "./equality.js";

declare const thing: Thing;

function byTag(): void {
  const { byTag, byNumber, outer } = thing;
  if (byTag.kind === "cat") same<typeof byTag, Cat>(true);
  else same<typeof byTag, Dog>(true);
  if (byNumber.version === 1) byNumber.old?.trim();
  else byNumber.new?.trim();
  // A mapping that contradicts its member doesn't make it `never`.
  if (outer?.kind === "cat") same<typeof outer, Cat>(true);
}

function byKey(): void {
  const { byKey, mixed } = thing;
  if ("address" in byKey) same<typeof byKey, Mail>(true);
  else same<typeof byKey, Phone>(true);
  // What holds beside the choice holds for each of its members.
  if (mixed.kind === "cat") mixed.lives?.toFixed();
  else mixed.barks?.valueOf();
  mixed.address.trim();
}

function byType(): void {
  const { byType } = thing;
  if (typeof byType === "string") same<typeof byType, string>(true);
  else if (typeof byType === "number") same<typeof byType, number>(true);
  else if (Array.isArray(byType)) same<typeof byType, string[]>(true);
  else same<typeof byType, Mail>(true);
}

function byLiteral(): void {
  const { byLiteral } = thing;
  if (byLiteral === 1) same<typeof byLiteral, 1>(true);
  else if (byLiteral === null) same<typeof byLiteral, null>(true);
  else if (byLiteral === false) same<typeof byLiteral, false>(true);
  else same<typeof byLiteral, "all" | "none">(true);
}

// A base is its subtypes, and what all have in common for tags that the document doesn't know.
function subtypes(event: Event, vehicle: Vehicle, signal: Signal, level: Level): void {
  event.sentAt.getTime();
  switch (event.eventType) {
    case "message":
      same<typeof event, MessageEvent>(true);
      break;
    case "joined":
    case "left":
      event.memberId?.trim();
      break;
    default:
      same<typeof event, EventBase>(true);
      event.vehicle?.wheelCount?.toFixed();
  }
  // @ts-expect-error not every event has it
  event.bodyText;
  // Through two levels, and with a tag that may be missing.
  if (vehicle.kind === "Taxi") vehicle.doorCount?.toFixed();
  if (vehicle.kind === "Car") vehicle.doorCount?.toFixed();
  // @ts-expect-error a bike has no doors
  if (vehicle.kind === "Bike") vehicle.doorCount;
  if (signal.signalCode === 1) signal.stopLine?.trim();
  else same<typeof signal.signalCode, 2>(true);
  if (level.level === "low") level.lowPoint?.toFixed();
}

// A subtype is written with its tag; the base itself where its name is one.
const message: Event = { eventType: "message", sentAt: new Date(0), bodyText: "text" };
const plain: Vehicle = { kind: "Vehicle" };
// @ts-expect-error no such tag
const unknown: Event = { eventType: "deleted", sentAt: new Date(0) };
// @ts-expect-error another subtype's tag
const wrong: MessageEvent = { eventType: "left", sentAt: new Date(0), bodyText: "text" };

// Tags of a choice inside the choice, and members without a tag.
function nested(tagged: Tagged): void {
  if ("noteText" in tagged) tagged.noteText.trim();
  else if (tagged.shapeKind === "path") tagged.pointList.length.toFixed();
  else if (tagged.shapeKind === "round") tagged.midPoint.toFixed();
}

void [byTag, byKey, byType, byLiteral, subtypes, nested, message, plain, unknown, wrong];
