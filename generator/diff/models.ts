/** Compares named models in the directions in which callers meet them. */

import type { NamedModel, ObjectShape, Pointer, Shape } from "../model/types.js";
import { isGivable, isReadable } from "./assignable.js";
import { compareDeprecation } from "./deprecation.js";
import { withinAny } from "./exports.js";
import { changedRules, compareMembers, compareValue, type Holder, type Member } from "./members.js";
import { functionsOf, type Use, usesOf } from "./reach.js";
import { shapeText } from "./shape-text.js";
import type { Side, Sides } from "./sides.js";
import type { Change } from "./types.js";

/**
 * What is different about models that both have; that one is there no longer is a matter of exports.
 *
 * @param operations - Where the document has the operations that are new: what is written within them is new with them.
 */
export function compareModels(sides: Sides, operations: readonly Pointer[]): readonly Change[] {
  const { before, after, paired } = sides;
  const uses = usesOf(before);
  const still = usesOf(after);
  const kept = new Set(paired.values());
  const added = after.model.models.filter(({ pointer }) => !kept.has(pointer));
  const changed = before.model.models.flatMap((old) => {
    const now = after.get(paired.get(old.pointer) ?? "");
    if (now === undefined) return [];
    const use = uses.get(old.pointer);
    const holder = holderOf(old, now, use);
    // What calls no longer lead to has no values any more, only constants; where it stood, something else does.
    const isLeft = use !== undefined && !still.has(now.pointer);
    return isLeft ? compareConstants(old, now, holder) : compareModel(old, now, holder, use, sides);
  });
  const isWithin = withinAny([...operations, ...added.map(({ pointer }) => pointer)]);
  return [...changed, ...added.filter(({ pointer }) => !isWithin(pointer)).map(addition)];
}

function addition({ name, pointer }: NamedModel): Change {
  return { bump: "minor", kind: "types", subject: name, message: "is a new type", pointer, callers: [] };
}

/** What no call leads to has no values that anybody gets or gives by one. */
function unused({ action: _action, ...change }: Change): Change {
  const message = `${change.message} (no call leads there)`;
  return { ...change, message, bump: change.bump === "major" ? "minor" : change.bump };
}

function holderOf(before: NamedModel, after: NamedModel, use: Use | undefined): Holder {
  return {
    subject: after.name,
    typeName: before.name,
    pointer: after.pointer,
    isRead: use?.isRead ?? false,
    isGiven: use?.isGiven ?? false,
    callers: use === undefined ? [] : functionsOf(use),
  };
}

function compareModel(
  before: NamedModel,
  after: NamedModel,
  holder: Holder,
  use: Use | undefined,
  sides: Sides,
): readonly Change[] {
  const [old, now] = [before.shape, after.shape];
  const changes = isPlainObject(old) && isPlainObject(now) ? membersOf(old, now, holder, sides) : [];
  const rest = isExplained(old, now, changes, holder, sides) ? undefined : compareWhole(old, now, holder, sides);
  const found = [...changes, ...(rest === undefined ? [] : [whole(holder, rest)])];
  return [
    ...(use === undefined ? found.map(unused) : found),
    ...rulesOf(before, after, holder, sides),
    ...compareConstants(before, after, holder),
    ...compareDeprecation(before, after, (found) => whole(holder, found)),
  ];
}

/** Rules of the value itself; those of members are said of them. */
function rulesOf(
  before: NamedModel,
  after: NamedModel,
  holder: Holder,
  { after: { model } }: Sides,
): readonly Change[] {
  if (!holder.isGiven || model.checks === undefined) return [];
  return changedRules(before.docs, after.docs).map((found) => whole(holder, found));
}

type Found = Pick<Change, "bump" | "message" | "action">;

/** Callers' interfaces and classes may stand on an interface, and on nothing that may be one of several things. */
function compareWhole(before: Shape, after: Shape, holder: Holder, sides: Sides): Found | undefined {
  const found = compareValue(before, after, holder, sides);
  if (found?.bump === "major" || !isPlainObject(before) || isExtendable(after, sides.after)) return found;
  const message = found?.message ?? `is ${shapeText(after, sides.after)}, was ${shapeText(before, sides.before)}`;
  return { message, bump: "major", action: "Make no interface or class of yours extend or implement it." };
}

function isExtendable(shape: Shape, side: Side): boolean {
  const found = side.resolved(shape);
  if (found.kind === "intersection") return found.members.every((member) => isExtendable(member, side));
  return found.kind === "object";
}

function whole(holder: Holder, found: Pick<Change, "bump" | "message"> & Partial<Change>): Change {
  const { subject, pointer, callers } = holder;
  return { kind: "types", subject, pointer, callers, ...found };
}

function isPlainObject(shape: Shape): shape is ObjectShape {
  return shape.kind === "object" && shape.properties.length > 0;
}

function membersOf(before: ObjectShape, after: ObjectShape, holder: Holder, sides: Sides): readonly Change[] {
  const members = (shape: ObjectShape): readonly Member[] => shape.properties;
  return compareMembers(members(before), members(after), holder, sides);
}

/** Whether nothing is left to say once the members are compared: index signatures and weak types are the objects' own. */
function isExplained(
  before: Shape,
  after: Shape,
  changes: readonly Change[],
  { isRead, isGiven }: Holder,
  sides: Sides,
): boolean {
  if (!isPlainObject(before) || !isPlainObject(after)) return false;
  const isUnused = !isRead && !isGiven;
  if (changes.some(({ bump }) => isUnused || bump === "major")) return true;
  return (
    (!(isRead || isUnused) || isReadable(before, after, sides)) &&
    (!(isGiven || isUnused) || isGivable(before, after, sides))
  );
}

/** Names of an enum's values are an object of their own. */
function compareConstants(before: NamedModel, after: NamedModel, holder: Holder): readonly Change[] {
  const now = new Map(after.constants?.map((one) => [one.name, one.value]));
  const old = new Map(before.constants?.map((one) => [one.name, one.value]));
  const { subject, pointer, callers } = holder;
  const said = (name: string, more: Pick<Change, "bump" | "message"> & Partial<Change>): Change => {
    return { kind: "types", subject: `${subject}.${name}`, pointer, callers, ...more };
  };
  const gone = [...old].flatMap(([name, value]): Change[] => {
    if (now.get(name) === value) return [];
    const other = [...now].find(([, one]) => one === value)?.[0];
    const member = { of: before.name, name };
    if (other === undefined) {
      return [said(name, { bump: "major", message: "is no value any more", action: "Don't use it.", member })];
    }
    const rewrite = { kind: "member", of: before.name, from: name, to: other } as const;
    return [said(name, { bump: "major", message: `is called \`${other}\``, action: "Call it so.", member, rewrite })];
  });
  const added = [...now.keys()].filter((name) => !old.has(name));
  return [...gone, ...added.map((name) => said(name, { bump: "minor", message: "is a new value" }))];
}
