/** Gathers changes that say the same of many things, so that a cause that reaches far is told once. */

import type { Change } from "./types.js";

/** From how many on things of which the same is said are told together. */
const threshold = 4;

/** Changes that read as one: all of them alike but for what they are about. */
export interface Group {
  /** The first, which stands for all. */
  readonly change: Change;
  /** What it is about: the things themselves, or what holds the member {@link member}; one if the change stands alone. */
  readonly subjects: readonly string[];
  readonly member?: string;
  /** Functions that any of them concerns. */
  readonly callers: readonly string[];
}

/** Changes in their order, those that say the same in the place of the first. */
export function grouped(changes: readonly Change[]): readonly Group[] {
  const byText = new Map<string, Change[]>();
  for (const change of changes) {
    const alike = byText.get(keyOf(change));
    if (alike === undefined) byText.set(keyOf(change), [change]);
    else alike.push(change);
  }
  return [...byText.values()].flatMap((alike): readonly Group[] => {
    const [first] = alike;
    if (first === undefined || alike.length < threshold) return alike.map(alone);
    const { member } = partsOf(first);
    const callers = [...new Set(alike.flatMap((change) => change.callers))];
    const subjects = alike.map((change) => partsOf(change).holder);
    return [{ change: first, subjects, ...(member !== undefined && { member }), callers }];
  });
}

function alone(change: Change): Group {
  return { change, subjects: [change.subject], callers: change.callers };
}

function keyOf(change: Change): string {
  const { bump, kind, message, action } = change;
  return JSON.stringify([bump, kind, partsOf(change).member, message, action]);
}

/** A member is told apart from what holds it; anything else is about itself. */
function partsOf({ subject, member }: Change): { readonly holder: string; readonly member?: string } {
  const end = subject.lastIndexOf(".");
  if (member === undefined || end < 0) return { holder: subject };
  return { holder: subject.slice(0, end), member: subject.slice(end + 1) };
}
