/** Compares what operations answer: results, failures and headers. */

import type { Header, Operation, Response, Shape } from "../model/types.js";
import { compareMembers, compareValue, type Holder } from "./members.js";
import type { Sides } from "./sides.js";
import type { Change } from "./types.js";

const isRead = { isRead: true, isGiven: false } as const;

/** What is different about the answers of an operation. */
export function compareAnswers(before: Operation, after: Operation, sides: Sides): readonly Change[] {
  const { functionName, pointer } = after;
  const said = (more: Pick<Change, "bump" | "message"> & Partial<Change>): Change => {
    return { kind: "types", subject: functionName, pointer, callers: [functionName], ...more };
  };
  const holder: Holder = {
    subject: `${functionName}.headers`,
    ...(before.headersName !== undefined && { typeName: before.headersName }),
    pointer,
    callers: [functionName],
    ...isRead,
  };
  return [
    ...compareResult(before, after, said, sides),
    ...compareFailures(before, after, said, sides),
    ...compareMembers(successHeaders(before), successHeaders(after), holder, sides),
  ];
}

type Say = (more: Pick<Change, "bump" | "message"> & Partial<Change>) => Change;

/** What a call gives: bodies, and whether there may be none. */
interface Result {
  readonly shape: Shape;
  readonly mayBeEmpty: boolean;
}

function resultOf({ successes }: Operation): Result | undefined {
  const isEmpty = ({ content, isBodiless }: Response) => isBodiless || content.length === 0;
  const full = successes.filter((response) => !isEmpty(response));
  if (full.length === 0) return undefined;
  return { shape: contentShape(full), mayBeEmpty: full.length < successes.length };
}

/** What callers get of several media types, of one or of several answers. */
export function contentShape(holders: readonly Pick<Response, "content">[]): Shape {
  const members = holders.flatMap(({ content }) => content.map(({ shape }) => shape));
  const [only] = members;
  return only !== undefined && members.length === 1 ? only : { kind: "union", members };
}

function compareResult(before: Operation, after: Operation, said: Say, sides: Sides): readonly Change[] {
  const [old, now] = [resultOf(before), resultOf(after)];
  // Where nothing was given nothing was read.
  if (old === undefined) return now === undefined ? [] : [said({ bump: "minor", message: "gives a result" })];
  if (now === undefined)
    return [said({ bump: "major", message: "gives no result any more", action: "Don't read one." })];
  const found = compareValue(old.shape, now.shape, isRead, sides);
  const isEmptyNow = now.mayBeEmpty && !old.mayBeEmpty;
  return [
    ...(found === undefined ? [] : [said({ ...found, message: asGiven(found.message) })]),
    ...(isEmptyNow ? [said({ bump: "major", message: "may give nothing", action: "Expect `undefined`." })] : []),
  ];
}

/** Of a call, which gives what a value is. */
function asGiven(message: string): string {
  return message
    .replace(/(^|, and )is never /, "$1never gives ")
    .replace(/^may be /, "may give ")
    .replace("is no longer known to be ", "is no longer known to give ")
    .replace(/^is (.*), was /s, "gives $1, gave ");
}

function compareFailures(before: Operation, after: Operation, said: Say, sides: Sides): readonly Change[] {
  const now = new Map(after.failures.map((response) => [response.status, response]));
  const old = new Set(before.failures.map(({ status }) => status));
  const kept = before.failures.flatMap((response): Change[] => {
    const same = now.get(response.status);
    const name = `failure ${response.status}`;
    if (same === undefined) {
      return [said({ bump: "major", message: `has no ${name} any more`, action: "Don't look for it." })];
    }
    const found = compareValue(failureShape(response), failureShape(same), isRead, sides);
    return found === undefined ? [] : [said({ ...found, message: `has a ${name} whose body ${found.message}` })];
  });
  const added = after.failures.filter(({ status }) => !old.has(status));
  return [...kept, ...added.map(({ status }) => said({ bump: "minor", message: `documents failure ${status}` }))];
}

/** Where no body is described, one may come all the same; to HEAD none ever does. */
function failureShape(response: Response): Shape {
  if (response.isBodiless) return { kind: "never" };
  return response.content.length === 0 ? { kind: "unknown" } : contentShape([response]);
}

/** Headers of all successes; one that not all of them have may be missing. */
function successHeaders({ successes }: Operation): readonly Header[] {
  const names = new Set(successes.flatMap(({ headers }) => headers.map(({ name }) => name)));
  return [...names].flatMap((name) => {
    const found = successes.flatMap(({ headers }) => headers.filter((header) => header.name === name));
    const [first] = found;
    const isAlways = found.length === successes.length && found.every(({ required }) => required);
    return first === undefined ? [] : [{ ...first, required: isAlways }];
  });
}
