/** A clock on which every wait is over at once, for tests of thousands of calls. */

import type { Clock } from "../../runtime/index.js";

/** Numbers from 0 to less than 1, the same on every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Use it without time limits: they would be over at once, too. */
export class InstantClock implements Clock {
  /** Length of each wait so far, in milliseconds. */
  readonly waits: number[] = [];
  readonly random: () => number;
  #time = 0;

  constructor(random: () => number) {
    this.random = random;
  }

  elapsed(): number {
    return this.#time;
  }

  now(): number {
    return Date.UTC(2026, 0, 1) + this.#time;
  }

  after(milliseconds: number, expire: () => void): () => void {
    let isOff = false;
    this.waits.push(milliseconds);
    queueMicrotask(() => {
      this.#time += milliseconds;
      if (!isOff) expire();
    });
    return () => {
      isOff = true;
    };
  }
}
