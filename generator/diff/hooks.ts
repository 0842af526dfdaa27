/** Compares webhooks and callbacks: what arrives is read, what is answered is given. */

import type { Hook, Response, Shape } from "../model/types.js";
import { contentShape } from "./answers.js";
import { compareValue } from "./members.js";
import type { Side, Sides } from "./sides.js";
import type { Change } from "./types.js";

/** What is different about the requests that the server makes. */
export function compareHooks(sides: Sides): readonly Change[] {
  const now = new Map(hooksOf(sides.after).map((hook) => [hook.pointer, hook]));
  const old = new Set(hooksOf(sides.before).map(({ pointer }) => pointer));
  return [
    ...hooksOf(sides.before).flatMap((hook) => compareHook(hook, now.get(hook.pointer), sides)),
    ...[...now.values()]
      .filter(({ pointer }) => !old.has(pointer))
      .map((hook) => said(hook, { bump: "minor", message: "is new" })),
  ];
}

function hooksOf({ model, operations }: Side): readonly Hook[] {
  return [...model.webhooks, ...operations.flatMap(({ operation }) => operation.callbacks)];
}

function said({ typeName, pointer }: Hook, more: Pick<Change, "bump" | "message"> & Partial<Change>): Change {
  return { kind: "types", subject: typeName, pointer, callers: [], ...more };
}

function compareHook(before: Hook, after: Hook | undefined, sides: Sides): readonly Change[] {
  if (after === undefined) return [said(before, { bump: "major", message: "is gone", action: "Don't expect it." })];
  const key =
    before.key === after.key
      ? []
      : [
          said(after, {
            bump: "major",
            message: `has the key \`${after.key}\`, had \`${before.key}\``,
            action: "Use that.",
          }),
        ];
  const [old, now] = [payloadOf(before), payloadOf(after)];
  const payload =
    old &&
    (now === undefined
      ? ({ bump: "major", message: "is gone", action: "Don't read it." } as const)
      : compareValue(old, now, { isRead: true, isGiven: false }, sides));
  return [
    ...key,
    ...(payload === undefined ? [] : [said(after, { ...payload, message: `has a payload that ${payload.message}` })]),
    ...compareParameters(before, after),
    ...compareAnswers(before, after, sides),
  ];
}

function payloadOf({ payload }: Hook): Shape | undefined {
  return payload === undefined || payload.content.length === 0 ? undefined : contentShape([payload]);
}

/** Headers and query arrive as text: only whether they do can change. */
function compareParameters(before: Hook, after: Hook): readonly Change[] {
  return (["headers", "query"] as const).flatMap((place) => {
    const now = new Map(after[place]?.members.map((member) => [member.name, member]));
    return (before[place]?.members ?? []).flatMap((member): Change[] => {
      const same = now.get(member.name);
      if (same !== undefined && (same.required || !member.required)) return [];
      const message = `${same === undefined ? "has no" : "may have no"} ${member.name} among its ${place}`;
      return [said(after, { bump: "major", message, action: "Don't rely on it." })];
    });
  });
}

function compareAnswers(before: Hook, after: Hook, sides: Sides): readonly Change[] {
  const now = new Map(after.answers.map((answer) => [answer.status, answer]));
  return before.answers.flatMap((answer): Change[] => {
    const same = now.get(answer.status);
    if (same === undefined) {
      return [
        said(after, {
          bump: "major",
          message: `expects no answer ${answer.status} any more`,
          action: "Answer otherwise.",
        }),
      ];
    }
    const found = compareValue(shapeOf(answer), shapeOf(same), { isRead: false, isGiven: true }, sides);
    return found === undefined
      ? []
      : [said(after, { ...found, message: `expects an answer ${answer.status} that ${found.message}` })];
  });
}

function shapeOf({ content }: Pick<Response, "content">): Shape {
  const members = content.map(({ shape }) => shape);
  const [only] = members;
  if (only === undefined) return { kind: "unknown" };
  return members.length === 1 ? only : { kind: "union", members };
}
