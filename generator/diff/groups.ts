/** Gathers changes that say the same of many things, so that a cause that reaches far is told once. */

import type { Change } from "./types.js";

/** From how many on things of which the same is said are told together. */
const threshold = 4;

/** Changes that read as one: all of them alike but for what they are about. */
export interface Group {
  /** The first, which stands for all. */
  readonly change: Change;
  /** The things it is about, or what holds the members that it is about. */
  readonly subjects: readonly string[];
  /** Names of members that each of the subjects has; none: it is about the subjects themselves. */
  readonly members: readonly string[];
  /** Functions that any of them concerns. */
  readonly callers: readonly string[];
}

/** Changes in their order, those that say the same in the place of the first. */
export function grouped(changes: readonly Change[]): readonly Group[] {
  const alone = changes.map((change): Group => ({ change, ...partsOf(change), callers: change.callers }));
  // One member of many things, then many members of the same things.
  const byMember = merged(alone, ({ members }) => members, threshold);
  return merged(byMember, ({ subjects, members }) => (members.length === 0 ? undefined : subjects), threshold);
}

/** A member is told apart from what holds it; anything else is about itself. */
function partsOf({ subject, member }: Change): Pick<Group, "subjects" | "members"> {
  const end = subject.lastIndexOf(".");
  if (member === undefined || end < 0) return { subjects: [subject], members: [] };
  return { subjects: [subject.slice(0, end)], members: [subject.slice(end + 1)] };
}

/**
 * Makes one of groups that say the same.
 *
 * @param common - What they must have in common beside what is said; `undefined`: the group stays alone.
 * @param least - How many changes they must come to.
 */
function merged(
  groups: readonly Group[],
  common: (group: Group) => readonly string[] | undefined,
  least: number,
): readonly Group[] {
  const byText = new Map<unknown, [Group, ...Group[]]>();
  for (const group of groups) {
    const shared = common(group);
    const { bump, kind, message, action } = group.change;
    const key = shared === undefined ? group : JSON.stringify([bump, kind, message, action, shared]);
    const alike = byText.get(key);
    if (alike === undefined) byText.set(key, [group]);
    else alike.push(group);
  }
  return [...byText.values()].flatMap((alike): readonly Group[] => {
    const size = alike.reduce((sum, { subjects, members }) => sum + subjects.length * Math.max(1, members.length), 0);
    return alike.length === 1 || size < least ? alike : [together(alike)];
  });
}

function together(alike: readonly [Group, ...Group[]]): Group {
  const all = (part: "subjects" | "members" | "callers") => [...new Set(alike.flatMap((group) => group[part]))];
  return { change: alike[0].change, subjects: all("subjects"), members: all("members"), callers: all("callers") };
}
