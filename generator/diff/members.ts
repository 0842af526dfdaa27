/** Compares what objects hold: properties of models, parameters of inputs, headers of answers. */

import type { Docs, Pointer, Shape } from "../model/types.js";
import { isGivable, isReadable } from "./assignable.js";
import { compareDeprecation } from "./deprecation.js";
import { differenceText } from "./shape-text.js";
import type { Sides } from "./sides.js";
import type { Change } from "./types.js";

/** A property, parameter or header. */
export interface Member {
  readonly name: string;
  readonly wireName: string;
  readonly required: boolean;
  readonly shape: Shape;
  readonly docs: Docs;
}

/** What holds the members, and who meets them. */
export interface Holder {
  /** As callers write it: `Pet`, `listPets(…)`. */
  readonly subject: string;
  /** Name of the exported type that has the members, if there is one. */
  readonly typeName?: string;
  readonly pointer: Pointer;
  readonly isRead: boolean;
  readonly isGiven: boolean;
  readonly callers: readonly string[];
}

/** What is different about members, the order of the old ones first. */
export function compareMembers(
  before: readonly Member[],
  after: readonly Member[],
  holder: Holder,
  sides: Sides,
): readonly Change[] {
  const byName = new Map(after.map((member) => [member.name, member]));
  const names = new Set(before.map(({ name }) => name));
  const renamed = renamedMembers(before, after);
  const isTarget = (member: Member) => [...renamed.values()].includes(member);
  const old = before.flatMap((member): readonly Change[] => {
    const same = byName.get(member.name);
    if (same !== undefined) return compareMember(member, same, holder, sides);
    const other = renamed.get(member);
    if (other === undefined) return [removed(member, holder)];
    return [renaming(member, other, holder), ...compareMember({ ...member, name: other.name }, other, holder, sides)];
  });
  const added = after.filter((member) => !names.has(member.name) && !isTarget(member));
  return [...old, ...added.map((member) => addition(member, holder))];
}

/** Members that are the same on the wire and have another name for callers. */
export function renamedMembers<One extends Pick<Member, "name" | "wireName">>(
  before: readonly One[],
  after: readonly One[],
): ReadonlyMap<One, One> {
  const old = new Set(before.map(({ name }) => name));
  const now = new Set(after.map(({ name }) => name));
  return new Map(
    before.flatMap((member): [One, One][] => {
      if (now.has(member.name)) return [];
      const [found, ...others] = after.filter(({ wireName, name }) => wireName === member.wireName && !old.has(name));
      return found === undefined || others.length > 0 ? [] : [[member, found]];
    }),
  );
}

function change(member: Member, holder: Holder, more: Pick<Change, "bump" | "message"> & Partial<Change>): Change {
  const { subject, pointer, callers, typeName } = holder;
  const about = typeName === undefined ? {} : { member: { of: typeName, name: member.name } };
  return { kind: "types", subject: `${subject}.${member.name}`, pointer, callers, ...about, ...more };
}

function removed(member: Member, holder: Holder): Change {
  const { isRead, isGiven } = holder;
  if (!isRead && !isGiven) return change(member, holder, { bump: "minor", message: "is gone" });
  const message = isRead ? "no longer arrives" : "can no longer be given";
  const action = isRead && isGiven ? "Neither read it nor give it." : isRead ? "Don't read it." : "Don't give it.";
  return change(member, holder, { bump: "major", message, action });
}

function renaming(member: Member, other: Member, holder: Holder): Change {
  const { typeName } = holder;
  return change(member, holder, {
    bump: "major",
    message: `is called \`${other.name}\``,
    action: "Call it so.",
    ...(typeName !== undefined && {
      rewrite: { kind: "member", of: typeName, from: member.name, to: other.name },
    }),
  });
}

function addition(member: Member, holder: Holder): Change {
  if (!holder.isGiven) return change(member, holder, { bump: "minor", message: "is new" });
  if (!member.required) return change(member, holder, { bump: "minor", message: "is new and may be given" });
  return change(member, holder, { bump: "major", message: "is new and must be given", action: "Give it." });
}

function compareMember(before: Member, after: Member, holder: Holder, sides: Sides): readonly Change[] {
  return [
    ...comparePresence(before, after, holder),
    ...compareShape(before, after, holder, sides),
    ...compareDefault(before, after, holder),
    ...compareRules(before, after, holder, sides),
    ...compareDeprecation(before, after, (found) => change(after, holder, found)),
  ];
}

function comparePresence(before: Member, after: Member, holder: Holder): readonly Change[] {
  if (before.required === after.required) return [];
  const { isRead, isGiven } = holder;
  if (after.required) {
    if (isGiven) return [change(after, holder, { bump: "major", message: "must be given", action: "Give it." })];
    return [change(after, holder, { bump: "minor", message: "is always there" })];
  }
  if (isRead) {
    return [
      change(after, holder, { bump: "major", message: "may be missing", action: "Expect it to be `undefined`." }),
    ];
  }
  return [change(after, holder, { bump: "minor", message: isGiven ? "need not be given" : "may be missing" })];
}

function compareShape(before: Member, after: Member, holder: Holder, sides: Sides): readonly Change[] {
  const found = compareValue(before.shape, after.shape, holder, sides);
  return found === undefined ? [] : [change(after, holder, found)];
}

/** What is different about the value of something that callers read, give or both; `undefined` if nothing is. */
export function compareValue(
  before: Shape,
  after: Shape,
  { isRead, isGiven }: Pick<Holder, "isRead" | "isGiven">,
  sides: Sides,
): Pick<Change, "bump" | "message" | "action"> | undefined {
  const readable = isReadable(before, after, sides);
  const givable = isGivable(before, after, sides);
  if (readable && givable) return compareValues(before, after);
  const message = differenceText(before, after, sides);
  const breaksReaders = isRead && !readable;
  const breaksGivers = isGiven && !givable;
  if (!breaksReaders && !breaksGivers) return { bump: "minor", message };
  const actions = [
    ...(breaksReaders ? ["expect what it may be"] : []),
    ...(breaksGivers ? ["give what it must be"] : []),
  ].join(" and ");
  return { bump: "major", message, action: `${actions[0]?.toUpperCase()}${actions.slice(1)}.` };
}

/** Where there is room for values to come, those that are known may change all the same. */
function compareValues(before: Shape, after: Shape): Pick<Change, "bump" | "message"> | undefined {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const added = [...now].filter((value) => !old.has(value));
  const gone = [...old].filter((value) => !now.has(value));
  if (old.size === 0 || now.size === 0 || added.length + gone.length === 0) return undefined;
  const message = [
    ...(added.length > 0 ? [`may be ${added.join(", ")}, too`] : []),
    ...(gone.length > 0 ? [`is no longer known to be ${gone.join(", ")}`] : []),
  ].join(", and ");
  return { bump: added.length > 0 ? "minor" : "patch", message };
}

function valuesOf(shape: Shape): ReadonlySet<string> {
  const members = shape.kind === "union" ? shape.members : [];
  return new Set(members.flatMap((member) => (member.kind === "literal" ? [JSON.stringify(member.value)] : [])));
}

function compareDefault(before: Member, after: Member, holder: Holder): readonly Change[] {
  const [old, now] = [before.docs.default, after.docs.default].map((value) => JSON.stringify(value));
  if (old === now || !holder.isGiven) return [];
  const message = `is ${now ?? "nothing"} by default, was ${old ?? "nothing"}`;
  const said = { kind: "behaviour", message } as const;
  // What the server does where nothing is given was only not known before, or is no longer.
  if (old === undefined || now === undefined) return [change(after, holder, { ...said, bump: "patch" })];
  return [change(after, holder, { ...said, bump: "minor", action: "Give it where you relied on that." })];
}

/** What validators hold requests to and types don't say; a client without validators sends as before. */
function compareRules(before: Member, after: Member, holder: Holder, { after: { model } }: Sides): readonly Change[] {
  if (!holder.isGiven || model.checks === undefined) return [];
  return changedRules(before.docs, after.docs).map((found) => change(after, holder, found));
}

/** Rules of a value that came or went, in the words of its documentation. */
export function changedRules(
  { notes: before }: Docs,
  { notes: after }: Docs,
): readonly Pick<Change, "bump" | "kind" | "message" | "action">[] {
  const bounds = new Map(before.flatMap((note) => boundOf(note) ?? []));
  const added = after.filter((note) => !before.includes(note) && !isWider(note, bounds));
  if (added.length === 0) return [];
  const message = `is held to another rule by validators: ${added.map((note) => note.replace(/\.$/, "")).join("; ")}`;
  return [{ bump: "major", kind: "behaviour", message, action: "Give what fits." }];
}

/** `["Maximum", 5]` of `Maximum: 5.` */
function boundOf(note: string): [string, number][] | undefined {
  const [, label, value] = /^([A-Z][a-z ]+): (-?[\d.e+-]*\d)\.$/.exec(note) ?? [];
  return label === undefined || value === undefined ? undefined : [[label, Number(value)]];
}

/** Whether all that an earlier bound let pass goes on passing. */
function isWider(note: string, bounds: ReadonlyMap<string, number>): boolean {
  const [[label, value] = ["", 0]] = boundOf(note) ?? [];
  const old = bounds.get(label);
  if (old === undefined) return false;
  return /^(Maximum|Less)/.test(label) ? value >= old : /^(Minimum|Greater)/.test(label) && value <= old;
}
