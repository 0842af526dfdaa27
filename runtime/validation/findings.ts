/** Collects what a generated check finds wrong with a value, with the way to each place. */

import type { Issue } from "../issues.js";
import { jsonType } from "../json-types.js";

export type { Issue };

/** Where a value stands in what holds it; `undefined` for the value that is judged itself. */
export type Key = string | number | undefined;

/** An issue whose path still grows at its end: innermost key first. */
interface Draft extends Omit<Issue, "path"> {
  readonly keys: (string | number)[];
  readonly isUnjudged?: true;
}

/**
 * Judges a value that stands under a key, and returns it as the caller gets it: itself, or what it was decoded to.
 *
 * Written as a method so that checks of one form may stand for those of another.
 */
export type Check = { judge(value: unknown, key: Key, found: Findings): unknown }["judge"];

/** An object as checks read it. */
export interface Fields {
  readonly [name: string]: unknown;
}

/** How deep lists and objects may be nested: what is deeper is refused before it exhausts the stack. */
const depthLimit = 1000;

/** More is of no use to anybody. */
const issueLimit = 100;

/** Ends a judgement: the value is nested too deep. */
export class TooDeep extends Error {}

const none: Draft[] = [];

/** What is found in one value. */
export class Findings {
  /** How many issues there are so far. */
  count: number = 0;
  #drafts: Draft[] = none;
  #depth = 0;
  /** Whether issues are only counted. */
  isQuiet: boolean = false;
  /** Whether only values that are listed pass, though whoever receives them would bear with others. */
  isExact: boolean = false;

  /** Notes that a value isn't what is expected, and returns it. An absent one is missing, whatever is expected of it. */
  fail(value: unknown, key: Key, keyword: string, expected: string): unknown {
    const isMissing = value === undefined;
    const what = isMissing ? { keyword: "required", expected: "a value" } : { keyword, expected };
    const message = isMissing ? "is missing" : `must be ${expected}`;
    this.#add({ message, ...what, actual: jsonType(value), keys: keysOf(key) });
    return value;
  }

  /** Notes that a value is too long to be held to a keyword, and returns it. */
  skip(value: unknown, key: Key, keyword: string, expected: string): unknown {
    const message = `is too long to be judged: it should be ${expected}`;
    if (this.isQuiet) return value;
    this.#add({ message, keyword, expected, actual: jsonType(value), keys: keysOf(key), isUnjudged: true });
    return value;
  }

  /**
   * Enters a list or an object.
   *
   * @returns What {@link leave} wants to know.
   * @throws TooDeep
   */
  enter(): number {
    this.#depth += 1;
    if (this.#depth > depthLimit) throw new TooDeep();
    return this.count;
  }

  /** Leaves a list or an object that stands under a key: what was found in it stands there too. Returns its argument. */
  leave<T>(value: T, key: Key, start: number): T {
    this.#depth -= 1;
    if (this.count !== start && key !== undefined) {
      for (let index = start; index < this.#drafts.length; index += 1) this.#drafts[index]?.keys.push(key);
    }
    return value;
  }

  /** Why the value is refused; empty if it isn't. */
  get issues(): readonly Issue[] {
    return this.#drafts.filter((draft) => !draft.isUnjudged).map(issueOf);
  }

  /** What couldn't be judged. */
  get unjudged(): readonly Issue[] {
    return this.#drafts.filter((draft) => draft.isUnjudged).map(issueOf);
  }

  #add(draft: Draft): void {
    this.count += 1;
    if (this.isQuiet || this.#drafts.length >= issueLimit) return;
    if (this.#drafts === none) this.#drafts = [];
    this.#drafts.push(draft);
  }
}

function keysOf(key: Key): (string | number)[] {
  return key === undefined ? [] : [key];
}

function issueOf({ message, keys, keyword, expected, actual }: Draft): Issue {
  return { message, path: [...keys].reverse(), keyword, expected, actual };
}

/** Whether a value is an object in the sense of JSON: not null, no list, no whole number that keeps its digits. */
export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof BigInt);
}

/** A property that other objects inherit under the same name, if the object has one of its own. */
export function own(value: Fields, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The names of properties that are there: `undefined` stands for an absent one. */
export function namesOf(value: Fields): string[] {
  return Object.keys(value).filter((name) => value[name] !== undefined);
}
